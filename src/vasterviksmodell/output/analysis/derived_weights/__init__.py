"""Weights that follow from judgements: set by set beside the stated ones, with how well the judgements agree."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n.numbers import decimal, exact, signed
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.derived_weights import texts
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.wording import Language, in_line

if TYPE_CHECKING:
    from decimal import Decimal

    from vasterviksmodell.analysis.weighting.derived import DerivedSet, DerivedWeights
    from vasterviksmodell.analysis.weighting.interface import Consistency, LeastConsistent, Weights

SCHEMA = "vasterviksmodell/derived-weights/1"


def document(it: "DerivedWeights", language: Language) -> Iterator[Block]:
    """The weights for people."""
    yield Heading(_title(it, language), 1)
    if not it.sets:
        yield Paragraph(texts.NO_JUDGEMENTS.inside(language))
        return
    for one in it.sets:
        yield Heading(called(it, one.name, language))
        yield Paragraph(_outcome(one, it, language))
        if one.weights is not None:
            yield _grid(one, it, language)
    if it.not_judged:
        names = words.enumerated([called(it, name, language) for name in it.not_judged], language)
        yield Paragraph(texts.NOT_JUDGED.inside(language).format(sets=names))
    yield Paragraph(texts.LEGEND.inside(language))


def _title(it: "DerivedWeights", language: Language) -> str:
    actor = next((actor for actor in it.criteria.actors if actor.id == it.whose), None)
    if actor is None:
        return texts.TITLE.inside(language)
    return texts.TITLE_OF.inside(language).format(actor=in_line(actor.label.inside(language), 60))


def called(it: "DerivedWeights", id: str, language: Language) -> str:
    """What people call a set of siblings, or one of them."""
    node = next((node for node in it.criteria.nodes if node.id == id), None)
    return texts.TOP.inside(language) if node is None else words.label(node, language)


def _outcome(one: "DerivedSet", it: "DerivedWeights", language: Language) -> str:
    if one.weights is None:
        why = one.why_not.inside(language) if one.why_not else ""
        return texts.CANNOT.inside(language).format(why=why)
    method = texts.METHODS[one.weights.method].inside(language)
    return " ".join((method, *agreement(one.weights, it, language), *_notes(one.weights, language)))


def doubts(it: "DerivedWeights", language: Language) -> Iterator[str]:
    """Of which sets no weights follow, or only doubtful ones; where the weights are written without it."""
    for one in it.sets:
        if one.weights is None or (one.weights.consistency and one.weights.consistency.is_doubtful):
            yield f"{called(it, one.name, language)}: {_outcome(one, it, language)}"


def _notes(weights: "Weights", language: Language) -> Iterator[str]:
    for note in weights.notes:
        text = note.inside(language)
        yield f"{text[:1].upper()}{text[1:]}."


def agreement(weights: "Weights", it: "DerivedWeights", language: Language) -> Iterator[str]:
    """How well the judgements agree, where they can contradict each other."""
    consistency = weights.consistency
    if consistency is None:
        return
    if consistency.ratio is not None:
        yield _ratio(consistency, language)
    for least in consistency.least_consistent[:1]:
        yield _least(least, it, language)
        if least.ratio_then is not None:
            yield texts.THEN.inside(language).format(ratio=_digits(least.ratio_then, language))


def _ratio(consistency: "Consistency", language: Language) -> str:
    form = texts.DOUBTFUL if consistency.is_doubtful else texts.RATIO if consistency.limit is None else texts.RATIO_OF
    limit = "" if consistency.limit is None else _digits(consistency.limit, language)
    return form.inside(language).format(ratio=_digits(consistency.ratio or 0.0, language), limit=limit)


def _least(least: "LeastConsistent", it: "DerivedWeights", language: Language) -> str:
    others = (
        texts.OTHERS.inside(language)
        if least.through is None
        else texts.THROUGH.inside(language).format(through=called(it, least.through, language))
    )
    return texts.LEAST.inside(language).format(
        first=called(it, least.first, language),
        second=called(it, least.second, language),
        said=_digits(least.said, language),
        implied=_digits(least.implied, language),
        others=others,
    )


def _digits(number: float, language: Language) -> str:
    """A number with three digits that say something, four decimals at most unless it were nothing then."""
    return exact(float(f"{round(number, 4) or number:.3g}"), language)


def _written(points: "Decimal", language: Language) -> str:
    """Points with all the decimals that a criteria file would hold."""
    written = f"{points.normalize():f}"
    return written.replace(".", ",") if language == "sv" else written


def _grid(one: "DerivedSet", it: "DerivedWeights", language: Language) -> Grid:
    columns = (
        Column(words.heading("criterion", language)),
        *(Column(text.inside(language), right=True) for text in (texts.STATED, texts.DERIVED, texts.CHANGE, texts.NEW)),
    )
    rows = (
        (
            called(it, id, language),
            decimal(100 * one.stated[id], language),
            decimal(100 * derived, language),
            signed(100 * (derived - one.stated[id]), language),
            _written(one.points[id], language),
        )
        for id, derived in (one.weights.weights.items() if one.weights else ())
    )
    return Grid(columns, tuple(rows))


def entry(it: "DerivedWeights") -> dict[str, Any]:
    """The weights for programs: stable keys, full precision."""
    return {
        "schema": SCHEMA,
        "whose": it.whose,
        "sets": [_set_entry(one) for one in it.sets],
        "not_judged": list(it.not_judged),
    }


def _set_entry(one: "DerivedSet") -> dict[str, Any]:
    weights = one.weights
    return {
        "set": one.name,
        "method": weights and weights.method,
        "why_not": one.why_not and one.why_not.inside("en"),
        "stated": dict(one.stated),
        "weights": dict(weights.weights) if weights else {},
        "points": {id: float(points) for id, points in one.points.items()},
        "consistency": _consistency_entry(weights.consistency) if weights and weights.consistency else None,
        "notes": [note.inside("en") for note in weights.notes] if weights else [],
    }


def _consistency_entry(consistency: "Consistency") -> dict[str, Any]:
    own = ("eigenvalue", "index", "random_index", "missing", "deviation")
    return {
        "ratio": consistency.ratio,
        "limit": consistency.limit,
        "is_doubtful": consistency.is_doubtful,
        **{name: getattr(consistency, name) for name in own if hasattr(consistency, name)},
        "least_consistent": [
            {
                "first": it.first,
                "second": it.second,
                "said": it.said,
                "implied": it.implied,
                "through": it.through,
                "ratio_then": it.ratio_then,
            }
            for it in consistency.least_consistent
        ],
    }
