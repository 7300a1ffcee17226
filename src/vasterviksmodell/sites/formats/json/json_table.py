"""Sites in JSON: a list of objects, or an object with such a list under `sites`."""

from collections.abc import Sequence
from dataclasses import dataclass

from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Phrase
from vasterviksmodell.sites.formats.json_text.advice import advice_on_several, advice_on_shape, holds_tables
from vasterviksmodell.sites.formats.json_text.document import JsonDocument
from vasterviksmodell.sites.formats.json_text.outline import foreign_shape
from vasterviksmodell.sites.formats.json_text.reader import JsonPlaces, JsonReader, add, describe_value
from vasterviksmodell.sites.formats.kinds import GEOMETRY
from vasterviksmodell.sites.formats.records.gathering import Records, UnreadableError, whole_text
from vasterviksmodell.sites.formats.records.record_cells import LISTS, MAPPING, SITES, misfit
from vasterviksmodell.sites.formats.records.record_table import OccurrenceReading, OpenedRecords, open_records
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.files import Source

_HEAD = 1 << 16
_FIRST = 2
"""How many first members of a list are checked for tables."""


def open_table(source: Source, expected: Expected) -> OpenedRecords:
    """Open a file; None and findings when it is not a list of sites."""
    return open_records(_read_json, source, expected)


def _read_json(source: Source, expected: Expected) -> OccurrenceReading:
    try:
        document = JsonDocument(whole_text(source), source.name, "JSON", expected)
        records = Records(source.name, expected, JsonPlaces(document))
        gathered = _gather_sites(JsonReader(document), records)
    except UnreadableError as error:
        return OccurrenceReading((None, (error.finding,)))
    if gathered.no_list is not None:
        return OccurrenceReading((None, (gathered.no_list, *document.repeats())), document.occurrences)
    table, found = records.table({"encoding": "utf-8"})
    return OccurrenceReading((table, (*gathered.unread, *document.repeats(), *found)), document.occurrences)


@dataclass
class _Gathered:
    """The findings about what stands beside the sites."""

    unread: Sequence[Finding] = ()
    no_list: Finding | None = None
    """The finding that the sites are not a list; the same key may have another value."""


def _gather_sites(reader: JsonReader, records: Records) -> _Gathered:
    """Gather the sites, and return the findings about what stands beside them."""
    opening, root, document = reader.peek(), reader.at, reader.document
    if foreign_shape(document.text[root : root + _HEAD]) is GEOMETRY:
        raise UnreadableError(_not_a_list(document, root, root, describe_value(reader.value()), records.expected))
    if opening != "{":
        no_list = _read_list(reader, records, root)
        _finish_document(reader, root, records.expected)
        return _Gathered(no_list=no_list)
    unread = []
    sites, no_list = False, None
    for key, at in reader.members():
        if key == "sites":
            sites, no_list = True, _read_list(reader, records, root)
        else:
            unread.append(Finding(rule("D023"), document.place(at), {"key": key}))
            reader.value()
    _finish_document(reader, root, records.expected)
    if not sites:
        no_list = _not_a_list(document, root, root, MAPPING, records.expected)
    return _Gathered(truncated(unread, len(unread), records.expected.limit), no_list)


def _finish_document(reader: JsonReader, root: int, expected: Expected) -> None:
    """Check that nothing follows the value; the hint says how to make one list of several values."""
    if reader.peek() in ("{", "["):
        reader.finish(advice_on_several(reader.document, root, expected))
    reader.finish()


def _read_list(reader: JsonReader, records: Records, root: int) -> Finding | None:
    """Gather the sites of a list; return a finding when it is not a list of sites."""
    document, at = reader.document, reader.at
    if reader.peek() != "[":
        return _not_a_list(document, root, at, describe_value(reader.value()), records.expected)
    tables = False
    for number, position in enumerate(reader.items()):
        value = reader.value()
        tables = tables or (number < _FIRST and isinstance(value, list) and holds_tables(document, at))
        if not tables:
            add(records, position, value)
    return _not_a_list(document, root, at, LISTS, records.expected) if tables else None


def _not_a_list(document: JsonDocument, root: int, at: int, found: Phrase, expected: Expected) -> Finding:
    facts = misfit(SITES, found).facts
    unread = JsonDocument(document.text, document.path, document.format, expected)
    return Finding(rule("D012"), document.place(at), facts, advice=advice_on_shape(unread, root, expected))
