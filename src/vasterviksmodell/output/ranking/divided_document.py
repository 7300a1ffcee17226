"""A divided ranking for people: the ranking of each part under a heading of its own, and one legend for all."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document import Block, Grid, Heading, Lines
from vasterviksmodell.output.document.cells import Name
from vasterviksmodell.output.ranking.figure_notes import figure_notes
from vasterviksmodell.output.ranking.ranking_document import counted, legend, marked_changes, opening_lines
from vasterviksmodell.output.ranking.rows import Rows
from vasterviksmodell.output.what_if import applied_text

if TYPE_CHECKING:
    from vasterviksmodell.scoring.division import Division, RankedPart

_APART = Message("Each part ({heading}) is ranked by itself.")
_NOT_KNOWN = Message("{heading} not known")


def part_name(name: str | None, heading: str) -> Phrase:
    """Return what people call a part; of the sites whose part is not known, that it is not."""
    return Name(name) if name is not None else _NOT_KNOWN.format(heading=Name(heading))


def divided_document(division: "Division") -> Iterator[Block]:
    """Yield what all parts share, then the ranking of each, then what columns and marks mean."""
    together = division.together
    title, opening = opening_lines(division.whole)
    applied = applied_text(division.whole)
    apart = _APART.format(heading=Name(division.heading))
    yield Lines(tuple(filter(None, (*opening, applied, apart))), title)
    with_ids = Rows.of(together).with_ids
    for part in division.parts:
        yield from _part_blocks(part, division.heading, with_ids=with_ids)
    if together.frame.height:
        yield Lines(figure_notes(together.findings))
        yield legend(together)


def _part_blocks(part: "RankedPart", heading: str, *, with_ids: bool) -> Iterator[Block]:
    yield Heading(part_name(part.name, heading))
    yield Lines((counted(part.ranking.counts), *marked_changes(part.ranking)))
    if part.ranking.frame.height:
        rows = Rows(part.ranking, with_ids)
        yield Grid(rows.columns, rows)
