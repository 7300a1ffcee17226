"""The sites of a saved ranking: their shape in JSON, what may not be, and the frame that they were."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring.json_places import Way
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.layout import extra
from vasterviksmodell.sites.positions.columns import LATITUDE, LONGITUDE
from vasterviksmodell.wording import Text


class Part(BaseModel):
    """An object of the document; what else it says is not looked at."""

    model_config: ClassVar = ConfigDict(frozen=True, extra="ignore", strict=True, hide_input_in_errors=True)


class _Measured(Part):
    source: str | None = None
    date: str | None = None


class Number(_Measured):
    measure: tuple[float | None, float | None] = Field(strict=False)


class Category(_Measured):
    measure: tuple[str | None, str | None] = Field(strict=False)


class SavedSite(Part):
    id: str
    name: str
    status: Status
    rank: int | None
    score: float
    position: tuple[float, float] | None = Field(default=None, strict=False)
    criteria: dict[str, Number | Category]
    extra: dict[str, str | None]

    def faults(self, criteria: Criteria) -> Iterator[tuple[Way, Text]]:
        """Measures that no ranking under the criteria has: the way to each from the site, and what is wrong."""
        for it in criteria.criteria:
            said = self.criteria.get(it.id)
            if said is None:
                yield (), Text(f"'{self.id}' has no measure of {it.id}", f"'{self.id}' saknar mått för {it.id}")
            elif not is_possible(said, it):
                problem = Text(
                    f"'{self.id}' has a measure of {it.id} that its criteria rule out",
                    f"'{self.id}' har ett mått för {it.id} som dess kriterier utesluter",
                )
                yield ("criteria", it.id, "measure"), problem


def is_possible(said: Number | Category, criterion: Criterion) -> bool:
    if said.measure == (None, None):
        return True
    if isinstance(said, Category):
        return criterion.kind != "number" and {*said.measure} <= {*criterion.categories}
    low, high = ends(said, criterion)
    return criterion.kind == "number" and low <= high and {low in criterion.range, high in criterion.range} == {True}


def ends(said: Number | Category, criterion: Criterion) -> tuple[float, float]:
    """Both ends of a number; an open one is the range's."""
    low, high = (end if isinstance(end, float) else None for end in said.measure)
    return criterion.range.low if low is None else low, criterion.range.high if high is None else high


def frame_of(sites: Sequence[SavedSite], criteria: Criteria) -> pl.DataFrame:
    """The frame of `Sites` that the saved sites were."""
    return pl.DataFrame(
        [
            pl.Series("id", [it.id for it in sites], pl.String),
            pl.Series("name", [it.name for it in sites], pl.String),
            *(series for it in criteria.criteria for series in _measures(sites, it)),
            *(series for it in criteria.criteria for series in _provenance(sites, it, criteria)),
            *_extras(sites),
            *_positions(sites),
        ]
    )


def _measures(sites: Sequence[SavedSite], criterion: Criterion) -> list[pl.Series]:
    said = [site.criteria[criterion.id] for site in sites]
    if criterion.kind != "number":
        return [pl.Series(columns.category(criterion), [it.measure[0] for it in said], pl.String)]
    both = [ends(it, criterion) for it in said]
    return [
        pl.Series(columns.low(criterion), [low for low, _ in both], pl.Float64),
        pl.Series(columns.high(criterion), [high for _, high in both], pl.Float64),
    ]


def _provenance(sites: Sequence[SavedSite], criterion: Criterion, criteria: Criteria) -> Iterator[pl.Series]:
    """What files said of single figures: what the criteria do not say of all of them."""
    of_all = criteria.sources.get(criterion.column)
    common = (of_all.source.inside("en"), of_all.date) if of_all else (None, None)
    said = [site.criteria[criterion.id] for site in sites]
    own = [_own(it, common) for it in said]
    for number, (key, name) in enumerate(zip(("source", "date"), columns.provenance(criterion), strict=True)):
        texts = [it[number] for it in own]
        is_told = any(key in it.model_fields_set for it in said)
        if is_told and (common[number] is None or any(text is not None for text in texts)):
            yield pl.Series(name, texts, pl.String)


def _own(said: Number | Category, common: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    """Source and date of a figure's own.

    The date for all belongs to the source for all: where it is missing, the figure has a source of its own.
    """
    source, date = common
    is_own = said.source != source or (said.date is None and date is not None)
    return said.source if is_own else None, said.date if is_own or said.date != date else None


def _extras(sites: Sequence[SavedSite]) -> Iterator[pl.Series]:
    headings = dict.fromkeys(heading for site in sites for heading in site.extra)
    return (pl.Series(extra(heading), [it.extra.get(heading) for it in sites], pl.String) for heading in headings)


def _positions(sites: Sequence[SavedSite]) -> Iterator[pl.Series]:
    if any("position" in it.model_fields_set for it in sites):
        for number, name in enumerate((LATITUDE, LONGITUDE)):
            yield pl.Series(name, [it.position and it.position[number] for it in sites], pl.Float64)
