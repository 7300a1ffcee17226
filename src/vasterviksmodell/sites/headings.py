"""Which columns of a file serve which wanted headings."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from vasterviksmodell.source.folding import composed, folded

_NO_HEADING = re.compile(r"|unnamed: [0-9]+(_level_[0-9]+)?|__index_level_[0-9]+__|\.\.\.[0-9]+")
"""An empty heading, and what programs write for one."""


_NOTHING: Mapping[str, Any] = MappingProxyType({})


def match_columns(
    numbers: Mapping[str, int],
    wanted: Mapping[str, Iterable[str]],
    parts: Mapping[str, int] = _NOTHING,
    labels: Mapping[str, Collection[str]] = _NOTHING,
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each wanted heading with the columns that serve it, of which there should be one.

    `numbers` has the columns by heading, `wanted` the aliases by heading. The columns that serve a heading have it or
    an alias as their heading; else they have it when folded, and serve no other heading; else it is a part of their
    heading over several lines, which `parts` has folded; else, serving no other heading so, they have one of its
    `labels`, folded.
    """
    exact = {
        heading: {numbers[name] for name in map(composed, (heading, *names)) if name in numbers}
        for heading, names in wanted.items()
    }
    taken = {number for found in exact.values() for number in found}
    free = defaultdict(set)
    for heading, number in numbers.items():
        if number not in taken:
            free[folded(heading)].add(number)
    named = {heading: [*map(folded, (heading, *names))] for heading, names in wanted.items()}
    close = {
        heading: {number for name in names for number in free.get(name, ())}
        or {parts[name] for name in names if name in parts} - taken
        for heading, names in named.items()
    }
    taken |= {number for found in close.values() for number in found}
    for heading in wanted:
        yield (
            heading,
            tuple(sorted(exact[heading] or close[heading] or _labelled(free, parts, labels.get(heading, ())) - taken)),
        )


def _labelled(free: Mapping[str, Collection[int]], parts: Mapping[str, int], labels: Collection[str]) -> set[int]:
    """Return the columns that have a label as their heading, or as a part of it."""
    whole = {number for label in labels for number in free.get(label, ())}
    return whole or {parts[label] for label in labels if label in parts}


def lone_parts(headings: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return by part (folded) of headings over several lines the only column that has it."""
    return {part: numbers[0] for part, numbers in _columns_by_part(headings).items() if len(numbers) == 1}


def shared_parts(headings: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """Return by part (folded) of headings over several lines the columns, if several have it."""
    return {part: numbers for part, numbers in _columns_by_part(headings).items() if len(numbers) > 1}


def _columns_by_part(headings: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    columns = defaultdict(list)
    for number, parts in enumerate(headings):
        for part in {*map(folded, parts)} - {""}:
            columns[part].append(number)
    return columns


def first_without_heading(headings: Sequence[str]) -> int | None:
    """Return the column without heading that may hold the ids: the first of all columns, or the only such one."""
    bare = [number for number, heading in enumerate(headings) if _NO_HEADING.fullmatch(folded(heading))]
    return bare[0] if bare[:1] == [0] or len(bare) == 1 else None
