"""What a derivation came to, in short: how much is known, what would settle more, and what remains to be asked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Percent, Whole
from vasterviksmodell.i18n.wording import listing
from vasterviksmodell.output.derivation.words import register_name
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, short_labels
from vasterviksmodell.output.views.result_view import ResultView

if TYPE_CHECKING:
    from vasterviksmodell.analysis.derivation_summary import DerivationSummary, MeasureCounts
    from vasterviksmodell.analysis.register_gain import Known
    from vasterviksmodell.derivation.derived import DerivedMeasure
    from vasterviksmodell.derivation.explanation import Opening
    from vasterviksmodell.derivation.questions import Question

SCHEMA = "vasterviksmodell/derivation/1"
_MOST = 5
"""How many groups of units are told, those that keep most cells open first."""
_MOST_QUESTIONS = 12
_LONGEST_OWNER = 30
_GAIN = Message(
    "The data determine {after} of the score on average ({before} without the registers). Of the weight {weight} is"
    " exactly known ({weight_before} without them)."
)
_TITLE = Message("What the registers tell")
_SETTLING = Message("Positions that would settle most:")
_ASKING = Message("Not exactly known, so that --questions asks for it:")
_MORE = Plural("and {number} more measure", "and {number} more measures")
_ANYWHERE = Message("not known")
_REQUIRED = Message("required")


def summary(found: "DerivationSummary") -> Iterator[Block]:
    """Yield how much of each measure is known, how much of the score, and what would settle more."""
    yield _measures(found)
    if found.gain is not None:
        yield Paragraph(_gain(found.gain.before, found.gain.after))
    if found.openings:
        yield Paragraph(_SETTLING)
        yield _settling(found.openings[:_MOST])
    if found.questions:
        yield Paragraph(_ASKING)
        yield _asking(found)
        if len(found.questions) > _MOST_QUESTIONS:
            yield Paragraph(_MORE.counting(len(found.questions) - _MOST_QUESTIONS))


class DerivationView(ResultView["DerivationSummary"]):
    """What a derivation came to."""

    columns: ClassVar[tuple[str, ...]] = ("measure", "exact", "interval", "empty", "given", "register", "date")

    def document(self, found: "DerivationSummary") -> Iterator[Block]:
        """Yield the summary for people."""
        yield Heading(_TITLE, 1)
        yield from summary(found)

    def entry(self, found: "DerivationSummary") -> dict[str, Any]:
        """Return the summary for programs: stable keys, full precision, all questions."""
        gain = found.gain
        return {
            "schema": SCHEMA,
            "measures": list(self.rows(found)),
            "known_before": None if gain is None else _known_entry(gain.before),
            "known_after": None if gain is None else _known_entry(gain.after),
            "positions_that_settle": [_opening_entry(opening) for opening in found.openings],
            "questions": [_question_entry(question, found) for question in found.questions],
        }

    def rows(self, found: "DerivationSummary") -> Iterator[dict[str, Any]]:
        """Yield a row for each measure: in how many places it is exact, bounded, empty, or given."""
        pairs = zip(found.derived.measures, found.counts, strict=True)
        return (_measure_entry(measure, counts) for measure, counts in pairs)


def _measures(found: "DerivationSummary") -> Grid:
    """Return how each measure is known; a column for what is given by hand only where something is."""
    given = any(counts.given for counts in found.counts)
    numbers = (Message("Exact"), Message("Interval"), Message("Empty"), *((Message("Given"),) if given else ()))
    columns = (
        Column(Message("Measure")),
        *(Column(heading, right=True) for heading in numbers),
        Column(Message("Register")),
        Column(Message("Date")),
    )
    pairs = zip(found.derived.measures, found.counts, strict=True)
    return Grid(columns, tuple(_row(measure, counts, given=given) for measure, counts in pairs))


def _row(measure: "DerivedMeasure", counts: "MeasureCounts", *, given: bool) -> tuple[Phrase, ...]:
    numbers = (counts.exact, counts.interval, counts.empty, *((counts.given,) if given else ()))
    return (
        Name(measure.id),
        *(Whole(number) for number in numbers),
        register_name(measure.register),
        measure.register.date,
    )


def _gain(before: "Known", after: "Known") -> Phrase:
    return _GAIN.format(
        before=Percent(before.coverage),
        after=Percent(after.coverage),
        weight_before=Percent(before.known_weight),
        weight=Percent(after.known_weight),
    )


def _settling(openings: "tuple[Opening, ...]") -> Grid:
    columns = (
        Column(Message("Where")),
        Column(Message("Cells kept open"), right=True),
        Column(Message("Units without a position")),
    )
    return Grid(columns, tuple(_opening_row(opening) for opening in openings))


def _opening_row(opening: "Opening") -> tuple[Phrase, ...]:
    return (
        Name(opening.area) if opening.area else _ANYWHERE,
        Whole(opening.cells),
        listing([name or "?" for name in opening.units], most=4),
    )


def _asking(found: "DerivationSummary") -> Grid:
    """Return what is to be asked; a column for those who know it only where the criteria name some."""
    owned = any(question.owner is not None for question in found.questions)
    columns = (
        Column(Message("Measure")),
        Column(Message("Weight"), right=True),
        Column(Message("Requirement")),
        Column(Message("Places not known"), right=True),
        *((Column(Message("Whom to ask")),) if owned else ()),
    )
    labels = short_labels(found.criteria)
    rows = (_asked_row(question, labels[question.criterion.id], owned=owned) for question in found.questions)
    return Grid(columns, tuple(rows)[:_MOST_QUESTIONS])


def _asked_row(question: "Question", label: Phrase, *, owned: bool) -> tuple[Phrase, ...]:
    owner = "" if question.owner is None else Label(question.owner, length=_LONGEST_OWNER)
    return (
        label,
        Percent(question.weight),
        _REQUIRED if question.required else "",
        Whole(len(question.rows)),
        *((owner,) if owned else ()),
    )


def _measure_entry(measure: "DerivedMeasure", counts: "MeasureCounts") -> dict[str, Any]:
    return {
        "measure": measure.id,
        "exact": counts.exact,
        "interval": counts.interval,
        "empty": counts.empty,
        "given": counts.given,
        "register": measure.register.id,
        "date": measure.register.date,
    }


def _known_entry(known: "Known") -> dict[str, float]:
    return {"coverage": known.coverage, "known_weight": known.known_weight}


def _opening_entry(opening: "Opening") -> dict[str, Any]:
    return {
        "register": opening.register,
        "area": opening.area,
        "cells": opening.cells,
        "units": list(opening.units),
    }


def _question_entry(question: "Question", found: "DerivationSummary") -> dict[str, Any]:
    places = found.derived.places.ids
    return {
        "measure": question.measure,
        "criterion": question.criterion.id,
        "weight": question.weight,
        "required": question.required,
        "ask": question.criterion.ask.inside("en") or None,
        "responsible": None if question.owner is None else question.owner.inside("en"),
        "sites": [places[row] for row in question.rows.tolist()],
    }
