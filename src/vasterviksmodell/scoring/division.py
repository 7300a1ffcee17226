"""A ranking divided by a column, such as the municipality: each part is ranked by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.expected import expect
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking, expect_ranking, sites_of
from vasterviksmodell.scoring.run import Shown, as_in_files, ranked_like
from vasterviksmodell.scoring.saved.document import extras
from vasterviksmodell.sites.layout import EXTRA
from vasterviksmodell.sites.municipalities import codes_in, folded_names, municipalities
from vasterviksmodell.sites.municipality_columns import MUNICIPALITY_COLUMNS, known_texts
from vasterviksmodell.source.folding import folded

MUNICIPALITY = "municipality"
"""The word for the column of municipalities that the criteria name, whatever it is called."""
_KEY = "_key"
_WHOLE = Shown()
_CODE, _NAME = MUNICIPALITY_COLUMNS["municipality_code"], MUNICIPALITY_COLUMNS[MUNICIPALITY]
_SWEDISH = str.maketrans("åäö", "{|}")
"""The last letters of the Swedish alphabet, in their order."""


@dataclass(frozen=True, slots=True)
class RankedPart:
    """The sites with one text in the column, ranked among themselves."""

    key: str | None
    """The text, of several that differ in case the first in the order of characters; None where it is not known."""
    name: str | None
    """What people call it: of a code of a municipality its name, where that is known."""
    ranking: Ranking


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Division(Result):
    """The parts of a ranking, in the order of the alphabet, and that of the sites whose part is not known last."""

    heading: str
    """Of the column by which it is divided."""
    whole: Ranking
    """The ranking of all sites together."""
    parts: tuple[RankedPart, ...]
    """Each with a ranking of its own."""

    @property
    def together(self) -> Ranking:
        """The sites of all parts one after the other, each with its rank in its part."""
        frames = [part.ranking.frame.with_columns(pl.lit(part.key, pl.String).alias(names.PART)) for part in self.parts]
        changes = tuple(change for part in self.parts for change in part.ranking.changes)
        empty = self.whole.frame.clear().with_columns(pl.lit(None, pl.String).alias(names.PART))
        return replace(self.whole, frame=pl.concat([empty, *frames], how="diagonal"), changes=changes)


def dividing_headings(ranking: Ranking) -> tuple[str, ...]:
    """Return the headings by whose columns a ranking can be divided: of municipalities, and those not read."""
    declared = (
        getattr(ranking.criteria.site, name)
        for name, column in MUNICIPALITY_COLUMNS.items()
        if column in ranking.frame.columns
    )
    return tuple(dict.fromkeys((*filter(None, declared), *extras(ranking.frame))))


def divided(ranking: Ranking, heading: str, shown: Shown = _WHOLE) -> Division | None:
    """Divide a ranking of all its sites, and rank each part by itself; None where no column has the heading.

    `municipality` is also the column of municipalities that the criteria name, else that of their codes. Texts are
    the same part in any case and with any blanks; `883` and `0883` are one code. Raises nothing.
    """
    expect_ranking(ranking)
    expect(heading, str, "the heading of a column belongs", "give a text")
    column = part_column(ranking, heading)
    if column is None:
        return None
    sites = sites_of(as_in_files(ranking))
    found = parts_of(sites.frame, ranking.criteria, column)
    parts = (
        RankedPart(part.key, part.name, ranked_like(ranking, replace(sites, frame=part.sites), shown)) for part in found
    )
    return Division(heading, ranking, tuple(parts))


class SitesOfPart(NamedTuple):
    """The sites with one text in a column."""

    key: str | None
    name: str | None
    sites: pl.DataFrame


def parts_of(sites: pl.DataFrame, criteria: Criteria, column: str) -> Sequence[SitesOfPart]:
    """Divide sites by a column, in the order of the alphabet, those without a text last."""
    texts = known_texts(sites[column], criteria.data)
    keyed = sites.with_columns(_comparable(texts, column).alias(_KEY), texts.alias(column))
    groups = (group.drop(_KEY) for group in keyed.partition_by(_KEY, maintain_order=True))
    return sorted((_part(group, column) for group in groups), key=_order)


def part_column(ranking: Ranking, heading: str) -> str | None:
    """Return the column of a ranking's frame under a heading; None where there is none."""
    return column_under(heading, ranking.criteria, ranking.frame.columns)


def column_under(heading: str, criteria: Criteria, columns: Sequence[str]) -> str | None:
    """Return which of the columns of sites stands under a heading."""
    named = _named_columns(criteria, columns)
    return next((column for name, column in named if folded(name) == folded(heading) and column in columns), None)


def _named_columns(criteria: Criteria, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield headings with columns, those of the criteria first, the words for them last."""
    for name, column in MUNICIPALITY_COLUMNS.items():
        yield from ((heading, column) for heading in _headings(criteria, name))
    yield from ((column.removeprefix(EXTRA), column) for column in columns if column.startswith(EXTRA))
    yield from ((MUNICIPALITY, column) for column in MUNICIPALITY_COLUMNS.values())


def _headings(criteria: Criteria, name: str) -> Sequence[str]:
    declared = getattr(criteria.site, name)
    return () if declared is None else (declared, *criteria.data.columns.get(declared, ()))


def _comparable(texts: pl.Series, column: str) -> pl.Series:
    return codes_in(texts).fill_null(folded_names(texts)) if column == _CODE else folded_names(texts)


def _part(sites: pl.DataFrame, column: str) -> SitesOfPart:
    key = cast("str | None", sites[column].min())
    return SitesOfPart(key, _name(sites, column, key), sites)


def _name(frame: pl.DataFrame, column: str, key: str | None) -> str | None:
    """Return the name of a municipality by its code: as a column of the file has it, else the known one."""
    if column != _CODE or key is None:
        return key
    stated = frame[_NAME].drop_nulls() if _NAME in frame.columns else pl.Series(dtype=pl.String)
    known = municipalities() if stated.is_empty() else None
    if known is not None:
        stated = known.filter(pl.col("code").is_in(codes_in(pl.Series([key])).implode()))["name"]
    return key if stated.is_empty() else str(stated[0])


def _order(part: SitesOfPart) -> tuple[bool, str]:
    return part.key is None, (part.key or "").casefold().translate(_SWEDISH)
