"""What changed between two rankings, and because of what: a sentence, then its grounds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import decimal, signed, whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.comparison import texts
from vasterviksmodell.output.analysis.comparison.criteria import (
    criteria_blocks,
    criteria_entry,
    input_blocks,
    input_entry,
    whose_blocks,
)
from vasterviksmodell.output.analysis.comparison.summary import labels, numbered, summary
from vasterviksmodell.output.analysis.steps import measure_entry
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.statuses import STATUSES
from vasterviksmodell.output.whose_weights import whose_weights_entry
from vasterviksmodell.scoring.ranks import TOLERANCE
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.compare import Change, Comparison, Told, Version
    from vasterviksmodell.analysis.comparison.reasons import Outcome, Rescreened

SCHEMA = "vasterviksmodell/comparison/1"
_CAUSES = ("data", "criteria", "weights", "version")


def document(it: "Comparison", language: Language) -> Iterator[Block]:
    """The comparison for people: the sentence first, then its grounds."""
    yield Heading(texts.TITLE.inside(language), 1)
    yield from whose_blocks(it.old.ranking.criteria, it.new.ranking.criteria, language)
    yield Paragraph(" ".join(summary(it, language)))
    for key, version, ids in (("entered", it.new, it.entered), ("left", it.old, it.left)):
        if ids:
            yield Heading(texts.HEADINGS[key].inside(language))
            yield _sites(version, ids, language)
    if it.changes:
        yield Heading(texts.HEADINGS["changes"].inside(language))
        yield _changes(it.changes, labels(it, language), language)
        yield Paragraph(texts.LEGEND.inside(language))
    if it.unchanged and (it.changes or it.entered or it.left):
        yield Paragraph(numbered(texts.UNCHANGED, it.unchanged, language))
    yield from _grounds(it, language)


def _grounds(it: "Comparison", language: Language) -> Iterator[Block]:
    restated = [change for change in it.changes if change.is_restated]
    if restated:
        yield Heading(texts.HEADINGS["statuses"].inside(language))
        yield Items(tuple(_restated(change, language) for change in restated))
    yield Heading(texts.HEADINGS["criteria"].inside(language))
    yield from criteria_blocks(it.criteria, language)
    if it.inputs:
        yield Heading(texts.HEADINGS["inputs"].inside(language))
        yield from input_blocks(it.inputs, language)


def _sites(version: "Version", ids: Sequence[str], language: Language) -> Grid:
    columns = (
        Column(words.heading("site", language)),
        Column(words.heading("rank", language), right=True),
        Column(words.heading("status", language)),
        Column(texts.COLUMNS["score"].inside(language), right=True),
    )
    rows = (
        (shortened(it.name), _rank(it.rank, language), _status(it, language), decimal(it.score, language))
        for it in (version.told[id] for id in ids)
    )
    return Grid(columns, tuple(rows))


def _rank(rank: int | None, language: Language) -> str:
    return "–" if rank is None else whole(rank, language)


def _status(it: "Told", language: Language) -> str:
    return STATUSES[it.status].inside(language)


def _changes(changes: "Sequence[Change]", named: Mapping[str, str], language: Language) -> Grid:
    parts = [it.parts for it in changes]
    causes = [cause for cause in _CAUSES if any(abs(part[cause]) > TOLERANCE for part in parts)]
    columns = (
        *(Column(words.heading(key, language)) for key in ("site", "rank", "status")),
        *(Column(texts.COLUMNS[key].inside(language), right=True) for key in ("score", "change", *causes)),
        Column(texts.COLUMNS["most"].inside(language)),
    )
    rows = ((*_row(it, language), *_parts(it, causes, language), _most(it, named, language)) for it in changes)
    return Grid(columns, tuple(rows))


def _row(it: "Change", language: Language) -> tuple[str, ...]:
    return (
        shortened(it.new.name),
        _moved(_rank(it.old.rank, language), _rank(it.new.rank, language)),
        _moved(_status(it.old, language), _status(it.new, language)),
        _moved(decimal(it.old.score, language), decimal(it.new.score, language)),
        signed(it.points, language),
    )


def _parts(it: "Change", causes: Sequence[str], language: Language) -> Iterator[str]:
    """What the change of the score is made of."""
    return (signed(it.parts[cause], language) for cause in causes)


def _moved(old: str, new: str) -> str:
    return old if old == new else f"{old} → {new}"


def _most(it: "Change", named: Mapping[str, str], language: Language) -> str:
    """The criterion that contributed most, with its points and what is known otherwise of it."""
    decisive = it.decisive
    if decisive is None:
        return ""
    measures = {change.new.criterion.id: change for change in it.measures}
    told = [signed(it.by_criterion[decisive], language)]
    if decisive in measures:
        change = measures[decisive]
        told.append(_moved(measure(change.old, language), measure(change.new, language)))
    return f"{named[decisive]} ({'; '.join(told)})"


def _restated(it: "Change", language: Language) -> str:
    """A site with another status, and the requirements that made it so."""
    old, new = _status(it.old, language), _status(it.new, language)
    told = texts.STATUS.inside(language).format(name=shortened(it.new.name), old=old, new=new)
    outcomes = [_outcome(outcome, language) for outcome in it.outcomes]
    if outcomes:
        return f"{told}. {'; '.join(outcomes)}."
    return f"{told} ({texts.REASONS['version' if it.is_told_otherwise else 'criteria'].inside(language)})"


def _outcome(it: "Rescreened", language: Language) -> str:
    old, new = (_truth(truth).inside(language) for truth in (it.old, it.new))
    told = texts.OUTCOME.inside(language).format(label=words.label(it.criterion, language), old=old, new=new)
    reasons = words.enumerated((texts.REASONS[cause].inside(language) for cause in it.because), language)
    return f"{told} ({reasons})"


def _truth(outcome: "Outcome | None") -> Message:
    if outcome is None:
        return texts.NOT_REQUIRED
    return words.EXCLUDING if outcome == "excluding" else words.TRUTHS[outcome]


def entry(it: "Comparison") -> dict[str, Any]:
    """The comparison for programs: stable keys, full precision."""
    from vasterviksmodell.analysis.comparison.causes import causes

    return {
        "schema": SCHEMA,
        "old": _version_entry(it.old),
        "new": _version_entry(it.new),
        "unchanged": it.unchanged,
        "causes": [
            {"cause": cause.name, "sites": cause.sites, "points": cause.points, "criterion": cause.criterion}
            for cause in causes(it)
        ],
        "entered": [{"id": id, **_told_entry(it.new.told[id])} for id in it.entered],
        "left": [{"id": id, **_told_entry(it.old.told[id])} for id in it.left],
        "changes": (_change_entry(change) for change in it.changes),
        "criteria": criteria_entry(it.criteria),
        "inputs": [input_entry(change) for change in it.inputs],
    }


def _version_entry(it: "Version") -> dict[str, Any]:
    return {"version": it.version, "sites": len(it.told), **whose_weights_entry(it.ranking.criteria)}


def _told_entry(it: "Told") -> dict[str, Any]:
    return {"name": it.name, "status": it.status, "rank": it.rank, "score": it.score}


def _change_entry(it: "Change") -> dict[str, Any]:
    return {
        "id": it.id,
        "old": _told_entry(it.old),
        "new": _told_entry(it.new),
        "points": it.points,
        "parts": it.parts,
        "by_criterion": it.points_by,
        "most": it.decisive,
        "measures": [
            {"criterion": change.new.criterion.id, "old": measure_entry(change.old), "new": measure_entry(change.new)}
            for change in it.measures
        ],
        "requirements": [
            {"criterion": outcome.criterion.id, "old": outcome.old, "new": outcome.new, "because": outcome.because}
            for outcome in it.outcomes
        ],
    }
