"""A cursor in a JSON text, the cells of its values, and what is wrong where it cannot be read.

Text that cannot be read raises `UnreadableError`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text.document import Constant, Figure, JsonDocument, with_surrogates_escaped
from vasterviksmodell.sites.formats.json_text.shapes import AS_RECORDS
from vasterviksmodell.sites.formats.records.gathering import Records, UnreadableError
from vasterviksmodell.sites.formats.records.record_cells import (
    A_CELL,
    LIST,
    MAPPING,
    NOTHING,
    KeyLocation,
    Misfit,
    RecordCell,
    interval,
    misfit,
    quoted,
    too_large,
)
from vasterviksmodell.source.folding import folded
from vasterviksmodell.source.json_scan import Key, after_blanks, keys, too_deep

_WRITTEN = (Figure, list)
"""The types of values that may have a decimal point."""
_NULL = Message("write null for what is unknown")


def add(records: Records, position: int, value: object) -> None:
    """Add a value that should be a site to the records."""
    if isinstance(value, dict):
        records.add(position, cells(value, records.expected.measures))
    else:
        records.reject(position, describe_value(value), advice=AS_RECORDS if isinstance(value, list) else None)


def cells(record: Mapping[str, object], measures: frozenset[str] = frozenset()) -> dict[str, RecordCell]:
    """Return the cells of an object; numbers under the headings of measures (folded) are written as the texts are."""
    return {
        key: value
        if value.__class__ is str
        else cell(value, comma=value.__class__ in _WRITTEN and folded(key) in measures)
        for key, value in record.items()
    }


def cell(value: object, *, comma: bool = False) -> RecordCell:
    """Return a value as a cell; numbers, which are decoded as texts, may get a decimal comma."""
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
            return misfit(A_CELL, describe_value(value))


def describe_value(value: object) -> Phrase:
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
    return Message("it does not allow {text}").format(text=text)


class JsonPlaces:
    """Finds the places of records by their offset."""

    def __init__(self, document: JsonDocument) -> None:
        self.document = document

    def record(self, position: int) -> Place:
        return self.document.place(position)

    def key_locations(self, position: int) -> Mapping[str, KeyLocation]:
        found = (
            key for key in keys(self.document.text, position) if not key.path and key.before <= self.document.occurrence
        )
        return {with_surrogates_escaped(key.name): self.key_location(key) for key in found}

    def key_location(self, key: Key) -> KeyLocation:
        return KeyLocation(self.document.place(key.at), self.document.place(key.value_at))


_BEFORE, _AFTER = 1000, 12
"""How many characters before and after a fault are looked at."""


class JsonProblem(NamedTuple):
    at: int
    description: Phrase
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
_LINES = Message("if each line is a site, it is JSON Lines: rename the file so that it ends in .jsonl")

_LAST_COMMA = r"^Illegal trailing comma|, ?\0[\]}]"
_END = r"\0$"
_PROBLEMS = (
    (_LAST_COMMA, Message("a comma with nothing after it"), _REMOVE),
    (_END, Message("the text ends too early"), _EXPORT),
    (r"^Extra data.*\0\{", Message("a second value"), _LINES),
    (r"^Extra data", Message("text after the end"), _REMOVE),
    (r"^Unterminated", Message("a text is never closed"), _CHECK),
    (r"^Invalid control", Message("a line break or a tab in a text"), _BREAK),
    (r"^Invalid \\", Message("an invalid escape after a backslash"), _BACKSLASH),
    (r"\0['`´’‘“”„]", Message('quotes that are not "'), _QUOTES),
    (r"\0(//|/\*|#)", Message("a comment"), _REMOVE),
    (r"^Expecting property.*, ?\0[0-9]", Message("a decimal comma"), _POINT),
    (r"^Expecting property", Message("a key without quotes"), _QUOTES),
    (r"0\0[0-9]", Message("a number that begins with 0"), _NUMBER),
    (r"\0[+.]|[0-9] ?\0[._A-Za-z0-9]", Message("a number in an invalid form"), _NUMBER),
    (r"\0-?[A-Za-z]", Message("a word without quotes"), _WORDS),
    (r"^Expecting ':'", Message("a key without ':'"), _QUOTES),
    (r"^Expecting ','.*\0[\[{\"]", Message("a comma is missing"), _CHECK),
    (r"^Expecting ','", Message("a comma or a bracket is missing"), _CHECK),
    (r"", Message("a value is missing"), _CHECK),
)
"""Patterns of the decoder's message, the sign before the fault, perhaps a blank, NUL, and the text at the fault."""


