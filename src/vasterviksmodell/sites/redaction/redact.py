"""Sites → sites of which nothing tells a person, a place or a file; what is hidden follows from what is shown.

Scores of redacted sites are computed anew from their intervals, because a hidden figure can be recovered exactly from
a score, even a rounded one, and from the fingerprint of a file with a few tries.
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, DataFiles
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.model import Redaction, Sites
from vasterviksmodell.sites.redaction.classes import class_starts, in_classes
from vasterviksmodell.sites.redaction.ends import hidden_counts, hidden_rates
from vasterviksmodell.sites.redaction.figures import Figure, figures
from vasterviksmodell.sites.redaction.hiding import Hiding, ends
from vasterviksmodell.sites.redaction.names import with_names

NOT_TOLD = ".."
"""In place of the source of a single figure: the mark of official statistics for what is not told."""


def redacted(sites: Sites) -> Sites:
    """Return sites as they can be published; those that are already redacted, unchanged.

    Positions, columns that no criterion reads, sources and dates of single figures, the files and all findings about
    them are gone. Measures under `redact: withhold` in the criteria are unknown. Counts of 1 to 4 and rates of so few
    people are intervals, distances and times are in classes.
    """
    if sites.redaction is not None:
        return sites
    frame = sites.frame.sort("id")
    hiding = Hiding.of(frame, figures(sites.criteria))
    measures = {
        series.name: series
        for figure in hiding.figures
        for reader in figure.readers
        for series in _measures(reader, figure, hiding)
    }
    ordered = [measures[name] for name in frame.columns if name in measures]
    shown = frame.select("id", "name").hstack([*ordered, *_sources(frame, sites.criteria)])
    public = public_criteria(sites.criteria)
    return Sites(with_names(shown, sites.criteria), public, (), (), _redaction(hiding), sites.blind)


_ABOUT_SITES = frozenset({"data", "actions", "events", "plan"})
"""The sections of criteria that can name sites and state their figures."""


def public_criteria(criteria: Criteria) -> Criteria:
    """Return criteria without what they say of files and sites, and without the file that they were read from.

    Sheets, rows and marks can name what is not public; so can actions, events and plans, and what they set.
    """
    document = {key: entry for key, entry in criteria.document.items() if key not in _ABOUT_SITES}
    return replace(criteria, data=DataFiles(), actions=(), events=(), plan=None, document=document, file=None)


def _redaction(hiding: Hiding) -> Redaction:
    """Return what was withheld: nothing that the redacted sites do not show."""
    shown = [figure for figure in hiding.figures if not figure.withheld]
    small = {figure.heading: hiding.small(figure) & ~hiding.unknown[figure.heading] for figure in shown}
    return Redaction(
        withheld=_ids(figure for figure in hiding.figures if figure.withheld),
        small={
            reader.id: int(small[figure.heading].sum())
            for figure in shown
            for reader in figure.readers
            if small[figure.heading].any()
        },
        classes=_ids(figure for figure in shown if _is_in_classes(figure)),
        derived=_ids(figure for figure in shown if hiding.unknown[figure.heading].any()),
    )


def _ids(those: Iterator[Figure]) -> tuple[str, ...]:
    return tuple(reader.id for figure in those for reader in figure.readers)


def _measures(reader: Criterion, figure: Figure, hiding: Hiding) -> Iterator[pl.Series]:
    """Yield the redacted columns of a criterion."""
    unknown = hiding.unknown[figure.heading]
    if reader.kind != "number":
        hidden = unknown | hiding.small(figure) | _is_in_classes(figure)
        yield _except(hiding.frame[columns.category(reader)], hidden, None)
        return
    low, high = _shown_ends(reader, figure, hiding)
    for end, bound in ((low, reader.range.low), (high, reader.range.high)):
        yield _except(end.clip(reader.range.low, reader.range.high), unknown, bound)


def _except(shown: pl.Series, hidden: pl.Series, instead: float | None) -> pl.Series:
    """Return a column with something else where it is hidden."""
    return shown.zip_with(~hidden, pl.Series([instead], dtype=shown.dtype).new_from_index(0, len(shown)))


def _shown_ends(reader: Criterion, figure: Figure, hiding: Hiding) -> tuple[pl.Series, pl.Series]:
    """Return both ends of a measure as they are shown where anything is."""
    low, high = ends(hiding.frame, reader)
    match "other" if figure.published else figure.kind:
        case "count":
            return hidden_counts(low, high)
        case "rate":
            return hidden_rates(low, high, figure, hiding.fewest_people(figure))[:2]
        case "length":
            return in_classes(low, high, class_starts(figure, figure.width or 0.0))
        case _:
            return low, high


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
