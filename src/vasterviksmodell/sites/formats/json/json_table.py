"""Sites in JSON: a list of objects, or an object with such a list under `sites`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Phrase
from vasterviksmodell.sites.formats.json_text.advice import advice_on_several, advice_on_shape, holds_tables
from vasterviksmodell.sites.formats.json_text.document import JsonDocument
from vasterviksmodell.sites.formats.json_text.outline import foreign_shape
from vasterviksmodell.sites.formats.json_text.reader import JsonPlaces, JsonReader, add, called
from vasterviksmodell.sites.formats.kinds import GEOMETRY
from vasterviksmodell.sites.formats.records.gathering import Records, UnreadableError, whole_text
from vasterviksmodell.sites.formats.records.record_cells import LISTS, MAPPING, SITES, misfit
from vasterviksmodell.sites.formats.records.record_table import RecordTable, Turn, in_every_turn, where_it_applies
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.source.files import Source

_HEAD = 1 << 16
_FIRST = 2
"""Among so many first members of a list a table is looked for."""


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
    if beside.no_list is not None:
        return Turn((None, (beside.no_list, *document.repeats())), document.turns)
    table, found = records.table({"encoding": "utf-8"})
    return Turn((table, (*beside.unread, *document.repeats(), *found)), document.turns)


@dataclass
class _Beside:
    """What is found beside the sites."""

    unread: Sequence[Finding] = ()
    no_list: Finding | None = None
    """That something else stands where the sites should; there may be others under the same key."""


def _read(reader: JsonReader, records: Records) -> _Beside:
    """Gather the sites."""
    opening, root, document = reader.peek(), reader.at, reader.document
    if foreign_shape(document.text[root : root + _HEAD]) is GEOMETRY:
        raise UnreadableError(_no_list(document, root, root, called(reader.value()), records.expected))
    if opening != "{":
        no_list = _read_list(reader, records, root)
        _finish(reader, root, records.expected)
        return _Beside(no_list=no_list)
    unread = []
    sites, no_list = False, None
    for key, at in reader.members():
        if key == "sites":
            sites, no_list = True, _read_list(reader, records, root)
        else:
            unread.append(Finding(rule("D023"), document.place(at), {"key": key}))
            reader.value()
    _finish(reader, root, records.expected)
    if not sites:
        no_list = _no_list(document, root, root, MAPPING, records.expected)
    return _Beside(listed(unread, len(unread), records.expected.limit), no_list)


def _finish(reader: JsonReader, root: int, expected: Expected) -> None:
    """Nothing may follow a value; of what follows in the same way, the hint says how to make one list."""
    if reader.peek() in ("{", "["):
        reader.finish(advice_on_several(reader.document, root, expected))
    reader.finish()


def _read_list(reader: JsonReader, records: Records, root: int) -> Finding | None:
    """Gather the sites of a list; that it is none, when it is not."""
    document, at = reader.document, reader.at
    if reader.peek() != "[":
        return _no_list(document, root, at, called(reader.value()), records.expected)
    tables = False
    for number, position in enumerate(reader.items()):
        value = reader.value()
        tables = tables or (number < _FIRST and isinstance(value, list) and holds_tables(document, at))
        if not tables:
            add(records, position, value)
    return _no_list(document, root, at, LISTS, records.expected) if tables else None


def _no_list(document: JsonDocument, root: int, at: int, found: Phrase, expected: Expected) -> Finding:
    facts = misfit(SITES, found).facts
    passing = JsonDocument(document.text, document.path, document.format, expected)
    return Finding(rule("D012"), document.place(at), facts, advice=advice_on_shape(passing, root, expected))
