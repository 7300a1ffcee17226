"""A ranking as a table in GitHub's Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.output.markdown_text import escaped
from vasterviksmodell.output.ranking import words
from vasterviksmodell.output.ranking.columns import Column, columns_for
from vasterviksmodell.output.ranking.rows import rows
from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking


def render(ranking: "Ranking", view: View) -> Iterator[str]:
    """What the table says, under a heading."""
    language = view.language
    title, *question = words.titles(ranking, language) or [""]
    heading = [f"## {escaped(title)}\n"] if title else []
    below = (*question, *words.weights(ranking, language), words.counts(ranking, language))
    paragraphs = [f"{escaped(text)}\n" for text in below]
    yield "\n".join([*heading, *paragraphs])
    if ranking.frame.height:
        yield "\n"
        columns = columns_for(ranking)
        yield from _table(ranking, view, columns)
    yield from (f"\n{escaped(text)}\n" for text in words.changes(ranking, language))
    if ranking.frame.height:
        meanings = words.legend(ranking, language, {it.key for it in columns})
        yield from (f"\n{escaped(text)}\n" for text in meanings)
    rest = words.not_shown(ranking, language)
    if rest:
        yield f"\n{escaped(rest)}\n"


def _table(ranking: "Ranking", view: View, columns: Sequence[Column]) -> Iterator[str]:
    yield _line(escaped(it.heading.inside(view.language)) for it in columns)
    yield _line("---:" if it.right else "---" for it in columns)
    for row in rows(ranking, view.language):
        yield _line(escaped(it.text(row, view.language)) for it in columns)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
