"""D215: a row that sums up the others is no place."""

from collections.abc import Iterator, Sequence

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.at_cells import AtCells, with_places
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.formats.interface import ROW

_TOTALS = (
    """\
summa, totalt, total, totalsumma, samtliga, riket, hela riket, länet, hela länet, kommunen, hela kommunen, medel,
medelvärde, genomsnitt, sum, sum total, grand total, average, mean
""".strip()
    .replace("\n", " ")
    .split(", ")
)
_CALLED = "_called"


def _see(part: Part) -> AtCells | None:
    """The sites whose id or name says that they are a total."""
    name = part.layout.id if part.layout.name is None else part.layout.name
    called = part.block.select(ROW, pl.col("name").alias(_CALLED))
    text = pl.col(_CALLED).str.to_lowercase().str.strip_chars(" :\t\u00a0")
    totals = called.filter(text.is_in(_TOTALS))
    return AtCells.of(part.table, name, totals, _at_cell) if totals.height else None


def _at_cell(site: dict[str, str], place: Place) -> Finding:
    return Finding(rule("D215"), place, {"text": site[_CALLED], "column": "name"})


def _tell(kept: Sequence[AtCells], _: Criteria) -> Iterator[Finding]:
    yield from with_places(kept)


CHECK = Check(("D215",), _see, _tell)
