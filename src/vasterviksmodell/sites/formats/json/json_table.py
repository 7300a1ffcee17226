"""Sites in JSON: a list of objects, or an object with such a list under `sites`."""

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
from vasterviksmodell.sites.listed import truncated
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
        unread = _gather_sites(JsonReader(document), records)
    except UnreadableError as error:
        return OccurrenceReading((None, (error.finding,)))
    table, found = records.table({"encoding": "utf-8"})
    return OccurrenceReading((table, (*unread, *document.repeats(), *found)), document.occurrences)


def _gather_sites(reader: JsonReader, records: Records) -> list[Finding]:
    """Gather the sites, and return findings about other keys."""
    opening, root, document = reader.peek(), reader.at, reader.document
    if foreign_shape(document.text[root : root + _HEAD]) is GEOMETRY:
        raise _not_a_list(document, root, root, describe_value(reader.value()), records.expected)
    if opening != "{":
        _read_list(reader, records, root)
        _finish_document(reader, root, records.expected)
        return []
    unread = []
    sites = False
    for key, at in reader.members():
        if key == "sites":
            sites = True
            _read_list(reader, records, root)
        else:
            unread.append(Finding(rule("D023"), document.place(at), {"key": key}))
            reader.value()
    _finish_document(reader, root, records.expected)
    if not sites:
        raise _not_a_list(document, root, root, MAPPING, records.expected)
    return truncated(unread, len(unread), records.expected.limit)


def _finish_document(reader: JsonReader, root: int, expected: Expected) -> None:
    """Check that nothing follows the value; the hint says how to make one list of several values."""
    if reader.peek() in ("{", "["):
        reader.finish(advice_on_several(reader.document, root, expected))
    reader.finish()


def _read_list(reader: JsonReader, records: Records, root: int) -> None:
    document, at = reader.document, reader.at
    if reader.peek() != "[":
        raise _not_a_list(document, root, at, describe_value(reader.value()), records.expected)
    for number, position in enumerate(reader.items()):
        value = reader.value()
        if number < _FIRST and isinstance(value, list) and holds_tables(document, at):
            raise _not_a_list(document, root, at, LISTS, records.expected)
        add(records, position, value)


def _not_a_list(document: JsonDocument, root: int, at: int, found: Phrase, expected: Expected) -> UnreadableError:
    facts = misfit(SITES, found).facts
    advice = advice_on_shape(document, root, expected)
    return UnreadableError(Finding(rule("D012"), document.place(at), facts, advice=advice))
