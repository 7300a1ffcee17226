"""Which of a file's headings serve which of those that are sought."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from vasterviksmodell.criteria.words import composed, folded


def serving(numbers: Mapping[str, int], sought: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each heading that is sought, with the columns that serve it; more than one is one too many.

    `numbers` has the columns by heading, `sought` the other names of each heading. Columns serve a heading that are
    called so, or by another name of it; else those that are when folded, and serve no other heading.
    """
    exact = {
        heading: {numbers[it] for it in map(composed, (heading, *names)) if it in numbers}
        for heading, names in sought.items()
    }
    taken = {number for found in exact.values() for number in found}
    free = defaultdict(set)
    for heading, number in numbers.items():
        if number not in taken:
            free[folded(heading)].add(number)
    for heading, names in sought.items():
        alike = {number for it in map(folded, (heading, *names)) for number in free.get(it, ())}
        yield heading, tuple(sorted(exact[heading] or alike))
