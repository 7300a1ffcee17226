"""The numbers beside marks: sites on top of each other share a label, and labels do not overlap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vasterviksmodell.output.figures.drawing import Anchor, Point, Text

_TOGETHER = 8.0
"""Marks that are less apart, in pixels, share a label."""
_LETTER, _UP, _DOWN = 7.0, 9.0, 2.0
"""The width of a figure, and how far one reaches above and below its line."""
_MOST = 4
"""How many ranks a label lists."""
_ALWAYS = 7
"""The first ranks have a number even where there is no room."""
_LAST = 50
"""Later ranks have none: more numbers nobody reads."""
_PLACES: tuple[tuple[float, float, Anchor], ...] = (
    (8, 4, "start"),
    (-8, 4, "end"),
    (0, -8, "middle"),
    (0, 16, "middle"),
    (6, -5, "start"),
    (6, 13, "start"),
    (-6, -5, "end"),
    (-6, 13, "end"),
)
"""To the right and down from a mark, the best first."""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """Return the area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(tall, 0.0)


@dataclass(frozen=True, slots=True)
class Labels:
    texts: tuple[Text, ...]
    left_out: int
    """How many sites with a rank have no number."""


Ranked = tuple[int, Point]
"""A rank, and where the mark of its site stands."""


def labels(sites: Sequence[Ranked], marks: Iterable[Point], radius: float, frame: Box) -> Labels:
    """Return the ranks beside the marks of sites in order of rank; `marks` are all that they should not cover."""
    taken = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in marks]
    texts: list[Text] = []
    left_out = sum(rank > _LAST for rank, _ in sites)
    for ranks, point in _together((rank, point) for rank, point in sites if rank <= _LAST):
        chosen, hidden = min(_candidates(_listed(ranks), point, taken, frame), key=lambda found: found[1])
        if hidden > 0 and min(ranks) > _ALWAYS:
            left_out += len(ranks)
            continue
        texts.append(chosen)
        taken.append(_box(chosen))
    return Labels(tuple(texts), left_out)


def _together(sites: Iterable[Ranked]) -> list[tuple[list[int], Point]]:
    """Return the ranks of sites that lie on top of each other, with the place of the first."""
    found: list[tuple[list[int], Point]] = []
    for rank, (x, y) in sites:
        near = (ranks for ranks, (left, top) in found if (x - left) ** 2 + (y - top) ** 2 < _TOGETHER**2)
        ranks = next(near, None)
        if ranks is None:
            found.append(([rank], (x, y)))
        else:
            ranks.append(rank)
    return found


def _listed(ranks: Sequence[int]) -> str:
    return ", ".join(map(str, ranks[:_MOST])) + (" …" if len(ranks) > _MOST else "")


def _candidates(text: str, point: Point, taken: Sequence[Box], frame: Box) -> Iterator[tuple[Text, float]]:
    """Yield the text at each place beside a mark, and how much of it would be hidden or hide others there."""
    for right, down, anchor in _PLACES:
        candidate = Text(point[0] + right, point[1] + down, text, anchor, halo=True)
        box = _box(candidate)
        outside = (box.right - box.left) * (box.bottom - box.top) - box.overlap(frame)
        yield candidate, sum(map(box.overlap, taken)) + round(outside, 6)


def _box(text: Text) -> Box:
    width = _LETTER * len(str(text.phrase))
    left = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    return Box(left, text.y - _UP, left + width, text.y + _DOWN)
