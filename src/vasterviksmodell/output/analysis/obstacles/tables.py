"""Obstacles by what stands in the way: a table for each kind, a column for each file, groups before what is in them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import decimal, whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.obstacles import texts
from vasterviksmodell.output.document import Block, Column, Grid, Heading
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.obstacles.obstacles import Obstacle, Survey
    from vasterviksmodell.analysis.obstacles.site_obstacles import Node

_INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
_NOTICED = 0.05
"""What is less is written as nothing."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A way in which something concerns sites."""

    key: str
    amount: Callable[["Obstacle"], float]
    cell: Callable[["Obstacle", int, Language], str]
    heading: Message = texts.SITES


@dataclass(frozen=True, slots=True)
class _Told:
    """What a column tells: the obstacles of some sites by their node."""

    heading: str
    sites: int
    obstacles: "Mapping[str, Obstacle]"


def alone(it: "Obstacle", sites: int, language: Language) -> str:
    """`6 of 13, alone 2`."""
    numbers = {"number": len(it.stops), "all": sites, "alone": len(it.stops_alone)}
    return texts.ALONE.inside(language).format(**{key: whole(number, language) for key, number in numbers.items()})


def _of(number: int, sites: int, language: Language) -> str:
    return texts.OF.inside(language).format(number=whole(number, language), all=whole(sites, language))


_KINDS = (
    _Kind("stops", lambda it: len(it.stops), alone),
    _Kind("unknown", lambda it: len(it.unknown), lambda it, sites, language: _of(len(it.unknown), sites, language)),
    _Kind("warns", lambda it: len(it.warns), lambda it, sites, language: _of(len(it.warns), sites, language)),
    _Kind("shortfall", lambda it: it.shortfall, lambda it, _, language: decimal(it.shortfall, language), texts.POINTS),
    _Kind(
        "opportunity",
        lambda it: len(it.opportunity),
        lambda it, sites, language: _of(len(it.opportunity), sites, language),
    ),
)


def by_obstacle(it: "Survey", language: Language) -> Iterator[Block]:
    """A heading and a table for each kind that there is."""
    told = _columns(it, language)
    for kind in _KINDS:
        nodes = list(_ordered(told[-1].obstacles.values(), kind.amount))
        if nodes:
            yield Heading(texts.BY_OBSTACLE[kind.key].inside(language))
            yield _table(kind, nodes, told, language)


def _columns(it: "Survey", language: Language) -> "list[_Told]":
    """A column for each file, and one for all when there are several."""
    parts = [(shortened(part.name), part.obstacles) for part in it.parts] if len(it.parts) > 1 else []
    total = it.total
    return [
        _Told(heading, len(found.sites), {node.id: found.obstacle(node) for node in total.nodes})
        for heading, found in (*parts, (texts.ALL.inside(language), total))
    ]


def _ordered(
    obstacles: "Collection[Obstacle]", amount: "Callable[[Obstacle], float]", inside: tuple[str, ...] = ()
) -> "Iterator[tuple[Node, int]]":
    """The nodes that amount to something, each group before what is in it, the most first; and how deep they stand."""
    for it in sorted((it for it in obstacles if it.node.groups[-1:] == inside), key=lambda it: -amount(it)):
        if amount(it) >= _NOTICED:
            yield it.node, 0
            yield from ((below, depth + 1) for below, depth in _ordered(obstacles, amount, (it.node.id,)))


def _table(kind: _Kind, nodes: "Sequence[tuple[Node, int]]", told: Sequence[_Told], language: Language) -> Grid:
    headings = [it.heading for it in told] if len(told) > 1 else [kind.heading.inside(language)]
    columns = (
        Column(words.heading("obstacle" if kind.key != "opportunity" else "criterion", language)),
        *(Column(it, right=True) for it in headings),
    )
    rows = tuple(
        (
            _INDENT * depth + words.label(node, language),
            *(kind.cell(it.obstacles[node.id], it.sites, language) for it in told),
        )
        for node, depth in nodes
    )
    return Grid(columns, rows)
