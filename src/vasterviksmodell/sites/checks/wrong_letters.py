"""D220: names and ids whose letters were read in a wrong encoding and written again."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.at_cells import AtCells, with_places
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.formats.interface import ROW
from vasterviksmodell.sites.layout import beside
from vasterviksmodell.sites.misread_letters import are_misread, meant_by
from vasterviksmodell.wording import Text, shortened

_NAMES = ("municipality", "place")
_TEXT = "text"


def _see(part: Part) -> list[AtCells]:
    layout = part.layout
    columns = {layout.id: "id"} | ({} if layout.name is None else {layout.name: "name"})
    columns |= {layout.beside[it]: beside(it) for it in _NAMES if it in layout.beside}
    return [_misread(part, number, name) for number, name in columns.items()]


def _misread(part: Part, number: int, name: str) -> AtCells:
    sites = part.block.select(ROW, pl.col(name).alias(_TEXT))
    return AtCells.of(part.table, number, sites.filter(are_misread(sites[_TEXT])), _told, part.limit)


def _told(site: dict[str, Any], place: Place) -> Finding:
    return Finding(rule("D220"), place, {"text": site[_TEXT], "meant": _instead_of(meant_by(site[_TEXT]))})


def _instead_of(meant: str | None) -> Text:
    if meant is None:
        return Text(": letters of it are lost", ": bokstäver i den är förlorade")
    shown = shortened(meant)
    return Text(f", instead of '{shown}'", f", i stället för '{shown}'")


def _tell(kept: Sequence[list[AtCells]], _: Criteria) -> Iterator[Finding]:
    yield from with_places(cells for block in kept for cells in block)


CHECK = Check(("D220",), _see, _tell)
