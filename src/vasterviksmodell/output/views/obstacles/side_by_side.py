"""Parts side by side: what stops or warns of their sites, what speaks for them, and what is not known, a row each."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.i18n import Bracketed, Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import short_labels
from vasterviksmodell.output.views.obstacles.tables import OPPORTUNITIES, part_label

if TYPE_CHECKING:
    from vasterviksmodell.analysis.obstacles import Obstacle, Part, Survey

_TITLE = Message("Side by side")
_OBSTACLES = Message("Obstacles")
_NOT_KNOWN = Message("Not known")
_PART = Message("Part")
_SITES = Message("Sites")
_MOST = 4
"""How many criteria a cell names, at most."""
_MORE = Message("and {number} more")
_LEGEND = Message("In parentheses for how many sites, the most first.")

_Concerned = Callable[["Obstacle"], Collection[str]]


def side_by_side(survey: "Survey") -> Iterator[Block]:
    """Yield a table with a row for each part, where there are several, or where only parts are asked for."""
    if len(survey.parts) == 1 and survey.by != "part":
        return
    headings = (_PART, _SITES, _OBSTACLES, OPPORTUNITIES, _NOT_KNOWN)
    columns = tuple(Column(heading, right=heading is _SITES) for heading in headings)
    yield Heading(_TITLE)
    yield Grid(columns, tuple(_row(part, survey) for part in survey.parts))
    yield Paragraph(_LEGEND)


def _row(part: "Part", survey: "Survey") -> tuple[Phrase, ...]:
    cells = (_named(part, concerned) for concerned in (_against, _for, _open))
    return part_label(part, survey), Whole(len(part.obstacles.sites)), *cells


def _against(obstacle: "Obstacle") -> Collection[str]:
    """The sites that a criterion stops or warns of."""
    return {*obstacle.stops, *obstacle.warns}


def _for(obstacle: "Obstacle") -> Collection[str]:
    """The sites for which it speaks."""
    return obstacle.opportunity


def _open(obstacle: "Obstacle") -> Collection[str]:
    """The sites of which it is not known whether it stops them, warns of them or speaks for them."""
    return {*obstacle.may_stop, *obstacle.may_warn, *obstacle.possible}


def _named(part: "Part", concerned: _Concerned) -> Phrase:
    """Return the criteria that concern sites of a part, each with for how many."""
    labels = short_labels(part.criteria)
    found = [
        Bracketed(labels[id], Whole(number)) for id, number in _counted(part, concerned) if number
    ]  # fmt: skip
    return Joined(tuple(_shortened(found)), ", ")


def _counted(part: "Part", concerned: _Concerned) -> Sequence[tuple[str, int]]:
    """Return the criteria by how many sites they concern, the most first, of equal ones the weightiest."""
    criteria = [node for node in part.obstacles.nodes if isinstance(node, Criterion)]
    numbers = {node.id: len(concerned(part.obstacles.obstacle(node))) for node in criteria}
    ordered = sorted(criteria, key=lambda node: (-numbers[node.id], -node.weight))
    return [(node.id, numbers[node.id]) for node in ordered]


def _shortened(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    yield from phrases[:_MOST]
    if len(phrases) > _MOST:
        yield _MORE.format(number=Whole(len(phrases) - _MOST))
