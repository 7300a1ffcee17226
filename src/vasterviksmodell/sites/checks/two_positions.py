"""D307: positions of a site in degrees and in metres that are two places. Silent without the extra `geo`."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Figure
from vasterviksmodell.sites.checks.contradictions import mostly_agree, with_coordinates
from vasterviksmodell.sites.checks.interface import AtCells, Check, Part, with_places
from vasterviksmodell.sites.formats.interface import ROW
from vasterviksmodell.sites.layout import beside
from vasterviksmodell.sites.positions.position_columns import PAIRS, Pair
from vasterviksmodell.sites.positions.systems import converts, in_metres

_NEAR = 100.0
"""In metres. The positions of a house and of its plot lie no farther apart."""
_DEGREE = 111_200
"""Metres in a degree of latitude, nearly."""
_KILOMETRE = 1000
_APART = "_apart"


def _see(part: Part) -> AtCells | None:
    stated, part = part, with_coordinates(part)
    if not all(pair.within(part.block) for pair in PAIRS) or not part.surveyed or not converts():
        return None
    sites = part.block.head(part.surveyed)
    degrees, metres = (_right(sites, pair) for pair in PAIRS)
    north, east = in_metres(degrees["first"].to_numpy(), degrees["second"].to_numpy())
    apart = _length(metres["first"] - pl.Series(north), metres["second"] - pl.Series(east)).fill_nan(None)
    far = sites.select(ROW, "^_beside__.*$").with_columns(apart.alias(_APART)).filter(apart > _allowed(sites, degrees))
    if stated is not part and not mostly_agree(far.height, apart.count()):
        return None  # the columns are not declared, and about two things
    return AtCells.of(part.table, part.layout.beside[PAIRS[0].columns[0]], far, _told, part.limit)


def _right(sites: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    """The positions of a pair of columns as numbers; null where they are not known or not right."""
    read = pair.read(sites)
    return read.select(pl.when(pair.right).then(pl.all()))


def _allowed(sites: pl.DataFrame, degrees: pl.DataFrame) -> pl.Series:
    """How far apart positions may lie, in metres, each rounded or cut off at its last digit."""
    latitude, longitude, north, east = (_last_digit(sites[beside(it)]) for pair in PAIRS for it in pair.columns)
    narrower = degrees.select(pl.col("first").radians().cos()).to_series()
    return _NEAR + _length(latitude * _DEGREE, longitude * _DEGREE * narrower) + _length(north, east)


def _last_digit(texts: pl.Series) -> pl.Series:
    """What one more in the last digit of each coordinate is worth: `57.76` is 0.01, `6402600` perhaps 100."""
    decimals = texts.str.extract(r"[.,]([0-9]+)").str.len_chars()
    zeros = texts.str.extract(r"(0{0,3})[^0-9]*$").str.len_chars()
    exponents = pl.select(pl.coalesce(-decimals.cast(pl.Float64), zeros.cast(pl.Float64), 0.0)).to_series()
    return pl.select(pl.lit(10.0).pow(exponents)).to_series()


def _length(first: pl.Series, second: pl.Series) -> pl.Series:
    return (first**2 + second**2).sqrt()


def _told(site: dict[str, Any], place: Place) -> Finding:
    degrees, metres = ("; ".join(site[beside(it)].strip() for it in pair.columns) for pair in PAIRS)
    facts: dict[str, Phrase] = {"degrees": degrees, "metres": metres, "distance": _distance(site[_APART])}
    return Finding(rule("D307"), place, facts)


def _distance(metres: float) -> Phrase:
    if metres < _KILOMETRE:
        return Message("{metres} m").format(metres=f"{metres:.0f}")
    written = f"{metres / _KILOMETRE:.1f} km"
    return Figure(written)


def _tell(kept: Sequence[AtCells], _: Criteria) -> Iterator[Finding]:
    yield from with_places(kept)


CHECK = Check(("D307",), _see, _tell)
