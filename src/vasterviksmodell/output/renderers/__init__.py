"""The family of renderers: each writes a document in its own way, in the language of the view."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.output.renderers.html import Html
from vasterviksmodell.output.renderers.markdown import Markdown
from vasterviksmodell.output.renderers.ods import Ods
from vasterviksmodell.output.renderers.pdf import Pdf
from vasterviksmodell.output.renderers.renderer import Renderer
from vasterviksmodell.output.renderers.text import PlainText

_MEMBERS: tuple[Renderer, ...] = (PlainText(), Markdown(), Ods(), Html(), Pdf())
RENDERERS: Mapping[str, Renderer] = MappingProxyType({member.name: member for member in _MEMBERS})

__all__ = ["RENDERERS", "Renderer"]