def find_problem(text: str, at: int, end: int, message: str) -> JsonProblem:
    """Return what is wrong at an offset of a text that ends at `end`, given the decoder's message."""
    before = text[max(0, at - _BEFORE) : at]
    last = before.rstrip()
    blank = " " if last != before else ""
    context = f"{message} {last[-1:]}{blank}\0{text[at : min(at + _AFTER, end)].strip()}"
    pattern, description, advice = next(known for known in _PROBLEMS if re.search(known[0], context, re.DOTALL))
    if pattern == _END:
        at -= len(before) - len(last)
    elif pattern == _LAST_COMMA and not message.startswith("Illegal"):
        at -= len(before) - len(last) + 1
    return JsonProblem(at, description, advice)


_LONGEST = 5_000_000
_DEEP = 40
_TOO_LONG = Message("at most {longest} characters in a value").format(longest=_LONGEST)
_TOO_DEEP = Message("far more than {deep} levels").format(deep=_DEEP)
_MOST_KEYS = 10_000
_TOO_MANY = Message("at most {most_keys} other keys than sites").format(most_keys=_MOST_KEYS)
_NEAR_END = 16
"""How many characters before the end a token that is cut off may begin; a text may begin anywhere."""


class JsonReader:
    """Decodes one value after another, so that a file takes no more memory than its largest value."""

    def __init__(self, document: JsonDocument, start: int = 0, end: int | None = None) -> None:
        self.document = document
        self.end: int = len(document.text) if end is None else end
        self.at: int = start
        self._move_window()

    def _move_window(self) -> None:
        self._start = self.at
        self._window = self.document.text[self.at : min(self.at + 2 * _LONGEST, self.end)]

    def peek(self) -> str:
        """Move to the next sign that is not blank and return it; empty at the end."""
        text = self.document.text
        if self.at < self.end and text[self.at] <= " ":
            self.at = min(after_blanks(text, self.at), self.end)
        return text[self.at] if self.at < self.end else ""

    def value(self) -> object:
        """Return the value at the cursor, and move past it."""
        window_end = self._start + len(self._window)
        if window_end - self.at < _LONGEST and window_end < self.end:
            self._move_window()
        try:
            value, end = self.document.decode(self._window, self._start, self.at - self._start)
        except json.JSONDecodeError as error:
            raise self._unreadable(error.pos, error.msg) from None
        except RecursionError:
            place = self.document.place(too_deep(self.document.text, self.at, _DEEP))
            raise UnreadableError(too_large(place, _TOO_DEEP)) from None
        if self._start + end - self.at > _LONGEST:
            raise self._too_long()
        self.at = self._start + end
        return value

    def _unreadable(self, at: int, message: str) -> UnreadableError:
        """Return the error that a value is broken, or too long when the window ends inside it."""
        cut = at > len(self._window) - _NEAR_END or message.startswith("Unterminated string")
        if cut and self._start + len(self._window) < self.end:
            return self._too_long()
        return self._broken(self._start + at, message)

    def _too_long(self) -> UnreadableError:
        return UnreadableError(too_large(self.document.place(self.at), _TOO_LONG))

    def _broken(self, at: int, message: str) -> UnreadableError:
        """Return the error that the text is broken at an offset, given a message of Python's decoder."""
        found = find_problem(self.document.text, at, self.end, message)
        facts: dict[str, Phrase] = {"format": self.document.format, "problem": found.description}
        place = self.document.place(found.at)
        return UnreadableError(Finding(rule("F010"), place, facts, advice=found.advice))

    def items(self) -> Iterator[int]:
        """Yield the offset of each value of the list at the cursor; the caller must read it before the next."""
        for _ in self._separated("[", "]"):
            yield self.at

    def members(self) -> Iterator[tuple[str, int]]:
        """Yield each key of the object at the cursor with its offset; the caller must read the value before the next.

        A repeated key is reported, and yielded only once, for the value that is chosen.
        """
        first: dict[str, int] = {}
        before: Counter[str] = Counter()
        read = self._chosen_keys()
        for _ in self._separated("{", "}"):
            if self.peek() != '"':
                raise self._broken(self.at, "Expecting property name")
            at = self.at
            key = str(self.value())
            self._take(":")
            self.peek()
            if first.setdefault(key, at) != at:
                self.document.add_repeat(key, at, first[key], before[key])
            before[key] += 1
            if read.get(key, first[key]) == at:
                yield key, at
            else:
                self.value()
            if len(first) > _MOST_KEYS:
                raise UnreadableError(too_large(self.document.place(at), _TOO_MANY))

    def _chosen_keys(self) -> dict[str, int]:
        """Return the offsets of the repeated keys in the object at the cursor whose values are chosen."""
        if not self.document.occurrence:
            return {}
        found = keys(self.document.text, self.at)
        return {key.name: key.at for key in found if not key.path and key.before <= self.document.occurrence}

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
        """Check that only blanks follow; the advice replaces the usual one on text that does."""
        if self.peek():
            error = self._broken(self.at, "Extra data")
            raise UnreadableError(replace(error.finding, advice=advice or error.finding.advice))
