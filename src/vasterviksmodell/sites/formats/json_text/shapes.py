"""JSON that holds sites in another shape than a list of objects: the shape, and the jq command that converts it."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import is_visible
from vasterviksmodell.sites.formats.records.record_cells import Misfit, interval
from vasterviksmodell.source.folding import folded

AS_RECORDS = Message('write each site as an object with its headings; in pandas: to_json(orient="records")')
NO_SITES = Message("there are no sites in it: see whether it is the right file, or download it again")
_ONE_SITE = Message("it is a single site")
_SEVERAL = Message("it has several values, one after another")
_ONE_LIST = Message("it has several values, one after another: write one list, with an object for each site")
_UNDER = Message("the list is nested")
_COLUMNS = Message("each key is a column")
_KEYED = Message("each key is a site")
_ROWS = Message("each list is a row")
_PARTED = Message("some headings are nested")
_NO_HEADINGS = Message("the lists have no headings: write each site as an object with its headings")

ROWS = ".[0] as $h | .[1:] | map([$h, .] | transpose | map({(.[0] | tostring): .[1]}) | add)"
"""The filter that makes objects of a list of lists, the first of which has the headings."""
_COLUMNS_ALONE = f"[keys_unsorted] + ([.[]] | transpose) | {ROWS}"
_LISTS = 'with_entries(select(.value | type == "array"))'
_USUAL = ("sites", "records", "values", "results", "data", "items", "rows", "features", "docs")
"""Keys under which services put their list, the likeliest first."""
_DEEPEST = 4
_KEPT = 40
"""How many members of an object or a list are looked at."""
_PLAIN_KEY = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_KEY = 60


class _Conversion(NamedTuple):
    """How to make a list of sites of a value."""

    description: Message
    filter: str
    heading_count: int
    """The number of wanted headings that it has."""


def command(what: Message, filter: str, options: str = "") -> Message:
    """Return the hint to convert a file with a filter of jq."""
    quoted = "'" + filter.replace("'", "'\\''") + "'"
    full_command = f"jq {options}{quoted}"
    return Message("{what}: {said} FILE > sites.json").format(what=what, said=full_command)


def outlined(value: object) -> Any:
    """Return the beginning of a value, enough to recognise its shape."""
    match value:
        case dict():
            return {key: outlined(value[key]) for key in list(value)[:_KEPT]}
        case list():
            return [outlined(member) for member in value[:_KEPT]]
        case _:
            return value


def outlined_list(values: Iterable[Any]) -> list[Any]:
    """Return the first members of a list."""
    return list(islice(values, _KEPT))


def advice_for(value: Any, headings: Collection[str], id: str) -> Message:
    """Return what to do with a value that is not a list of sites; `headings` are folded, `id` is that of ids."""
    match value:
        case dict() if _is_site(value, headings):
            return command(_ONE_SITE, ".", "-s ")
        case [first, *_] if isinstance(first, list) and not _is_table(value, headings) and not _lists_of_objects(value):
            return _NO_HEADINGS
        case dict() | list():
            return _best_command(value, headings, id) or _advice_without_command(value)
        case _:
            return NO_SITES


def advice_for_several(values: Sequence[Any], headings: Collection[str]) -> Message:
    """Return what to do with a file of several values, one after another."""
    match values[0]:
        case {"sites": list()}:
            alike, filter = all(_has_list(value, "sites") for value in values), "map(.sites[])"
        case {"features": list()}:
            alike, filter = all(_has_list(value, "features") for value in values), "{features: map(.features[])}"
        case dict() as first if _is_site(first, headings):
            alike, filter = _is_list_of(values, dict), "."
        case [dict(), *_]:
            alike, filter = all(_is_list_of(value, dict) for value in values), "add"
        case list() as first if _is_heading_row(first, headings):
            alike, filter = _is_list_of(values, list), ROWS
        case _:
            return _ONE_LIST
    return command(_SEVERAL, filter, "-s ") if alike else _ONE_LIST


def _has_list(value: Any, key: str) -> bool:
    return isinstance(value, dict) and isinstance(value.get(key), list)


def may_hold_sites(value: Mapping[str, Any], headings: Collection[str]) -> bool:
    """Say whether an object is not a site, but has lists or objects that may hold sites."""
    if not any(isinstance(member, dict | list) for member in value.values()):
        return False
    read = [value[key] for key in value if _heading_count([key], headings)]
    return all(isinstance(member, list) for member in read) and not (read and all(map(_is_interval, read)))


def _is_site(value: Mapping[str, Any], headings: Collection[str]) -> bool:
    """Say whether an object is a site: headings, each with a value that fits in a cell."""
    cells = [member for member in value.values() if not isinstance(member, list)]
    lists = [member for member in value.values() if isinstance(member, list)]
    return (
        bool(_heading_count(value, headings) and cells)
        and not any(isinstance(cell, dict) for cell in cells)
        and all(map(_is_interval, lists))
    )


def _is_interval(value: Sequence[Any]) -> bool:
    match value:
        case [None | str() as low, None | str() as high]:
            return not isinstance(interval(low, high), Misfit)
        case _:
            return False


def _advice_without_command(value: Any) -> Message:
    """Return the advice on a value that no command converts."""
    inner = value.values() if isinstance(value, dict) else value
    return AS_RECORDS if any(isinstance(member, dict) for member in inner) else NO_SITES


def _best_command(value: Any, headings: Collection[str], id: str) -> Message | None:
    """Return the command for the value in it with most wanted headings, at the likeliest place."""
    found = [
        (conversion.heading_count, -_rank(path), -len(path), path, conversion)
        for path, inner in _nested_values(value, ())
        for conversion in _conversions(inner, headings, id)
    ]
    if not found:
        return None
    *_, path, conversion = max(found, key=lambda candidate: candidate[:3])
    steps = _jq_path(path)
    if steps is None:
        return AS_RECORDS
    if conversion.filter == ".":
        return command(conversion.description, steps)
    return command(conversion.description, f"{steps} | {conversion.filter}" if path else conversion.filter)


def _rank(path: tuple[str | int, ...]) -> int:
    """Return how likely a list stands at a path; 0 is the likeliest."""
    return _USUAL.index(path[-1]) if path and path[-1] in _USUAL else len(_USUAL)


def _nested_values(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield a value and the values in it with their paths, but not those in a list of objects."""
    yield path, value
    if len(path) == _DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _nested_values(inner, (*path, key))
    elif _lists_of_objects(value):
        for number in _lists_of_objects(value):
            yield from _nested_values(value[number], (*path, number))


