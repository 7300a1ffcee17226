"""A JSON text: its values decoded, with every number as it is written, and its offsets as lines and columns."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.records.record_table import read_in_turn
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.source.json_scan import keys

_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Constant:
    """`NaN`, `Infinity` or `-Infinity`: no JSON, but often written."""

    text: str


class Figure(str):
    """A number with a decimal point, in a file whose texts have decimal commas."""

    __slots__ = ()

    @property
    def with_comma(self) -> str:
        """As texts of the file write it."""
        return self.replace(".", ",")


class JsonDocument:
    def __init__(self, text: str, path: str, format: str, expected: Expected) -> None:
        """Take a text; where its texts have decimal commas, numbers are told from them."""
        self.text = text
        self.path = path
        self.format = format
        """How the format is called."""
        self._limit = expected.limit
        """How many keys that stand twice are listed."""
        self.turn = expected.turn
        """Which value of a key that stands several times is read."""
        self.turns = 1
        """How many values a key has at most in an object."""
        self._decoder = json.JSONDecoder(
            parse_float=Figure if expected.data.comma else str,
            parse_int=str,
            parse_constant=Constant,
            object_pairs_hook=self._object,
        )
        self._may_have_halves = _ESCAPED_HALF.search(text) is not None
        self._repeats: list[Finding] = []
        self._repeated = 0
        """How many keys stand twice, besides those in the value being read."""
        self._unseen = 0
        self._blocks = [(0, -1)]
        """For each block of the text: how many newlines stand before it, and where the last of them."""

    def decode(self, window: str, offset: int, at: int) -> tuple[object, int]:
        """The value at a place in a window of the text, and where it ends; the window begins at `offset`."""
        value, end = self._decoder.raw_decode(window, at)
        if self._unseen:
            self._look_at_repeats(offset + at)
        return value, end

    def _object(self, pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
        """An object as a mapping; of keys that stand twice the value counts whose turn has come."""
        if self._may_have_halves:
            pairs = [(whole(key), whole(value) if isinstance(value, str) else value) for key, value in pairs]
        found = dict(pairs)
        if len(found) < len(pairs):
            self._unseen += len(pairs) - len(found)
            found = self._in_turn(pairs)
        return found

    def _in_turn(self, pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
        values = defaultdict(list)
        for key, value in pairs:
            values[key].append(value)
        self.turns = max(self.turns, *map(len, values.values()))
        return {key: read_in_turn(own, self.turn) for key, own in values.items()}

    def _look_at_repeats(self, at: int) -> None:
        """Find the keys that stand twice in a value; once enough are listed, only count them."""
        unseen, self._unseen = self._unseen, 0
        if len(self._repeats) == self._limit:
            self._repeated += unseen
            return
        for key in keys(self.text, at):
            if key.first is not None:
                self.note_repeat(key.name, key.at, key.first, key.before)

    def note_repeat(self, key: str, at: int, first: int, before: int) -> None:
        """Note a key that stands before so many times in the same object."""
        self.turns = max(self.turns, before + 1)
        self._repeated += 1
        if len(self._repeats) < self._limit:
            facts = {"key": key, "first": str(self.place(first).line)}
            self._repeats.append(Finding(rule("F005"), self.place(at), facts))

    def repeats(self) -> list[Finding]:
        """The keys that stand twice in an object."""
        return listed(self._repeats, self._repeated, self._limit)

    def place(self, offset: int) -> Place:
        """The line and column of an offset. Each stretch of the text is counted once."""
        block = offset // _BLOCK
        while len(self._blocks) <= block:
            start = (len(self._blocks) - 1) * _BLOCK
            self._blocks.append(self._newlines(start, start + _BLOCK))
        newlines, last = self._newlines(block * _BLOCK, offset)
        return Place(self.path, newlines + 1, offset - last)

    def _newlines(self, start: int, end: int) -> tuple[int, int]:
        """How many newlines stand before an offset, and where the last; the block it stands in begins at `start`."""
        before, last = self._blocks[start // _BLOCK]
        return before + self.text.count("\n", start, end), max(last, self.text.rfind("\n", start, end))


def whole(text: str) -> str:
    r"""A text in which halves of characters, which no file can hold, stand as the escapes they were written as.

    >>> whole("a\ud800")
    'a\\ud800'
    """
    return text.encode("utf-8", "backslashreplace").decode() if _HALF.search(text) else text
