"""Words for derived measures: why they are not exact, and where they come from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.derivation.bounds import Cause
from vasterviksmodell.i18n import Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.wording import Text

if TYPE_CHECKING:
    from vasterviksmodell.derivation.derived import DerivedMeasure
    from vasterviksmodell.derivation.derived_cell import DerivedCell
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.section_entries import CellsEntry

_CAUSES: dict[Cause, Message | Plural] = {
    Cause.UNLOCATED: Plural(
        "{number} unit without a certain position may lie near enough",
        "{number} units without a certain position may lie near enough",
    ),
    Cause.UNCOVERED: Message("the register does not cover an area that is near enough"),
    Cause.INCOMPLETE: Message("the register need not hold every unit"),
    Cause.COINCIDES: Message("the place stands at the very position of a unit"),
    Cause.SPREAD: Message("the place is an area, over which it varies"),
    Cause.INHABITANTS: Message("it varies over where the inhabitants may live"),
    Cause.ROADS: Message("there may be roads that the file lacks"),
    Cause.OFF_ROADS: Message("it, or a unit that may be the nearest, lies far beside all roads"),
    Cause.UNSTATED: Message("the register does not state the exact figure"),
    Cause.NO_UNIT: Message("the register has no unit to measure to"),
    Cause.NO_POSITION: Message("the place has no certain position"),
    Cause.NO_ROW: Message("the register has no row for the place"),
    Cause.CONTRADICTING: Message("several rows of the register differ"),
    Cause.SERVICE: Message("it is not certain which stops are served enough"),
    Cause.ON_DEMAND: Message("trips that run on demand only may count or not"),
    Cause.TIMETABLE: Message("the timetable does not say in which direction some trips run, or how often"),
    Cause.NOT_REACHED: Message("no trip leads there in time"),
}


def cause_texts(cell: "DerivedCell") -> Iterator[Phrase]:
    """Yield why a measure is not exactly known."""
    for cause, number in cell.causes.items():
        form = _CAUSES[cause]
        yield form.counting(number) if isinstance(form, Plural) else form


def register_name(register: "Register") -> Text:
    """Return the name of a register with its publisher."""
    return register.entry.source.domain()


_MEAN = Message("mean over the inhabitants: {source}, {date}")


def source_text(measure: "DerivedMeasure", cell: "DerivedCell") -> Phrase:
    """Return the source of a measure, what is told about the figure, and why it is not exactly known.

    Of a given figure it is what is stated with it.
    """
    if cell.given is not None:
        return cell.given.source
    notes = () if cell.note is None else (cell.note,)
    return Joined((register_name(measure.register), *mean_texts(measure.weights), *notes, *cause_texts(cell)), "; ")


def mean_texts(weights: "CellsEntry | None") -> Iterator[Phrase]:
    """Yield over whom a measure is a mean, where it is one."""
    if weights is not None:
        yield _MEAN.format(source=weights.source.domain(), date=weights.date)
