"""D301 to D306: positions that are none, or lie in another system than declared, or outside Sweden."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.interface import AtCells, Check, Part, with_places
from vasterviksmodell.sites.layout import beside
from vasterviksmodell.sites.positions.coordinates import is_unknown
from vasterviksmodell.sites.positions.position_columns import PAIRS, SAYS_FIRST, SAYS_SECOND, Pair, Trouble, troubles
from vasterviksmodell.sites.positions.systems import SWEREF_99_TM, converts

_Kept = Sequence[Finding | AtCells]
"""What is told of headings, and of cells."""


def _see(part: Part) -> _Kept | None:
    return [it for pair in PAIRS for it in _found(part, pair)] or None


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
            part.table, column, alike, partial(_told, pair, trouble, part.table.headings[column]), part.limit
        )


def _told(pair: Pair, trouble: Trouble, column: str, site: dict[str, Any], place: Place) -> Finding:
    texts = [site[beside(name)] or "" for name in pair.columns]
    facts = {"column": column, "text": texts[trouble.axis], "position": "; ".join(texts), **trouble.facts}
    return Finding(rule(trouble.code), place, facts, advice=trouble.advice)


def _tell(kept: Sequence[_Kept], _: Criteria) -> Iterator[Finding]:
    found = [it for block in kept for it in block]
    yield from {(it.code, it.place): it for it in found if isinstance(it, Finding)}.values()
    yield from with_places(it for it in found if isinstance(it, AtCells))


CHECK = Check(("D301", "D302", "D303", "D304", "D305", "D306"), _see, _tell)
