"""The stated weights beside equal ones and those that data alone would give."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Coefficient, Decimal, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, label
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView

if TYPE_CHECKING:
    from vasterviksmodell.analysis.weighting.contrast import WeightContrast, Weighting

SCHEMA = "vasterviksmodell/weight-contrast/1"
_NAMED = 3
_TITLE = Message("The stated weights beside others")
_ONLY = Message(
    "For comparison only: entropy and CRITIC measure how the sites at hand ({sites}) differ, not what matters,"
    " and change with the sites. A criterion that every site meets equally well gets nothing, however important"
    " it is. People must say what matters."
)
_NO_SITES = Message("There are no sites that are not excluded.")
_METHODS = {
    "stated": Message("Stated"),
    "equal": Message("Equal"),
    "entropy": Message("Entropy"),
    "critic": Message("CRITIC"),
}
_WEIGHING = Message("Weights")
_FIRST = Message("First")
_TAU = Message("Kendall's tau")
_NONE = Message("{method} gives no weights: {why}.")
_LEGEND = Message(
    "Weights in per cent. Kendall's tau: how alike the order of the sites is to the stated one, 1 when it is the same."
    " Entropy: Hwang & Yoon (1981); CRITIC: Diakoulaki, Mavrotas & Papayannakis (1995), as documented by"
    " scikit-criteria."
)


class WeightContrastView(ResultView["WeightContrast"]):
    """The stated weights beside others."""

    weighed = True
    columns: ClassVar[tuple[str, ...]] = (
        "method",
        "criterion",
        "weight",
    )

    def document(self, contrast: "WeightContrast") -> Iterator[Block]:
        """Yield the weights side by side, and the orders that follow from them."""
        yield Heading(_TITLE, 1)
        if not contrast.sites:
            yield Paragraph(_NO_SITES)
            return
        yield Paragraph(_ONLY.format(sites=Whole(contrast.sites)))
        yield _weights(contrast)
        yield _orders(contrast)
        for weighting in contrast.weightings:
            if weighting.why_not:
                yield Paragraph(_NONE.format(method=_METHODS[weighting.method], why=weighting.why_not))
        yield Paragraph(_LEGEND if contrast.exact else Joined((words.NOT_EXACT, _LEGEND), " "))

    def entry(self, contrast: "WeightContrast") -> dict[str, Any]:
        """Return the weights side by side, for programs."""
        return {
            "schema": SCHEMA,
            "for_comparison_only": True,
            "sites": contrast.sites,
            "exact": contrast.exact,
            "weightings": [
                {
                    "method": weighting.method,
                    "weights": dict(weighting.weights),
                    "why_not": weighting.why_not and weighting.why_not.inside("en"),
                    "first": list(weighting.first),
                    "kendalls_tau_b": weighting.tau,
                }
                for weighting in contrast.weightings
            ],
        }

    def rows(self, contrast: "WeightContrast") -> Iterator[dict[str, Any]]:
        """Yield a row for each method and criterion."""
        for weighting in contrast.weightings:
            for id, weight in weighting.weights.items():
                yield {"method": weighting.method, "criterion": id, "weight": weight}


def _weights(contrast: "WeightContrast") -> Grid:
    weightings = [weighting for weighting in contrast.weightings if weighting.weights]
    methods = (Column(_METHODS[weighting.method], right=True) for weighting in weightings)
    rows = (
        (label(criterion), *(Decimal(100 * weighting.weights[criterion.id]) for weighting in weightings))
        for criterion in contrast.criteria.scored
    )
    return Grid((Column(words.COLUMNS["criterion"]), *methods), tuple(rows))


def _orders(contrast: "WeightContrast") -> Grid:
    columns = (Column(_WEIGHING), Column(_FIRST), Column(_TAU, right=True))
    return Grid(columns, tuple(_order(weighting) for weighting in contrast.weightings if weighting.weights))


def _order(weighting: "Weighting") -> tuple[Phrase, ...]:
    first, left = [Name(name) for name in weighting.first[:_NAMED]], len(weighting.first) - _NAMED
    more = [f"+ {left}"] if left > 0 else []
    tau = "–" if weighting.tau is None else Coefficient(weighting.tau)
    return _METHODS[weighting.method], Joined((*first, *more)), tau
