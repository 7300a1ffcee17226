"""A second evaluator, written from the documentation alone: plain Python, one site and one criterion at a time."""

import math
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.attack.values import Interval, Value, value_of

TIE = 1e-9
Cell = Interval | str | None  # what the file says of one figure: None is unknown
Row = Mapping[str, Cell]  # by column
Table = Mapping[str, Row]  # by site
Document = dict[str, Any]  # a criteria file


@dataclass(frozen=True)
class Limit:
    at_least: float = -math.inf
    at_most: float = math.inf
    among: frozenset[str] = frozenset()
    excludes_unknown: bool = False

    def keeps(self, figure: float | str) -> bool:
        if isinstance(figure, str):
            return figure in self.among
        return self.at_least <= figure <= self.at_most

    def truth(self, possible: Interval | tuple[str, ...]) -> str:
        if isinstance(possible[0], str):
            kept = {self.keeps(category) for category in possible}
            return {(True,): "met", (False,): "not_met"}.get(tuple(kept), "unknown")
        low, high = possible
        if self.at_least <= low and high <= self.at_most:
            return "met"
        return "not_met" if high < self.at_least or low > self.at_most else "unknown"

    def margin(self, low: float, high: float) -> tuple[float | None, float | None]:
        """By how much an interval keeps the limit: the least and the most, in decimal figures."""

        def at(figure: float) -> float:
            return min(difference(figure, self.at_least), difference(self.at_most, figure))

        middle = (self.at_least + self.at_most) / 2
        inside = [middle] if math.isfinite(middle) and low < middle < high else []
        margins = [at(figure) for figure in (low, high, *inside)]
        ends = min(margins), max(margins)
        return tuple(end if math.isfinite(end) else None for end in ends)  # type: ignore[return-value]


def difference(one: float, other: float) -> float:
    """Subtract as one does by hand: 4.1 less 4.4 is −0.3."""
    if math.isinf(one) or math.isinf(other):
        return one - other
    return float(Fraction(str(one)) - Fraction(str(other)))


@dataclass(frozen=True)
class Criterion:
    id: str
    column: str
    low: float
    high: float
    categories: tuple[str, ...]  # none for a number
    value: Value | None
    weight: float
    requirement: Limit | None
    warning: Limit | None
    effort: Any

    def possible(self, cell: Cell) -> Interval | tuple[str, ...]:
        """Everything that the figure can be."""
        if self.categories:
            return self.categories if cell is None else (str(cell),)
        low, high = (-math.inf, math.inf) if cell is None else cell
        return max(float(low), self.low), min(float(high), self.high)

    def values(self, cell: Cell) -> Interval:
        """The lowest and the highest value."""
        if self.value is None:
            return 0.0, 0.0
        possible = self.possible(cell)
        if self.categories:
            found = [self.value.at(category) for category in possible]
            return min(found), max(found)
        return self.value.extent(*possible)  # type: ignore[arg-type]

    def is_known(self, cell: Cell) -> bool:
        possible = self.possible(cell)
        return len(possible) == 1 or (len(possible) == 2 and possible[0] == possible[1])


