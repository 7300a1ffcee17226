"""Stacked bars on a terminal."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from vasterviksmodell.i18n import written
from vasterviksmodell.output.document.blocks import Bar, Bars
from vasterviksmodell.output.renderers.colours import Colour, painted
from vasterviksmodell.output.view import View

_NAME = 24
_NARROWEST = 10
_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
_REST = "░"
_COLOURS: Sequence[Colour] = ("blue", "green", "magenta", "cyan", "yellow", "red")


def bar_lines(bars: Bars, view: View) -> Iterator[str]:
    """Yield a line for each bar, then which segment is which."""
    labels = [written(bar.label, view.language) for bar in bars.bars]
    indent = min(max(map(cell_len, labels), default=0), _NAME) + 2
    size = max((view.width or 0) - indent, _NARROWEST)
    for label, bar in zip(labels, bars.bars, strict=True):
        drawn = "".join(_painted(text, colour, view) for text, colour in _segments(bar, size))
        yield set_cell_size(label, indent - 2) + "  " + drawn
    if labels:
        yield from _key(bars, view)


def _segments(bar: Bar, size: int) -> Iterator[tuple[str, Colour]]:
    """Yield the segments, each beginning with its key, so that it can be known without colours."""
    end, total = 0, 0.0
    for number, points in enumerate(bar.segments):
        total += points
        start, end = end, round(total * size / 100)
        yield (_sign(number) + "█" * (end - start))[: end - start], _COLOURS[number % len(_COLOURS)]
    yield _REST * (round(bar.reach * size / 100) - end), "dim"


def _sign(number: int) -> str:
    return _KEYS[number % len(_KEYS)]


def _key(bars: Bars, view: View) -> Iterator[str]:
    """Yield the keys with what they stand for, as many on a line as fit."""
    entries = [(_sign(at), text, _COLOURS[at % len(_COLOURS)]) for at, text in enumerate(bars.segments)]
    line, room = "", view.width or 0
    for key, text, colour in (*entries, (_REST, bars.rest, "dim")):
        label = written(text, view.language)
        size = cell_len(f"{key} {label}") + 2
        if line and room < size:
            yield line.rstrip()
            line, room = "", view.width or 0
        line += f"{_painted(key, colour, view)} {label}  "
        room -= size
    yield line.rstrip()


def _painted(text: str, colour: Colour, view: View) -> str:
    return painted(text, colour) if view.colour else text
