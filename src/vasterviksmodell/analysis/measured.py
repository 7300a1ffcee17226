"""A site's measure on a criterion, read from a ranking's frame; sites and measures found by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.i18n.wording import nearest
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.what_if import Known, columns_of, known_in
from vasterviksmodell.sites.cell_grammar import Interval
from vasterviksmodell.source.folding import folded


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a measure: an interval for a number, a category or nothing for the others."""

    criterion: Criterion
    low: float | None = None
    high: float | None = None
    category: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any], criterion: Criterion) -> "Measured":
        """Return the measure in a row of a ranking's frame: the intersection of what its readers know."""
        first, *others = (known_in(row, reader) for reader in criterion.readers)
        for other in others:
            if isinstance(first, Interval) and isinstance(other, Interval):
                low = max(first.low, other.low)
                first = Interval(low, max(low, min(first.high, other.high)))
        return cls.known(criterion, first)

    @classmethod
    def at(cls, criterion: Criterion, figure: float | str) -> "Measured":
        """Make an exactly known measure."""
        return cls(criterion, category=figure) if isinstance(figure, str) else cls(criterion, figure, figure)

    def as_columns(self) -> list[pl.Expr]:
        """Return the measure as columns of a frame of sites, for all its readers."""
        return [
            held.alias(name)
            for reader in self.criterion.readers
            for name, held in columns_of(reader, self._known_to(reader))
        ]

    def _known_to(self, reader: Criterion) -> Known:
        if self.low is not None and self.high is not None:
            return Interval(self.low, self.high)
        return None if self.category is None else reader.spelled(self.category)

    @classmethod
    def known(cls, criterion: Criterion, known: Known) -> "Measured":
        """Make a measure from what is known of it."""
        return cls(criterion, *known) if isinstance(known, Interval) else cls(criterion, category=known)

    @property
    def figure(self) -> float | str | None:
        """The number or the category, when it is exactly known."""
        return self.category if self.low is None else self.low if self.low == self.high else None

    @property
    def is_exact(self) -> bool:
        return self.figure is not None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known."""
        span = self.criterion.range
        return self.category is None if self.low is None else (self.low, self.high) == (span.low, span.high)


def find_sites(ranking: Ranking, name_given: str) -> tuple[list[str], str | None]:
    """Return the ids of the sites with an id or, failing that, a name; or the nearest of all ids and names."""
    return find_called(ranking.frame["id"], ranking.frame["name"], name_given)


def find_called(
    ids: Sequence[str] | pl.Series, names: Sequence[str] | pl.Series, called: str
) -> tuple[list[str], str | None]:
    """Return the ids that equal a text or, failing that, those of names that do; or the nearest of all."""
    if called in ids:
        return [called], None
    for texts in (ids, names):
        found = [id for id, text in zip(ids, texts, strict=True) if folded(text) == folded(called)]
        if found:
            return found, None
    return [], nearest(called, [*ids, *names])


class NoSuchSite(KeyError):  # noqa: N818 - what the caller gave
    """No site, or several, have the name that was given; the message says which there are."""

    def __str__(self) -> str:
        return str(self.args[0])


def site_id(ranking: Ranking, given: str) -> str:
    """Return the id of the one site with an id or, failing that, a name; raise `NoSuchSite` where it is not one."""
    if not isinstance(given, str):
        raise TypeError(f"a {type(given).__name__} stands where the id or name of a site belongs")
    found, similar = find_sites(ranking, given)
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchSite(f"several sites are called '{given}': say which by id: {', '.join(found)}")
    raise NoSuchSite(f"no site '{given}'" + (f": did you mean '{similar}'?" if similar is not None else ""))


def site_row(ranking: Ranking, id: str) -> pl.DataFrame:
    """Return the row of a site; `KeyError` when the ranking has no such site."""
    found = ranking.frame.filter(pl.col("id") == id)
    if found.is_empty():
        raise KeyError(id)
    return found


def find_measure(criteria: Criteria, name_given: str) -> tuple[list[Criterion], str | None]:
    """Return the criteria that read a measure, named by one of their ids or its column; or the nearest name."""
    named = [(criterion.id, criterion) for criterion in criteria.criteria]
    named += [
        (name, criterion)
        for criterion in criteria.criteria
        for name in (criterion.column, *criteria.data.columns.get(criterion.column, ()))
    ]
    for alike in (str, folded):
        for name, found in named:
            if alike(name) == alike(name_given):
                return [criterion for criterion in criteria.criteria if criterion.column == found.column], None
    return [], nearest(name_given, (name for name, _ in named))
