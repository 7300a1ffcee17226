"""What a carrier is, and how what it carries is packed as text."""

import zlib
from abc import ABC, abstractmethod
from base64 import b64decode, b64encode
from typing import IO, ClassVar

from vasterviksmodell.i18n import Message, Phrase, written

NAME = "ranking.json"
"""What the ranking is called inside a report."""
DECISION = "decision.yaml"
"""What the record of the decision is called inside a report that shows it."""
SETTINGS = "report.json"
"""What the settings are called with which a report was made, so that it can be made again."""
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
    def inner_bytes(self, file: IO[bytes], name: str) -> bytes | None:
        """Return what a file of the kind carries under a name, None without; may raise `BrokenCarrierError`."""


def stem(name: str) -> str:
    """Return the name of what is carried, without its suffix: `ranking`."""
    return name.partition(".")[0]


def damaged() -> BrokenCarrierError:
    return BrokenCarrierError(_DAMAGED)


def too_large(most: int = MOST) -> BrokenCarrierError:
    return BrokenCarrierError(_TOO_LARGE.format(most=most))


def several() -> BrokenCarrierError:
    return BrokenCarrierError(_SEVERAL)


def packed(content: bytes) -> str:
    """Return what is carried as gzip in base64; with no date and no name of a system, so that it is always the same."""
    packer = zlib.compressobj(9, wbits=_GZIP)
    file = packer.compress(content) + packer.flush()
    return b64encode(file[:9] + _UNKNOWN_SYSTEM + file[10:]).decode()


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
