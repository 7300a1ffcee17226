"""D215: a row that sums up the others is no place."""

from collections.abc import Iterator, Sequence

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.at_cells import AtCells, with_places
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.formats.interface import ROW

_WHOLE = """\
alla, alla orter, alla tätorter, alla platser, alla områden, alla skolor, alla kommuner, länet, hela länet, kommunen,
hela kommunen, riket, hela riket, hela landet, sverige, hela sverige, sweden
"""
"""What a total alone is called."""
_FIRST = "övriga, övrigt, grand total"
"""What a name begins with that is a total."""
_EITHER = """\
summa, totalt, total, totalsumma, delsumma, samtliga, medel, medeltal, medelvärde, genomsnitt, median, medianvärde,
sum, subtotal, average, mean
"""
"""What a name begins or ends with that is a total: `Västervik totalt`, `Summa orter`."""
_COUNTIES = """\
blekinge, dalarnas, gotlands, gävleborgs, hallands, jämtlands, jönköpings, kalmar, kronobergs, norrbottens, skåne,
stockholms, södermanlands, uppsala, värmlands, västerbottens, västernorrlands, västmanlands, västra götalands, örebro,
östergötlands
"""


def _any(words: str) -> str:
    """The regular expression of words; blanks in them may be of any kind."""
    return "(?:" + "|".join(r"\s+".join(word.split()) for word in words.split(",")) + ")"


_CODE = r"^(?:[0-9]{2,4}\s+)?"
"""How tables of Statistics Sweden begin: `08 Kalmar län`."""
_TOTAL = (
    rf"{_CODE}(?:{_any(_WHOLE)}|(?:{_any(_FIRST)}|{_any(_EITHER)})(?:[\s:,(].*)?|.*[\s:,(]{_any(_EITHER)}\)?)[\s:.]*$"
)
_COUNTY = rf"{_CODE}{_any(_COUNTIES)}\s+län[\s:.]*$"
_CALLED = "_called"


def _see(part: Part) -> AtCells | None:
    """The sites whose id or name says that they are a total."""
    name = part.layout.id if part.layout.name is None else part.layout.name
    called = part.block.select(ROW, pl.col("name").alias(_CALLED))
    totals = called.filter(_are_totals(called[_CALLED].str.to_lowercase().str.strip_chars()))
    return AtCells.of(part.table, name, totals, _at_cell) if totals.height else None


def _are_totals(names: pl.Series) -> pl.Series:
    """Which names are those of totals; a county is one, unless most sites are counties."""
    totals, counties = names.str.contains(_TOTAL), names.str.contains(_COUNTY)
    return totals if counties.sum() * 2 > len(names) else totals | counties


def _at_cell(site: dict[str, str], place: Place) -> Finding:
    return Finding(rule("D215"), place, {"text": site[_CALLED], "column": "name"})


def _tell(kept: Sequence[AtCells], _: Criteria) -> Iterator[Finding]:
    yield from with_places(kept)


CHECK = Check(("D215",), _see, _tell)
