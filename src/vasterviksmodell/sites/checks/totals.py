"""D215: a row that sums up the others, or stands for many places, is no place."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.checks.at_cells import AtCells, with_places
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.checks.total_names import are_totals, end_the_places
from vasterviksmodell.sites.formats.interface import ROW
from vasterviksmodell.sites.municipalities import codes_of, municipalities

_CALLED, _BELOW = "_called", "_below"
_ABOVE = 2
"""So many places above the row of the whole country make a list of places that ends there."""
_BELOW_ALL = Message(
    "it stands below the row of the whole country, where tables have groups and means: remove it if it is no place"
)


def _see(part: Part) -> AtCells | None:
    """The sites whose id or name says that they are a total, and those below the whole country."""
    name = part.layout.id if part.layout.name is None else part.layout.name
    called = part.block.select(ROW, pl.col("name").alias(_CALLED))
    totals = are_totals(called[_CALLED]).fill_null(value=False)
    below = ~totals & _below_all(called[_CALLED], totals)
    found = called.with_columns(below.alias(_BELOW)).filter(totals | below)
    return AtCells.of(part.table, name, found, _at_cell, part.limit) if found.height else None


def _below_all(names: pl.Series, totals: pl.Series) -> pl.Series:
    """Which names stand below that of the whole country; none in a list in alphabetical order, where it is among them.

    Tables that begin with the whole country list the places below it.
    """
    ends = (end_the_places(names) & ((~totals).cum_sum() >= _ABOVE)).arg_true()
    numbers = pl.int_range(len(names), eager=True)
    if ends.is_empty() or _in_order(names):
        return numbers < 0
    below: pl.Series = numbers > ends[0]
    return below & ~_are_municipalities(names)


def _in_order(names: pl.Series) -> bool:
    """Whether names stand in the order of the Swedish alphabet, in which å comes before ä."""
    return names.str.to_lowercase().str.replace_all("å", "ã", literal=True).is_sorted()


def _are_municipalities(names: pl.Series) -> pl.Series:
    """Which names are known as those of municipalities."""
    known = municipalities()
    return names.is_null() if known is None else codes_of(names, known).is_not_null()


def _at_cell(site: dict[str, Any], place: Place) -> Finding:
    advice = _BELOW_ALL if site[_BELOW] else None
    return Finding(rule("D215"), place, {"text": site[_CALLED], "column": "name"}, advice=advice)


def _tell(kept: Sequence[AtCells], _: Criteria) -> Iterator[Finding]:
    yield from with_places(kept)


CHECK = Check(("D215",), _see, _tell)
