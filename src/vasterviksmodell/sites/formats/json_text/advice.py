"""Advice on JSON texts that are not lists of sites."""

from vasterviksmodell.i18n import Phrase
from vasterviksmodell.sites.formats.json_text.document import JsonDocument
from vasterviksmodell.sites.formats.json_text.outline import foreign_shape
from vasterviksmodell.sites.formats.json_text.reader import JsonReader
from vasterviksmodell.sites.formats.json_text.shapes import (
    advice_for,
    advice_for_several,
    may_hold_sites,
    outlined,
    outlined_list,
)
from vasterviksmodell.sites.formats.kinds import GEOMETRY
from vasterviksmodell.sites.formats.records.gathering import UnreadableError, whole_text
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.source.files import Source

_HEAD = 1 << 16


def advice_on_shape(document: JsonDocument, at: int, expected: Expected) -> Phrase:
    """Return what to do with the outermost value, at an offset, which is not a list of sites.

    Raises `UnreadableError` when it, or a value that follows, is broken.
    """
    several = advice_on_following_values(document, at, expected)
    if several is not None:
        return several
    kind = foreign_shape(document.text[at : at + _HEAD])
    if kind is not None:
        return kind.hint
    return advice_for(outline(document, at), expected.headings, expected.site.id)


def advice_on_following_values(document: JsonDocument, at: int, expected: Expected) -> Phrase | None:
    """Return what to do with a text in which other values follow the one at an offset; None when none does."""
    reader, found = JsonReader(document, at), []
    while reader.peek():
        found.append(outline(document, reader.at))
        _skip_value(reader)
    return advice_for_several(found, expected.headings) if len(found) > 1 else None


def advice_on_several(document: JsonDocument, at: int, expected: Expected) -> Phrase | None:
    """Return the same advice, or None when one of the values is broken."""
    try:
        return advice_on_following_values(document, at, expected)
    except UnreadableError:
        return None


def advice_before_json(document: JsonDocument, expected: Expected) -> Phrase | None:
    """Return what to do before a text can be read as JSON; None when it can be read, or is broken."""
    reader = JsonReader(document)
    reader.peek()
    root = reader.at
    try:
        _skip_value(reader)
        if reader.peek():
            return advice_on_several(document, root, expected)
        readable = (
            is_list_of_sites(document, root) and foreign_shape(document.text[root : root + _HEAD]) is not GEOMETRY
        )
        return None if readable else advice_on_shape(document, root, expected)
    except UnreadableError:
        return None


def advice_before_lines(document: JsonDocument, expected: Expected, otherwise: Phrase) -> Phrase | None:
    """Return what to do with a text whose first object contains sites; `otherwise` when it is a list of sites."""
    try:
        first = outline(document, 0)
        if not isinstance(first, dict) or not may_hold_sites(first, expected.headings):
            return None
        return advice_before_json(document, expected) or otherwise
    except UnreadableError:
        return None


def _skip_value(reader: JsonReader) -> None:
    """Skip the value at the cursor member by member, because a whole value may be too long."""
    match reader.peek():
        case "{":
            for _ in reader.members():
                reader.value()
        case "[":
            for _ in reader.items():
                reader.value()
        case _:
            reader.value()


def is_list_of_sites(document: JsonDocument, at: int) -> bool:
    """Say whether the value at an offset is a list of objects, or an object with such a list under `sites`."""
    match outline(document, at):
        case [] | [dict()] | {"sites": [] | [dict()]}:
            return True
        case [dict(), second, *_] | {"sites": [dict(), second, *_]}:
            return not isinstance(second, list)
        case _:
            return False


def holds_tables(document: JsonDocument, at: int) -> bool:
    """Say whether the list at an offset holds rows, or lists of sites, instead of sites."""
    match outline(document, at):
        case [list(), *_] | [dict(), [dict(), *_]]:
            return True
        case _:
            return False


def outline(document: JsonDocument, at: int) -> object:
    """Return the beginning of the value at an offset, which is known to be valid."""
    reader = JsonReader(document, at)
    match reader.peek():
        case "{":
            return {key: outlined(reader.value()) for key, _ in reader.members()}
        case "[":
            return outlined_list(outlined(reader.value()) for _ in reader.items())
        case _:
            return reader.value()


def before_json(source: Source, expected: Expected) -> Phrase | None:
    """Return what to do with JSON under another suffix before it can be read; None when renaming is enough."""
    try:
        return advice_before_json(_document(source, expected), expected)
    except UnreadableError:
        return None


def before_lines(source: Source, expected: Expected, otherwise: Phrase) -> Phrase | None:
    """Return what to do with JSON Lines under another suffix before it can be read; None when renaming is enough."""
    try:
        return advice_before_lines(_document(source, expected), expected, otherwise)
    except UnreadableError:
        return None


def _document(source: Source, expected: Expected) -> JsonDocument:
    return JsonDocument(whole_text(source), source.name, "JSON", expected)
