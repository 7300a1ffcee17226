"""What can be wrong with a position, the most telling first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

import polars as pl

from vasterviksmodell.sites.positions.columns import FIRST, PAIRS, SECOND
from vasterviksmodell.sites.positions.systems import SYSTEMS, System
from vasterviksmodell.wording import Text

SAYS_FIRST, SAYS_SECOND = pl.col("says_first"), pl.col("says_second")
"""Whether the file says anything of a coordinate."""


@dataclass(frozen=True, slots=True)
class Trouble:
    code: str
    axis: Literal[0, 1] = 0
    """The coordinate at which it is told."""
    facts: Mapping[str, Text] = field(default_factory=dict)
    advice: Text | None = None


_NOT_KNOWN = Text(
    en="0, 0 is often written where the position is not known: leave the cells empty",
    sv="0, 0 skrivs ofta där positionen inte är känd: lämna cellerna tomma",
)
_SIGN_LOST = Text(
    en="put the decimal sign back, or fetch the column anew; a program took it for a separator of thousands",
    sv="sätt tillbaka decimaltecknet, eller hämta kolumnen på nytt; ett program tog det för tusentalsavgränsare",
)
_EXPORT = Text("export the file in WGS 84 (EPSG:4326)", "exportera filen i WGS 84 (EPSG:4326)")
_DECLARE = {
    pair.system.name: Text(
        en="declare the columns as {} and {} under site: in the criteria file".format(*pair.columns),
        sv="ange kolumnerna som {} och {} under site: i kriteriefilen".format(*pair.columns),
    )
    for pair in PAIRS
}
"""By the name of the system that a position looks like, when columns can be declared to be in it."""


def troubles(declared: System, *, in_geometries: bool) -> Iterator[tuple[pl.Expr, Trouble]]:
    """Each trouble with the condition of it, for positions that are not right; the first that applies counts."""
    advices = {} if in_geometries else _DECLARE
    otherwise = _EXPORT if in_geometries else None
    yield FIRST.is_null() & SAYS_FIRST, Trouble("D301", 0)
    yield SECOND.is_null() & SAYS_SECOND, Trouble("D301", 1)
    yield ~SAYS_FIRST, Trouble("D306", 0)
    yield ~SAYS_SECOND, Trouble("D306", 1)
    yield declared.holds(SECOND, FIRST), Trouble("D302", facts={"axes": declared.axes})
    names = {"declared": declared.name}
    for system, swapped in product(SYSTEMS, (False, True)):
        holds = system.holds(SECOND, FIRST) if swapped else system.holds(FIRST, SECOND)
        looks = {**names, "system": _swapped(system.name) if swapped else system.name}
        yield holds, Trouble("D303", facts=looks, advice=advices.get(system.name, otherwise))
    for system in SYSTEMS:
        looks = {**names, "system": _without_sign(system.name)}
        yield system.holds_without_sign(FIRST, SECOND), Trouble("D303", facts=looks, advice=_SIGN_LOST)
    yield (FIRST == 0) & (SECOND == 0), Trouble("D304", advice=_NOT_KNOWN)
    yield pl.lit(value=True), Trouble("D304")


def _swapped(name: Text) -> Text:
    return Text(en=f"{name.en} with swapped axes", sv=f"{name.sv} med omkastade axlar")


def _without_sign(name: Text) -> Text:
    return Text(en=f"{name.en} without its decimal sign", sv=f"{name.sv} utan sitt decimaltecken")
