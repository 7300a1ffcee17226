"""Why a site stands where it stands: screening, what its score is made of, what is not known, and a paragraph."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Decimal, Exact, Percent, Span, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Legend, Meaning, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, ValueBar, label
from vasterviksmodell.output.measure_texts import limit, measure
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.explanation.paragraph import paragraph, ranks
from vasterviksmodell.output.views.result_view import ResultView
from vasterviksmodell.output.views.words import criterion_entry, finite, measure_entry

if TYPE_CHECKING:
    from vasterviksmodell.analysis.explanation import Contribution, Explanation
    from vasterviksmodell.analysis.figure_sources import FigureSource
    from vasterviksmodell.analysis.gaps import Gap
    from vasterviksmodell.analysis.possible_outcomes import Screened

SCHEMA = "vasterviksmodell/explanation/1"
_LONGEST_TITLE = 200
_LONGEST_SOURCE = 300
_HEADINGS = {
    "screening": Message("Requirements"),
    "contributions": Message("What the score is made of"),
    "sources": Message("Where the figures come from"),
    "gaps": Message("What is not known"),
}
_SOURCE, _DATE = Message("Source of the figure"), Message("Date")
_CAN_GIVE = Message("Can give: rank")
_REACH = Message("Reach")
_BAR = Meaning(Message("Bar: █ points, ░ points that unknown measures could add."), "bar")
_MISSING = Meaning(Message("Missing: points short of the whole weight."))
_REACH_MEANS = Meaning(Message("Reach: with how many sites the order can change when the figure alone is found out."))


class ExplanationView(ResultView["Explanation"]):
    """Why a site stands where it stands."""

    weighed = True
    states_need = True
    columns: ClassVar[tuple[str, ...]] = (
        "criterion",
        "measure_low",
        "measure_high",
        "value_low",
        "value_high",
        "weight",
        "contribution",
        "shortfall",
        "others",
        "requirement",
        "warning",
    )

    def document(self, explanation: "Explanation") -> Iterator[Block]:
        """Yield the explanation for people: the paragraph first, then its grounds."""
        yield Heading(Name(explanation.name, _LONGEST_TITLE), 1)
        yield Paragraph(Joined(paragraph(explanation), " "))
        if explanation.screening:
            yield Heading(_HEADINGS["screening"])
            yield _screening(explanation.screening)
        yield Heading(_HEADINGS["contributions"])
        yield _contributions(explanation)
        if explanation.sources:
            yield Heading(_HEADINGS["sources"])
            yield _sources(explanation.sources)
        if explanation.gaps:
            yield Heading(_HEADINGS["gaps"])
            yield _gaps(explanation.gaps)
        yield Legend(((_BAR, _MISSING, *((_REACH_MEANS,) if explanation.gaps else ())),))

    def entry(self, explanation: "Explanation") -> dict[str, Any]:
        """Return the explanation for programs: stable keys, full precision."""
        return {
            "schema": SCHEMA,
            "id": explanation.id,
            "name": explanation.name,
            "status": explanation.status,
            "only_local_questions": explanation.only_local_questions,
            "rank": explanation.rank,
            "rank_best": explanation.rank_best,
            "rank_worst": explanation.rank_worst,
            "score": explanation.score,
            "score_low": explanation.score_low,
            "score_high": explanation.score_high,
            "sites": explanation.sites,
            "screening": [_screened_entry(screened) for screened in explanation.screening],
            "contributions": [_contribution_entry(part) for part in explanation.contributions],
            "sources": [_source_entry(source) for source in explanation.sources],
            "gaps": [_gap_entry(gap) for gap in explanation.gaps],
            "most_worth_finding_out": None if explanation.most_worth is None else explanation.most_worth.criterion.id,
        }

    def rows(self, explanation: "Explanation") -> Iterator[dict[str, Any]]:
        """Yield a row for each scored criterion: what the score is made of, and whether its limits are met."""
        outcomes = {
            (one.criterion.id, "warning" if one.is_warning else "requirement"): one.truth
            for one in explanation.screening
        }
        for part in explanation.contributions:
            limits = {kind: outcomes.get((part.criterion.id, kind)) for kind in ("requirement", "warning")}
            yield {**_contribution_entry(part), "measure": words.measure_entry(part.measured), **limits}


def _screening(screening: "Iterable[Screened]") -> Grid:
    keys = ("requirement", "limit", "measure", "outcome", "margin", "source")
    columns = tuple(Column(words.COLUMNS[key], key == "margin", dispensable=int(key == "source")) for key in keys)
    return Grid(columns, tuple(_screening_row(screened) for screened in screening))


def _screening_row(screened: "Screened") -> tuple[Phrase, ...]:
    return (
        words.requirement_label(screened),
        limit(screened.limit, screened.criterion),
        measure(screened.measured),
        words.outcome(screened),
        _margin(screened),
        Label(screened.criterion.source, length=_LONGEST_SOURCE),
    )


def _margin(screened: "Screened") -> Phrase:
    """Return by how much the measure passes or fails; nothing when it is unknown."""
    if screened.margin is None or screened.measured.is_unknown:
        return ""
    ends = Joined(dict.fromkeys(map(_with_sign, screened.margin)), " … ")
    unit = screened.criterion.unit
    return Joined((ends, Name(unit)), "\u00a0") if unit else ends


def _with_sign(number: float) -> Phrase:
    return Joined(("+" if number > 0 else "", Exact(number)), "")


def _contributions(explanation: "Explanation") -> Grid:
    keys = ("criterion", "measure", "value", "weight", "points", "missing", "others")
    numbers = ("value", "weight", "points", "missing", "others")
    columns = tuple(Column(words.COLUMNS[key], key in numbers) for key in keys)
    greatest = max((float(part.criterion.weight) for part in explanation.contributions), default=1.0)
    rows = tuple(_contribution_row(part, greatest) for part in explanation.contributions)
    return Grid((*columns, Column("", key="bar", wraps=False, dispensable=2)), rows)


def _contribution_row(part: "Contribution", greatest: float) -> tuple[Phrase, ...]:
    """Return the row of a criterion; its bar can be as long as its weight is to the greatest."""
    return (
        label(part.criterion),
        measure(part.measured),
        Span(part.value_low, part.value_high),
        Percent(float(part.criterion.weight)),
        Decimal(part.contribution),
        Decimal(part.shortfall),
        "" if part.others is None else Decimal(part.others),
        ValueBar(part.value_low, part.value_high, float(part.criterion.weight) / greatest),
    )


def _sources(sources: "Iterable[FigureSource]") -> Grid:
    columns = (Column(words.COLUMNS["criterion"]), Column(words.COLUMNS["measure"]), Column(_SOURCE), Column(_DATE))
    return Grid(columns, tuple(_source_row(source) for source in sources)).filled()


def _source_row(stated: "FigureSource") -> tuple[Phrase, ...]:
    return (
        label(stated.criterion),
        measure(stated.measured),
        "" if stated.source is None else Label(stated.source, length=_LONGEST_SOURCE),
        "" if stated.date is None else Name(stated.date),
    )


def _gaps(gaps: "Iterable[Gap]") -> Grid:
    columns = (
        Column(words.COLUMNS["criterion"]),
        Column(words.COLUMNS["measure"]),
        Column(words.COLUMNS["points"], right=True),
        Column(_CAN_GIVE),
        Column(_REACH, right=True),
    )
    return Grid(columns, tuple(_gap_row(gap) for gap in gaps))


def _gap_row(gap: "Gap") -> tuple[Phrase, ...]:
    return (
        label(gap.criterion),
        measure(gap.measured),
        Decimal(gap.points),
        ranks(gap.best, gap.worst),
        Whole(gap.reach),
    )


def _screened_entry(screened: "Screened") -> dict[str, Any]:
    return {
        "criterion": screened.criterion.id,
        "kind": "warning" if screened.is_warning else "requirement",
        "truth": screened.truth,
        "excludes": screened.excludes,
        "margin": None if screened.margin is None else [finite(end) for end in screened.margin],
    }


def _contribution_entry(part: "Contribution") -> dict[str, Any]:
    return {
        "criterion": part.criterion.id,
        "value": [part.value_low, part.value_high],
        "weight": float(part.criterion.weight),
        "contribution": part.contribution,
        "shortfall": part.shortfall,
        "others": part.others,
    }


def _source_entry(stated: "FigureSource") -> dict[str, Any]:
    return {
        **criterion_entry(stated.criterion),
        "measure": measure_entry(stated.measured),
        "source": None if stated.source is None else stated.source.inside("en"),
        "date": stated.date,
    }


def _gap_entry(gap: "Gap") -> dict[str, Any]:
    return {
        **criterion_entry(gap.criterion),
        "points": gap.points,
        "rank_best": gap.best,
        "rank_worst": gap.worst,
        "can_exclude": gap.can_exclude,
        "reach": gap.reach,
    }
