"""Random models in which several criteria read one column, and sites held against them by trying measure after measure.

Nothing of the analyses is used: sites are scored as rows of a file, everything else is counted by hand.
"""

from collections.abc import Sequence
from itertools import chain
from math import inf, nextafter

from hypothesis import strategies as st
from tests.scoring.worlds import by_id, criteria, ranked

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import Ranking

Row = dict[str, str]
STRAIGHT = (
    "{0: 0, 20: 100}",
    "{0: 100, 5: 90, 20: 0}",
    "{0: 10, 6: 80, 14: 20, 20: 90}",
    "{4: 0, 10: 100, 16: 0}",
    "{0: 80, 12: 80}",
    "{0: 30, 8: 30, 12: 70, 20: 70}",
    "{steps: {-4: 100, 5: 60, 12: 0}}",
    "{steps: {-4: 20, 3: 80, 8: 10, 15: 100}}",
    "{steps: {-4: 50, 9: 50}}",
)
CURVED = (
    "{decay: {half: 5}}",
    "{logistic: {midpoint: 10, steepness: 0.4}}",
    "{logistic: {midpoint: 6, steepness: -3}}",
    "{gaussian: {target: 8, width: 4}}",
)
LIMITS = (
    "",
    "",
    ", requirement: {at_most: 14}",
    ", requirement: {at_least: 3}",
    ", requirement: {at_most: 9, unknown: excluded}",
    ", requirement: {at_least: 5, at_most: 12}",
)
ALLOWED = ("", ", requirement: {not_in: [a]}", ", requirement: {in: [b, c]}")
RANGES = ("[-4, 20]", "[-4, 25]")
NUMBERS = ("", "", "-4", "0", "4", "7", "12", "14.5", "20", "2..9", "13..20")
CATEGORIES = ("", "a", "b", "c")
PLACES = sorted(
    {
        place
        for end in chain(range(-4, 21), (14.5,))
        for place in (nextafter(end, -inf), float(end), nextafter(end, inf))
        if -4 <= place <= 20
    }
)
"""Every measure at which something can turn, and both its neighbours."""


def _number(column: str, shapes: Sequence[str]) -> st.SearchStrategy[str]:
    return st.tuples(
        st.sampled_from(RANGES), st.integers(1, 4), st.sampled_from(shapes), st.sampled_from(LIMITS), st.integers(0, 3)
    ).map(
        lambda drawn: (
            f"{{measure: {column}, range: {drawn[0]}, weight: {drawn[1]}, value: {drawn[2]}{drawn[3]}"
            f"{f', effort: {drawn[4]}' if drawn[4] else ''}}}"
        )
    )


_CATEGORY = st.tuples(st.integers(1, 4), st.integers(0, 100), st.sampled_from(ALLOWED), st.integers(1, 9)).map(
    lambda drawn: (
        f"{{measure: k, type: category, weight: {drawn[0]}, value: {{a: 0, b: {drawn[1]}, c: 60}}{drawn[2]},"
        f" effort: {{a: 1, b: {drawn[3]}, c: 5}}}}"
    )
)


def models(shapes: Sequence[str], unknown: Sequence[str] = ("low", "middle", "high")) -> st.SearchStrategy[Criteria]:
    """Two criteria on one number, and perhaps more on it, on another and on a category."""
    x, y = _number("x", shapes), _number("y", shapes)
    entries = st.tuples(x, st.lists(st.one_of(x, y, _CATEGORY), min_size=1, max_size=3), x)
    return st.tuples(entries, st.sampled_from(unknown)).map(
        lambda drawn: criteria(
            "\n".join(f"c{place}: {entry}" for place, entry in enumerate((drawn[0][0], *drawn[0][1], drawn[0][2]))),
            f"unknown: {drawn[1]}",
        )
    )


_ROW = {"x": NUMBERS, "y": NUMBERS, "k": CATEGORIES}
ROWS = st.lists(
    st.fixed_dictionaries({column: st.sampled_from(said) for column, said in _ROW.items()}), min_size=1, max_size=4
)


def ranking(rows: Sequence[Row], model: Criteria) -> Ranking:
    """The ranking of rows, with ids `a`, `b`, … in their order."""
    return ranked([{"id": "abcdefgh"[number], **row} for number, row in enumerate(rows)], model)


def columns(model: Criteria) -> dict[str, list[str]]:
    """The ids of the criteria that read each column, in order."""
    found: dict[str, list[str]] = {}
    for criterion in model.criteria:
        found.setdefault(criterion.column, []).append(criterion.id)
    return found


def cells(model: Criteria, column: str, *, inside: str = "") -> list[str]:
    """Every cell that matters of a column, within what another cell leaves open."""
    readers = [model[id] for id in columns(model)[column]]
    if readers[0].kind != "number":
        return [category for category in readers[0].categories if inside in ("", category)]
    low, high = max(reader.range.low for reader in readers), min(reader.range.high for reader in readers)
    if inside:
        ends = [float(end) for end in inside.split("..")]
        low, high = ends[0], ends[-1]
    return [repr(x) for x in PLACES if low <= x <= high]


def _told(rows: Sequence[Row], model: Criteria) -> list[dict[str, object]]:
    told = by_id(ranked([{"id": str(number), **row} for number, row in enumerate(rows)], model))
    return [told[str(number)] for number in range(len(rows))]


def scored(rows: Sequence[Row], model: Criteria) -> list[tuple[bool, float]]:
    """Of each row whether it is not excluded, and its score; neither depends on the others."""
    return [(site["status"] != "excluded", float(str(site["score"]))) for site in _told(rows, model)]


def judged(rows: Sequence[Row], column: str, model: Criteria) -> list[tuple[bool, float]]:
    """Of each row whether its cell in a column meets what all require of it, and the score without rounding errors."""
    limits = [f"{id}__requirement" for id in columns(model)[column]]
    return [
        (all(site.get(limit) != "not_met" for limit in limits), round(float(str(site["score"])), 7))
        for site in _told(rows, model)
    ]


def tried(row: Row, column: str, model: Criteria, *, known: bool = False) -> list[tuple[str, bool, float]]:
    """A row with each cell that matters in a column, or that its own cell leaves open: the cell and what follows."""
    chosen = cells(model, column, inside=row[column] if known else "")
    found = scored([{**row, column: cell} for cell in chosen], model)
    return [(cell, *outcome) for cell, outcome in zip(chosen, found, strict=True)]
