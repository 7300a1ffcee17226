"""What it would take a site to reach a target: a paragraph, and the changes in tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n.numbers import decimal, exact, signed
from vasterviksmodell.output.analysis import step_texts as steps
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.reaching import texts
from vasterviksmodell.output.analysis.reaching.sentences import sentences
from vasterviksmodell.output.analysis.step_entries import criterion_entry, effort_entry, ids, opening_entry, step_entry
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.reaching.combination import Change, Combination
    from vasterviksmodell.analysis.reaching.opening import Opening
    from vasterviksmodell.analysis.reaching.reaching import Reaching
    from vasterviksmodell.analysis.reaching.ways import Way

SCHEMA = "vasterviksmodell/reaching/1"
_STEP = ("criterion", "measure", "needed", "change", "effort")
_EFFORT = _STEP.index("effort")
_HEADINGS = {"openings": _STEP, "ways": (*_STEP, "points_then"), "combination": (*_STEP, "points_more")}
_NUMBERS = ("change", "effort", "points_then", "points_more")
_Row = tuple[str, ...]


def document(it: "Reaching", language: Language) -> Iterator[Block]:
    """What it would take, for people: the paragraph first, then what it rests on."""
    title = texts.TITLES[it.target.kind].inside(language)
    yield Heading(title.format(name=shortened(it.name), at=exact(it.target.at, language)), 1)
    yield Paragraph(" ".join(sentences(it, language)))
    told = _tables(it, language)
    for key, rows in told.items():
        if rows:
            yield Heading(texts.HEADINGS[key].inside(language))
            yield _table(key, rows, language)
    if any(row[_EFFORT] for rows in told.values() for row in rows):
        yield Paragraph(steps.LEGEND.inside(language))


def _tables(it: "Reaching", language: Language) -> dict[str, list[_Row]]:
    """The rows of each table."""
    together = []
    if it.combination is not None and it.combination.is_enough:
        together = [(*_opening_row(opening, language), "") for opening in it.combination.besides]
        together += [_change_row(change, language) for change in it.combination.changes]
    return {
        "openings": [_opening_row(opening, language) for opening in it.openings],
        "ways": [_way_row(way, language) for way in it.ways],
        "combination": together,
    }


def _table(key: str, rows: list[_Row], language: Language) -> Grid:
    columns = tuple(Column(words.heading(name, language), name in _NUMBERS) for name in _HEADINGS[key])
    return Grid(columns, tuple(rows)).filled()


def _opening_row(it: "Opening", language: Language) -> _Row:
    return words.label(it.criterion, language), *steps.row(it, steps.opening_target(it, language), language)


def _way_row(it: "Way", language: Language) -> _Row:
    cells = steps.row(it, steps.way_target(it, language), language)
    return words.label(it.criterion, language), *cells, decimal(it.score, language)


def _change_row(it: "Change", language: Language) -> _Row:
    cells = steps.row(it, steps.target(it, language), language)
    return words.label(it.criterion, language), *cells, signed(it.gain, language)


def entry(it: "Reaching") -> dict[str, Any]:
    """What it would take, for programs: stable keys, full precision."""
    return {
        "schema": SCHEMA,
        "id": it.id,
        "name": it.name,
        "target": {"kind": it.target.kind} | ({} if it.target.kind == "qualified" else {"at": it.target.at}),
        "score": it.score,
        "needed": it.needed,
        "reached": it.is_reached,
        "possible": it.is_possible,
        "highest": it.highest,
        "openings": [opening_entry(opening) for opening in it.openings],
        "score_when_opened": it.opened,
        "effort_to_open": effort_entry(it.effort),
        "ways": [_way_entry(way) for way in it.ways],
        "combination": None if it.combination is None else _combination_entry(it.combination),
    }


def _way_entry(it: "Way") -> dict[str, Any]:
    return {**criterion_entry(it.criterion), **step_entry(it), "score": it.score}


def _combination_entry(it: "Combination") -> dict[str, Any]:
    return {
        "enough": it.is_enough,
        "changes": [_change_entry(change) for change in it.changes],
        "besides": ids(opening.criterion for opening in it.besides),
        "effort": effort_entry(it.effort),
        "score": it.score,
        "taking_part": ids(it.taking_part),
        "undeclared": ids(it.undeclared),
        "unknown": ids(it.unknown),
    }


def _change_entry(it: "Change") -> dict[str, Any]:
    return {**criterion_entry(it.criterion), **step_entry(it), "points": it.gain}
