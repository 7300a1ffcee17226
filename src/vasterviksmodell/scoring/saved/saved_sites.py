"""The sites and changes of a saved ranking: their shape in JSON, their faults, and the frame made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import isfinite
from typing import Annotated, Any, ClassVar, Literal, NotRequired

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat
from typing_extensions import TypedDict

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.scoring.what_if import Change, Known, Setting, State
from vasterviksmodell.sites import Blind, Redaction, columns
from vasterviksmodell.sites.cell_grammar import Interval
from vasterviksmodell.sites.layout import EXTRA, extra_column
from vasterviksmodell.sites.municipality_columns import MUNICIPALITY_COLUMNS
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE
from vasterviksmodell.source.json_scan import Way

_STRICT = ConfigDict(frozen=True, extra="ignore", strict=True, hide_input_in_errors=True, defer_build=True)


class Part(BaseModel):
    """An object of the document; unknown keys are ignored."""

    model_config: ClassVar[ConfigDict] = _STRICT


End = FiniteFloat | str | None
Ends = Annotated[list[End], Field(min_length=2, max_length=2)]
"""The lowest and highest number, None for an open end; or a category twice; or None twice for unknown."""


class Measured(TypedDict):
    """A measure with what is said of it; there are many, and a mapping takes less memory than an object."""

    __pydantic_config__ = _STRICT  # type: ignore[misc]
    measure: Ends
    source: NotRequired[str | None]
    date: NotRequired[str | None]


class SavedSite(Part):
    id: str
    name: str
    status: Status
    rank: int | None
    score: FiniteFloat
    position: tuple[FiniteFloat, FiniteFloat] | None = Field(default=None, strict=False)
    municipality: str | None = None
    municipality_code: str | None = None
    criteria: dict[str, Measured]
    extra: dict[str, str | None]

    def faults(self, criteria: Criteria) -> Iterator[tuple[Way, Message]]:
        """Yield the measures that the criteria rule out: the keys that lead to each, and what is wrong."""
        for criterion in criteria.criteria:
            measured = self.criteria.get(criterion.id)
            if measured is None:
                yield (), Message("'{id}' has no measure of {id2}").format(id=self.id, id2=criterion.id)
            elif not is_possible(measured["measure"], criterion):
                problem = Message("'{id}' has a measure of {id2} that its criteria rule out").format(
                    id=self.id, id2=criterion.id
                )
                yield ("criteria", criterion.id, "measure"), problem


def is_possible(measure: Sequence[End], criterion: Criterion) -> bool:
    low, high = measure
    if low is None and high is None:
        return True
    if criterion.kind != "number":
        return low == high and low in criterion.categories
    if isinstance(low, str) or isinstance(high, str):
        return False
    span = criterion.range
    return span.low <= (span.low if low is None else low) <= (span.high if high is None else high) <= span.high


def frame_of(sites: Sequence[SavedSite], criteria: Criteria) -> pl.DataFrame:
    """Return the frame of `Sites` that the saved sites came from."""
    return pl.DataFrame(
        [
            pl.Series("id", [site.id for site in sites], pl.String),
            pl.Series("name", [site.name for site in sites], pl.String),
            *_measures(sites, criteria),
            *(series for site in _sourced(sites, criteria) for series in _provenance(sites, site, criteria)),
            *_extras(sites),
            *_positions(sites),
            *_municipalities(sites),
        ]
    )


def together(frames: Sequence[pl.DataFrame], criteria: Criteria) -> pl.DataFrame:
    """Return the frames of sites that follow each other as that of all, its columns in the order of `frame_of`."""
    first, *_ = frames
    whole = pl.concat(frames, how="diagonal") if len(frames) > 1 else first
    measured = [name for criterion in criteria.criteria for name in columns.provenance(criterion)]
    last = [LATITUDE, LONGITUDE, *MUNICIPALITY_COLUMNS.values()]
    plain = [name for name in whole.columns if not (name in measured or name in last or name.startswith(EXTRA))]
    extras = [name for name in whole.columns if name.startswith(EXTRA)]
    return whole.select(*plain, *(name for name in (*measured, *extras, *last) if name in whole.columns))


def reported_of(sites: Sequence[SavedSite]) -> pl.DataFrame:
    """Return what is reported of saved sites."""
    rows = [(site.id, site.name, site.status, site.rank, site.score) for site in sites]
    return pl.DataFrame(rows, _REPORTED, orient="row")


_REPORTED = {"id": pl.String, "name": pl.String, "status": pl.String, "rank": pl.Int64, "score": pl.Float64}


def _measures(sites: Sequence[SavedSite], criteria: Criteria) -> Iterator[pl.Series]:
    """Yield the measures, gathered site by site, because the values of a site lie together in memory."""
    ids = [criterion.id for criterion in criteria.criteria]
    rows = [[end for id in ids for end in site.criteria[id]["measure"]] for site in sites]
    ends = iter(zip(*rows, strict=True) if rows else [()] * (2 * len(ids)))
    for criterion in criteria.criteria:
        lows, highs = next(ends), next(ends)
        if criterion.kind == "number":
            yield pl.Series(columns.low(criterion), lows, pl.Float64).fill_null(criterion.range.low)
            yield pl.Series(columns.high(criterion), highs, pl.Float64).fill_null(criterion.range.high)
        else:
            yield pl.Series(columns.category(criterion), lows, pl.String)


def _sourced(sites: Sequence[SavedSite], criteria: Criteria) -> list[Criterion]:
    """Return the criteria of which a site has more than the measure."""
    ids = {id for site in sites for id, measured in site.criteria.items() if len(measured) > 1}
    return [criterion for criterion in criteria.criteria if criterion.id in ids]


def _provenance(sites: Sequence[SavedSite], criterion: Criterion, criteria: Criteria) -> Iterator[pl.Series]:
    """Yield the sources and dates of single figures that differ from those in the criteria."""
    of_all = criteria.sources.get(criterion.column)
    common = (of_all.source.inside("en"), of_all.date) if of_all else (None, None)
    figures = [site.criteria[criterion.id] for site in sites]
    keys = {key for measured in figures for key in measured}
    differing = [_differing(measured, common) for measured in figures]
    for number, (key, name) in enumerate(zip(("source", "date"), columns.provenance(criterion), strict=True)):
        texts = [source_and_date[number] for source_and_date in differing]
        if key in keys and (common[number] is None or any(text is not None for text in texts)):
            yield pl.Series(name, texts, pl.String)


def _differing(measured: Measured, common: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    """Return the source and date of a single figure, where they differ from those of all figures.

    The date for all belongs to the source for all: a figure without that date has its own source.
    """
    source, date = common
    own, of = measured.get("source"), measured.get("date")
    has_source = own != source or (of is None and date is not None)
    return own if has_source else None, of if has_source or of != date else None


def _extras(sites: Sequence[SavedSite]) -> Iterator[pl.Series]:
    headings = dict.fromkeys(heading for site in sites for heading in site.extra)
    return (
        pl.Series(extra_column(heading), [saved_site.extra.get(heading) for saved_site in sites], pl.String)
        for heading in headings
    )


def _positions(sites: Sequence[SavedSite]) -> Iterator[pl.Series]:
    if any("position" in site.model_fields_set for site in sites):
        for number, name in enumerate((LATITUDE, LONGITUDE)):
            yield pl.Series(name, [site.position and site.position[number] for site in sites], pl.Float64)


def _municipalities(sites: Sequence[SavedSite]) -> Iterator[pl.Series]:
    for key, name in MUNICIPALITY_COLUMNS.items():
        if any(key in site.model_fields_set for site in sites):
            yield pl.Series(name, [getattr(site, key) for site in sites], pl.String)


class SavedRedaction(Part):
    """What was withheld of redacted sites."""

    withheld: tuple[str, ...] = Field(strict=False)
    small_counts: dict[str, int]
    classes: tuple[str, ...] = Field(strict=False)
    derived: tuple[str, ...] = Field(strict=False)
    changes: int

    def domain(self) -> Redaction:
        return Redaction(self.withheld, self.small_counts, self.classes, self.derived, self.changes)


class SavedBlind(Part):
    """That sites are numbers."""

    changes: int

    def domain(self) -> Blind:
        return Blind(self.changes)


When = Literal["before", "after"]


class _State(Part):
    measure: Ends


class SavedChange(Part):
    """A measure that was set; the reported rank and score of its site are ignored."""

    id: str
    criterion: str
    before: _State
    after: _State
    action: str | None = None

    def setting(self, when: When, criteria: Criteria) -> Setting | None:
        """Return the setting before or after the change; None when the criteria have no such measure."""
        criterion = criteria.by_id.get(self.criterion)
        measure = (self.before if when == "before" else self.after).measure
        if criterion is None or not is_possible(measure, criterion):
            return None
        return Setting(self.id, criterion, _known(measure, criterion), self.action)


def _known(measure: Ends, criterion: Criterion) -> Known:
    """Return what is known of a possible measure; an open end of a number is the range's."""
    low, high = measure
    if isinstance(low, str) or isinstance(high, str) or criterion.kind != "number":
        return None if low is None else str(low)
    span = criterion.range
    return Interval(span.low if low is None else low, span.high if high is None else high)


def change_entry(change: Change) -> dict[str, Any]:
    """Return a change for programs; keys as in a ranking in JSON."""
    return {
        "id": change.id,
        "criterion": change.criterion.id,
        **({} if change.action is None else {"action": change.action}),
        "before": _state_entry(change.before, change.criterion),
        "after": _state_entry(change.after, change.criterion),
    }


def actions_entry(ranking: Ranking) -> dict[str, Any]:
    """Return for programs which actions are applied; nothing where no one asked for any."""
    return {} if ranking.actions is None else {"actions": asdict(ranking.actions)}


def _state_entry(state: State, criterion: Criterion) -> dict[str, Any]:
    measure = _ends(state.known, criterion)
    return {"measure": measure, "status": state.status, "rank": state.rank, "score": state.score}


def _ends(known: Known, criterion: Criterion) -> list[float | str | None]:
    """Return both ends of a measure; None for an unknown or open end."""
    if not isinstance(known, Interval):
        return [known, known]
    if known == (criterion.range.low, criterion.range.high):
        return [None, None]
    return [end if isfinite(end) else None for end in known]
