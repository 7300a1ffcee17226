"""The family of renderers: each writes a document in its own way, in the language of the view."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.output.renderers.interface import Renderer
from vasterviksmodell.output.renderers.markdown import Markdown
from vasterviksmodell.output.renderers.text import PlainText

RENDERERS: Mapping[str, Renderer] = MappingProxyType({member.name: member for member in (PlainText(), Markdown())})

__all__ = ["RENDERERS", "Renderer"]
