"""A document as a page: one file that asks for nothing, for screens, screen readers and printers."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from vasterviksmodell.output.document import Block
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers.renderer import Renderer


class Html(Renderer):
    name = "html"
    purpose = "A page that needs no network, for screens, screen readers and printers."
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm")

    def render(self, blocks: Iterable[Block], view: View) -> Iterator[str]:
        """Yield the page. Its first heading is the title; the page may load nothing, and run nothing."""
        from vasterviksmodell.output.renderers.html.markup import markup
        from vasterviksmodell.output.renderers.html.page import page

        yield from page("".join(markup(blocks, view.language)), view.language)
