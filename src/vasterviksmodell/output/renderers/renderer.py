"""What a renderer is, and colours on a terminal."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar

from vasterviksmodell.output.document import Block
from vasterviksmodell.output.formats import View


class Renderer(ABC):
    """A member of the family. It shows every kind of block and cell, except what it leaves out."""

    name: ClassVar[str]
    purpose: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    """Of its files; the first is the usual one."""
    is_binary: ClassVar[bool] = False
    """Whether it gives the bytes of a file, which no terminal shows."""
    leaves_out: ClassVar[frozenset[type]] = frozenset()
    """Kinds of blocks that it cannot show; other blocks have their content too."""

    @abstractmethod
    def render(self, blocks: Iterable[Block], view: View) -> Iterator[str] | bytes:
        """Return a document as text in chunks, or as the bytes of a file."""


_CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36}
Colour = str
"""One of `bold`, `dim`, `red`, …; empty for none."""


def painted(text: str, colour: Colour) -> str:
    r"""Return a text between the escapes that turn a colour on and off.

    >>> painted("met", "green")
    '\x1b[32mmet\x1b[0m'
    """
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if colour and text else text
