"""A cursor in a JSON text, which passes from value to value. What it cannot read is an `UnreadableError`."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text.document import JsonDocument
from vasterviksmodell.sites.formats.json_text.keys import after_blanks, keys, too_deep
from vasterviksmodell.sites.formats.json_text.problems import problem
from vasterviksmodell.sites.formats.records.faults import beyond
from vasterviksmodell.sites.formats.records.gathering import UnreadableError

_LONGEST = 5_000_000
_DEEP = 40
_TOO_LONG = Message("at most {longest} characters in a value").format(longest=_LONGEST)
_TOO_DEEP = Message("far more than {deep} levels").format(deep=_DEEP)
_MOST_KEYS = 10_000
_TOO_MANY = Message("at most {most_keys} keys beside the sites").format(most_keys=_MOST_KEYS)
_NEAR_END = 16
"""A token that is cut off begins at most so many characters before the end; a text may begin anywhere."""


class JsonReader:
    """Decodes one value after another, so that a file of any kind takes no more memory than its largest value."""

    def __init__(self, document: JsonDocument, start: int = 0, end: int | None = None) -> None:
        self.document = document
        self.end = len(document.text) if end is None else end
        self.at = start
        self._move_window()

    def _move_window(self) -> None:
        self._start = self.at
        self._window = self.document.text[self.at : min(self.at + 2 * _LONGEST, self.end)]

    def peek(self) -> str:
        """The next sign that is no blank, empty at the end; the cursor stands before it."""
        text = self.document.text
        if self.at < self.end and text[self.at] <= " ":
            self.at = min(after_blanks(text, self.at), self.end)
        return text[self.at] if self.at < self.end else ""

    def value(self) -> object:
        """The value at the cursor, which passes it."""
        window_end = self._start + len(self._window)
        if window_end - self.at < _LONGEST and window_end < self.end:
            self._move_window()
        try:
            value, end = self.document.decode(self._window, self._start, self.at - self._start)
        except json.JSONDecodeError as error:
            raise self._unreadable(error.pos, error.msg) from None
        except RecursionError:
            place = self.document.place(too_deep(self.document.text, self.at, _DEEP))
            raise UnreadableError(beyond(place, _TOO_DEEP)) from None
        if self._start + end - self.at > _LONGEST:
            raise self._too_long()
        self.at = self._start + end
        return value

    def _unreadable(self, at: int, said: str) -> UnreadableError:
        """The error that a value is broken; or too long, when the window and not the file ends inside it."""
        cut = at > len(self._window) - _NEAR_END or said.startswith("Unterminated string")
        if cut and self._start + len(self._window) < self.end:
            return self._too_long()
        return self._broken(self._start + at, said)

    def _too_long(self) -> UnreadableError:
        return UnreadableError(beyond(self.document.place(self.at), _TOO_LONG))

    def _broken(self, at: int, said: str) -> UnreadableError:
        """The error that the text is broken at an offset, where Python's decoder would say so much."""
        found = problem(self.document.text, at, self.end, said)
        facts: dict[str, Phrase] = {"format": self.document.format, "problem": found.what}
        place = self.document.place(found.at)
        return UnreadableError(Finding(rule("F010"), place, facts, advice=found.advice))

    def items(self) -> Iterator[int]:
        """The offset of each value of the list at the cursor; whoever asks for the next has read it."""
        for _ in self._separated("[", "]"):
            yield self.at

    def members(self) -> Iterator[tuple[str, int]]:
        """Each key of the object at the cursor, with its offset; the cursor stands before the value, to be read next.

        A key that stands twice is noted, and of its values only that is read whose turn has come.
        """
        first: dict[str, int] = {}
        before: Counter[str] = Counter()
        read = self._in_turn()
        for _ in self._separated("{", "}"):
            if self.peek() != '"':
                raise self._broken(self.at, "Expecting property name")
            at = self.at
            key = str(self.value())
            self._take(":")
            self.peek()
            if first.setdefault(key, at) != at:
                self.document.note_repeat(key, at, first[key], before[key])
            before[key] += 1
            if read.get(key, first[key]) == at:
                yield key, at
            else:
                self.value()
            if len(first) > _MOST_KEYS:
                raise UnreadableError(beyond(self.document.place(at), _TOO_MANY))

    def _in_turn(self) -> dict[str, int]:
        """Where the keys stand whose values are read in a later turn, in the object at the cursor, which is sound."""
        if not self.document.turn:
            return {}
        found = keys(self.document.text, self.at)
        return {it.name: it.at for it in found if not it.path and it.before <= self.document.turn}

    def _separated(self, first: str, last: str) -> Iterator[None]:
        self._take(first)
        more = self.peek() != last
        while more:
            yield
            more = self.peek() == ","
            self.at += more
            self.peek()
        self._take(last)

    def _take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self._broken(self.at, "Expecting ':' delimiter" if sign == ":" else "Expecting ',' delimiter")
        self.at += 1

    def finish(self, advice: Phrase | None = None) -> None:
        """Nothing but blanks may follow; the advice says what to do with what does, if more is known than that."""
        if self.peek():
            error = self._broken(self.at, "Extra data")
            raise UnreadableError(replace(error.finding, advice=advice or error.finding.advice))
