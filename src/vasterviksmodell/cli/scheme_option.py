"""Which weights are drawn at random, as options say: near the stated ones, within bounds, in an order, or any."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.lookup import criteria_of
from vasterviksmodell.i18n import Enumeration, Message
from vasterviksmodell.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.analysis.smaa import WeightDraws
    from vasterviksmodell.criteria import Criteria, Criterion

_EXCLUDE = Message("{options} exclude each other: weights are drawn in one way")
_NOT_UNDERSTOOD = Message("'{asked}' is not understood: write it like {example}")
_SHARE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*%\s*")


def refuse_several(spread: str | None, bounds: Sequence[str], order: str | None) -> None:
    """Weights are drawn in one way."""
    given = [name for name, it in (("--spread", spread), ("--bounds", bounds), ("--order", order)) if it]
    if len(given) > 1:
        raise CannotRun(_EXCLUDE.format(options=Enumeration(given)))


def scheme(criteria: "Criteria", spread: str | None, bounds: Sequence[str], order: str | None) -> "WeightDraws":
    """The scheme that the options name; without any, all weights are equally likely."""
    from vasterviksmodell.analysis.smaa import Around, Ordered, Uniform, Within

    if spread is not None:
        return Around(_share(spread, spread, "20%"))
    if bounds:
        return Within(_each_once([bound for it in bounds for bound in _bounds(criteria, it)]))
    if order is not None:
        return Ordered(
            [[it.id for name in place.split("=") for it in _weighed(criteria, name)] for place in order.split(",")]
        )
    return Uniform()


def _bounds(criteria: "Criteria", asked: str) -> list[tuple[str, tuple[float, float]]]:
    """`school=10%..30%`: the bounds of each criterion that it names; an end left out is 0 or the whole."""
    name, is_given, span = asked.partition("=")
    low, is_span, high = span.partition("..")
    if not (is_given and is_span):
        _refuse(asked, "school=10%..30%")
    ends = (
        _share(low, asked, "school=10%..30%") if low.strip() else 0.0,
        _share(high, asked, "school=10%..30%") if high.strip() else 1.0,
    )
    return [(it.id, ends) for it in _weighed(criteria, name)]


def _each_once(bounds: list[tuple[str, tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    for id, number in Counter(id for id, _ in bounds).items():
        if number > 1:
            raise CannotRun(Message("--bounds says twice how much '{id}' weighs").format(id=visible(id)))
    return dict(bounds)


def _weighed(criteria: "Criteria", name: str) -> "list[Criterion]":
    """The criterion of that id; else those that read the column, each of which has a weight of its own."""
    found = criteria_of(criteria, name.strip())
    return [it for it in found if it.id.casefold() == name.strip().casefold()] or found


def _share(text: str, asked: str, example: str) -> float:
    """A share written in per cent."""
    found = _SHARE.fullmatch(text)
    if found is None:
        _refuse(asked, example)
    return float(found[1].replace(",", ".")) / 100


def _refuse(asked: str, example: str) -> NoReturn:
    raise CannotRun(_NOT_UNDERSTOOD.format(asked=visible(asked), example=example))
