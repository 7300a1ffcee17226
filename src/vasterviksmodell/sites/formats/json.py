"""Sites in JSON: a list of objects, or an object with such a list under `sites`."""

from collections.abc import Mapping
from functools import partial

from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.sites.formats.interface import Expected
from vasterviksmodell.sites.formats.json_text.cells import JsonPlaces, add, called
from vasterviksmodell.sites.formats.json_text.document import JsonDocument
from vasterviksmodell.sites.formats.json_text.keys import after_blanks
from vasterviksmodell.sites.formats.json_text.outline import json_kind
from vasterviksmodell.sites.formats.json_text.reader import JsonReader
from vasterviksmodell.sites.formats.json_text.shapes import advice_for
from vasterviksmodell.sites.formats.records.cells import MAPPING, SITES, misfit
from vasterviksmodell.sites.formats.records.gathering import Records, UnreadableError, whole_text
from vasterviksmodell.sites.formats.records.table import RecordTable
from vasterviksmodell.sites.formats.records.turns import Turn, in_every_turn, where_it_applies
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.source import Source
from vasterviksmodell.wording import Text

_HEAD = 1 << 16


def open_table(source: Source, expected: Expected) -> tuple[RecordTable | None, tuple[Finding, ...]]:
    """The table of a file; None and findings when it is no list of sites."""
    return where_it_applies(partial(in_every_turn, partial(_read_once, source)), expected)


def _read_once(source: Source, expected: Expected) -> Turn:
    try:
        document = JsonDocument(whole_text(source), source.name, "JSON", expected)
        records = Records(source.name, expected, JsonPlaces(document))
        beside = _read(JsonReader(document), records)
    except UnreadableError as error:
        return Turn((None, (error.finding,)))
    table, found = records.table({"encoding": "utf-8"})
    return Turn((table, (*beside, *document.repeats(), *found)), document.turns)


def _read(reader: JsonReader, records: Records) -> list[Finding]:
    """Gather the sites; the findings are about what stands beside them."""
    if reader.peek() != "{":
        _read_list(reader, records)
        reader.finish()
        return []
    root, document = reader.at, reader.document
    unread = []
    openings: dict[str, str] = {}
    sites = False
    for key, at in reader.members():
        if key == "sites":
            sites = True
            _read_list(reader, records)
        else:
            unread.append(Finding(rule("D023"), document.place(at), {"key": key}))
            openings[key] = _opening(reader)
            reader.value()
    reader.finish()
    if not sites:
        raise _no_list(reader, root, MAPPING, _advice(document.text[root : root + _HEAD], openings))
    return listed(unread, len(unread), records.expected.limit)


def _advice(beginning: str, openings: Mapping[str, str]) -> Text | None:
    """What to do with an object that is no list of sites."""
    kind = json_kind(beginning)
    return advice_for(openings) if kind is None else kind.told


def _opening(reader: JsonReader) -> str:
    """The sign with which the next value begins; of a list, the sign after it too."""
    text, sign = reader.document.text, reader.peek()
    if sign != "[":
        return sign
    inner = after_blanks(text, reader.at + 1)
    return sign + text[inner : inner + 1]


def _read_list(reader: JsonReader, records: Records) -> None:
    if reader.peek() != "[":
        raise _no_list(reader, reader.at, called(reader.value()))
    for position in reader.items():
        add(records, position, reader.value())


def _no_list(reader: JsonReader, at: int, found: Text, advice: Text | None = None) -> UnreadableError:
    place = reader.document.place(at)
    return UnreadableError(Finding(rule("D012"), place, misfit(SITES, found).facts, advice=advice))
