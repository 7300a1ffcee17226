"""Results in words: a document of a few kinds of blocks, written as text or Markdown.

What a result says is put into blocks once; formats write it in a language, in their own way.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from vasterviksmodell.output.document.blocks import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.markdown import markdown
from vasterviksmodell.output.document.text import text
from vasterviksmodell.output.view import View

DOCUMENT_FORMATS: Mapping[str, Callable[[Iterable[Block], View], str]] = MappingProxyType(
    {"text": text, "markdown": markdown}
)
"""How a document can be written."""

__all__ = ["DOCUMENT_FORMATS", "Block", "Column", "Grid", "Heading", "Items", "Paragraph"]
