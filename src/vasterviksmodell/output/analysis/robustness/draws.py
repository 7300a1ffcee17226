"""How often each site has each rank when weights are drawn: as shares, and as a stacked bar for each site."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import isnan
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import decimal, percent, whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.robustness import words as wording
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.robustness import Robustness
    from vasterviksmodell.analysis.smaa import Smaa

SHOWN_RANKS = 5
_BAR = 50
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


def draws_blocks(it: "Robustness", top: int, language: Language) -> Iterator[Block]:
    """The ranks of the first sites, then the weights with which those that can be first are."""
    if it.drawn is None:
        return
    shown = range(min(top, len(it.drawn.ids)))
    yield Heading(_HEADING.inside(language))
    yield _ranks(it.drawn, shown, language)
    yield _bars(it.drawn, shown, language)
    if len(shown) < len(it.drawn.ids):
        counts = {"shown": whole(len(shown), language), "sites": whole(len(it.drawn.ids), language)}
        yield Paragraph(_CUT.inside(language).format(**counts))
    able = [row for row in shown if it.drawn.acceptability[row, 0] > 0]
    if able:
        yield Heading(_FIRST.inside(language))
        yield _central(it.drawn, able, language)


def _ranks(it: "Smaa", shown: Sequence[int], language: Language) -> Grid:
    ranks = range(min(SHOWN_RANKS, it.ranks_kept, len(it.ids)))
    columns = (
        Column(words.heading("site", language)),
        Column(_STATED.inside(language), right=True),
        *(Column(str(number + 1), right=True) for number in ranks),
        Column(_LATER.inside(language), right=True),
        Column(_EXCLUDED.inside(language), right=True),
        Column(_MEAN.inside(language), right=True),
        Column(_BEFORE_NEXT.inside(language), right=True),
    )
    some_excluded = bool(it.excluded[shown].any())
    rows = (_rank_row(it, row, len(ranks), language, some_excluded) for row in shown)
    return Grid(columns, tuple(rows)).filled()


def _rank_row(it: "Smaa", row: int, ranks: int, language: Language, some_excluded: bool) -> tuple[str, ...]:
    *shares, later, excluded = _shares(it, row, ranks)
    return (
        shortened(it.names[row]),
        whole(it.stated_ranks[row], language),
        *(percent(share, language) for share in shares),
        percent(later, language) if len(it.ids) > ranks else "",
        percent(excluded, language) if some_excluded else "",
        decimal(float(it.mean_rank[row]), language) if excluded < 1 else wording.NOTHING,
        _before_next(it, row, language),
    )


def _before_next(it: "Smaa", row: int, language: Language) -> str:
    """How often a site ranks before the next one in the ranking; nothing for one that is not held against it."""
    one, *following = it.ids[row : row + 2]
    is_held = following and {one, *following} <= set(it.pairs.ids)
    return percent(it.pairs.share(one, *following), language) if is_held else ""


def _shares(it: "Smaa", row: int, ranks: int) -> list[float]:
    """The shares of the first ranks, of all later ones, and of the draws in which the site had none."""
    return [*it.acceptability[row, :ranks].tolist(), it.after(ranks, row), float(it.excluded[row])]


def _bars(it: "Smaa", shown: Sequence[int], language: Language) -> Grid:
    ranks = min(SHOWN_RANKS, it.ranks_kept, len(it.ids))
    columns = (Column(words.heading("site", language)), Column("", right=True))
    return Grid(columns, tuple((shortened(it.names[row]), bar(_shares(it, row, ranks))) for row in shown))


def bar(shares: Sequence[float]) -> str:
    """A stacked bar: a segment for each rank, beginning with its number; light for later ranks, dots for exclusion.

    >>> bar([0.5, 0.25, 0.0, 0.15, 0.1])
    '1████████████████████████2████████████░░░░░░░·····'
    """
    ends = [round(reached * _BAR) for reached in accumulate(shares[:-1], initial=0.0)]
    *segments, later = (end - start for start, end in pairwise(ends))
    keyed = (f"{number}{'█' * (size - 1)}"[:size] for number, size in enumerate(segments, 1))
    return ("".join(keyed) + "░" * later).ljust(_BAR, "·")


def _central(it: "Smaa", able: Sequence[int], language: Language) -> Grid:
    columns = (
        Column(words.heading("site", language)),
        Column(_FIRST_IN.inside(language), right=True),
        Column(_CONFIDENCE.inside(language), right=True),
        Column(_CENTRAL.inside(language)),
    )
    return Grid(columns, tuple(_central_row(it, row, language) for row in able))


def _central_row(it: "Smaa", row: int, language: Language) -> tuple[str, ...]:
    labels = short_labels(it.criteria, language)
    weights = sorted(zip(it.central_weights[row].tolist(), it.criteria.scored, strict=True), key=lambda pair: -pair[0])
    confidence = float(it.confidence[row])
    return (
        shortened(it.names[row]),
        percent(float(it.acceptability[row, 0]), language),
        wording.NOTHING if isnan(confidence) else percent(confidence, language),
        ", ".join(f"{labels[one.id]} {percent(weight, language)}" for weight, one in weights[:_HEAVIEST]),
    )
