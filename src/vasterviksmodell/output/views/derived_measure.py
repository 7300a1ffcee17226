"""Why a derived measure is what it is: the nearest units, and those that keep the interval open."""

from collections.abc import Iterator, Sequence
from math import isinf
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.derivation.words import cause_texts, mean_texts, register_name
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Name
from vasterviksmodell.output.views.derived_traffic import traffic_blocks, traffic_entry
from vasterviksmodell.output.views.result_view import ResultView

if TYPE_CHECKING:
    from vasterviksmodell.derivation.explanation import DerivedExplanation, UnitDistance

SCHEMA = "vasterviksmodell/derived-measure/1"
_MOST = 20
"""How many unlocated units are listed."""
_TITLE = Message("{measure} of {name}")
_IS = Message("{measure} is {cell}: {rule}. Register: {register}, {date}.")
_NOT_KNOWN = Message("{measure} is not known: {rule}. Register: {register}, {date}.")
_NEAREST = Message("Nearest units with a position:")
_UNLOCATED = Message("Units without a certain position that keep it open:")
_MORE = Message("and {number} more")
_EDGE = Message("From {metres} m on there may be units that the register does not hold.")
_LICENCE = Message("Licence: {licence}.")
_ANYWHERE = Message("not known")
_FROM = Message("from {near}")
_BETWEEN = Message("{near} to {far}")


class DerivedMeasureView(ResultView["DerivedExplanation"]):
    """Why a measure of a place is what it is."""

    columns: ClassVar[tuple[str, ...]] = ("name", "municipality", "distance_low", "distance_high")

    def document(self, explanation: "DerivedExplanation") -> Iterator[Block]:
        """Yield the explanation for people: the figure, why it is open, and the units."""
        yield Heading(_TITLE.format(measure=Name(explanation.measure), name=Name(explanation.name)), 1)
        yield Paragraph(_sentence(explanation))
        note = explanation.cell.note
        notes = () if note is None else (note,)
        causes = (*mean_texts(explanation.weights), *notes, *cause_texts(explanation.cell))
        if causes:
            yield Items(causes)
        yield from traffic_blocks(explanation)
        if explanation.nearest:
            yield Paragraph(_NEAREST)
            yield _table(explanation.nearest)
        if explanation.unlocated:
            yield Paragraph(_UNLOCATED)
            yield _table(explanation.unlocated[:_MOST])
            if len(explanation.unlocated) > _MOST:
                yield Paragraph(_MORE.format(number=Whole(len(explanation.unlocated) - _MOST)))
        if not isinf(explanation.edge):
            yield Paragraph(_EDGE.format(metres=_rounded(explanation.edge)))
        if explanation.register.entry.licence:
            yield Paragraph(_LICENCE.format(licence=Name(explanation.register.entry.licence)))

    def entry(self, explanation: "DerivedExplanation") -> dict[str, Any]:
        """Return the explanation for programs: stable keys, full precision."""
        cell, register = explanation.cell, explanation.register
        source = register.entry.source
        return {
            "schema": SCHEMA,
            "site": explanation.site,
            "name": explanation.name,
            "measure": explanation.measure,
            "cell": cell.written or None,
            "causes": {cause.value: number for cause, number in cell.causes.items()},
            "register": register.id,
            "source": {"en": source.en or source.sv, "sv": source.sv or source.en},
            "licence": register.entry.licence,
            "date": cell.date,
            "inputs": [{"path": file.path, "sha256": file.sha256} for file in register.every.files],
            "nearest": [_unit_entry(unit) for unit in explanation.nearest],
            "unlocated": [_unit_entry(unit) for unit in explanation.unlocated],
            **traffic_entry(explanation),
            "may_lack_units_from": None if isinf(explanation.edge) else explanation.edge,
        }

    def rows(self, explanation: "DerivedExplanation") -> Iterator[dict[str, Any]]:
        """Yield a row for each unit that is told: the nearest ones, then those that keep it open."""
        return map(_unit_entry, (*explanation.nearest, *explanation.unlocated))


def _sentence(explanation: "DerivedExplanation") -> Phrase:
    form = _IS if explanation.cell.written else _NOT_KNOWN
    return form.format(
        measure=Name(explanation.measure),
        cell=explanation.cell.written,
        rule=explanation.rule.told,
        register=register_name(explanation.register),
        date=explanation.cell.date,
    )


def _table(units: "Sequence[UnitDistance]") -> Grid:
    """Return a table of units; timetables do not state municipalities."""
    stated = any(unit.municipality for unit in units)
    municipality = (Column(Message("Municipality")),) if stated else ()
    columns = (Column(Message("Unit")), *municipality, Column(Message("Distance (m)"), right=True))
    return Grid(columns, tuple(_row(unit, stated=stated) for unit in units))


def _row(unit: "UnitDistance", *, stated: bool) -> tuple[Phrase, ...]:
    municipality: Phrase = Name(unit.municipality) if unit.municipality else _ANYWHERE
    return Name(unit.name or "?"), *((municipality,) if stated else ()), _distance(unit)


def _distance(unit: "UnitDistance") -> Phrase:
    if unit.near == unit.far:
        return _rounded(unit.near)
    near = _rounded(unit.near)
    return _FROM.format(near=near) if isinf(unit.far) else _BETWEEN.format(near=near, far=_rounded(unit.far))


def _rounded(metres: float) -> Phrase:
    return Whole(round(metres))


def _unit_entry(unit: "UnitDistance") -> dict[str, Any]:
    return {
        "name": unit.name,
        "municipality": unit.municipality,
        "distance": [unit.near, None if isinf(unit.far) else unit.far],
    }
