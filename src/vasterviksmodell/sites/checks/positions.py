"""D301 to D306: positions that are none, or lie in another system than declared, or outside Sweden."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Figure
from vasterviksmodell.i18n.wording import same
from vasterviksmodell.sites.checks.check import AtCells, Check, Part, with_places
from vasterviksmodell.sites.checks.undeclared import mostly_agree, with_coordinates
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.layout import beside
from vasterviksmodell.sites.municipalities import municipalities, stated
from vasterviksmodell.sites.positions.coordinates import SWEREF_99_TM, converts, in_metres, is_unknown
from vasterviksmodell.sites.positions.position_columns import (
    LATITUDE,
    LONGITUDE,
    PAIRS,
    SAYS_FIRST,
    SAYS_SECOND,
    Pair,
    Trouble,
    positions,
    troubles,
)

FAR = 10_000
"""In metres. The areas are drawn with few points and leave the sea out; so much is beyond doubt."""
_COLUMNS = ("municipality_code", "municipality")
_AREA, _STATED, _DISTANCE, _NEAREST, _INSIDE = "_area", "_stated", "_distance", "_nearest", "_inside"


def _see_far_away(part: Part) -> AtCells | None:
    columns = [part.layout.beside[what] for what in _COLUMNS if what in part.layout.beside]
    sites = part.block.head(part.surveyed)
    placed = positions(sites) if columns and sites.height else None
    known = None if placed is None else municipalities()
    if placed is None or known is None:
        return None
    try:
        return AtCells.of(part.table, columns[0], _far(sites.hstack(placed), known), _far_finding, part.limit)
    except MissingExtra:
        return None


def _far(sites: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The sites that lie far from where they should, with where they lie instead."""
    from vasterviksmodell.sites import areas as measuring

    sites = sites.with_columns(stated(sites, known).alias("code")).drop_nulls(["code", LATITUDE])
    meant = known.filter(pl.col("code").is_in(sites["code"].implode()))
    numbered = meant.select("code", pl.col("name").alias(_STATED), pl.int_range(pl.len()).alias(_AREA))
    sites = sites.join(numbered, on="code", maintain_order="left")
    points = measuring.points(sites[LATITUDE], sites[LONGITUDE])
    distances = measuring.Areas.of(meant["area"]).distances(sites[_AREA], points)
    far = distances > FAR
    if not far.any():
        known = known.clear()  # converting all areas takes long, and nothing is to be told
    nearest = measuring.Areas.of(known["area"]).nearest(points[far.to_numpy()])
    return sites.filter(far).with_columns(
        distances.filter(far).alias(_DISTANCE),
        known["name"].gather(nearest["number"]).alias(_NEAREST),
        (nearest["distance"] == 0).alias(_INSIDE),
    )


def _far_finding(site: dict[str, Any], place: Place) -> Finding:
    facts = {"site": site["name"], "distance": same(f"{site[_DISTANCE] / 1000:.0f} km"), "stated": site[_STATED]}
    return Finding(rule("D211"), place, {**facts, "where": _where(site)})


def _where(site: dict[str, Any]) -> Message:
    found = site[_NEAREST]
    if site[_INSIDE]:
        return Message("in {found}").format(found=found)
    if found != site[_STATED]:
        return Message("nearest to {found}").format(found=found)
    return Message("outside every municipality")


def _tell_far_away(kept: Sequence[AtCells], _: Criteria) -> Iterator[Finding]:
    return with_places(kept)


FAR_AWAY = Check(("D211",), _see_far_away, _tell_far_away)


_NEAR = 100.0
"""In metres. The positions of a house and of its plot lie no farther apart."""
_DEGREE = 111_200
"""Metres in a degree of latitude, nearly."""
_KILOMETRE = 1000
_APART = "_apart"


def _see_two_positions(part: Part) -> AtCells | None:
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
    return AtCells.of(part.table, part.layout.beside[PAIRS[0].columns[0]], far, _two_positions_finding, part.limit)


def _right(sites: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    """The positions of a pair of columns as numbers; null where they are not known or not right."""
    read = pair.read(sites)
    return read.select(pl.when(pair.right).then(pl.all()))


def _allowed(sites: pl.DataFrame, degrees: pl.DataFrame) -> pl.Series:
    """How far apart positions may lie, in metres, each rounded or cut off at its last digit."""
    latitude, longitude, north, east = (_last_digit(sites[beside(column)]) for pair in PAIRS for column in pair.columns)
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


def _two_positions_finding(site: dict[str, Any], place: Place) -> Finding:
    degrees, metres = ("; ".join(site[beside(column)].strip() for column in pair.columns) for pair in PAIRS)
    facts: dict[str, Phrase] = {"degrees": degrees, "metres": metres, "distance": _distance(site[_APART])}
    return Finding(rule("D307"), place, facts)


def _distance(metres: float) -> Phrase:
    if metres < _KILOMETRE:
        return Message("{metres} m").format(metres=f"{metres:.0f}")
    written = f"{metres / _KILOMETRE:.1f} km"
    return Figure(written)


def _tell_two_positions(kept: Sequence[AtCells], _: Criteria) -> Iterator[Finding]:
    yield from with_places(kept)


TWO_POSITIONS = Check(("D307",), _see_two_positions, _tell_two_positions)


_Kept = Sequence[Finding | AtCells]
"""What is told of headings, and of cells."""


def _see_positions(part: Part) -> _Kept | None:
    return [found for pair in PAIRS for found in _found(part, pair)] or None


def _found(part: Part, pair: Pair) -> Iterator[Finding | AtCells]:
    missing = [name for name in pair.columns if name not in part.layout.beside]
    if not missing:
        yield from _in_cells(part, pair)
        if pair.system is SWEREF_99_TM and not converts():
            yield Finding(rule("D305"), _heading(part, pair.columns[0]))
    elif len(missing) == 1:
        (present,) = set(pair.columns) - set(missing)
        column = getattr(part.criteria.site, missing[0]) or missing[0]
        yield Finding(rule("D306"), _heading(part, present), {"column": column})


def _heading(part: Part, what: str) -> Place:
    return part.table.heading_places[part.layout.beside[what]]


def _in_cells(part: Part, pair: Pair) -> Iterator[AtCells]:
    read = pair.read(part.block)
    wrong = read.select(~pair.right).to_series()
    sites = part.block.filter(wrong).hstack(read.filter(wrong))
    says = [~is_unknown(sites[beside(name)], part.criteria.data) for name in pair.columns]
    sites = sites.with_columns(says[0].alias("says_first"), says[1].alias("says_second"))
    kinds = list(troubles(pair.system, in_geometries=pair.columns[0] in part.table.located))
    kind = pl.coalesce(pl.when(condition).then(number) for number, (condition, _) in enumerate(kinds))
    for (number,), alike in sites.filter(SAYS_FIRST | SAYS_SECOND).group_by(kind, maintain_order=True):
        trouble = kinds[number][1]
        column = part.layout.beside[pair.columns[trouble.axis]]
        yield AtCells.of(
            part.table,
            column,
            alike,
            partial(_position_finding, pair, trouble, part.table.headings[column]),
            part.limit,
        )


def _position_finding(pair: Pair, trouble: Trouble, column: str, site: dict[str, Any], place: Place) -> Finding:
    texts = [site[beside(name)] or "" for name in pair.columns]
    facts = {"column": column, "text": texts[trouble.axis], "position": "; ".join(texts), **trouble.facts}
    return Finding(rule(trouble.code), place, facts, advice=trouble.advice)


def _tell_positions(kept: Sequence[_Kept], _: Criteria) -> Iterator[Finding]:
    found = [reported for block in kept for reported in block]
    yield from {(finding.code, finding.place): finding for finding in found if isinstance(finding, Finding)}.values()
    yield from with_places(reported for reported in found if isinstance(reported, AtCells))


POSITIONS = Check(("D301", "D302", "D303", "D304", "D305", "D306"), _see_positions, _tell_positions)
