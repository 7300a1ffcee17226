"""Bars as pictures, each with a text that says the same."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from vasterviksmodell.i18n import Joined, Message, Phrase, written
from vasterviksmodell.i18n.numbers import Decimal, Percent, Whole
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.document import Bar, Bars, Grid
from vasterviksmodell.output.document.cells import RankBar
from vasterviksmodell.output.safe_text import safe

PALETTE = ("#1d5fa8", "#b3541e", "#2f7d4f", "#7b4ea3", "#8a6d00", "#9c2f4f")
"""Colours that stand out from white and from grey by at least 3 to 1 (WCAG 2.1, 1.4.11)."""
_REST = "#d9d9d6"
_LINE = "#1a1a1a"
_RANK = Message("rank {rank}: {share}")
_LATER = Message("later ranks: {share}")
_NO_RANK = Message("no rank: {share}")
_KEY, _LATER_KEY = Message("rank {rank}"), Message("later ranks")
_BAR_HEIGHT, _ROW, _LABELS, _WIDTH = 16, 24, 190, 640


def value_bar(low: float, high: float) -> str:
    """Return a value, 0–100: what it is at least, and then what it can be."""
    drawn = _rect(0, 0, low, 10, PALETTE[0]) + _rect(low, 0, high - low, 10, _REST)
    return _small(drawn, 100, 10)


def two_sided_bar(share: float) -> str:
    """Return a share of a whole to the right of a line, or to the left where it is negative."""
    size = abs(share) * 60
    drawn = _rect(60 - size if share < 0 else 60, 0, size, 10, PALETTE[0 if share >= 0 else 1])
    return _small(drawn + _rect(59.5, 0, 1, 10, _LINE), 120, 10)


def rank_bar(shares: Sequence[float], language: Language) -> str:
    """Return how often a site has each rank: a segment for each of the first, one for all later, and none."""
    drawn = _segments(shares[:-1], 0, 0, 200, 12)
    return _small(drawn, 200, 12, written(rank_text(shares), language))


def bar_of_ranks(grid: Grid) -> RankBar | None:
    """Return the first bar of ranks of a table; where a table has such bars, each of its rows has one."""
    return next((cell for cell in next(iter(grid.rows), ()) if isinstance(cell, RankBar)), None)


def rank_keys(shares: Sequence[float]) -> Iterator[tuple[Phrase, str]]:
    """Yield what each colour of a bar of ranks stands for, and the colour."""
    ranks = range(1, len(shares) - 1)
    return zip((*(_KEY.format(rank=Whole(rank)) for rank in ranks), _LATER_KEY), _colours(len(ranks) + 1), strict=True)


def rank_text(shares: Sequence[float]) -> Phrase:
    """Return what a bar of ranks shows."""
    *ranks, later, none = shares
    first = [
        _RANK.format(rank=Whole(number), share=Percent(share)) for number, share in enumerate(ranks, 1) if share > 0
    ]
    others = [form.format(share=Percent(share)) for form, share in ((_LATER, later), (_NO_RANK, none)) if share > 0]
    return Joined((*first, *others))


def stacked_bars(bars: Bars, language: Language) -> str:
    """Return a figure with a row for each bar, and a key; the text of a bar says the sizes of its segments."""
    height = _ROW * len(bars.bars)
    rows = "".join(_row(bar, number, bars, language) for number, bar in enumerate(bars.bars))
    drawn = f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">{rows}</svg>'
    return f"<figure>{drawn}<figcaption>{''.join(shown_keys(keys(bars), language))}</figcaption></figure>\n"


def stacked_bar(bar: Bar) -> str:
    """Return a bar without its label."""
    width = _WIDTH - _LABELS
    return _small(_segments(_sizes(bar), 0, 0, width / 100, _BAR_HEIGHT), width, _BAR_HEIGHT)


def bar_text(bar: Bar, bars: Bars) -> Phrase:
    """Return the sizes of the segments of a bar, each after its name, and of the remainder."""
    named = zip((*bars.segments, bars.remainder), _sizes(bar), strict=True)
    return Joined([Joined((name, Decimal(size)), " ") for name, size in named])


def keys(bars: Bars) -> Iterator[tuple[Phrase, str]]:
    """Yield what each colour of the bars stands for, and the colour."""
    names = (*bars.segments, bars.remainder)
    return zip(names, _colours(len(names)), strict=True)


def _sizes(bar: Bar) -> tuple[float, ...]:
    """Return the sizes of the segments, and of the remainder."""
    return (*bar.segments, max(bar.reach - sum(bar.segments), 0))


def _row(bar: Bar, number: int, bars: Bars, language: Language) -> str:
    top = number * _ROW
    label = safe(written(bar.label, language))
    text = f'<text x="0" y="{top + 17}" font-size="13" aria-hidden="true">{label}</text>'
    drawn = _segments(_sizes(bar), _LABELS, top + 4, (_WIDTH - _LABELS) / 100, _BAR_HEIGHT)
    said = safe(written(bar_text(bar, bars), language))
    return f'<g role="img" aria-label="{label}: {said}">{text}{drawn}</g>'


def shown_keys(keys: Iterable[tuple[Phrase, str]], language: Language) -> Iterator[str]:
    """Yield the markup of what colours stand for."""
    for name, colour in keys:
        square = f'<svg width="12" height="12" aria-hidden="true">{_rect(0, 0, 12, 12, colour)}</svg>'
        yield f'<span class="key">{square}{safe(written(name, language))}</span> '


def _segments(sizes: Sequence[float], left: float, top: float, unit: float, height: int) -> str:
    """Return segments side by side; the last is the remainder. `unit`: the width of a size of 1."""
    starts = accumulate(sizes, initial=0.0)
    return "".join(
        _rect(left + start * unit, top, size * unit, height, colour)
        for start, size, colour in zip(starts, sizes, _colours(len(sizes)), strict=False)
    )


def _colours(number: int) -> Iterator[str]:
    """Yield a colour for each of some segments; the last is the remainder."""
    yield from (PALETTE[index % len(PALETTE)] for index in range(number - 1))
    yield _REST


def _rect(left: float, top: float, width: float, height: float, colour: str) -> str:
    """Return a rectangle; one without extent is left out."""
    if width <= 0:
        return ""
    return f'<rect x="{_plain(left)}" y="{_plain(top)}" width="{_plain(width)}" height="{height}" fill="{colour}"/>'


def _plain(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _small(drawn: str, width: int, height: int, text: str = "") -> str:
    """Return a picture in a line; without a text it repeats what stands beside it."""
    said = f'role="img" aria-label="{safe(text)}"' if text else 'aria-hidden="true"'
    return f'<svg {said} width="{width}" height="{height}" viewBox="0 0 {width} {height}">{drawn}</svg>'
