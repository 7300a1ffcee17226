"""Obstacles by what stands in the way: a table for each kind, a column for each file, groups before what is in them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Span, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading
from vasterviksmodell.output.document.cells import Indented, Name, label
from vasterviksmodell.output.views import words

if TYPE_CHECKING:
    from vasterviksmodell.analysis.obstacles import Node, Obstacle, Obstacles, Survey

OPPORTUNITIES = Message("Opportunities")
_NOTICED = 0.05
"""Smaller amounts are shown as nothing."""
_ALONE = Message("{number} of {all}, alone {alone}")
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
    """Return `6 of 13, alone 2`."""
    numbers = {"number": len(obstacle.stops), "all": sites, "alone": len(obstacle.stops_alone)}
    return _ALONE.format(**{key: Whole(number) for key, number in numbers.items()})


def _of(concerned: Sequence[str], sites: int) -> Phrase:
    """Return `6 of 13`."""
    return _OF.format(number=Whole(len(concerned)), all=Whole(sites))


def _opportunity(obstacle: "Obstacle", sites: int) -> Phrase:
    """Return `2 of 13, unknown 9`; the latter only where something is unknown."""
    if not obstacle.possible:
        return _of(obstacle.opportunity, sites)
    return _OF_KNOWN.format(
        number=Whole(len(obstacle.opportunity)), all=Whole(sites), unknown=Whole(len(obstacle.possible))
    )


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
        lambda obstacle, sites: _of(obstacle.warns, sites),
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
        _opportunity,
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
    """Return a column for each file, and one for all when there are several."""
    columns: list[tuple[Phrase, Obstacles]] = [(_ALL, survey.total)]
    if len(survey.parts) > 1:
        columns = [*((Name(part.name), part.obstacles) for part in survey.parts), *columns]
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


def _table(kind: _Kind, nodes: "Sequence[tuple[Node, int]]", shown: Sequence[_Shown]) -> Grid:
    headings = [column.heading for column in shown] if len(shown) > 1 else [kind.heading]
    columns = (Column(words.COLUMNS[kind.column]), *(Column(heading, right=True) for heading in headings))
    rows = (
        (
            Indented(label(node), depth),
            *(kind.cell(column.obstacles[node.id], column.sites) for column in shown),
        )
        for node, depth in nodes
    )
    return Grid(columns, tuple(rows))
