"""Obstacles by what stands in the way: a table for each kind, a column for each part, groups before what is in them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Span, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading
from vasterviksmodell.output.document.cells import Indented, label
from vasterviksmodell.output.ranking.divided_document import part_name
from vasterviksmodell.output.views import words

if TYPE_CHECKING:
    from vasterviksmodell.analysis.obstacles import Node, Obstacle, Obstacles, Part, Survey

OPPORTUNITIES = Message("Opportunities")
_ABREAST = 4
"""How many columns stand side by side, at most: three parts and all of them."""
_BELOW = 2
"""By how many steps a part is indented below its obstacle: one more than what is in a group."""
_NOTICED = 0.05
"""Smaller amounts are shown as nothing."""
_ALONE = Message("{number} of {all}, alone {alone}")
_ALONE_OF_KNOWN = Message("{number} of {all}, alone {alone}, unknown {unknown}")
_OF = Message("{number} of {all}")
_OF_KNOWN = Message("{number} of {all}, unknown {unknown}")
_ALL = Message("All")
_SITES = Message("Sites")
_POINTS = Message("Points")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A way in which criteria concern sites."""

    title: Message
    amount: Callable[["Obstacle"], tuple[float, float]]
    """The amount that is sure, and the most that is possible."""
    cell: Callable[["Obstacle", int], Phrase]
    """What stands in a table of an obstacle, by the number of all sites."""
    column: str = "obstacle"
    """What the obstacle is called."""
    heading: Message = _SITES
    """What the cells are called where there is one column of them."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a column shows: the obstacles of some sites by their node."""

    heading: Phrase
    sites: int
    obstacles: "Mapping[str, Obstacle]"


def alone(obstacle: "Obstacle", sites: int) -> Phrase:
    """Return `6 of 13, alone 2, unknown 5`; the last only where something is unknown."""
    numbers = {
        "number": len(obstacle.stops),
        "all": sites,
        "alone": len(obstacle.stops_alone),
        "unknown": len(obstacle.may_stop),
    }
    form = _ALONE_OF_KNOWN if obstacle.may_stop else _ALONE
    return form.format(**{key: Whole(number) for key, number in numbers.items()})


def _of(concerned: Sequence[str], sites: int, unknown: Sequence[str] = ()) -> Phrase:
    """Return `2 of 13, unknown 9`; the latter only where something is unknown."""
    form = _OF_KNOWN if unknown else _OF
    return form.format(number=Whole(len(concerned)), all=Whole(sites), unknown=Whole(len(unknown)))


_KINDS = (
    _Kind(
        Message("What stops sites"),
        lambda obstacle: (len(obstacle.stops), 0),
        alone,
    ),
    _Kind(
        Message("What must be found out"),
        lambda obstacle: (len(obstacle.unknown), 0),
        lambda obstacle, sites: _of(obstacle.unknown, sites),
    ),
    _Kind(
        Message("What is warned of"),
        lambda obstacle: (len(obstacle.warns), 0),
        lambda obstacle, sites: _of(obstacle.warns, sites, obstacle.may_warn),
    ),
    _Kind(
        Message("What holds sites back: points missed, in the mean"),
        lambda obstacle: (obstacle.shortfall, obstacle.shortfall_high),
        lambda obstacle, _: Span(obstacle.shortfall, obstacle.shortfall_high),
        heading=_POINTS,
    ),
    _Kind(
        OPPORTUNITIES,
        lambda obstacle: (len(obstacle.opportunity), len(obstacle.possible)),
        lambda obstacle, sites: _of(obstacle.opportunity, sites, obstacle.possible),
        column="criterion",
    ),
)


def by_obstacle(survey: "Survey") -> Iterator[Block]:
    """Yield a heading and a table for each kind that there is."""
    shown = _columns(survey)
    for kind in _KINDS:
        nodes = list(_ordered(shown[-1].obstacles.values(), kind.amount))
        if nodes:
            yield Heading(kind.title)
            yield _table(kind, nodes, shown)


def _columns(survey: "Survey") -> "list[_Shown]":
    """Return a column for each part, and one for all when there are several."""
    columns: list[tuple[Phrase, Obstacles]] = [(_ALL, survey.total)]
    if len(survey.parts) > 1:
        columns = [*((part_label(part, survey), part.obstacles) for part in survey.parts), *columns]
    nodes = survey.total.nodes
    return [
        _Shown(heading, len(found.sites), {node.id: found.obstacle(node) for node in nodes})
        for heading, found in columns
    ]


def _ordered(
    obstacles: "Collection[Obstacle]", amount: "Callable[[Obstacle], tuple[float, float]]", inside: tuple[str, ...] = ()
) -> "Iterator[tuple[Node, int]]":
    """Yield the nodes that may amount to something, each with its depth, the most first.

    Each group stands before what is in it, also where it amounts to nothing itself.
    """
    within = (obstacle for obstacle in obstacles if obstacle.node.groups[-1:] == inside)
    for obstacle in sorted(within, key=amount, reverse=True):
        below = list(_ordered(obstacles, amount, (obstacle.node.id,)))
        if below or max(amount(obstacle)) >= _NOTICED:
            yield obstacle.node, 0
            yield from ((node, depth + 1) for node, depth in below)


def part_label(part: "Part", survey: "Survey") -> Phrase:
    """Return what a part is called."""
    return part_name(part.name, survey.per or "")


def _table(kind: _Kind, nodes: "Sequence[tuple[Node, int]]", shown: Sequence[_Shown]) -> Grid:
    if len(shown) > _ABREAST:
        return _one_below_the_other(kind, nodes, shown)
    rows = tuple(
        (Indented(label(node), depth), *(kind.cell(column.obstacles[node.id], column.sites) for column in shown))
        for node, depth in nodes
    )
    headings = [column.heading for column in shown] if len(shown) > 1 else [kind.heading]
    _, *columns = zip(*rows, strict=True)
    rights = [len(shown) == 1 or all(map(_is_figure, cells)) for cells in columns]
    named = (Column(heading, right=right) for heading, right in zip(headings, rights, strict=True))
    return Grid((Column(words.COLUMNS[kind.column]), *named), rows)


def _is_figure(cell: Phrase) -> bool:
    """Say whether a cell holds numbers alone; words beside them must be able to wrap."""
    return isinstance(cell, Span) or (isinstance(cell, Message) and cell.text == _OF.text)


def _one_below_the_other(kind: _Kind, nodes: "Sequence[tuple[Node, int]]", shown: Sequence[_Shown]) -> Grid:
    """Return a table with a row for each part under that of all, because so many columns fit on no screen."""
    columns = (Column(words.COLUMNS[kind.column]), Column(kind.heading, right=True))
    *parts, together = shown
    rows = (
        (Indented(name, depth + below), kind.cell(column.obstacles[node.id], column.sites))
        for node, depth in nodes
        for name, below, column in ((label(node), 0, together), *((part.heading, _BELOW, part) for part in parts))
    )
    return Grid(columns, tuple(rows))
