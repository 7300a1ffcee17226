"""How often each site has each rank when weights are drawn: as shares, and as a stacked bar for each site."""

from collections.abc import Iterable, Iterator, Sequence
from math import isnan
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Decimal, Percent, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, RankBar, short_labels
from vasterviksmodell.output.views.robustness.verdict import NOTHING
from vasterviksmodell.output.views.words import COLUMNS

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.robustness import Robustness
    from vasterviksmodell.analysis.smaa import Smaa

_SHOWN_RANKS = 5
_HEAVIEST = 3
_HEADING = Message("Weights and unknown measures drawn at random: how often each rank")
_STATED = Message("Rank now")
_LATER = Message("Later")
_EXCLUDED = Message("Excluded")
_MEAN = Message("Mean rank")
_BEFORE_NEXT = Message("Before next")
_CUT = Message("The first {shown} of {sites} sites.")
_FIRST = Message("With which weights each can be first")
_FIRST_IN = Message("First in")
_CONFIDENCE = Message("Confidence")
_CENTRAL = Message("Its mean weights then, the heaviest")


def draws_blocks(robustness: "Robustness", top: int) -> Iterator[Block]:
    """Yield the ranks of the first sites, then the weights with which those that can be first are."""
    drawn = robustness.drawn
    if drawn is None:
        return
    shown = range(min(top, len(drawn.ids)))
    yield Heading(_HEADING)
    yield _ranks(drawn, shown)
    yield _bars(drawn, shown)
    if len(shown) < len(drawn.ids):
        yield Paragraph(_CUT.format(shown=Whole(len(shown)), sites=Whole(len(drawn.ids))))
    firsts = [row for row in shown if drawn.acceptability[row, 0] > 0]
    if firsts:
        yield Heading(_FIRST)
        yield _central(drawn, firsts)


def _ranks(drawn: "Smaa", shown: Sequence[int]) -> Grid:
    ranks = _shown_ranks(drawn)
    some_excluded = bool(drawn.excluded[shown].any())
    headings: Iterable[Phrase] = (
        _STATED,
        *(str(rank) for rank in range(1, ranks + 1)),
        _LATER,
        _EXCLUDED,
        _MEAN,
        _BEFORE_NEXT,
    )
    columns = (
        Column(COLUMNS["site"]),
        *(Column(heading, right=True, dispensable=int(heading is _MEAN)) for heading in headings),
    )
    return Grid(columns, tuple(_rank_row(drawn, row, ranks, some_excluded) for row in shown)).filled()


def _rank_row(drawn: "Smaa", row: int, ranks: int, some_excluded: bool) -> tuple[Phrase, ...]:
    *shares, later, excluded = _shares(drawn, row, ranks)
    return (
        Name(drawn.names[row]),
        Whole(drawn.stated_ranks[row]),
        *map(Percent, shares),
        Percent(later) if len(drawn.ids) > ranks else "",
        Percent(excluded) if some_excluded else "",
        Decimal(float(drawn.mean_rank[row])) if excluded < 1 else NOTHING,
        _before_next(drawn, row),
    )


def _before_next(drawn: "Smaa", row: int) -> Phrase:
    """Return how often a site ranks before the next in the ranking; nothing where the two are not compared."""
    site, *following = drawn.ids[row : row + 2]
    is_compared = following and {site, *following} <= set(drawn.pairs.ids)
    return Percent(drawn.pairs.share(site, *following)) if is_compared else ""


def _shown_ranks(drawn: "Smaa") -> int:
    return min(_SHOWN_RANKS, drawn.ranks_kept, len(drawn.ids))


def _shares(drawn: "Smaa", row: int, ranks: int) -> list[float]:
    """Return the shares of the first ranks, of all later ones, and of the draws in which the site had none."""
    return [*drawn.acceptability[row, :ranks].tolist(), drawn.after(ranks, row), float(drawn.excluded[row])]


def _bars(drawn: "Smaa", shown: Sequence[int]) -> Grid:
    bars = ((row, RankBar(tuple(_shares(drawn, row, _shown_ranks(drawn))))) for row in shown)
    columns = (Column(COLUMNS["site"]), Column("", right=True))
    return Grid(columns, tuple((Name(drawn.names[row]), bar) for row, bar in bars))


def _central(drawn: "Smaa", firsts: Sequence[int]) -> Grid:
    columns = (
        Column(COLUMNS["site"]),
        Column(_FIRST_IN, right=True),
        Column(_CONFIDENCE, right=True),
        Column(_CENTRAL),
    )
    return Grid(columns, tuple(_central_row(drawn, row) for row in firsts))


def _central_row(drawn: "Smaa", row: int) -> tuple[Phrase, ...]:
    confidence = float(drawn.confidence[row])
    return (
        Name(drawn.names[row]),
        Percent(float(drawn.acceptability[row, 0])),
        NOTHING if isnan(confidence) else Percent(confidence),
        _heaviest(drawn, row),
    )


def _heaviest(drawn: "Smaa", row: int) -> Phrase:
    """Return the criteria with the largest mean weights of a site when it is first."""
    labels, means = short_labels(drawn.criteria), drawn.central_weights[row].tolist()
    weighed = sorted(zip(means, drawn.criteria.scored, strict=True), key=lambda pair: -pair[0])[:_HEAVIEST]
    return Joined(Joined((labels[criterion.id], Percent(weight)), " ") for weight, criterion in weighed)
