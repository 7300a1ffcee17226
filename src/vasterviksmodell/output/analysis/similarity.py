"""The places most like a given one: how far apart they are, and what sets them apart."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import decimal, whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.step_entries import measure_entry
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.output.statuses import STATUSES
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.similarity import Distance, Similar, Similarity

SCHEMA = "vasterviksmodell/similarity/1"
_NAMED = 3
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


def document(it: "Similarity", language: Language) -> Iterator[Block]:
    """The likeness for people: the most alike in a sentence, then the table."""
    yield Heading(_TITLE.inside(language).format(name=shortened(it.name)), 1)
    if not it.others:
        yield Paragraph(_NONE.inside(language))
        return
    yield Paragraph(_nearest(it, it.others[0], language))
    yield _table(it, language)
    if len(it.others) < it.compared:
        counts = {"shown": whole(len(it.others), language), "compared": whole(it.compared, language)}
        yield Paragraph(_CUT.inside(language).format(**counts))
    yield Paragraph(_LEGEND.inside(language))


def _nearest(it: "Similarity", other: "Similar", language: Language) -> str:
    low, high = decimal(other.low, language), decimal(other.high, language)
    form = _ALIKE if not other.apart else _APART if low == high else _BETWEEN
    apart = form.inside(language).format(low=low, high=high, unknown=decimal(other.unknown, language))
    return _NEAREST.inside(language).format(name=shortened(it.name), other=shortened(other.name), apart=apart)


def _table(it: "Similarity", language: Language) -> Grid:
    columns = (
        Column(words.heading("site", language)),
        Column(words.heading("status", language)),
        Column(_DISTANCE.inside(language), right=True),
        Column(_ONLY_UNKNOWN.inside(language), right=True),
        Column(_APART_MOST.inside(language)),
    )
    labels = short_labels(it.criteria, language)
    return Grid(columns, tuple(_row(other, labels, language) for other in it.others))


def _row(it: "Similar", labels: Mapping[str, str], language: Language) -> tuple[str, ...]:
    return (
        shortened(it.name),
        STATUSES[it.status].inside(language),
        _points(it.low, it.high, language),
        decimal(it.unknown, language),
        ", ".join(_apart(distance, labels, language) for distance in it.apart[:_NAMED]),
    )


def _points(low: float, high: float, language: Language) -> str:
    return "–".join(dict.fromkeys((decimal(low, language), decimal(high, language))))


def _apart(it: "Distance", labels: Mapping[str, str], language: Language) -> str:
    points = _points(it.low, it.high, language)
    return f"{labels[it.criterion.id]} {measure(it.measured, language)} ({points})"


def entry(it: "Similarity") -> dict[str, Any]:
    """The likeness for programs: stable keys, full precision."""
    return {
        "schema": SCHEMA,
        "id": it.id,
        "name": it.name,
        "compared": it.compared,
        "others": [_similar_entry(other) for other in it.others],
    }


def _similar_entry(it: "Similar") -> dict[str, Any]:
    return {
        "id": it.id,
        "name": it.name,
        "status": it.status,
        "distance": [it.low, it.high],
        "only_unknown": it.unknown,
        "distances": [_distance_entry(distance) for distance in it.distances],
    }


def _distance_entry(it: "Distance") -> dict[str, Any]:
    return {"criterion": it.criterion.id, "measure": measure_entry(it.measured), "distance": [it.low, it.high]}
