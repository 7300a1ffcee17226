"""What a derivation found, in short: how much of each measure is exact, and what would settle more."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.derivation.explanation import openings
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.i18n.wording import listing
from vasterviksmodell.output.derivation.words import register_name
from vasterviksmodell.output.document import Block, Column, Grid, Paragraph
from vasterviksmodell.output.document.cells import Name

if TYPE_CHECKING:
    from vasterviksmodell.derivation import Derived
    from vasterviksmodell.derivation.run import DerivedMeasure

_MOST = 5
"""How many groups of units are told, those that keep most cells open first."""
_SETTLING = Message("Positions that would settle most:")
_ANYWHERE = Message("not known")


def summary(derived: "Derived") -> Iterator[Block]:
    """Yield how many cells of each measure are exact, bounded or empty, and which positions would settle most."""
    columns = (
        Column(Message("Measure")),
        Column(Message("Exact"), right=True),
        Column(Message("Interval"), right=True),
        Column(Message("Empty"), right=True),
        Column(Message("Register")),
        Column(Message("Date")),
    )
    yield Grid(columns, tuple(_row(measure, derived.places.size) for measure in derived.measures))
    settling = openings(derived)[:_MOST]
    if settling:
        yield Paragraph(_SETTLING)
        heads = (
            Column(Message("Municipality")),
            Column(Message("Cells kept open"), right=True),
            Column(Message("Units without a position")),
        )
        rows = tuple(
            (
                Name(opening.municipality) if opening.municipality else _ANYWHERE,
                Whole(opening.cells),
                listing([name or "?" for name in opening.units], most=4),
            )
            for opening in settling
        )
        yield Grid(heads, rows)


def _row(measure: "DerivedMeasure", places: int) -> tuple[Phrase, ...]:
    cells = [measure.cell(row) for row in range(places)]
    exact = sum(bool(cell.written) and cell.exact for cell in cells)
    empty = sum(not cell.written for cell in cells)
    counts = (exact, places - exact - empty, empty)
    return (
        Name(measure.id),
        *(Whole(count) for count in counts),
        register_name(measure.register),
        measure.register.date,
    )
