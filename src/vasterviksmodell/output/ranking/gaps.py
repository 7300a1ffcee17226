"""What is not known and weighs most: in a sentence, because no column has room for it."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import percent, whole
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.wording import Language

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking

_MOST = 6
_REST = Message("and {number} more")
_GAPS = Message(
    "Largest gaps: {gaps}. In parentheses the weight, and for how many of the {sites} sites it is not known."
)


def gaps(ranking: "Ranking", language: Language) -> str | None:
    """The criteria whose unknown measures leave most of the scores open, or None when all is known."""
    import polars as pl

    from vasterviksmodell.scoring import names

    labels = short_labels(ranking.criteria, language)
    unknown = ranking.frame.select(
        (pl.col(names.value_low(it)) < pl.col(names.value_high(it))).sum().alias(it.id)
        for it in ranking.criteria.scored
    ).row(0, named=True)
    found = sorted((it for it in ranking.criteria.scored if unknown[it.id]), key=lambda it: -it.weight * unknown[it.id])
    if not found:
        return None
    told = [f"{labels[it.id]} ({percent(float(it.weight), language)}, {unknown[it.id]})" for it in found[:_MOST]]
    rest = [_REST.inside(language).format(number=len(found) - _MOST)] if len(found) > _MOST else []
    sites = whole(ranking.frame.height, language)
    return _GAPS.inside(language).format(gaps=", ".join(told + rest), sites=sites)
