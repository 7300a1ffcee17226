"""Sites in JSON Lines: an object on each line. Blank lines are ignored."""

from collections.abc import Iterator
from dataclasses import replace

from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text.advice import advice_before_json, advice_before_lines
from vasterviksmodell.sites.formats.json_text.document import JsonDocument
from vasterviksmodell.sites.formats.json_text.reader import JsonPlaces, JsonReader, add
from vasterviksmodell.sites.formats.records.gathering import Records, UnreadableError, whole_text
from vasterviksmodell.sites.formats.records.record_cells import A_SITE, LIST, MAPPING, misfit
from vasterviksmodell.sites.formats.records.record_table import OccurrenceReading, OpenedRecords, open_records
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.files import Source

_JSON = Message("each line must be a site; a list over several lines is JSON: rename the file so that it ends in .json")


def open_table(source: Source, expected: Expected) -> OpenedRecords:
    """Open a file; its broken lines are findings."""
    return open_records(_read_lines, source, expected)


def _read_lines(source: Source, expected: Expected) -> OccurrenceReading:
    try:
        text = whole_text(source)
        _refuse_other_shapes(JsonDocument(text, source.name, "JSON Lines", expected), expected)
        document = JsonDocument(text, source.name, "JSON Lines", expected)
        records = Records(source.name, expected, JsonPlaces(document))
        broken = _gather_lines(document, records)
    except UnreadableError as error:
        return OccurrenceReading((None, (error.finding,)))
    table, found = records.table({"encoding": "utf-8"})
    if table is None and broken:
        return OccurrenceReading((None, (replace(broken[0], advice=_advice_on_json(document, expected)),)))
    return OccurrenceReading((table, (*broken, *document.repeats(), *found)), document.occurrences)


def _refuse_other_shapes(document: JsonDocument, expected: Expected) -> None:
    """Raise `UnreadableError` for a list, and for an object that contains the sites."""
    reader = JsonReader(document)
    if reader.peek() == "[":
        facts: dict[str, Phrase] = {"format": document.format, "problem": LIST}
        raise UnreadableError(
            Finding(rule("F010"), document.place(reader.at), facts, advice=_advice_on_json(document, expected))
        )
    advice = advice_before_lines(document, expected, _JSON)
    if advice is not None:
        facts = dict(misfit(A_SITE, MAPPING).facts)
        raise UnreadableError(Finding(rule("D012"), document.place(reader.at), facts, advice=advice))


def _advice_on_json(document: JsonDocument, expected: Expected) -> Phrase:
    return advice_before_json(document, expected) or _JSON


def _gather_lines(document: JsonDocument, records: Records) -> list[Finding]:
    """Gather the sites, and return findings about lines that are not JSON."""
    broken: list[Finding] = []
    number = 0
    for start, end in _line_offsets(document.text):
        reader = JsonReader(document, start, end)
        if not reader.peek():
            continue
        position = reader.at
        try:
            value = reader.value()
            reader.finish()
        except UnreadableError as error:
            number += 1
            broken += [error.finding] if number <= records.expected.limit else []
        else:
            add(records, position, value)
    return truncated(broken, number, records.expected.limit)


def _line_offsets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets where each line begins and ends."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1