@dataclass(frozen=True)
class Figure:
    """A column, and all that read it: what one figure is worth to them together, and what they ask of it."""

    column: str
    readers: tuple[Criterion, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        return self.readers[0].categories

    @property
    def is_scored(self) -> bool:
        return any(reader.value for reader in self.readers)

    @property
    def limits(self) -> list[Limit]:
        return [reader.requirement for reader in self.readers if reader.requirement]

    @property
    def span(self) -> Interval:
        return max(reader.low for reader in self.readers), min(reader.high for reader in self.readers)

    def points(self, at: float | str) -> float:
        return math.fsum(reader.weight * reader.value.at(at) for reader in self.readers if reader.value)

    def keeps(self, at: float | str) -> bool:
        return all(limit.keeps(at) for limit in self.limits)

    def is_known(self, cell: Cell) -> bool:
        return self.readers[0].is_known(cell)

    def effort(self, start: float | str, to: float | str) -> float:
        """What it takes by what the readers declare, the greatest; infinity where none does."""
        declared = [reader.effort for reader in self.readers if reader.effort is not None]
        if isinstance(start, str) or isinstance(to, str):
            return 0.0 if start == to else max((each[to] for each in declared if to in each), default=math.inf)
        return abs(to - start) * max(declared) if declared else math.inf


@dataclass(frozen=True)
class Standing:
    status: str
    low: float
    high: float
    score: float
    coverage: float
    known_weight: float
    rank: int | None = None
    best: int | None = None
    worst: int | None = None


def counted(low: float, high: float, unknown: str) -> float:
    return {"low": low, "high": high, "middle": (low + high) / 2}[unknown]


def clearly(one: float, other: float) -> bool:
    """Whether one score is higher than another by more than a tie allows."""
    return one - other > TIE


@dataclass(frozen=True)
class Model:
    document: Document

    @property
    def unknown(self) -> str:
        return str(self.document.get("unknown", "low"))

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(_leaves(self.document["criteria"], Fraction(1)))

    @property
    def scored(self) -> list[Criterion]:
        return [criterion for criterion in self.criteria if criterion.value is not None]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """By column, in the order of the file."""
        columns = dict.fromkeys(criterion.column for criterion in self.criteria)
        return {column: Figure(column, tuple(self.readers(column))) for column in columns}

    def figure(self, id: str) -> Figure:
        """What a criterion reads."""
        return self.figures[self.named(id).column]

    @property
    def shares_a_column(self) -> bool:
        return len({criterion.column for criterion in self.criteria}) < len(self.criteria)

    def readers(self, column: str) -> list[Criterion]:
        return [criterion for criterion in self.criteria if criterion.column == column]

    def named(self, id: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.id == id)

    def status(self, row: Row) -> str:
        truths = [
            (criterion.requirement, criterion.requirement.truth(criterion.possible(row[criterion.column])))
            for criterion in self.criteria
            if criterion.requirement
        ]
        if any(truth == "not_met" or (truth == "unknown" and limit.excludes_unknown) for limit, truth in truths):
            return "excluded"
        return "unverified" if any(truth == "unknown" for _, truth in truths) else "qualified"

    def values(self, row: Row) -> dict[str, Interval]:
        return {criterion.id: criterion.values(row[criterion.column]) for criterion in self.scored}

    def ends(self, row: Row) -> Interval:
        """The lowest and the highest score, each criterion by itself."""
        values = self.values(row)
        return tuple(  # type: ignore[return-value]
            math.fsum(criterion.weight * values[criterion.id][end] for criterion in self.scored) for end in (0, 1)
        )

    def score(self, row: Row) -> float:
        return counted(*self.ends(row), self.unknown)

    def standing(self, row: Row) -> Standing:
        low, high = self.ends(row)
        known = math.fsum(criterion.weight for criterion in self.scored if criterion.is_known(row[criterion.column]))
        values = self.values(row)
        widths = {id: high - low for id, (low, high) in values.items()}
        coverage = math.fsum(criterion.weight * (1 - widths[criterion.id] / 100) for criterion in self.scored)
        return Standing(self.status(row), low, high, counted(low, high, self.unknown), coverage, known)

    def standings(self, table: Table) -> dict[str, Standing]:
        alone = {id: self.standing(row) for id, row in table.items()}
        ranked = [standing for standing in alone.values() if standing.status != "excluded"]
        return {id: _placed(standing, ranked) for id, standing in alone.items()}

    def with_points(self, node: str, points: float) -> "Model":
        """The same with other points for one criterion or group."""
        document = deepcopy(self.document)
        _entry(document["criteria"], node)["weight"] = points
        return Model(document)

    def points(self, node: str) -> float:
        return float(_entry(self.document["criteria"], node)["weight"])

    def nodes(self) -> list[str]:
        """All that has weight: groups and criteria."""
        return [id for id, entry in _entries(self.document["criteria"]) if "weight" in entry]


def _placed(standing: Standing, ranked: list[Standing]) -> Standing:
    if standing.status == "excluded":
        return standing
    rank = 1 + sum(clearly(other.score, standing.score) for other in ranked)
    best = 1 + sum(clearly(other.low, standing.high) for other in ranked)
    worst = 1 + sum(clearly(other.high, standing.low) for other in ranked if other is not standing)
    return replace(standing, rank=rank, best=best, worst=worst)


def _entries(members: Document) -> Iterator[tuple[str, Document]]:
    for id, entry in members.items():
        yield id, entry
        yield from _entries(entry.get("criteria", {}))


def _entry(members: Document, node: str) -> Document:
    return next(entry for id, entry in _entries(members) if id == node)


def _leaves(members: Document, share: Fraction) -> Iterator[Criterion]:
    total = sum((Fraction(str(entry["weight"])) for entry in members.values() if "weight" in entry), Fraction())
    for id, entry in members.items():
        weight = share * Fraction(str(entry["weight"])) / total if "weight" in entry else Fraction()
        if "criteria" in entry:
            yield from _leaves(entry["criteria"], weight)
        else:
            yield _criterion(id, entry, float(weight))


def _criterion(id: str, entry: Document, weight: float) -> Criterion:
    low, high = entry.get("range", [0, None])
    value = value_of(entry)
    categories = {
        "yes_no": ("yes", "no"),
        "category": tuple(entry.get("categories") or entry.get("value") or ()),
        "number": (),
    }[entry.get("type", "number")]
    return Criterion(
        id,
        entry.get("measure", id),
        -math.inf if low is None else float(low),
        math.inf if high is None else float(high),
        categories,
        value if "weight" in entry else None,
        weight,
        _limit(entry.get("requirement"), categories),
        _limit(entry.get("warning"), categories),
        entry.get("effort"),
    )


def _limit(entry: Document | None, categories: tuple[str, ...]) -> Limit | None:
    if entry is None:
        return None
    among = frozenset(entry.get("in", ())) | (
        frozenset(categories) - frozenset(entry["not_in"]) if "not_in" in entry else frozenset()
    )
    return Limit(
        float(entry.get("at_least", -math.inf)),
        float(entry.get("at_most", math.inf)),
        among,
        entry.get("unknown") == "excluded",
    )
