"""A ranking as a table for people: whole in a pipe or a file, fitted and coloured on a terminal."""

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from vasterviksmodell.output.colours import Colour, painted
from vasterviksmodell.output.ranking import words
from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking


def render(ranking: "Ranking", view: View) -> Iterator[str]:
    """Screening first, then scores and ranks; the excluded last; a legend."""
    title, *question = words.titles(ranking, view.language) or [""]
    yield from _paragraph(title, view, "bold")
    for text in (*question, *words.weights(ranking, view.language), words.counts(ranking, view.language)):
        yield from _paragraph(text, view)
    yield from _body(ranking, view) if ranking.frame.height else _changes(ranking, view)
    rest = words.not_shown(ranking, view.language)
    if rest:
        yield from _paragraph(rest, view)


def _body(ranking: "Ranking", view: View) -> Iterator[str]:
    from vasterviksmodell.output.ranking.bars import bars
    from vasterviksmodell.output.ranking.layout import Layout

    layout = Layout.of(ranking, view)
    yield "\n"
    yield from (f"{line}\n" for line in layout.lines(ranking))
    yield "\n"
    if ranking.changes:
        yield from _changes(ranking, view)
        yield "\n"
    if view.width is not None:
        yield from (f"{line}\n" for line in bars(ranking, view))
    for text in words.legend(ranking, view.language, layout.widths):
        yield from _paragraph(text, view, "dim")


def _changes(ranking: "Ranking", view: View) -> Iterator[str]:
    for text in words.changes(ranking, view.language):
        yield from _paragraph(text, view)


def _paragraph(text: str, view: View, colour: Colour = "") -> Iterator[str]:
    for line in wrap(text, view.width) if view.width else filter(None, [text]):
        yield (painted(line, colour) if view.colour else line) + "\n"
