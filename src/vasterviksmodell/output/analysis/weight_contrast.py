"""The stated weights beside equal ones and those that data alone would give."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import decimal, whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.weighting.contrast import WeightContrast, Weighting

SCHEMA = "vasterviksmodell/weight-contrast/1"
_NAMED = 3
_TITLE = Message("The stated weights beside others")
_ONLY = Message(
    "For comparison only: entropy and CRITIC measure how the sites at hand ({sites}) differ, not what matters, and"
    " change with the sites. A criterion that every site meets equally well gets nothing, however important it is. What"
    " matters people must say."
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


def document(it: "WeightContrast", language: Language) -> Iterator[Block]:
    """The weights side by side, for people."""
    yield Heading(_TITLE.inside(language), 1)
    if not it.sites:
        yield Paragraph(_NO_SITES.inside(language))
        return
    yield Paragraph(_ONLY.inside(language).format(sites=whole(it.sites, language)))
    yield _weights(it, language)
    yield _orders(it, language)
    yield from (Paragraph(_why(one, language)) for one in it.weightings if one.why_not)
    yield Paragraph(" ".join(text.inside(language) for text in (*(() if it.exact else (words.NOT_EXACT,)), _LEGEND)))


def _why(one: "Weighting", language: Language) -> str:
    why = one.why_not.inside(language) if one.why_not else ""
    return _NONE.inside(language).format(method=_METHODS[one.method].inside(language), why=why)


def _weights(it: "WeightContrast", language: Language) -> Grid:
    given = [one for one in it.weightings if one.weights]
    columns = (
        Column(words.heading("criterion", language)),
        *(Column(_METHODS[one.method].inside(language), right=True) for one in given),
    )
    rows = (
        (words.label(node, language), *(decimal(100 * one.weights[node.id], language) for one in given))
        for node in it.criteria.scored
    )
    return Grid(columns, tuple(rows))


def _orders(it: "WeightContrast", language: Language) -> Grid:
    columns = (
        Column(_WEIGHING.inside(language)),
        Column(_FIRST.inside(language)),
        Column(_TAU.inside(language), right=True),
    )
    return Grid(columns, tuple(_order(one, language) for one in it.weightings if one.weights))


def _order(one: "Weighting", language: Language) -> tuple[str, ...]:
    named = [shortened(name) for name in one.first[:_NAMED]]
    more = [f"+ {len(one.first) - _NAMED}"] if len(one.first) > _NAMED else []
    tau = "–" if one.tau is None else f"{one.tau:.2f}".replace("-", "\N{MINUS SIGN}")
    return (
        _METHODS[one.method].inside(language),
        ", ".join((*named, *more)),
        tau.replace(".", ",") if language == "sv" else tau,
    )


def entry(it: "WeightContrast") -> dict[str, Any]:
    """The weights side by side, for programs."""
    return {
        "schema": SCHEMA,
        "for_comparison_only": True,
        "sites": it.sites,
        "exact": it.exact,
        "weightings": [
            {
                "method": one.method,
                "weights": dict(one.weights),
                "why_not": one.why_not and one.why_not.inside("en"),
                "first": list(one.first),
                "kendalls_tau_b": one.tau,
            }
            for one in it.weightings
        ],
    }
