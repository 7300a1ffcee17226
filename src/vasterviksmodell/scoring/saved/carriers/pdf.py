"""A PDF that carries its ranking as an attachment."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Any, ClassVar

from vasterviksmodell.extras import from_extra
from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring.saved.carriers.carrier import (
    MOST,
    NAME,
    BrokenCarrierError,
    Carrier,
    damaged,
    several,
    too_large,
)

__all__ = ["MEDIA_TYPE", "NAME", "Pdf"]

MEDIA_TYPE = "application/json"
_MARKS = (b"/EmbeddedFiles", b"/ObjStm", b"/Encrypt")
"""One of them stands in each file with attachments: in plain sight, packed with other objects, or encrypted."""
_LOCKED = Message("a password protects it")
_MOST_UNPACKED = 75_000_000
"""The bytes that pypdf unpacks at most."""


class Pdf(Carrier):
    title: ClassVar[Message] = Message("a PDF")

    def recognises(self, head: bytes) -> bool:
        """Say whether a file is a PDF."""
        return head.startswith(b"%PDF-")

    def inner_bytes(self, file: IO[bytes], name: str) -> bytes | None:
        """Return the attachment of the name, None without one."""
        content = file.read(MOST + 1)
        if not any(mark in content for mark in _MARKS):
            return None
        if len(content) > MOST:
            raise too_large()
        pypdf = from_extra("pdf", "pypdf", "reading .pdf")
        with _reading(pypdf):
            reader = pypdf.PdfReader(BytesIO(content))
            if reader.is_encrypted:
                raise BrokenCarrierError(_LOCKED)
            found = [attachment for attachment in reader.attachment_list if attachment.name == name]
            if len(found) > 1:
                raise several()
            return _content(found[0]) if found else None


def _content(attachment: Any) -> bytes:
    content: bytes = attachment.content
    if len(content) > MOST:
        raise too_large()
    return content


@contextmanager
def _reading(pypdf: Any) -> Iterator[None]:
    """Turn whatever a damaged file makes pypdf raise into `BrokenCarrierError`, and keep its warnings to ourselves."""
    logger = logging.getLogger("pypdf")
    propagates, handler = logger.propagate, logging.NullHandler()
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    except BrokenCarrierError:
        raise
    except pypdf.errors.LimitReachedError as error:
        raise too_large(_MOST_UNPACKED) from error
    except Exception as error:  # what a damaged file raises is not declared: also TypeError and RecursionError
        raise damaged() from error
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates
