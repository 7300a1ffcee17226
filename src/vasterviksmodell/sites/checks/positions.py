"""D211, D301 to D307: invalid positions, positions far from the stated municipality, and two positions of a site."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Figure
from vasterviksmodell.i18n.wording import same
from vasterviksmodell.sites.checks.check import CellFindings, Check, SiteBlock, placed_findings
from vasterviksmodell.sites.checks.undeclared import mostly_agree, with_coordinates
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.layout import detail_column
from vasterviksmodell.sites.municipalities import municipalities, stated_codes
from vasterviksmodell.sites.positions.coordinates import METRES_IN_DEGREE, SWEREF_99_TM, converts, in_metres, is_unknown
from vasterviksmodell.sites.positions.position_columns import (
    HAS_FIRST,
    HAS_SECOND,
    LATITUDE,
    LONGITUDE,
    PAIRS,
    Pair,
    PositionProblem,
    position_problems,
    positions,
)

FAR = 10_000
"""In metres. The areas are simplified and leave the sea out; a greater distance is beyond doubt."""
_COLUMNS = ("municipality_code", "municipality")
_AREA, _STATED, _DISTANCE, _NEAREST, _INSIDE = "_area", "_stated", "_distance", "_nearest", "_inside"


def _see_far_away(block: SiteBlock) -> CellFindings | None:
    columns = [block.layout.details[what] for what in _COLUMNS if what in block.layout.details]
    sites = block.sites.head(block.surveyed)
    placed = positions(sites) if columns and sites.height else None
    known = None if placed is None else municipalities()
    if placed is None or known is None:
        return None
    try:
        return block.findings_at(columns[0], _far(sites.hstack(placed), known), _far_finding)
    except MissingExtra:
        return None


def _far(sites: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the sites that lie far from the stated municipality, with the nearest one."""
    from vasterviksmodell.sites import areas as measuring

    sites = sites.with_columns(stated_codes(sites, known).alias("code")).drop_nulls(["code", LATITUDE])
    stated_areas = known.filter(pl.col("code").is_in(sites["code"].implode()))
    numbered = stated_areas.select("code", pl.col("name").alias(_STATED), pl.int_range(pl.len()).alias(_AREA))
    sites = sites.join(numbered, on="code", maintain_order="left")
    points = measuring.points(sites[LATITUDE], sites[LONGITUDE])
    distances = measuring.Areas.of(stated_areas["area"]).distances(sites[_AREA], points)
    far = distances > FAR
    if not far.any():
        known = known.clear()  # converting all areas takes long
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


def _tell_distances(observations: Sequence[CellFindings], _: Criteria) -> Iterator[Finding]:
    """Yield the findings on positions far from the municipality, or from the other position."""
    return placed_findings(observations)


FAR_AWAY = Check(("D211",), _see_far_away, _tell_distances)


_NEAR = 100.0
"""In metres. The positions of a house and of its plot differ by less."""
_KILOMETRE = 1000
_APART = "_apart"


def _see_two_positions(block: SiteBlock) -> CellFindings | None:
    declared, block = block, with_coordinates(block)
    if not all(pair.within(block.sites) for pair in PAIRS) or not block.surveyed or not converts():
        return None
    sites = block.sites.head(block.surveyed)
    degrees, metres = (_valid_positions(sites, pair) for pair in PAIRS)
    north, east = in_metres(degrees["first"].to_numpy(), degrees["second"].to_numpy())
    apart = _length(metres["first"] - pl.Series(north), metres["second"] - pl.Series(east)).fill_nan(None)
    far = sites.select(ROW, "^_detail__.*$").with_columns(apart.alias(_APART)).filter(apart > _allowed(sites, degrees))
    if declared is not block and not mostly_agree(far.height, apart.count()):
        return None  # undeclared columns that are about something else
    return block.findings_at(block.layout.details[PAIRS[0].columns[0]], far, _two_positions_finding)


def _valid_positions(sites: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    """Return the positions in a pair of columns as numbers; null where they are unknown or invalid."""
    read = pair.read(sites)
    return read.select(pl.when(pair.is_valid).then(pl.all()))


def _allowed(sites: pl.DataFrame, degrees: pl.DataFrame) -> pl.Series:
    """Return how far apart two positions may lie, in metres, when each is rounded or cut off at its last digit."""
    latitude, longitude, north, east = (
        _last_digit(sites[detail_column(column)]) for pair in PAIRS for column in pair.columns
    )
    narrower = degrees.select(pl.col("first").radians().cos()).to_series()
    return _NEAR + _length(latitude * METRES_IN_DEGREE, longitude * METRES_IN_DEGREE * narrower) + _length(north, east)


def _last_digit(texts: pl.Series) -> pl.Series:
    """Return the unit of the last digit of each coordinate: 0.01 for `57.76`, 100 for `6402600`."""
    decimals = texts.str.extract(r"[.,]([0-9]+)").str.len_chars()
    zeros = texts.str.extract(r"(0{0,3})[^0-9]*$").str.len_chars()
    exponents = pl.select(pl.coalesce(-decimals.cast(pl.Float64), zeros.cast(pl.Float64), 0.0)).to_series()
    return pl.select(pl.lit(10.0).pow(exponents)).to_series()


def _length(first: pl.Series, second: pl.Series) -> pl.Series:
    return (first**2 + second**2).sqrt()


def _two_positions_finding(site: dict[str, Any], place: Place) -> Finding:
    degrees, metres = ("; ".join(site[detail_column(column)].strip() for column in pair.columns) for pair in PAIRS)
    facts: dict[str, Phrase] = {"degrees": degrees, "metres": metres, "distance": _distance(site[_APART])}
    return Finding(rule("D307"), place, facts)


def _distance(metres: float) -> Phrase:
    if metres < _KILOMETRE:
        return Message("{metres} m").format(metres=f"{metres:.0f}")
    written = f"{metres / _KILOMETRE:.1f} km"
    return Figure(written)


TWO_POSITIONS = Check(("D307",), _see_two_positions, _tell_distances)


_Observation = Sequence[Finding | CellFindings]
"""Findings about headings and about cells."""


def _see_positions(block: SiteBlock) -> _Observation | None:
    return [found for pair in PAIRS for found in _findings_of_pair(block, pair)] or None


def _findings_of_pair(block: SiteBlock, pair: Pair) -> Iterator[Finding | CellFindings]:
    missing = [name for name in pair.columns if name not in block.layout.details]
    if not missing:
        yield from _cell_findings(block, pair)
        if pair.system is SWEREF_99_TM and not converts():
            yield Finding(rule("D305"), _heading_place(block, pair.columns[0]))
    elif len(missing) == 1:
        (present,) = set(pair.columns) - set(missing)
        column = getattr(block.criteria.site, missing[0]) or missing[0]
        yield Finding(rule("D306"), _heading_place(block, present), {"column": column})


def _heading_place(block: SiteBlock, detail: str) -> Place:
    return block.table.heading_places[block.layout.details[detail]]


def _cell_findings(block: SiteBlock, pair: Pair) -> Iterator[CellFindings]:
    read = pair.read(block.sites)
    wrong = read.select(~pair.is_valid).to_series()
    sites = block.sites.filter(wrong).hstack(read.filter(wrong))
    stated = [~is_unknown(sites[detail_column(name)], block.criteria.data) for name in pair.columns]
    sites = sites.with_columns(stated[0].alias("has_first"), stated[1].alias("has_second"))
    kinds = list(position_problems(pair.system, in_geometries=pair.columns[0] in block.table.position_headings))
    kind = pl.coalesce(pl.when(condition).then(number) for number, (condition, _) in enumerate(kinds))
    for (number,), alike in sites.filter(HAS_FIRST | HAS_SECOND).group_by(kind, maintain_order=True):
        problem = kinds[number][1]
        column = block.layout.details[pair.columns[problem.axis]]
        make_finding = partial(_position_finding, pair, problem, block.table.headings[column])
        yield block.findings_at(column, alike, make_finding)


def _position_finding(pair: Pair, problem: PositionProblem, column: str, site: dict[str, Any], place: Place) -> Finding:
    texts = [site[detail_column(name)] or "" for name in pair.columns]
    facts = {"column": column, "text": texts[problem.axis], "position": "; ".join(texts), **problem.facts}
    return Finding(rule(problem.code), place, facts, advice=problem.advice)


def _tell_positions(observations: Sequence[_Observation], _: Criteria) -> Iterator[Finding]:
    found = [*chain.from_iterable(observations)]
    yield from {(finding.code, finding.place): finding for finding in found if isinstance(finding, Finding)}.values()
    yield from placed_findings(cells for cells in found if isinstance(cells, CellFindings))


POSITIONS = Check(("D301", "D302", "D303", "D304", "D305", "D306"), _see_positions, _tell_positions)
