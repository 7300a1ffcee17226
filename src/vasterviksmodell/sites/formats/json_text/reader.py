"""A cursor in a JSON text, which passes from value to value. What it cannot read is an `UnreadableError`."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text.document import Constant, Figure, JsonDocument, whole
from vasterviksmodell.sites.formats.json_text.shapes import AS_RECORDS
from vasterviksmodell.sites.formats.records.gathering import Records, UnreadableError
from vasterviksmodell.sites.formats.records.record_cells import (
    A_CELL,
    LIST,
    MAPPING,
    NOTHING,
    Misfit,
    RecordCell,
    Spot,
    beyond,
    interval,
    misfit,
    quoted,
)
from vasterviksmodell.source.json_scan import Key, after_blanks, keys, too_deep
from vasterviksmodell.source.words import folded

_WRITTEN = (Figure, list)
"""What numbers with a decimal point stand in."""
_NULL = Message("write null for what is unknown")


def add(records: Records, position: int, value: object) -> None:
    """Take up a value that should be a site."""
    if isinstance(value, dict):
        records.add(position, cells(value, records.expected.measures))
    else:
        records.refuse(position, called(value), advice=AS_RECORDS if isinstance(value, list) else None)


def cells(record: Mapping[str, object], measures: frozenset[str] = frozenset()) -> dict[str, RecordCell]:
    """The cells of an object; under the headings of measures, folded, numbers are written as the texts are."""
    return {
        key: value
        if value.__class__ is str
        else cell(value, comma=value.__class__ in _WRITTEN and folded(key) in measures)
        for key, value in record.items()
    }


def cell(value: object, *, comma: bool = False) -> RecordCell:
    """What a value says in a cell; numbers are decoded as texts, and get a decimal comma if texts have one."""
    match value:
        case Figure():
            return value.with_comma if comma else str(value)
        case None | str():
            return value
        case bool():
            return str(value).lower()
        case Constant(text):
            return Misfit({"format": "JSON", "problem": _no_value(text)}, "F010", _NULL)
        case [None | str() as low, None | str() as high]:
            return interval(
                *(figure.with_comma if comma and isinstance(figure, Figure) else figure for figure in (low, high))
            )
        case _:
            return misfit(A_CELL, called(value))


def called(value: object) -> Phrase:
    match value:
        case None:
            return NOTHING
        case list():
            return LIST
        case dict():
            return MAPPING
        case Constant(text) | str(text):
            return quoted(text)
        case _:
            return quoted(str(value).lower())


def _no_value(text: str) -> Phrase:
    return Message("it has no {text}").format(text=text)


class JsonPlaces:
    """Finds records again by their offset."""

    def __init__(self, document: JsonDocument) -> None:
        self.document = document

    def record(self, position: int) -> Place:
        return self.document.place(position)

    def spots(self, position: int) -> Mapping[str, Spot]:
        found = (key for key in keys(self.document.text, position) if not key.path and key.before <= self.document.turn)
        return {whole(key.name): self.spot(key) for key in found}

    def spot(self, key: Key) -> Spot:
        return Spot(self.document.place(key.at), self.document.place(key.value_at))


_BEFORE, _AFTER = 1000, 12
"""So many characters before and after a fault are looked at."""


class Problem(NamedTuple):
    at: int
    what: Phrase
    advice: Phrase


_REMOVE = Message("remove it")
_EXPORT = Message("the file is cut short, or brackets are missing: export it again")
_CHECK = Message("check commas, quotes and brackets here and before it")
_BREAK = Message(r"close the text before it, or write \n for a new line")
_BACKSLASH = Message("write two backslashes for one")
_QUOTES = Message('write keys and texts like this: "school"')
_WORDS = Message("write null, true or false, or put quotes around it")
_NUMBER = Message('write a number as 883 or 0.5, a code as "0883"')
_POINT = Message("write 0.5, with a decimal point")
_LINES = Message("when each line is a site it is JSON Lines: let the name end in .jsonl")

_LAST_COMMA = r"^Illegal trailing comma|, ?\0[\]}]"
_END = r"\0$"
_PROBLEMS = (
    (_LAST_COMMA, Message("a comma with nothing after it"), _REMOVE),
    (_END, Message("the text ends too early"), _EXPORT),
    (r"^Extra data.*\0\{", Message("a second value"), _LINES),
    (r"^Extra data", Message("text after the end"), _REMOVE),
    (r"^Unterminated", Message("a text is never closed"), _CHECK),
    (r"^Invalid control", Message("a line break or a tab in a text"), _BREAK),
    (r"^Invalid \\", Message("a backslash that escapes nothing"), _BACKSLASH),
    (r"\0['`´’‘“”„]", Message('quotes that are not "'), _QUOTES),
    (r"\0(//|/\*|#)", Message("a comment"), _REMOVE),
    (r"^Expecting property.*, ?\0[0-9]", Message("a decimal comma"), _POINT),
    (r"^Expecting property", Message("a key without quotes"), _QUOTES),
    (r"0\0[0-9]", Message("a number that begins with 0"), _NUMBER),
    (r"\0[+.]|[0-9] ?\0[._A-Za-z0-9]", Message("a number written otherwise"), _NUMBER),
    (r"\0-?[A-Za-z]", Message("a word without quotes"), _WORDS),
    (r"^Expecting ':'", Message("a key without ':'"), _QUOTES),
    (r"^Expecting ','.*\0[\[{\"]", Message("a comma is missing"), _CHECK),
    (r"^Expecting ','", Message("a comma or a bracket is missing"), _CHECK),
    (r"", Message("a value is missing"), _CHECK),
)
"""Patterns of what the decoder says, the sign before the fault, perhaps a blank, NUL, and what stands there."""


def problem(text: str, at: int, end: int, said: str) -> Problem:
    """What is wrong at an offset of a text that ends at `end`, where the decoder said so much."""
    before = text[max(0, at - _BEFORE) : at]
    last = before.rstrip()
    blank = " " if last != before else ""
    seen = f"{said} {last[-1:]}{blank}\0{text[at : min(at + _AFTER, end)].strip()}"
    pattern, what, advice = next(known for known in _PROBLEMS if re.search(known[0], seen, re.DOTALL))
    if pattern == _END:
        at -= len(before) - len(last)
    elif pattern == _LAST_COMMA and not said.startswith("Illegal"):
        at -= len(before) - len(last) + 1
    return Problem(at, what, advice)


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
        return {key.name: key.at for key in found if not key.path and key.before <= self.document.turn}

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
