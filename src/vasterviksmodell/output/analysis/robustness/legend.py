"""How the robustness is to be read: what was drawn and how exact that is, what words mean, and the sources."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import exact, percent, rounded, whole
from vasterviksmodell.output.document import Block, Heading, Items
from vasterviksmodell.output.measure_texts import number
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.wording import Language

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.other_methods import OtherMethod
    from vasterviksmodell.analysis.robustness.robustness import Robustness
    from vasterviksmodell.analysis.smaa import Ordered, Smaa, WeightDraws, Within
    from vasterviksmodell.criteria import Criteria

_HEADING = Message("How to read it")
_SETTLED = Message(
    "Settled: the first place holds for all values that unknown measures can have, for weights that are all up to a"
    " fifth too large or too small, for each limit a fifth lower or higher, and without each criterion. Requirements"
    " dropped, random weights and other methods are told beside it and do not unsettle it: they put another question."
)
_WEIGHTS = Message(
    "One weight at a time: points as in the criteria file, in parentheses the share of the whole weight. The siblings"
    " share the rest as before; at the end of an interval the two sites tie. All at once: each criterion's share of the"
    " whole is wrong by itself. Both are exact."
)
_DRAWS = Message(
    "Drawn {draws} times with seed {seed}: {scheme}; unknown measures evenly within what is known of them, and one that"
    " fails a requirement excludes its site. In 95 of 100 such runs a share is off by at most {error} percentage"
    " points."
)
_CUT = Message("Drawn within, because their range has no end: {ranges}.")
_BARS = Message(
    "Bar: the share of each rank, beginning with its number; ░ later ranks, · excluded. Sites that tie share the better"
    " rank. Before next: how often a site ranks before the one that follows it now. Confidence: how often a site is"
    " first when its mean weights are the weights and only unknown measures are drawn."
)
_AGREEMENT = Message(
    "Agreement with the order by the scores: 1 the same, 0 none, −1 the reverse. A site that is excluded in one order"
    " stands there below all others."
)
_METHOD = Message("{label}: {description} Source: {source}.")
_AS_DOCUMENTED = (("as documented by the R package", "enligt R-paketet"), ("as documented by", "enligt"))
"""What is not a name in the source of a method, in English and Swedish."""
_SOURCES = Message(
    "Sources: intervals of weights, Mareschal (1988), as documented by Brans and Mareschal (1994); random weights,"
    " SMAA-2, Lahdelma and Salminen (2001), as documented by the R package smaa; τ-b, Kendall (1945), as documented by"
    " SAS, The CORR Procedure; ρ, as documented by SciPy, spearmanr; never first, potential optimality, abstract of"
    " Eum, Park and Kim (2001). All weights at once, and what counts as settled, are our own."
)
_ANY = Message("any weights, all equally likely")
_AROUND = Message("weights evenly within ±{spread} of the stated ones")
_WITHIN = Message("weights evenly within bounds ({bounds})")
_ORDERED = Message("weights in falling order ({order})")


def legend(it: "Robustness", language: Language) -> Iterator[Block]:
    """What was drawn and what words mean, the methods, and the sources."""
    yield Heading(_HEADING.inside(language))
    drawn = [] if it.drawn is None else [_draws(it.drawn, language), *_cuts(it.drawn, language)]
    yield Items(
        (
            _SETTLED.inside(language),
            _WEIGHTS.inside(language),
            *drawn,
            _BARS.inside(language),
            _AGREEMENT.inside(language),
            *(_method(one, language) for one in it.methods),
            _SOURCES.inside(language),
        )
    )


def _method(it: "OtherMethod", language: Language) -> str:
    source = it.method.source
    for english, swedish in _AS_DOCUMENTED if language == "sv" else ():
        source = source.replace(english, swedish)
    return _METHOD.inside(language).format(
        label=it.method.label.inside(language), description=it.method.description.inside(language), source=source
    )


def _draws(it: "Smaa", language: Language) -> str:
    return _DRAWS.inside(language).format(
        draws=whole(it.draws, language),
        seed=it.seed,
        scheme=_scheme(it.weights, it.criteria, language),
        error=exact(round(100 * it.greatest_error, 2), language),
    )


def _cuts(it: "Smaa", language: Language) -> Iterator[str]:
    """How far measures were drawn whose range has no end."""
    labels = short_labels(it.criteria, language)
    ranges = [
        f"{labels[id]} {exact(rounded(span.low), language)}–{number(rounded(span.high), it.criteria[id], language)}"
        for id, span in it.cut.items()
    ]
    if ranges:
        yield _CUT.inside(language).format(ranges=", ".join(ranges))


def _scheme(it: "WeightDraws", criteria: "Criteria", language: Language) -> str:
    """Which weights were drawn."""
    from vasterviksmodell.analysis.smaa import Around, Ordered, Uniform, Within

    match it:
        case Uniform():
            return _ANY.inside(language)
        case Around():
            return _AROUND.inside(language).format(spread=percent(it.spread, language))
        case Within():
            return _WITHIN.inside(language).format(bounds=_bounds(it, criteria, language))
        case Ordered():
            return _ORDERED.inside(language).format(order=_order(it, criteria, language))
        case _:
            assert_never(it)


def _bounds(it: "Within", criteria: "Criteria", language: Language) -> str:
    labels = short_labels(criteria, language)
    spans = ((labels[id], percent(low, language), percent(high, language)) for id, (low, high) in it.bounds.items())
    return ", ".join(f"{label} {low}–{high}" for label, low, high in spans)


def _order(it: "Ordered", criteria: "Criteria", language: Language) -> str:
    labels = short_labels(criteria, language)
    groups = ([ids] if isinstance(ids, str) else ids for ids in it.ids)
    return ", ".join(" = ".join(labels[id] for id in group) for group in groups)
