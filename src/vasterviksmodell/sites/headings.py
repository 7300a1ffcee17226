"""Which columns of a file serve which wanted headings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from vasterviksmodell.source.folding import composed, folded

_NO_HEADING = re.compile(r"|unnamed: [0-9]+(_level_[0-9]+)?|__index_level_[0-9]+__|\.\.\.[0-9]+")
"""An empty heading, and what programs write for one."""


def match_columns(
    numbers: Mapping[str, int], wanted: Mapping[str, Iterable[str]], parts: Mapping[str, int] = MappingProxyType({})
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each wanted heading with the columns that serve it, of which there should be one.

    `numbers` has the columns by heading, `wanted` the aliases by heading. The columns that serve a heading have it or
    an alias as their heading; else they have it when folded, and serve no other heading; else it is a part of their
    heading over several lines, which `parts` has folded.
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
    for heading, names in wanted.items():
        alike = {number for name in map(folded, (heading, *names)) for number in free.get(name, ())}
        in_part = {parts[name] for name in map(folded, (heading, *names)) if name in parts}
        yield heading, tuple(sorted(exact[heading] or alike or in_part - taken))


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
