"""D220: names and ids whose letters were read in a wrong encoding and written again."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.sites.checks.interface import AtCells, Check, Part, with_places
from vasterviksmodell.sites.formats.interface import ROW
from vasterviksmodell.sites.layout import beside
from vasterviksmodell.sites.misread_letters import are_misread, may_have_lost, meant_by, told_of
from vasterviksmodell.sites.municipalities import COUNTY_NAMES, official_names

_NAMES = ("municipality", "place")
_TEXT = "text"


def _see(part: Part) -> list[AtCells]:
    layout = part.layout
    columns = {layout.id: "id"} | ({} if layout.name is None else {layout.name: "name"})
    columns |= {layout.beside[it]: beside(it) for it in _NAMES if it in layout.beside}
    return [_misread(part, number, name) for number, name in columns.items()]


def _misread(part: Part, number: int, name: str) -> AtCells:
    """The sites whose text was misread; one with a question mark at its end only where it is a known name."""
    sites = part.block.select(ROW, pl.col(name).alias(_TEXT))
    unsure = sites[_TEXT].filter(may_have_lost(sites[_TEXT])).unique()
    known = (*official_names(), *COUNTY_NAMES) if len(unsure) else ()
    lost = [text for text in unsure if meant_by(text, known) not in (None, text)]
    misread = sites.filter(are_misread(sites[_TEXT]) | sites[_TEXT].is_in(lost))
    return AtCells.of(part.table, number, misread, partial(_told, known), part.limit)


def _told(known: Sequence[str], site: dict[str, Any], place: Place) -> Finding:
    return told_of(site[_TEXT], meant_by(site[_TEXT], known), place)


def _tell(kept: Sequence[list[AtCells]], _: Criteria) -> Iterator[Finding]:
    yield from with_places(cells for block in kept for cells in block)


CHECK = Check(("D220",), _see, _tell)
