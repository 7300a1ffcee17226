"""A ranking as a table in GitHub's Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.output.ranking import words
from vasterviksmodell.output.ranking.columns import Column, columns_for
from vasterviksmodell.output.ranking.interface import View
from vasterviksmodell.output.ranking.rows import rows

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking

_SPECIAL = re.compile(r"([\\`*_<>\[\]|&~#$])|^([-+]|[0-9]+(?=[.)](?: |$)))")


def render(ranking: "Ranking", view: View) -> Iterator[str]:
    """What the table says, under a heading."""
    language = view.language
    title, *question = words.titles(ranking, language) or [""]
    heading = [f"## {_escaped(title)}\n"] if title else []
    paragraphs = [f"{_escaped(text)}\n" for text in (*question, words.counts(ranking, language))]
    yield "\n".join([*heading, *paragraphs])
    if ranking.frame.height:
        yield "\n"
        columns = columns_for(ranking)
        yield from _table(ranking, view, columns)
        meanings = words.legend(ranking, language, {it.key for it in columns})
        yield from (f"\n{_escaped(text)}\n" for text in meanings)
    rest = words.not_shown(ranking, language)
    if rest:
        yield f"\n{_escaped(rest)}\n"


def _table(ranking: "Ranking", view: View, columns: Sequence[Column]) -> Iterator[str]:
    yield _line(_escaped(it.heading.inside(view.language)) for it in columns)
    yield _line("---:" if it.right else "---" for it in columns)
    for row in rows(ranking, view.language):
        yield _line(_escaped(it.text(row, view.language)) for it in columns)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _escaped(text: str) -> str:
    """The text with every sign escaped that means something in Markdown, at its beginning or anywhere."""
    return _SPECIAL.sub(_backslash, text)


def _backslash(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
