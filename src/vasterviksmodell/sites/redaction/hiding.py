"""Which figures of a table are hidden: small counts and rates, and what stands beside them and would tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.checks.totals import are_totals
from vasterviksmodell.sites.redaction.ends import hidden_counts, hidden_rates, is_small
from vasterviksmodell.sites.redaction.figures import Figure
from vasterviksmodell.sites.redaction.relations import Relation, namesakes, relations, spread

Rows = Mapping[str, pl.Series]
"""By the heading of a column: which rows."""


def ends(frame: pl.DataFrame, reader: Criterion) -> tuple[pl.Series, pl.Series]:
    """Return both ends of a measure."""
    return frame[columns.low(reader)], frame[columns.high(reader)]


@dataclass(frozen=True, slots=True)
class Hiding:
    """The figures of a table, and which of them are hidden."""

    frame: pl.DataFrame
    figures: tuple[Figure, ...]
    unknown: Rows
    """The figures of which nothing is shown."""

    @classmethod
    def of(cls, frame: pl.DataFrame, figures: tuple[Figure, ...]) -> "Hiding":
        """Hide figures until none tells another: unknown numbers of people hide rates, and these perhaps more."""
        hiding = cls(frame, figures, {figure.heading: _rows(frame, of=figure.withheld) for figure in figures})
        related = hiding._related()
        while True:
            more = cls(frame, figures, hiding._unknown(related))
            if all(more.unknown[heading].equals(rows) for heading, rows in hiding.unknown.items()):
                return more
            hiding = more

    def small(self, figure: Figure) -> pl.Series:
        """Return which figures of a column are small counts or rates, as any of its readers has them."""
        hidden = _rows(self.frame, of=False)
        if not figure.published:
            for reader in figure.numbers:
                hidden = hidden | self._small(reader, figure)
        return hidden

    def _small(self, reader: Criterion, figure: Figure) -> pl.Series:
        low, high = ends(self.frame, reader)
        match figure.kind:
            case "count":
                return is_small(low) | is_small(high)
            case "rate":
                return hidden_rates(low, high, figure, self.fewest_people(figure))[2]
            case _:
                return _rows(self.frame, of=False)

    def fewest_people(self, rate: Figure) -> pl.Series:
        """Return the fewest people at each site, as they are shown, of whom a rate can be a share; 0 where unknown."""
        nobody = pl.Series([0.0]).new_from_index(0, self.frame.height)
        lows = [
            _shown_low(self.frame, reader, figure).zip_with(~self.unknown[figure.heading], nobody)
            for figure in self.figures
            if figure.counts_people_of(rate)
            for reader in figure.numbers
        ]
        return pl.DataFrame(lows).select(pl.min_horizontal(pl.all())).to_series() if lows else nobody

    def _related(self) -> Sequence[Relation]:
        """Return the columns that belong together by their headings, or by the figures that are shown."""
        numbers = [figure for figure in self.figures if figure.numbers and figure.kind != "length"]
        exact = {figure.heading: self._exact(figure) for figure in numbers}
        counts = (figure for figure in numbers if figure.kind == "count" and not figure.withheld)
        small = [figure.heading for figure in counts if self.small(figure).any()]
        return sorted({*namesakes(self.figures), *relations(exact, small)}, key=sorted)

    def _exact(self, figure: Figure) -> pl.Series:
        """Return the figures of a column that are exactly known and neither small nor withheld, else null."""
        low, high = ends(self.frame, figure.numbers[0])
        known = (low == high) & ~self.small(figure) & (not figure.withheld)
        return low.zip_with(known, pl.Series([None], dtype=pl.Float64).new_from_index(0, len(low)))

    def _unknown(self, related: Sequence[Relation]) -> Rows:
        """Return the figures that are withheld, related to a hidden one, or totals."""
        reached = spread(
            {figure.heading: self.unknown[figure.heading] | self.small(figure) for figure in self.figures}, related
        )
        everywhere = frozenset(heading for relation in related for heading in relation)
        totals = are_totals(self.frame["name"])
        found = {}
        for figure in self.figures:
            rows = self.unknown[figure.heading]
            if figure.heading in everywhere:
                rows = rows | reached[figure.heading]
            if figure.kind in {"count", "rate"}:
                rows = rows | totals
            found[figure.heading] = rows & (not figure.published)
        return found


def _rows(frame: pl.DataFrame, *, of: bool) -> pl.Series:
    """Return all rows, or none."""
    return pl.Series([of]).new_from_index(0, frame.height)


def _shown_low(frame: pl.DataFrame, reader: Criterion, figure: Figure) -> pl.Series:
    measure = ends(frame, reader)
    return (measure if figure.published else hidden_counts(*measure))[0]
