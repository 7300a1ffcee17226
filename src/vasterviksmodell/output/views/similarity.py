"""The places most like a given one: how far apart they are, and what sets them apart."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Bracketed, Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Decimal, Span, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, Status, short_labels
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView
from vasterviksmodell.output.views.words import measure_entry

if TYPE_CHECKING:
    from vasterviksmodell.analysis.similarity import Distance, Similar, Similarity
    from vasterviksmodell.i18n.wording import Text

SCHEMA = "vasterviksmodell/similarity/1"
_NAMED = 3
"""How many criteria that set two sites apart are named, at most."""
_TITLE = Message("Most like {name}")
_NONE = Message("There is no other site to compare with.")
_NEAREST = Message("Most like {name} is {other}: {apart}.")
_APART = Message("{high} points apart")
_ALIKE = Message("nothing that is scored sets them apart")
_BETWEEN = Message("{low} to {high} points apart, {unknown} of them only because measures are not exactly known")
_DISTANCE = Message("Distance")
_ONLY_UNKNOWN = Message("Only unknown")
_APART_MOST = Message("What sets it apart most")
_CUT = Message("The first {shown} of {compared} other sites.")
_LEGEND = Message(
    "Distance: the weighted difference of values, in points of the score (0–100), from the least to the greatest that"
    " it can be. Only unknown: how much of it rests on measures that are not exactly known. Sites stand in the order of"
    " the greatest distance. What sets it apart: the site's own measure, and in parentheses the points."
)


class SimilarityView(ResultView["Similarity"]):
    """Which sites are most like one."""

    weighed = True
    columns: ClassVar[tuple[str, ...]] = (
        "id",
        "name",
        "status",
        "distance_low",
        "distance_high",
        "only_unknown",
    )

    def document(self, similarity: "Similarity") -> Iterator[Block]:
        """Yield the likeness for people: the most alike in a sentence, then the table."""
        yield Heading(_TITLE.format(name=Name(similarity.name)), 1)
        if not similarity.others:
            yield Paragraph(_NONE)
            return
        yield Paragraph(_nearest(similarity, similarity.others[0]))
        yield _table(similarity)
        if len(similarity.others) < similarity.compared:
            yield Paragraph(_CUT.format(shown=Whole(len(similarity.others)), compared=Whole(similarity.compared)))
        yield Paragraph(_LEGEND)

    def entry(self, similarity: "Similarity") -> dict[str, Any]:
        """Return the likeness for programs: stable keys, full precision."""
        return {
            "schema": SCHEMA,
            "id": similarity.id,
            "name": similarity.name,
            "compared": similarity.compared,
            "others": [_similar_entry(other) for other in similarity.others],
        }

    def rows(self, similarity: "Similarity") -> Iterator[dict[str, Any]]:
        """Yield a row for each other site."""
        return map(_similar_entry, similarity.others)


def _nearest(similarity: "Similarity", other: "Similar") -> Phrase:
    low, high = Decimal(other.low), Decimal(other.high)
    form = _ALIKE if not other.apart else _APART if low.looks_like(high) else _BETWEEN
    apart = form.format(low=low, high=high, unknown=Decimal(other.unknown))
    return _NEAREST.format(name=Name(similarity.name), other=Name(other.name), apart=apart)


def _table(similarity: "Similarity") -> Grid:
    columns = (
        Column(words.COLUMNS["site"]),
        Column(words.COLUMNS["status"]),
        Column(_DISTANCE, right=True),
        Column(_ONLY_UNKNOWN, right=True),
        Column(_APART_MOST),
    )
    labels = short_labels(similarity.criteria)
    return Grid(columns, tuple(_row(other, labels) for other in similarity.others))


def _row(other: "Similar", labels: "Mapping[str, Text]") -> tuple[Phrase, ...]:
    return (
        Name(other.name),
        Status(other.status),
        Span(other.low, other.high),
        Decimal(other.unknown),
        Joined(_apart(distance, labels) for distance in other.apart[:_NAMED]),
    )


def _apart(distance: "Distance", labels: "Mapping[str, Text]") -> Phrase:
    """Return what sets a site apart on a criterion: `School 1,200 m (3.5)`."""
    measured = Joined((labels[distance.criterion.id], measure(distance.measured)), " ")
    return Bracketed(measured, Span(distance.low, distance.high))


def _similar_entry(other: "Similar") -> dict[str, Any]:
    return {
        "id": other.id,
        "name": other.name,
        "status": other.status,
        "distance": [other.low, other.high],
        "only_unknown": other.unknown,
        "distances": [_distance_entry(distance) for distance in other.distances],
    }


def _distance_entry(distance: "Distance") -> dict[str, Any]:
    return {
        "criterion": distance.criterion.id,
        "measure": measure_entry(distance.measured),
        "distance": [distance.low, distance.high],
    }
