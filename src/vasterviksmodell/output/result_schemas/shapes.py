"""Parts that results share, and the frame around each."""

from collections.abc import Mapping

from vasterviksmodell.scoring.saved.schema import (
    MEASURE,
    RANK,
    SCORE,
    STATUS,
    WEIGHTS_OF,
    actions_shape,
    changes_shape,
    named,
    need_shape,
)
from vasterviksmodell.source.json_shapes import Shape, document, fields, ids, number, or_null, text, truth

CRITERION = text("The id of a criterion.")
CRITERIA = ids("Where several criteria read one figure: all of them.")
SITE = {"id": text("The id of the site."), "name": text("Its name; the id if it has none.")}
STANDING = {"status": STATUS, "rank": RANK, "score": SCORE}
POINTS = number("Points of 100.")


def result(name: str, title: str, told: str, properties: Mapping[str, Shape], optional: tuple[str, ...] = ()) -> Shape:
    """Return the schema of a result, with what every result may state besides: need, weights, what was set."""
    besides = {
        "need": need_shape(),
        "weights_of": WEIGHTS_OF,
        "changes": changes_shape(),
        "actions": actions_shape(),
    }
    own = {"schema": named(name), **properties}
    return document(
        title, told, {**own, **{key: besides[key] for key in besides if key not in own}}, (*optional, *besides)
    )


def of_criterion(told: str, properties: Mapping[str, Shape], optional: tuple[str, ...] = ()) -> Shape:
    """Return an object about a criterion, or about several that read one figure."""
    whole = {"criterion": CRITERION, "criteria": CRITERIA, **properties}
    return fields(told, whole, ("criteria", *optional))


def effort(told: str) -> Shape:
    least = or_null(number("At least so much, in the unit of the criteria; null where no effort is enough."))
    return fields(
        told, {"least": least, "whole": truth("Whether that is all of it: false where efforts are not declared.")}
    )


def step() -> dict[str, Shape]:
    """Return what a measure must become."""
    return {
        "measure": MEASURE,
        "to": or_null(_other_measure("The measure that is enough; null where none is.")),
        "by": or_null(number("By how much a number must change; null where that cannot be said.")),
        "effort": effort("What the change takes."),
    }


def _other_measure(told: str) -> Shape:
    return {**MEASURE, "description": told}


def opening(told: str = "") -> Shape:
    """Return a limit that is not met or not known to be, with what would meet it."""
    met = {"description": "Whether the limit is met.", "enum": ["met", "not_met", "unknown"]}
    return of_criterion(told, {"truth": met, **step()})
