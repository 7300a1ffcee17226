"""Weights that follow from judgements: for each set beside the stated ones, with their consistency."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Capitalised, Enumeration, Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Decimal, Exact, Signed
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Label, label
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView

if TYPE_CHECKING:
    import decimal

    from vasterviksmodell.analysis.weighting.derived import DerivedSet, DerivedWeights
    from vasterviksmodell.analysis.weighting.weights import Consistency, LeastConsistent, Weights
    from vasterviksmodell.i18n.wording import Language

SCHEMA = "vasterviksmodell/derived-weights/1"
_TITLE = Message("Weights from judgements")
_TITLE_OF = Message("Weights from judgements: {actor}")
_TOP = Message("The top level")
_NOT_JUDGED = Message("Inside these groups nothing is judged, so the stated weights stay: {sets}.")
_METHODS = {
    "points": Message("Points given directly."),
    "swing": Message("Swing: points for the step from the worst to the best on each."),
    "rank_centroid": Message("An order: rank order centroid weights."),
    "rank_sum": Message("An order: rank sum weights."),
    "rank_reciprocal": Message("An order: reciprocal rank weights."),
    "pairwise": Message("Comparisons by pairs (AHP): the principal eigenvector."),
    "best_worst": Message("The best–worst method, linear model."),
}
_RATIO = Message("Consistency ratio {ratio}.")
_RATIO_OF = Message("Consistency ratio {ratio}; up to {limit} is good enough.")
_DOUBTFUL = Message(
    "Consistency ratio {ratio}, above {limit}: the judgements contradict each other so much that they should be"
    " reviewed."
)
_LEAST = Message(
    "The least consistent: {first} is said to be {said} times as important as {second}; {others} make it {implied}."
)
_OTHERS = Message("the others")
_THROUGH = Message("the comparisons with {through}")
_THEN = Message("With that the ratio would be {ratio}.")
_CANNOT = Message("No weights follow: {why}.")
_STATED = Message("Stated", "one")
_DERIVED = Message("Derived")
_NEW = Message("Points", "of weights")
_CHANGE = Message("Change")
_LEGEND = Message(
    "Weights within each group, in per cent. Points are what a criteria file holds; --into FILE writes them into"
    " one, --format yaml gives them to paste."
)
_NO_JUDGEMENTS = Message("There are no judgements.")


class DerivedWeightsView(ResultView["DerivedWeights"]):
    """The weights that follow from judgements."""

    columns: ClassVar[tuple[str, ...]] = (
        "set",
        "method",
        "id",
        "weight",
        "points",
    )

    def document(self, derived: "DerivedWeights") -> Iterator[Block]:
        """Yield the weights of each judged set, then the sets that are not judged."""
        yield Heading(_title(derived), 1)
        if not derived.sets:
            yield Paragraph(_NO_JUDGEMENTS)
            return
        for derived_set in derived.sets:
            yield Heading(_called(derived, derived_set.name))
            yield Paragraph(_outcome(derived_set, derived))
            if derived_set.weights is not None:
                yield _grid(derived_set, derived_set.weights, derived)
        if derived.not_judged:
            yield Paragraph(_NOT_JUDGED.format(sets=Enumeration(_called(derived, name) for name in derived.not_judged)))
        yield Paragraph(_LEGEND)

    def entry(self, derived: "DerivedWeights") -> dict[str, Any]:
        """Return the weights for programs: stable keys, full precision."""
        return {
            "schema": SCHEMA,
            "whose": derived.whose,
            "sets": [_set_entry(derived_set) for derived_set in derived.sets],
            "not_judged": list(derived.not_judged),
        }

    def rows(self, derived: "DerivedWeights") -> Iterator[dict[str, Any]]:
        """Yield a row for each member of each set that was judged."""
        for one in map(_set_entry, derived.sets):
            for id, weight in one["weights"].items():
                yield {**one, "id": id, "weight": weight, "points": one["points"].get(id)}


def _title(derived: "DerivedWeights") -> Phrase:
    actor = next((actor for actor in derived.criteria.actors if actor.id == derived.whose), None)
    return _TITLE if actor is None else _TITLE_OF.format(actor=Label(actor.label, actor.id))


def _called(derived: "DerivedWeights", id: str) -> Phrase:
    """Return the label of a set, or of a member of one."""
    node = next((node for node in derived.criteria.nodes if node.id == id), None)
    return _TOP if node is None else label(node)


def _outcome(derived_set: "DerivedSet", derived: "DerivedWeights") -> Phrase:
    """Return the method and the consistency of the judgements, or why no weights follow."""
    weights = derived_set.weights
    if weights is None:
        return _CANNOT.format(why=derived_set.why_not or "")
    notes = (Joined((Capitalised(note), "."), "") for note in weights.notes)
    return Joined((_METHODS[weights.method], *_consistency(weights, derived), *notes), " ")


def doubts(derived: "DerivedWeights") -> Iterator[Phrase]:
    """Yield for which sets no weights follow, or only doubtful ones."""
    for derived_set in derived.sets:
        weights = derived_set.weights
        if weights is None or (weights.consistency and weights.consistency.is_doubtful):
            yield Joined((_called(derived, derived_set.name), _outcome(derived_set, derived)), ": ")


def _consistency(weights: "Weights", derived: "DerivedWeights") -> Iterator[Phrase]:
    """Yield the consistency of the judgements, where they can contradict each other."""
    consistency = weights.consistency
    if consistency is None:
        return
    if consistency.ratio is not None:
        yield _ratio(consistency, consistency.ratio)
    for least in consistency.least_consistent[:1]:
        yield _least(least, derived)
        if least.ratio_then is not None:
            yield _THEN.format(ratio=_figure(least.ratio_then))


def _ratio(consistency: "Consistency", ratio: float) -> Phrase:
    if consistency.limit is None:
        return _RATIO.format(ratio=_figure(ratio))
    form = _DOUBTFUL if consistency.is_doubtful else _RATIO_OF
    return form.format(ratio=_figure(ratio), limit=_figure(consistency.limit))


def _least(least: "LeastConsistent", derived: "DerivedWeights") -> Phrase:
    through = least.through
    return _LEAST.format(
        first=_called(derived, least.first),
        second=_called(derived, least.second),
        said=_figure(least.said),
        implied=_figure(least.implied),
        others=_OTHERS if through is None else _THROUGH.format(through=_called(derived, through)),
    )


def _figure(number: float) -> Exact:
    """Return a number with three significant digits and at most four decimals, unless that were 0."""
    return Exact(float(f"{round(number, 4) or number:.3g}"))


@dataclass(frozen=True, slots=True)
class _Points:
    """Points with all the decimals that a criteria file would hold."""

    points: "decimal.Decimal"

    def inside(self, language: "Language") -> str:
        """Return the points in a language."""
        text = f"{self.points.normalize():f}"
        return text.replace(".", ",") if language == "sv" else text


def _grid(derived_set: "DerivedSet", weights: "Weights", derived: "DerivedWeights") -> Grid:
    numbers = (Column(heading, right=True) for heading in (_STATED, _DERIVED, _CHANGE, _NEW))
    rows = ((_called(derived, id), *_numbers(derived_set, id, weight)) for id, weight in weights.weights.items())
    return Grid((Column(words.COLUMNS["criterion"]), *numbers), tuple(rows))


def _numbers(derived_set: "DerivedSet", id: str, weight: float) -> tuple[Phrase, ...]:
    """Return the stated and the derived share, their difference, and the points to write."""
    stated = derived_set.stated[id]
    return (
        Decimal(100 * stated),
        Decimal(100 * weight),
        Signed(100 * (weight - stated)),
        _Points(derived_set.points[id]),
    )


def _set_entry(derived_set: "DerivedSet") -> dict[str, Any]:
    weights = derived_set.weights
    return {
        "set": derived_set.name,
        "method": weights and weights.method,
        "why_not": derived_set.why_not and derived_set.why_not.inside("en"),
        "stated": dict(derived_set.stated),
        "weights": dict(weights.weights) if weights else {},
        "points": {id: float(points) for id, points in derived_set.points.items()},
        "consistency": _consistency_entry(weights.consistency) if weights and weights.consistency else None,
        "notes": [note.inside("en") for note in weights.notes] if weights else [],
    }


def _consistency_entry(consistency: "Consistency") -> dict[str, Any]:
    of_methods = ("eigenvalue", "index", "random_index", "missing", "deviation")
    return {
        "ratio": consistency.ratio,
        "limit": consistency.limit,
        "is_doubtful": consistency.is_doubtful,
        **{name: getattr(consistency, name) for name in of_methods if hasattr(consistency, name)},
        "least_consistent": [
            {
                "first": least.first,
                "second": least.second,
                "said": least.said,
                "implied": least.implied,
                "through": least.through,
                "ratio_then": least.ratio_then,
            }
            for least in consistency.least_consistent
        ],
    }
