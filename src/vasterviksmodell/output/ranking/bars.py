"""Bars of what scores are made of: a segment for each top group, then what unknown measures could add."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl
from rich.cells import cell_len, set_cell_size

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.i18n import Message
from vasterviksmodell.output.colours import Colour, painted
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.output.view import View
from vasterviksmodell.scoring import Ranking, names
from vasterviksmodell.wording import Language, in_line, shortened

_MOST_SITES = 40
_NAME = 24
_WIDTH = 100
"""Of a bar and the name before it, where no terminal says how wide it is."""
_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
_COLOURS: Sequence[Colour] = ("blue", "green", "magenta", "cyan", "yellow", "red")
_UNKNOWN = Message("░ unknown measures could add")


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment of every bar: a top group or a criterion that stands in none."""

    key: str
    label: str
    colour: Colour
    criteria: Sequence[Criterion]

    @property
    def points(self) -> pl.Expr:
        """What it surely contributes."""
        return pl.sum_horizontal(pl.col(names.value_low(it)) * float(it.weight) for it in self.criteria)


def bars(ranking: Ranking, view: View) -> Iterator[str]:
    """A bar for each ranked site (the first of them), then which segment is which, and an empty line."""
    parts = _parts(ranking.criteria, view.language)
    ranked = ranking.frame.filter(pl.col(names.RANK).is_not_null()).head(_MOST_SITES)
    labels = [shortened(name, _NAME) for name in ranked["name"]]
    indent = min(max(map(cell_len, labels), default=0), _NAME) + 2
    size = max((view.width or _WIDTH) - indent, 10)
    points = ranked.select(*(it.points.alias(str(number)) for number, it in enumerate(parts)), high=names.SCORE_HIGH)
    for label, (*certain, high) in zip(labels, points.iter_rows(), strict=True):
        bar = _bar(parts, certain, high, size)
        yield set_cell_size(label, indent - 2) + "  " + "".join(_painted(text, colour, view) for text, colour in bar)
    if labels:
        yield from _key(parts, view)
        yield ""


def _parts(criteria: Criteria, language: Language) -> list[_Part]:
    labels = short_labels(criteria, language)
    labels |= {it.id: in_line(it.label.inside(language), _NAME * 2) or it.id for it in criteria.groups}
    tops: dict[str, list[Criterion]] = {}
    for it in criteria.scored:
        tops.setdefault((*it.groups, it.id)[0], []).append(it)
    return [
        _Part(_KEYS[number % len(_KEYS)], labels[top], _COLOURS[number % len(_COLOURS)], members)
        for number, (top, members) in enumerate(tops.items())
    ]


def _bar(parts: Sequence[_Part], certain: Sequence[float], high: float, size: int) -> Iterator[tuple[str, Colour]]:
    """Each segment begins with its key, so that it can be told without colours."""
    end, total = 0, 0.0
    for part, points in zip(parts, certain, strict=True):
        total += points
        start, end = end, round(total * size / 100)
        yield (part.key + "█" * (end - start))[: end - start], part.colour
    yield "░" * (round(high * size / 100) - end), "dim"


def _painted(text: str, colour: Colour, view: View) -> str:
    return painted(text, colour) if view.colour else text


def _key(parts: Sequence[_Part], view: View) -> Iterator[str]:
    """The keys with their labels, as many on a line as fit."""
    entries = [(it.key, it.label, it.colour) for it in parts]
    entries.append((*_UNKNOWN.inside(view.language).split(" ", 1), "dim"))  # type: ignore[arg-type]
    line, room = "", view.width or _WIDTH
    for key, label, colour in entries:
        size = cell_len(f"{key} {label}") + 2
        if line and room < size:
            yield line.rstrip()
            line, room = "", view.width or _WIDTH
        line += f"{_painted(key, colour, view)} {label}  "
        room -= size
    yield line.rstrip()
