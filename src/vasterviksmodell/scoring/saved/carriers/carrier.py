"""What a carrier is, and how a ranking is packed as text."""

import zlib
from abc import ABC, abstractmethod
from base64 import b64decode, b64encode
from typing import IO, ClassVar

from vasterviksmodell.i18n import Message, Phrase, written

NAME = "ranking.json"
"""What the ranking is called inside a report."""
MOST = 512_000_000
"""The bytes that a ranking takes at most, unpacked; more is a decompression bomb."""
_GZIP = 31
_UNKNOWN_SYSTEM = b"\xff"
_DAMAGED = Message("it is damaged")
_TOO_LARGE = Message("unpacked it takes more than {most} bytes")
_SEVERAL = Message("there are several, and which one counts is not known")


class BrokenCarrierError(Exception):
    """A ranking that cannot be taken out of its report, with the problem."""

    def __init__(self, problem: Phrase) -> None:
        super().__init__(written(problem, "en"))
        self.problem = problem


class Carrier(ABC):
    """A kind of report that carries the ranking that it shows."""

    HEAD = 1024
    """The number of bytes that tell the kind of a file."""

    title: ClassVar[Message]
    """What a file of the kind is called in a sentence."""

    @abstractmethod
    def recognises(self, head: bytes) -> bool:
        """Say whether a file is of the kind, by its first bytes."""

    @abstractmethod
    def ranking_bytes(self, file: IO[bytes]) -> bytes | None:
        """Return the ranking in a file of the kind, None where there is none; may raise `BrokenCarrierError`."""


def damaged() -> BrokenCarrierError:
    return BrokenCarrierError(_DAMAGED)


def too_large(most: int = MOST) -> BrokenCarrierError:
    return BrokenCarrierError(_TOO_LARGE.format(most=most))


def several() -> BrokenCarrierError:
    return BrokenCarrierError(_SEVERAL)


def packed(ranking: bytes) -> str:
    """Return a ranking as gzip in base64; without a date or the name of a system, so that it is always the same."""
    packer = zlib.compressobj(9, wbits=_GZIP)
    content = packer.compress(ranking) + packer.flush()
    return b64encode(content[:9] + _UNKNOWN_SYSTEM + content[10:]).decode()


def unpacked(text: bytes, most: int = MOST) -> bytes:
    """Return the ranking in gzip in base64; raise `BrokenCarrierError` where it is damaged or a bomb.

    >>> unpacked(packed(b"{}").encode())
    b'{}'
    """
    unpacker = zlib.decompressobj(wbits=_GZIP)
    try:
        ranking = unpacker.decompress(b64decode(b"".join(text.split()), validate=True), most + 1)
    except (ValueError, zlib.error) as error:
        raise damaged() from error
    if len(ranking) > most:
        raise too_large(most)
    if not unpacker.eof or unpacker.unused_data:
        raise damaged()
    return ranking
