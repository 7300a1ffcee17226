"""The template and the document → a PDF, by typst."""

import json
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812 - the document has the name
from importlib.resources import files
from typing import Any

from vasterviksmodell.extras import from_extra
from vasterviksmodell.i18n import Message, written
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.document import Block
from vasterviksmodell.output.renderers.pdf.attachment import Attachment
from vasterviksmodell.output.renderers.pdf.contents import parts
from vasterviksmodell.output.renderers.pdf.letters import BREAK, printable
from vasterviksmodell.output.report.matter import Matter

_REDACTED = Message("redacted edition")
_NO_TITLE = "vasterviksmodell"


def typeset(
    blocks: Iterable[Block],
    language: Language,
    matter: Matter,
    attachments: Sequence[Attachment] = (),
    *,
    is_redacted: bool = False,
) -> bytes:
    """Return a document as a PDF. Its texts are data of the template, never markup; no clock and no font is asked."""
    typst = from_extra("pdf", "typst", "writing .pdf")
    header = _header(matter, language, is_redacted=is_redacted)
    whole = _document(parts(blocks, language), language, matter.date, header, attachments)
    document = json.dumps(whole, ensure_ascii=False)
    carried = {_path(number): each.content for number, each in enumerate(attachments) if _is_text(each.content)}
    pdf: bytes = typst.compile(
        {"main.typ": _template(), "document.json": document.encode()} | carried,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=_standards(matter, attachments),
    )
    return pdf


def _standards(matter: Matter, attachments: Sequence[Attachment]) -> list[str]:
    """Return the standards: for all readers, and with a date for archives; those of level 2 take no attachment."""
    archives = ["a-3a" if attachments else "a-2a"] if matter.date else []
    return ["ua-1", *archives]


def _path(number: int) -> str:
    """Return where typst finds an attachment."""
    return f"attachment-{number}"


def _is_text(content: bytes) -> bool:
    """Say whether typst takes an attachment as a file; it gets others as numbers."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _template() -> bytes:
    return files(__package__).joinpath("page.typ").read_bytes()


def _document(
    parts: list[dict[str, Any]],
    language: Language,
    date: Date | None,
    header: dict[str, str],
    attachments: Sequence[Attachment],
) -> dict[str, Any]:
    """Return the document as the template reads it."""
    headings = (block["text"] for part in parts for block in part["blocks"] if block["kind"] == "heading")
    return {
        "language": language,
        "title": next(headings, _NO_TITLE).replace(BREAK, ""),
        "date": None if date is None else [date.year, date.month, date.day],
        "header": header,
        "parts": parts,
        "attachments": [
            {
                "name": attachment.name,
                "path": _path(number),
                "numbers": None if _is_text(attachment.content) else list(attachment.content),
                "media_type": attachment.media_type,
                "description": written(attachment.description, language),
            }
            for number, attachment in enumerate(attachments)
        ],
    }


def _header(matter: Matter, language: Language, *, is_redacted: bool) -> dict[str, str]:
    """Return what stands to the left on each page, and to the right before its number."""
    edition = written(_REDACTED, language) if is_redacted else ""
    date = matter.date.isoformat() if matter.date else ""
    return {
        "left": printable(matter.unit),
        "right": " · ".join(filter(None, (printable(matter.reference), date, edition))),
    }
