"""D209: columns about persons. Places are scored, never people."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.checks.person_words import about_persons, is_personal_number
from vasterviksmodell.sites.formats.interface import ROW, Cell
from vasterviksmodell.sites.layout import extra
from vasterviksmodell.sites.located import Located, places_of

_ROWS = 1000
"""So many rows of a file are looked at for personal identity numbers."""
_NAMED = Message("is about persons")
_NUMBERED = Message("holds what looks like personal identity numbers")

_Column = tuple[str, Located | None]
"""A heading, and the first cell with a personal identity number; None when the heading tells enough."""


def _see(part: Part) -> Mapping[Place, _Column]:
    """By the place of the heading. No number is kept or shown."""
    block = part.block.filter(pl.col(ROW) < _ROWS)
    if block.is_empty():
        return {}
    chosen_by = set(part.layout.wishes.values())  # sex, or age, of a total: the figures are of a place
    headings = enumerate(zip(part.table.headings, part.table.heading_places, strict=True))
    found: dict[Place, _Column] = {
        place: (heading, None)
        for number, (heading, place) in headings
        if number not in chosen_by and about_persons(heading)
    }
    for heading, number in part.layout.extras.items():
        row = _row_with_number(block, heading)
        if row is not None:
            found.setdefault(part.table.heading_places[number], (heading, (part.table, Cell(row, number))))
    return found


def _row_with_number(block: pl.DataFrame, heading: str) -> int | None:
    """The first row where a column has a personal identity number."""
    cells = zip(block[ROW], block[extra(heading)], strict=True)
    return next((row for row, text in cells if is_personal_number(text or "")), None)


def _tell(kept: Sequence[Mapping[Place, _Column]], _: Criteria) -> Iterator[Finding]:
    for heading_place, (heading, cell) in ChainMap(*map(dict, kept)).items():
        problem, place = (_NAMED, heading_place) if cell is None else (_NUMBERED, places_of([cell])[0])
        yield Finding(rule("D209"), place, {"column": heading, "problem": problem})


CHECK = Check(("D209",), _see, _tell)
