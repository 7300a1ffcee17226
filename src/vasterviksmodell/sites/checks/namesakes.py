"""D203: two sites of the same name in a municipality are perhaps one place twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.formats.interface import ROW, Cell, Located, Table, places_of
from vasterviksmodell.sites.identity import KEY, lowered, without_blanks
from vasterviksmodell.sites.layout import beside
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.wording import shortened
from vasterviksmodell.words import BLANKS

_WHERE, _CALLED, _AS_ID = "_where", "_called", "_as_id"


@dataclass(frozen=True, slots=True)
class _Names:
    """The names in a block."""

    table: Table
    column: int
    sites: pl.DataFrame
    """`ROW`, `name`, municipality and name as they are compared, and whether the name is just the id."""
    limit: int


def _see(part: Part) -> _Names | None:
    """Of the first sites only, because their names are kept."""
    column, sites = part.layout.name, part.block.head(part.surveyed)
    if column is None or sites.is_empty():
        return None
    called = lowered(sites["name"])
    compared = sites.select(
        ROW,
        "name",
        _municipality(part).alias(_WHERE),
        without_blanks(called).alias(_CALLED),
        (called == sites[KEY]).alias(_AS_ID),
    )
    return _Names(part.table, column, compared, part.limit)


def _municipality(part: Part) -> pl.Expr:
    """The code of the municipality, also when it has lost its zero; empty when nothing says it."""
    if "municipality_code" not in part.layout.beside:
        return pl.lit("")
    return pl.col(beside("municipality_code")).str.strip_chars(BLANKS).str.zfill(4).fill_null("")


def _tell(kept: Sequence[_Names], _: Criteria) -> Iterator[Finding]:
    first: dict[tuple[str, str], tuple[Located, bool]] = {}
    cells: list[Located] = []
    facts: list[dict[str, Phrase]] = []
    repeats, limit = 0, kept[0].limit
    for number, row, name, where, called, as_id in _namesakes(kept).iter_rows():
        cell = (kept[number].table, Cell(row, kept[number].column))
        other, other_as_id = first.setdefault((where, called), (cell, as_id))
        if other is cell or (as_id and other_as_id):
            continue
        repeats += 1
        if repeats <= limit:
            cells += [cell, other]
            facts.append({"text": name, "where": _in_municipality(where), "column": "name"})
    places = places_of(cells)
    found = [
        Finding(rule("D203"), place, {**fact, "first": str(other)})
        for fact, place, other in zip(facts, places[::2], places[1::2], strict=True)
    ]
    yield from listed(found, repeats, limit)


def _namesakes(kept: Sequence[_Names]) -> pl.DataFrame:
    """The sites that share their name with others in their municipality."""
    sites = pl.concat(it.sites.select(pl.lit(number), pl.all()) for number, it in enumerate(kept))
    return sites.filter(sites.select(_WHERE, _CALLED).is_duplicated())


def _in_municipality(code: str) -> Phrase:
    return Message(" in municipality {code}").format(code=shortened(code)) if code else ""


CHECK = Check(("D203",), _see, _tell)
