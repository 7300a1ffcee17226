"""D117: ids that differ in nothing but a hyphen or a blank are perhaps one place twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table
from vasterviksmodell.sites.identity import KEY, normalised
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.sites.located import Located, places_of

_APART = r"[\s\p{Pd}\u00ad]+"
"""Blanks and hyphens of all kinds."""
_BETWEEN_DIGITS = rf"([0-9]){_APART}([0-9])"
"""What keeps two numbers apart: 1-12 is not 11-2."""
_FILE, _BARE = "_file", "_bare"


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids in a block."""

    table: Table
    column: int
    sites: pl.DataFrame
    """`ROW`, `id`, the id as it is compared, and the same without blanks and hyphens."""
    limit: int


def _see(part: Part) -> _Ids | None:
    """Of the first sites only, because their ids are kept."""
    sites = part.block.head(part.surveyed)
    keys = normalised(sites[KEY])
    compared = sites.select(ROW, "id", keys.alias(KEY), _without_hyphens(keys).alias(_BARE))
    return _Ids(part.table, part.layout.id, compared, part.limit)


def _without_hyphens(keys: pl.Series) -> pl.Series:
    """Ids without blanks and hyphens; between digits one blank stands for them."""
    kept = keys.str.replace_all(_BETWEEN_DIGITS, "${1}\0${2}").str.replace_all(_BETWEEN_DIGITS, "${1}\0${2}")
    return kept.str.replace_all(_APART, "")


def _tell(kept: Sequence[_Ids], _: Criteria) -> Iterator[Finding]:
    sites = pl.concat(it.sites.select(pl.lit(number).alias(_FILE), pl.all()) for number, it in enumerate(kept))
    each = sites.unique(KEY, keep="first", maintain_order=True)
    alike = each.filter(each[_BARE].is_duplicated())
    first: dict[str, Located] = {}
    cells: list[Located] = []
    texts: list[str] = []
    for file, row, text, bare in alike.select(_FILE, ROW, "id", _BARE).iter_rows():
        cell = (kept[file].table, Cell(row, kept[file].column))
        if first.setdefault(bare, cell) is not cell:
            cells += [cell, first[bare]]
            texts.append(text)
    places = places_of(cells[: 2 * kept[0].limit])
    found = [
        Finding(rule("D117"), place, {"text": text, "first": str(other), "column": "id"})
        for text, place, other in zip(texts, places[::2], places[1::2], strict=False)
    ]
    yield from listed(found, len(texts), kept[0].limit)


CHECK = Check(("D117",), _see, _tell, across_files=True)
