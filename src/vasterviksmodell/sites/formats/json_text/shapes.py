"""JSON that holds sites in another shape than a list of objects: what it is, and the command that makes a list of it.

The commands are those of jq. Whoever does what one says has a list of objects with headings.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import is_visible
from vasterviksmodell.sites.formats.records.record_cells import Misfit, interval
from vasterviksmodell.source.words import folded

AS_RECORDS = Message('write each site as an object with its headings; in pandas: to_json(orient="records")')
NO_SITES = Message("there are no sites in it: see whether it is the right file, or download it again")
_ONE_SITE = Message("it is a single site")
_SEVERAL = Message("it is one value after another")
_ONE_LIST = Message("it is one value after another: write one list, with an object for each site")
_UNDER = Message("the list stands further in")
_COLUMNS = Message("each key is a column")
_KEYED = Message("each key is a site")
_ROWS = Message("each list is a row")
_PARTED = Message("a part of the headings stands further in")
_NO_HEADINGS = Message("the lists have no headings: write each site as an object with its headings")

ROWS = ".[0] as $h | .[1:] | map([$h, .] | transpose | map({(.[0] | tostring): .[1]}) | add)"
"""A list of lists, the first with the headings, as a list of objects."""
_COLUMNS_ALONE = f"[keys_unsorted] + ([.[]] | transpose) | {ROWS}"
_LISTS = 'with_entries(select(.value | type == "array"))'
_USUAL = ("sites", "records", "values", "results", "data", "items", "rows", "features", "docs")
"""Where services put their list, the likeliest first."""
_DEEPEST = 4
_KEPT = 40
"""So many members of an object and of a list are looked at."""
_PLAIN_KEY = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_KEY = 60


class _Way(NamedTuple):
    """How a list of sites comes of a value."""

    what: Message
    filter: str
    hits: int
    """How many of the headings that are looked for it has."""


def command(what: Message, filter: str, options: str = "") -> Message:
    """The hint to write a file anew with a filter of jq."""
    quoted = "'" + filter.replace("'", "'\\''") + "'"
    said = f"jq {options}{quoted}"
    return Message("{what}: {said} FILE > sites.json").format(what=what, said=said)


def outlined(value: object) -> Any:
    """The beginning of a value: enough to tell its shape."""
    match value:
        case dict():
            return {key: outlined(value[key]) for key in list(value)[:_KEPT]}
        case list():
            return [outlined(member) for member in value[:_KEPT]]
        case _:
            return value


def outlined_list(values: Iterable[Any]) -> list[Any]:
    """The first members of a list; the others are not looked at."""
    return list(islice(values, _KEPT))


def advice_for(value: Any, headings: Collection[str], id: str) -> Message:
    """What to do with a value that is no list of sites, given the headings looked for (folded) and that of ids."""
    match value:
        case dict() if _is_site(value, headings):
            return command(_ONE_SITE, ".", "-s ")
        case [first, *_] if isinstance(first, list) and not _rows(value, headings) and not _inner(value):
            return _NO_HEADINGS
        case dict() | list():
            return _best(value, headings, id) or _in_words(value)
        case _:
            return NO_SITES


def advice_for_several(values: Sequence[Any], headings: Collection[str]) -> Message:
    """What to do with a file of several values, one after another, when a command makes one list of them all."""
    match values[0]:
        case {"sites": list()}:
            alike, filter = all(_has_list(value, "sites") for value in values), "map(.sites[])"
        case {"features": list()}:
            alike, filter = all(_has_list(value, "features") for value in values), "{features: map(.features[])}"
        case dict() as first if _is_site(first, headings):
            alike, filter = _are(values, dict), "."
        case [dict(), *_]:
            alike, filter = all(_are(value, dict) for value in values), "add"
        case list() as first if _is_head(first, headings):
            alike, filter = _are(values, list), ROWS
        case _:
            return _ONE_LIST
    return command(_SEVERAL, filter, "-s ") if alike else _ONE_LIST


def _has_list(value: Any, key: str) -> bool:
    return isinstance(value, dict) and isinstance(value.get(key), list)


def holds_others(value: Mapping[str, Any], headings: Collection[str]) -> bool:
    """Whether an object is no site, but has lists or objects that may hold some."""
    if not any(isinstance(member, dict | list) for member in value.values()):
        return False
    read = [value[key] for key in value if _hits([key], headings)]
    return all(isinstance(member, list) for member in read) and not (read and all(map(_is_interval, read)))


def _is_site(value: Mapping[str, Any], headings: Collection[str]) -> bool:
    """Whether an object is a site: headings, each with what a cell may hold."""
    cells = [member for member in value.values() if not isinstance(member, list)]
    lists = [member for member in value.values() if isinstance(member, list)]
    return (
        bool(_hits(value, headings) and cells)
        and not any(isinstance(cell, dict) for cell in cells)
        and all(map(_is_interval, lists))
    )


def _is_interval(value: Sequence[Any]) -> bool:
    match value:
        case [None | str() as low, None | str() as high]:
            return not isinstance(interval(low, high), Misfit)
        case _:
            return False


def _in_words(value: Any) -> Message:
    """The advice where no command makes a list of sites of it."""
    inner = value.values() if isinstance(value, dict) else value
    return AS_RECORDS if any(isinstance(member, dict) for member in inner) else NO_SITES


def _best(value: Any, headings: Collection[str], id: str) -> Message | None:
    """The command for what has most of the headings; of several the one that stands where lists usually do."""
    found = [
        (way.hits, -_rank(path), -len(path), path, way)
        for path, inner in _within(value, ())
        for way in _ways(inner, headings, id)
    ]
    if not found:
        return None
    *_, path, way = max(found, key=lambda candidate: candidate[:3])
    steps = _steps(path)
    if steps is None:
        return AS_RECORDS
    if way.filter == ".":
        return command(way.what, steps)
    return command(way.what, f"{steps} | {way.filter}" if path else way.filter)


def _rank(path: tuple[str | int, ...]) -> int:
    """How likely a place is where a list stands; 0 is the likeliest."""
    return _USUAL.index(path[-1]) if path and path[-1] in _USUAL else len(_USUAL)


def _within(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """A value and those in it, with the keys that lead to them; what is in a list of objects is no list of its own."""
    yield path, value
    if len(path) == _DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _within(inner, (*path, key))
    elif _inner(value):
        for number in _inner(value):
            yield from _within(value[number], (*path, number))


def _inner(value: Any) -> list[int]:
    """Which members of a list are lists of objects, as where a list begins with how many pages there are."""
    if not isinstance(value, list):
        return []
    return [number for number, member in enumerate(value) if _are(member, dict)]


def _ways(value: Any, headings: Collection[str], id: str) -> Iterator[_Way]:
    """How a list of sites may come of a value, without what stands deeper in it."""
    match value:
        case [dict() as first, *_] if _are(value, dict):
            yield _Way(_UNDER, ".", _hits(first, headings))
            yield from _parted(first, headings)
        case list() if _rows(value, headings):
            yield _Way(_ROWS, ROWS, _hits(value[0], headings))
        case {"columns": [*names], "data": [*rows]} if _are(rows, list) and all(
            isinstance(name, str) for name in names
        ):
            yield _Way(_ROWS, f"[.columns] + .data | {ROWS}", _hits(names, headings))
        case {"fields": [{"id": str()}, *_] as fields, "records": [[*_], *_]}:
            names = [field.get("id") for field in fields if isinstance(field, dict)]
            yield _Way(_ROWS, f"[[.fields[].id]] + .records | {ROWS}", _hits(names, headings))
        case dict() if value:
            yield from _of_an_object(value, headings, id)


def _of_an_object(value: Mapping[str, Any], headings: Collection[str], id: str) -> Iterator[_Way]:
    """How a list of sites may come of an object whose keys are columns or sites."""
    columns = [
        key
        for key, column in value.items()
        if isinstance(column, list) and not _are(column, dict) and not _are(column, list)
    ]
    hits = _hits(columns, headings)
    if hits > 1 or (hits and len(columns) == len(value)):
        yield _Way(_COLUMNS, _COLUMNS_ALONE if len(columns) == len(value) else f"{_LISTS} | {_COLUMNS_ALONE}", hits)
    inner = [member for member in value.values() if isinstance(member, dict)]
    if len(inner) == len(value) and not _hits(value, headings) and (hits := _hits(inner[0], headings)):
        key = json.dumps(id, ensure_ascii=False)
        yield _Way(_KEYED, f"to_entries | map({{{key}: .key}} + .value)", hits + 1)


def _parted(record: Mapping[str, Any], headings: Collection[str]) -> Iterator[_Way]:
    """Take what stands further in out of each object, when headings that are looked for stand there."""
    for key, inner in record.items():
        step = _steps((key,))
        hits = _hits(set(inner) - set(record), headings) if isinstance(inner, dict) else 0
        if hits and step:
            yield _Way(_PARTED, f"map({step} + del({step}))", _hits(record, headings) + hits)


def _rows(value: Any, headings: Collection[str]) -> bool:
    """Whether a value is a list of lists, the first of which holds headings that are looked for."""
    return len(value) > 1 and _are(value, list) and _is_head(value[0], headings)


def _is_head(row: Sequence[Any], headings: Collection[str]) -> bool:
    """Whether a row is one of headings, some of which are looked for."""
    return _hits(row, headings) > 0 and not any(isinstance(value, dict | list) for value in row)


def _are(value: Any, kind: type) -> bool:
    return isinstance(value, list) and len(value) > 0 and all(isinstance(member, kind) for member in value)


def _hits(names: Collection[Any], headings: Collection[str]) -> int:
    return len({folded(name) for name in names if isinstance(name, str)}.intersection(headings))


def _steps(path: tuple[str | int, ...]) -> str | None:
    """The path of jq to what stands under some keys; None when they cannot be written in a command."""
    if not all(isinstance(text, int) or (len(text) <= _LONGEST_KEY and all(map(is_visible, text))) for text in path):
        return None
    steps = "".join(_step(text) for text in path)
    return steps if steps.startswith(".") else f".{steps}"


def _step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if _PLAIN_KEY.fullmatch(key) else f"[{json.dumps(key, ensure_ascii=False)}]"