def _lists_of_objects(value: Any) -> list[int]:
    """Return the indices of the members of a list that are lists of objects, as after a number of pages."""
    if not isinstance(value, list):
        return []
    return [number for number, member in enumerate(value) if _is_list_of(member, dict)]


def _conversions(value: Any, headings: Collection[str], id: str) -> Iterator[_Conversion]:
    """Yield the ways to make a list of sites of a value, without looking deeper."""
    match value:
        case [dict() as first, *_] if _is_list_of(value, dict):
            yield _Conversion(_UNDER, ".", _heading_count(first, headings))
            yield from _conversions_of_nested(first, headings)
        case list() if _is_table(value, headings):
            yield _Conversion(_ROWS, ROWS, _heading_count(value[0], headings))
        case {"columns": [*names], "data": [*rows]} if _is_list_of(rows, list) and all(
            isinstance(name, str) for name in names
        ):
            yield _Conversion(_ROWS, f"[.columns] + .data | {ROWS}", _heading_count(names, headings))
        case {"fields": [{"id": str()}, *_] as fields, "records": [[*_], *_]}:
            names = [field.get("id") for field in fields if isinstance(field, dict)]
            yield _Conversion(_ROWS, f"[[.fields[].id]] + .records | {ROWS}", _heading_count(names, headings))
        case dict() if value:
            yield from _conversions_of_object(value, headings, id)


def _conversions_of_object(value: Mapping[str, Any], headings: Collection[str], id: str) -> Iterator[_Conversion]:
    """Yield the ways to make a list of sites of an object whose keys are columns or sites."""
    columns = [
        key
        for key, column in value.items()
        if isinstance(column, list) and not _is_list_of(column, dict) and not _is_list_of(column, list)
    ]
    heading_count = _heading_count(columns, headings)
    if heading_count > 1 or (heading_count and len(columns) == len(value)):
        yield _Conversion(
            _COLUMNS, _COLUMNS_ALONE if len(columns) == len(value) else f"{_LISTS} | {_COLUMNS_ALONE}", heading_count
        )
    inner = [member for member in value.values() if isinstance(member, dict)]
    if (
        len(inner) == len(value)
        and not _heading_count(value, headings)
        and (heading_count := _heading_count(inner[0], headings))
    ):
        key = json.dumps(id, ensure_ascii=False)
        yield _Conversion(_KEYED, f"to_entries | map({{{key}: .key}} + .value)", heading_count + 1)


def _conversions_of_nested(record: Mapping[str, Any], headings: Collection[str]) -> Iterator[_Conversion]:
    """Yield the ways to move nested headings of a record to its top level."""
    for key, inner in record.items():
        step = _jq_path((key,))
        heading_count = _heading_count(set(inner) - set(record), headings) if isinstance(inner, dict) else 0
        if heading_count and step:
            yield _Conversion(_PARTED, f"map({step} + del({step}))", _heading_count(record, headings) + heading_count)


def _is_table(value: Any, headings: Collection[str]) -> bool:
    """Say whether a value is a list of lists, the first of which holds wanted headings."""
    return len(value) > 1 and _is_list_of(value, list) and _is_heading_row(value[0], headings)


def _is_heading_row(row: Sequence[Any], headings: Collection[str]) -> bool:
    """Say whether a row consists of headings, some of them wanted."""
    return _heading_count(row, headings) > 0 and not any(isinstance(value, dict | list) for value in row)


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and len(value) > 0 and all(isinstance(member, kind) for member in value)


def _heading_count(names: Collection[Any], headings: Collection[str]) -> int:
    return len({folded(name) for name in names if isinstance(name, str)}.intersection(headings))


def _jq_path(path: tuple[str | int, ...]) -> str | None:
    """Return the jq path of some keys; None when they cannot be written in a command."""
    if not all(isinstance(key, int) or (len(key) <= _LONGEST_KEY and all(map(is_visible, key))) for key in path):
        return None
    steps = "".join(map(_jq_step, path))
    return steps if steps.startswith(".") else f".{steps}"


def _jq_step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if _PLAIN_KEY.fullmatch(key) else f"[{json.dumps(key, ensure_ascii=False)}]"
