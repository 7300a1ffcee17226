"""The strip of a site: a bar over the years, its parts filled while the site qualifies, with its ranks."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from vasterviksmodell.output.document.cells import Rank
from vasterviksmodell.output.figures.drawing import Anchor, Drawing, Rectangle, Shape, Text
from vasterviksmodell.output.figures.palette import QUIET, SHADE, SITE, UNKNOWN

if TYPE_CHECKING:
    from vasterviksmodell.analysis.scenarios import Standing

_WIDTH, _MARGIN = 640, 4
_TOP, _BAR, _HEIGHT = 16, 14, 46
_LETTERS = 11
_BESIDE = timedelta(days=365)
"""How much of the time before the first date and after the last is shown where nothing says how much."""
_APART = 68
"""Dates that are nearer than this to the one before are not written."""
_FILLS = {"qualified": SITE, "unverified": None, "excluded": SHADE}
_STROKES = {"qualified": None, "unverified": UNKNOWN, "excluded": QUIET}

Standings = Sequence[tuple[date | None, "Standing"]]
"""From which day on a site stands how; the first may have none."""


def strip(standings: Standings, end: date | None) -> Drawing:
    """Return the picture of a site: full while it qualifies, open while that is unknown, grey while it is excluded."""
    days = [day for day, _ in standings if day is not None]
    start = standings[0][0] or _earlier(days[0] if days else end or date.min)
    last = max(end or start, _later(days[-1] if days else start) if end is None else start)
    places = [_place(day or start, start, last) for day, _ in standings]
    shapes: list[Shape] = []
    for (left, right), (_, standing) in zip(pairwise([*places, float(_WIDTH - _MARGIN)]), standings, strict=True):
        shapes += [
            Rectangle(left, _TOP, max(right - left, 1), _BAR, _FILLS[standing.status], _STROKES[standing.status]),
            Text(left + 2, _TOP - 4, Rank(standing.rank)),
        ]
    return Drawing(_WIDTH, _HEIGHT, (*shapes, *_dates(standings, places)), letters=_LETTERS)


def _earlier(day: date) -> date:
    return day - min(_BESIDE, day - date.min)


def _later(day: date) -> date:
    return day + min(_BESIDE, date.max - day)


def _place(day: date, start: date, last: date) -> float:
    share = (day - start) / (last - start) if last > start else 0
    return round(_MARGIN + share * (_WIDTH - 2 * _MARGIN), 1)


def _dates(standings: Standings, places: Sequence[float]) -> Iterator[Shape]:
    """Yield the dates below, as far as there is room."""
    before = float(-_APART)
    for (day, _), place in zip(standings, places, strict=True):
        if day is not None and place - before >= _APART:
            before = place
            anchor: Anchor = "end" if place > _WIDTH - _APART else "start"
            yield Text(place, _TOP + _BAR + _LETTERS + 2, day.isoformat(), anchor)
