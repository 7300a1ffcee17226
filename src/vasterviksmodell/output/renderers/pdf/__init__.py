"""A document as pages: tagged PDF (PDF/UA-1, and for archives PDF/A), made with typst of the extra `pdf`."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from vasterviksmodell.output.document import Block
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers.pdf.attachment import Attachment
from vasterviksmodell.output.renderers.renderer import Renderer
from vasterviksmodell.output.report.matter import Matter

__all__ = ["Attachment", "Pdf"]


class Pdf(Renderer):
    """Writes documents; those of a matter have its header on every page, and may carry files.

    The header says of a redacted edition that it is one.
    """

    name = "pdf"
    purpose = "Tagged pages for print, archives and screen readers (extra pdf)."
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)
    is_binary = True

    def __init__(
        self, matter: Matter | None = None, attachments: Sequence[Attachment] = (), *, is_redacted: bool = False
    ) -> None:
        self._matter = matter or Matter()
        self._attachments = tuple(attachments)
        self._is_redacted = is_redacted

    def render(self, blocks: Iterable[Block], view: View) -> bytes:
        """Return the bytes of the file, the same for the same document every time; may raise `MissingExtra`."""
        from vasterviksmodell.output.renderers.pdf.typesetting import typeset

        return typeset(blocks, view.language, self._matter, self._attachments, is_redacted=self._is_redacted)
