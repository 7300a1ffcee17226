"""A divided ranking for people: the ranking of each part under a heading of its own, and one legend for all."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document import Block, Grid, Heading, Lines
from vasterviksmodell.output.document.cells import Name
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking.figure_notes import figure_notes
from vasterviksmodell.output.ranking.ranking_document import (
    before_tables,
    counted,
    legend,
    marked_changes,
    not_shown,
    opening_lines,
)
from vasterviksmodell.output.ranking.rows import Rows
from vasterviksmodell.output.what_if import applied_text

if TYPE_CHECKING:
    from vasterviksmodell.scoring.division import Division

_APART = Message("Each part ({heading}) is ranked by itself.")
_NOT_KNOWN = Message("{heading} not known")


def part_name(name: str | None, heading: str) -> Phrase:
    """Return what people call a part; of the sites whose part is not known, that it is not."""
    return Name(name) if name is not None else _NOT_KNOWN.format(heading=Name(heading))


def divided_document(division: "Division") -> Iterator[Block]:
    """Yield what all parts share, then the ranking of each, then what columns and marks mean."""
    together = division.together
    yield _opening(division)
    yield from _parts(division)
    if together.frame.height:
        yield Lines(figure_notes(together.findings))
        yield replace(legend(together), last=next(iter(not_shown(together)), None))


def divided_on_screen(division: "Division", view: View) -> Iterator[Block]:
    """Yield the same for a terminal, which shows the last lines: what is long comes before the tables."""
    together = division.together
    yield _opening(division)
    if together.frame.height:
        yield from before_tables(together, view)
    yield from _parts(division, whole=view.wide)
    yield Lines(not_shown(together))


def _opening(division: "Division") -> Lines:
    title, opening = opening_lines(division.whole)
    applied = applied_text(division.whole)
    apart = _APART.format(heading=Name(division.heading))
    return Lines(tuple(filter(None, (*opening, counted(division.whole.counts), applied, apart))), title)


def _parts(division: "Division", *, whole: bool = False) -> Iterator[Block]:
    with_ids = Rows.of(division.together).with_ids
    for part in division.parts:
        yield Heading(part_name(part.name, division.heading))
        yield Lines((counted(part.ranking.counts), *marked_changes(part.ranking)))
        if part.ranking.frame.height:
            rows = Rows(part.ranking, with_ids, whole)
            yield Grid(rows.columns, rows)
