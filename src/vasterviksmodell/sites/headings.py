"""Which of a file's headings serve which of those that are sought."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from vasterviksmodell.source.words import composed, folded

_NO_HEADING = re.compile(r"|unnamed: [0-9]+(_level_[0-9]+)?|__index_level_[0-9]+__|\.\.\.[0-9]+")
"""No heading, and what programs write for none."""


def serving(
    numbers: Mapping[str, int], sought: Mapping[str, Iterable[str]], parts: Mapping[str, int] = MappingProxyType({})
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each heading that is sought, with the columns that serve it; more than one is one too many.

    `numbers` has the columns by heading, `sought` the other names of each heading. Columns serve a heading that are
    called so, or by another name of it; else those that are when folded, and serve no other heading; else the one of
    whose heading over several lines that is a part, which `parts` has folded.
    """
    exact = {
        heading: {numbers[name] for name in map(composed, (heading, *names)) if name in numbers}
        for heading, names in sought.items()
    }
    taken = {number for found in exact.values() for number in found}
    free = defaultdict(set)
    for heading, number in numbers.items():
        if number not in taken:
            free[folded(heading)].add(number)
    for heading, names in sought.items():
        alike = {number for name in map(folded, (heading, *names)) for number in free.get(name, ())}
        in_part = {parts[name] for name in map(folded, (heading, *names)) if name in parts}
        yield heading, tuple(sorted(exact[heading] or alike or in_part - taken))


def lone_parts(headings: Sequence[Sequence[str]]) -> dict[str, int]:
    """The column by each part of headings over several lines, folded, that no other column has."""
    return {part: numbers[0] for part, numbers in _with_part(headings).items() if len(numbers) == 1}


def shared_parts(headings: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """The columns by each part of headings over several lines, folded, that more than one has."""
    return {part: numbers for part, numbers in _with_part(headings).items() if len(numbers) > 1}


def _with_part(headings: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    columns = defaultdict(list)
    for number, parts in enumerate(headings):
        for part in {*map(folded, parts)} - {""}:
            columns[part].append(number)
    return columns


def first_without_heading(headings: Sequence[str]) -> int | None:
    """The column without heading that may hold the ids: the first of all, or the only one; else None."""
    bare = [number for number, heading in enumerate(headings) if _NO_HEADING.fullmatch(folded(heading))]
    return bare[0] if bare[:1] == [0] or len(bare) == 1 else None
