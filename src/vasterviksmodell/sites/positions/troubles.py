"""What can be wrong with a position, the most telling first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

import polars as pl

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.positions.columns import FIRST, PAIRS, SECOND
from vasterviksmodell.sites.positions.systems import SYSTEMS, System

SAYS_FIRST, SAYS_SECOND = pl.col("says_first"), pl.col("says_second")
"""Whether the file says anything of a coordinate."""


@dataclass(frozen=True, slots=True)
class Trouble:
    code: str
    axis: Literal[0, 1] = 0
    """The coordinate at which it is told."""
    facts: Mapping[str, Phrase] = field(default_factory=dict)
    advice: Phrase | None = None


_NOT_KNOWN = Message("0, 0 is often written where the position is not known: leave the cells empty")
_SIGN_LOST = Message(
    "put the decimal sign back, or fetch the column anew; a program took it for a separator of thousands"
)
_EXPORT = Message("export the file in WGS 84 (EPSG:4326)")
_DECLARE = {
    pair.system.name: Message("declare the columns as {first} and {second} under site: in the criteria file").format(
        first=pair.columns[0], second=pair.columns[1]
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


def _swapped(name: Phrase) -> Phrase:
    return Message("{name} with swapped axes").format(name=name)


def _without_sign(name: Phrase) -> Phrase:
    return Message("{name} without its decimal sign").format(name=name)
