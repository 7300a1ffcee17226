"""JSON objects as records: their cells, and where they stand."""

from collections.abc import Mapping

from vasterviksmodell.findings import Place
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text.document import Constant, Figure, JsonDocument, whole
from vasterviksmodell.sites.formats.json_text.keys import Key, keys
from vasterviksmodell.sites.formats.json_text.shapes import AS_RECORDS
from vasterviksmodell.sites.formats.records.cells import (
    A_CELL,
    LIST,
    MAPPING,
    NOTHING,
    Misfit,
    RecordCell,
    interval,
    misfit,
    quoted,
)
from vasterviksmodell.sites.formats.records.faults import Spot
from vasterviksmodell.sites.formats.records.gathering import Records
from vasterviksmodell.words import folded

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
            return interval(*(it.with_comma if comma and isinstance(it, Figure) else it for it in (low, high)))
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
        found = (it for it in keys(self.document.text, position) if not it.path and it.before <= self.document.turn)
        return {whole(it.name): self.spot(it) for it in found}

    def spot(self, key: Key) -> Spot:
        return Spot(self.document.place(key.at), self.document.place(key.value_at))
