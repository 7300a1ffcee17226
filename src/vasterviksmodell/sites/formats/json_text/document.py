"""A JSON text: its values, decoded with numbers as they are written, and the places of offsets."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.records.record_table import value_at_occurrence
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.json_scan import keys

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Constant:
    """`NaN`, `Infinity` or `-Infinity`, which are not JSON but often written."""

    text: str


class Figure(str):
    """A number with a decimal point, in a file whose texts have decimal commas."""

    __slots__ = ()

    @property
    def with_comma(self) -> str:
        """The number with the decimal sign of the texts."""
        return self.replace(".", ",")


class JsonDocument:
    def __init__(self, text: str, path: str, format: str, expected: Expected) -> None:
        """Take a text; numbers become `Figure` where texts have decimal commas, to be distinguished from texts."""
        self.text = text
        self.path = path
        self.format = format
        """The name of the format."""
        self._limit = expected.limit
        """How many repeated keys are listed."""
        self.occurrence: int = expected.occurrence
        """Which value of a repeated key is read, from 0."""
        self.occurrences: int = 1
        """The greatest number of values that a key has in an object."""
        self._decoder = json.JSONDecoder(
            parse_float=Figure if expected.data.comma else str,
            parse_int=str,
            parse_constant=Constant,
            object_pairs_hook=self._object,
        )
        self._may_have_surrogates = _ESCAPED_SURROGATE.search(text) is not None
        self._repeats: list[Finding] = []
        self._repeated = 0
        """The number of repeated keys, without those in the value being read."""
        self._unreported = 0
        self._blocks = [(0, -1)]
        """For each block of the text: the number of newlines before it, and the offset of the last."""

    def decode(self, window: str, offset: int, at: int) -> tuple[object, int]:
        """Return the value at a place in a window of the text that begins at `offset`, and where it ends."""
        value, end = self._decoder.raw_decode(window, at)
        if self._unreported:
            self._find_repeats(offset + at)
        return value, end

    def _object(self, pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
        """Return an object as a mapping with the chosen values of repeated keys."""
        if self._may_have_surrogates:
            pairs = [
                (with_surrogates_escaped(key), with_surrogates_escaped(value) if isinstance(value, str) else value)
                for key, value in pairs
            ]
        found = dict(pairs)
        if len(found) < len(pairs):
            self._unreported += len(pairs) - len(found)
            found = self._chosen_values(pairs)
        return found

    def _chosen_values(self, pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
        values = defaultdict(list)
        for key, value in pairs:
            values[key].append(value)
        self.occurrences = max(self.occurrences, *map(len, values.values()))
        return {key: value_at_occurrence(own, self.occurrence) for key, own in values.items()}

    def _find_repeats(self, at: int) -> None:
        """Find the repeated keys in a value; once enough are listed, only count them."""
        unreported, self._unreported = self._unreported, 0
        if len(self._repeats) == self._limit:
            self._repeated += unreported
            return
        for key in keys(self.text, at):
            if key.first is not None:
                self.add_repeat(key.name, key.at, key.first, key.before)

    def add_repeat(self, key: str, at: int, first: int, before: int) -> None:
        """Report a key that occurs `before` times earlier in the same object."""
        self.occurrences = max(self.occurrences, before + 1)
        self._repeated += 1
        if len(self._repeats) < self._limit:
            facts = {"key": key, "first": str(self.place(first).line)}
            self._repeats.append(Finding(rule("F005"), self.place(at), facts))

    def repeats(self) -> list[Finding]:
        """Return findings about repeated keys."""
        return truncated(self._repeats, self._repeated, self._limit)

    def place(self, offset: int) -> Place:
        """Return the line and column of an offset. The newlines of each block are counted once."""
        block = offset // _BLOCK
        while len(self._blocks) <= block:
            start = (len(self._blocks) - 1) * _BLOCK
            self._blocks.append(self._newlines(start, start + _BLOCK))
        newlines, last = self._newlines(block * _BLOCK, offset)
        return Place(self.path, newlines + 1, offset - last)

    def _newlines(self, start: int, end: int) -> tuple[int, int]:
        """Return the number of newlines before `end`, and the offset of the last; its block begins at `start`."""
        before, last = self._blocks[start // _BLOCK]
        return before + self.text.count("\n", start, end), max(last, self.text.rfind("\n", start, end))


def with_surrogates_escaped(text: str) -> str:
    r"""Return a text in which lone surrogates, which no file can hold, are escaped as they were written.

    >>> with_surrogates_escaped("a\ud800")
    'a\\ud800'
    """
    return text.encode("utf-8", "backslashreplace").decode() if _SURROGATE.search(text) else text
