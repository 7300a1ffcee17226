"""How far the first place holds: the verdict in a sentence, what decides, its grounds in tables, how to read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, assert_never

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Exact, Percent, Whole, rounded
from vasterviksmodell.output.document import Block, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Interval, short_labels
from vasterviksmodell.output.measure_texts import number
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView
from vasterviksmodell.output.views.robustness.draws import draws_blocks
from vasterviksmodell.output.views.robustness.entries import robustness_entry
from vasterviksmodell.output.views.robustness.grounds import (
    limit_blocks,
    method_blocks,
    pair_blocks,
    weight_blocks,
    without_blocks,
)
from vasterviksmodell.output.views.robustness.verdict import verdict

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.robustness import Robustness
    from vasterviksmodell.analysis.robustness.variation import OtherMethod
    from vasterviksmodell.analysis.smaa import Ordered, Smaa, WeightDraws, Within
    from vasterviksmodell.criteria import Criteria

_TITLE = Message("How far the first place holds")
_ALL_EXCLUDED = Message("Every site is excluded: there is no first place.")
_HEADING = Message("How to read it")
_SETTLED = Message(
    "Settled: the first place holds for all values that unknown measures can have, for weights that are all up"
    " to a fifth too large or too small, for each limit a fifth lower or higher, and without each criterion."
    " Dropped requirements, random weights and other methods are reported too but do not count here: they answer"
    " another question."
)
_WEIGHTS = Message(
    "One weight at a time: points as in the criteria file, in parentheses the share of the whole weight. The"
    " other weights of the group share the remainder as before; at the end of an interval the two sites tie. All"
    " at once: each criterion's share of the whole is wrong independently of the others. Both are exact."
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
_DOCUMENTED_BY = ", as documented by "
_PACKAGE = "the R package "
"""What is not a name in the source of a method."""
_DOCUMENTED = Message("{who}, as documented by {program}")
_DOCUMENTED_IN_R = Message("{who}, as documented by the R package {program}")
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


@dataclass(frozen=True, slots=True)
class ShownRobustness:
    """What is shown: people see the first sites only where a table has a row for each; programs get all."""

    robustness: "Robustness"
    top: int

    @property
    def criteria(self) -> "Criteria":
        return self.robustness.criteria


class RobustnessView(ResultView["ShownRobustness"]):
    """Whether the first place holds."""

    weighed = True
    columns: ClassVar[tuple[str, ...]] = (
        "id",
        "name",
        "rank",
        "first",
        "mean_rank",
        "best_rank",
        "worst_rank",
        "excluded",
        "confidence",
        "confidence_error",
    )

    def document(self, shown: ShownRobustness) -> Iterator[Block]:
        """Yield the robustness for people."""
        robustness = shown.robustness
        yield Heading(_TITLE, 1)
        if not robustness.first:
            yield Paragraph(_ALL_EXCLUDED if robustness.counts.sites else words.NO_SITES)
            yield from limit_blocks(robustness) if robustness.counts.sites else ()
            return
        yield from verdict(robustness)
        yield from weight_blocks(robustness)
        yield from draws_blocks(robustness, shown.top)
        yield from without_blocks(robustness)
        yield from limit_blocks(robustness)
        yield from method_blocks(robustness, shown.top)
        yield from pair_blocks(robustness)
        yield from _legend(robustness)

    def entry(self, shown: ShownRobustness) -> dict[str, Any]:
        """Return the robustness for programs: stable keys, full precision, all sites."""
        return robustness_entry(shown.robustness)

    def rows(self, shown: ShownRobustness) -> Iterator[dict[str, Any]]:
        """Yield a row for each site that is ranked: how it stands when weights are drawn at random."""
        drawn = self.entry(shown)["draws"]
        yield from ({**site, "first": site["acceptability"][0]} for site in (drawn["sites"] if drawn else ()))


def _legend(robustness: "Robustness") -> Iterator[Block]:
    """Yield what was drawn and what words mean, the methods, and the sources."""
    drawn = () if robustness.drawn is None else (_draws(robustness.drawn), *_cuts(robustness.drawn))
    methods = map(_method, robustness.methods)
    yield Heading(_HEADING)
    yield Items((_SETTLED, _WEIGHTS, *drawn, _BARS, _AGREEMENT, *methods, _SOURCES))


def _method(other: "OtherMethod") -> Phrase:
    method = other.method
    return _METHOD.format(label=method.label, description=method.description, source=_source(method.source))


def _source(source: str) -> Phrase:
    """Return who stated a method and what documents that; only the words between names are translated."""
    who, _, where = source.partition(_DOCUMENTED_BY)
    if not where:
        return source
    form = _DOCUMENTED_IN_R if where.startswith(_PACKAGE) else _DOCUMENTED
    return form.format(who=who, program=where.removeprefix(_PACKAGE))


def _draws(drawn: "Smaa") -> Phrase:
    return _DRAWS.format(
        draws=Whole(drawn.draws),
        seed=drawn.seed,
        scheme=_scheme(drawn.weights, drawn.criteria),
        error=Exact(round(100 * drawn.greatest_error, 2)),
    )


def _cuts(drawn: "Smaa") -> Iterator[Phrase]:
    """Yield how far measures were drawn whose range has no end, if there are any."""
    labels = short_labels(drawn.criteria)
    ranges = [
        Joined((labels[id], Interval(rounded(cut.low), number(rounded(cut.high), drawn.criteria[id]))), " ")
        for id, cut in drawn.cut.items()
    ]
    if ranges:
        yield _CUT.format(ranges=Joined(ranges))


def _scheme(weights: "WeightDraws", criteria: "Criteria") -> Phrase:
    """Return which weights were drawn."""
    from vasterviksmodell.analysis.smaa import Around, Ordered, Uniform, Within

    match weights:
        case Uniform():
            return _ANY
        case Around():
            return _AROUND.format(spread=Percent(weights.spread))
        case Within():
            return _WITHIN.format(bounds=_bounds(weights, criteria))
        case Ordered():
            return _ORDERED.format(order=_order(weights, criteria))
        case _:
            assert_never(weights)


def _bounds(weights: "Within", criteria: "Criteria") -> Phrase:
    labels = short_labels(criteria)
    spans = ((labels[id], Joined(map(Percent, ends), "–")) for id, ends in weights.bounds.items())
    return Joined(Joined(span, " ") for span in spans)


def _order(weights: "Ordered", criteria: "Criteria") -> Phrase:
    labels = short_labels(criteria)
    groups = ([ids] if isinstance(ids, str) else ids for ids in weights.ids)
    return Joined(Joined((labels[id] for id in group), " = ") for group in groups)
