"""Sites → sites of which nothing tells a person, a place or a file; what is hidden follows from what is shown.

Scores of redacted sites are computed anew from their intervals, because a hidden figure can be recovered exactly from
a score, even a rounded one, and from the fingerprint of a file with a few tries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, DataFiles
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.model import Redaction, Sites
from vasterviksmodell.sites.redaction.classes import class_starts, in_classes
from vasterviksmodell.sites.redaction.ends import hidden_counts, hidden_rates, is_small
from vasterviksmodell.sites.redaction.figures import Figure, figures
from vasterviksmodell.sites.redaction.names import with_names
from vasterviksmodell.sites.redaction.relations import namesakes, relations, spread

NOT_TOLD = ".."
"""In place of the source of a single figure: the mark of official statistics for what is not told."""


def redacted(sites: Sites) -> Sites:
    """Return sites as they can be published; those that are already redacted, unchanged.

    Positions, columns that no criterion reads, sources and dates of single figures, the files and all findings about
    them are gone. Measures under `redact: withhold` in the criteria are unknown. Counts of 1 to 4 and small rates are
    intervals, distances and times are in classes.
    """
    if sites.redaction is not None:
        return sites
    frame = sites.frame.sort("id")
    redactor = _Redactor(frame, sites.criteria)
    measures = [series for figure in redactor.figures for series in redactor.measures(figure)]
    shown = frame.select("id", "name").hstack([*measures, *_sources(frame, sites.criteria)])
    names = with_names(shown, sites.criteria)
    return Sites(names, public_criteria(sites.criteria), (), (), redactor.redaction())


def public_criteria(criteria: Criteria) -> Criteria:
    """Return criteria without what they say of files: sheets, rows and marks can name what is not public."""
    document = {key: entry for key, entry in criteria.document.items() if key != "data"}
    return replace(criteria, data=DataFiles(), document=document)


class _Redactor:
    """The measures of sites, and which of them are hidden, by the heading of their column."""

    def __init__(self, frame: pl.DataFrame, criteria: Criteria) -> None:
        self.frame = frame
        self.figures = figures(criteria)
        self._none = pl.Series([False]).new_from_index(0, frame.height)
        self._derived: Mapping[str, pl.Series] = {figure.heading: self._none for figure in self.figures}
        while True:  # hidden numbers of people hide more rates, and these perhaps more numbers
            before = self._derived
            self._small = {figure.heading: self._hidden(figure) for figure in self.figures}
            self._derived = self._also_hidden()
            if all(before[heading].equals(rows) for heading, rows in self._derived.items()):
                break

    def measures(self, figure: Figure) -> Iterator[pl.Series]:
        """Yield the redacted columns of the criteria that read a figure."""
        for reader in figure.readers:
            if reader.kind == "number":
                yield from self._number(reader, figure)
            else:
                yield self._category(reader, figure)

    def redaction(self) -> Redaction:
        """Return what was withheld: nothing that the redacted sites do not show."""
        by_id = {reader.id: figure for figure in self.figures for reader in figure.readers}
        small = {id: int(self._is_shown_small(figure).sum()) for id, figure in by_id.items() if not figure.withheld}
        return Redaction(
            withheld=tuple(id for id, figure in by_id.items() if figure.withheld),
            small={id: number for id, number in small.items() if number},
            classes=tuple(id for id, figure in by_id.items() if _is_in_classes(figure)),
            derived=tuple(id for id, figure in by_id.items() if self._derived[figure.heading].any()),
        )

    def _is_shown_small(self, figure: Figure) -> pl.Series:
        return self._small[figure.heading] & ~self._derived[figure.heading]

    def _ends(self, reader: Criterion) -> tuple[pl.Series, pl.Series]:
        return self.frame[columns.low(reader)], self.frame[columns.high(reader)]

    def _fewest_people(self, rate: Figure) -> pl.Series:
        """Return the fewest people at each site, as they are shown, of whom a rate can be a share; 0 where unknown."""
        counts = [figure for figure in self.figures if figure.counts_people_of(rate)]
        nobody = pl.Series([0.0]).new_from_index(0, self.frame.height)
        lows = [
            self._counts(reader, figure)[0].zip_with(~self._derived[figure.heading], nobody)
            for figure in counts
            for reader in figure.numbers
        ]
        return pl.DataFrame(lows).select(pl.min_horizontal(pl.all())).to_series() if lows else nobody

    def _hidden(self, figure: Figure) -> pl.Series:
        """Return which figures of a column are small counts or rates, as any of its readers has them."""
        hidden = self._none
        if figure.published or figure.withheld or figure.kind not in ("count", "rate"):
            return hidden
        for reader in figure.numbers:
            low, high = self._ends(reader)
            rates = hidden_rates(low, high, figure, self._fewest_people(figure))[2] if figure.kind == "rate" else None
            hidden = hidden | (is_small(low) | is_small(high) if rates is None else rates)
        return hidden

    def _also_hidden(self) -> Mapping[str, pl.Series]:
        """Return by heading the figures that are unknown because they are related to hidden ones."""
        every = ~self._none
        hidden = {figure.heading: every if figure.withheld else self._small[figure.heading] for figure in self.figures}
        shown = {figure.heading: self._shown(figure) for figure in self.figures if figure.kind == "count"}
        small = [heading for heading in shown if self._small[heading].any()]
        related = sorted({*namesakes(self.figures), *relations(shown, small)}, key=sorted)
        reached = spread(hidden, related)
        return {
            figure.heading: reached[figure.heading]
            if figure.heading in {heading for relation in related for heading in relation}
            and not (figure.published or figure.withheld)
            else self._none
            for figure in self.figures
        }

    def _shown(self, figure: Figure) -> pl.Series:
        """Return the figures of a column that are exactly known and neither small nor withheld, else null."""
        low, high = self._ends(figure.numbers[0])
        known = (low == high) & ~is_small(low) & (not figure.withheld)
        return low.zip_with(known, pl.Series([None], dtype=pl.Float64).new_from_index(0, len(low)))

    def _number(self, reader: Criterion, figure: Figure) -> Iterator[pl.Series]:
        low, high = self._redacted_ends(reader, figure)
        unknown = self._derived[figure.heading] | figure.withheld
        for end, bound in ((low, reader.range.low), (high, reader.range.high)):
            whole = pl.Series([bound], dtype=pl.Float64).new_from_index(0, len(end))
            inside = end.clip(reader.range.low, reader.range.high)
            yield inside.zip_with(~unknown, whole)

    def _redacted_ends(self, reader: Criterion, figure: Figure) -> tuple[pl.Series, pl.Series]:
        low, high = self._ends(reader)
        if figure.published:
            return low, high
        match figure.kind:
            case "count":
                return self._counts(reader, figure)
            case "rate":
                return hidden_rates(low, high, figure, self._fewest_people(figure))[:2]
            case "length":
                return in_classes(low, high, class_starts(figure, figure.width or 0.0))
            case "other":
                return low, high

    def _counts(self, reader: Criterion, figure: Figure) -> tuple[pl.Series, pl.Series]:
        return self._ends(reader) if figure.published else hidden_counts(*self._ends(reader))

    def _category(self, reader: Criterion, figure: Figure) -> pl.Series:
        category = self.frame[columns.category(reader)]
        hidden = self._small[figure.heading] | self._derived[figure.heading] | figure.withheld | _is_in_classes(figure)
        return category.zip_with(~hidden, pl.Series([None], dtype=pl.String).new_from_index(0, len(category)))


def _is_in_classes(figure: Figure) -> bool:
    return figure.kind == "length" and not (figure.published or figure.withheld)


def _sources(frame: pl.DataFrame, criteria: Criteria) -> Iterator[pl.Series]:
    """Yield sources that say no more than that a figure has one of its own: its text may name a place or a file."""
    for criterion in criteria.criteria:
        present = [frame[name] for name in columns.provenance(criterion) if name in frame.columns]
        if not present or criterion.column in criteria.redact.withhold:
            continue
        own = pl.DataFrame(present).select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        if own.any():
            texts = own.replace_strict({True: NOT_TOLD, False: None}, return_dtype=pl.String)
            yield texts.alias(columns.provenance(criterion)[0])
