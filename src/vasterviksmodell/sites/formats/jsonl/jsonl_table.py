"""Sites in JSON Lines: an object on each line. Blank lines are passed over."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text.advice import advice_before_json, advice_before_lines
from vasterviksmodell.sites.formats.json_text.document import JsonDocument
from vasterviksmodell.sites.formats.json_text.reader import JsonPlaces, JsonReader, add
from vasterviksmodell.sites.formats.records.gathering import Records, UnreadableError, whole_text
from vasterviksmodell.sites.formats.records.record_cells import A_SITE, LIST, MAPPING, misfit
from vasterviksmodell.sites.formats.records.record_table import RecordTable, Turn, in_every_turn, where_it_applies
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.source.files import Source

_JSON = Message("each line is a site; a list over several lines is JSON: let its name end in .json")


def open_table(source: Source, expected: Expected) -> tuple[RecordTable | None, tuple[Finding, ...]]:
    """The table of a file, and its broken lines."""
    return where_it_applies(partial(in_every_turn, partial(_read_once, source)), expected)


def _read_once(source: Source, expected: Expected) -> Turn:
    try:
        text = whole_text(source)
        _refuse_other_shapes(JsonDocument(text, source.name, "JSON Lines", expected), expected)
        document = JsonDocument(text, source.name, "JSON Lines", expected)
        records = Records(source.name, expected, JsonPlaces(document))
        broken = _read(document, records)
    except UnreadableError as error:
        return Turn((None, (error.finding,)))
    table, found = records.table({"encoding": "utf-8"})
    if table is None and broken:
        return Turn((None, (replace(broken[0], advice=_advice(document, expected)),)))
    return Turn((table, (*broken, *document.repeats(), *found)), document.turns)


def _refuse_other_shapes(document: JsonDocument, expected: Expected) -> None:
    """Refuse a list, and an object in which the sites stand further in."""
    reader = JsonReader(document)
    if reader.peek() == "[":
        facts: dict[str, Phrase] = {"format": document.format, "problem": LIST}
        raise UnreadableError(
            Finding(rule("F010"), document.place(reader.at), facts, advice=_advice(document, expected))
        )
    advice = advice_before_lines(document, expected, _JSON)
    if advice is not None:
        facts = dict(misfit(A_SITE, MAPPING).facts)
        raise UnreadableError(Finding(rule("D012"), document.place(reader.at), facts, advice=advice))


def _advice(document: JsonDocument, expected: Expected) -> Phrase:
    return advice_before_json(document, expected) or _JSON


def _read(document: JsonDocument, records: Records) -> list[Finding]:
    """Gather the sites; the findings are about lines that are not JSON."""
    broken: list[Finding] = []
    number = 0
    for start, end in _lines(document.text):
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
    return listed(broken, number, records.expected.limit)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1
