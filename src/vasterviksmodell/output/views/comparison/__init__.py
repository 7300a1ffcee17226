"""What changed between two rankings, and because of what: a sentence, then its grounds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Bracketed, Enumeration, Joined, Message, Phrase, Plural, written
from vasterviksmodell.i18n.numbers import Decimal, Signed
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Moved, Name, Rank, Status, label
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.comparison.actions import action_blocks, actions_entry
from vasterviksmodell.output.views.comparison.decision import decision_blocks, decision_entry
from vasterviksmodell.output.views.comparison.events import event_blocks, events_entry
from vasterviksmodell.output.views.comparison.summary import (
    aspect_text,
    criteria_blocks,
    input_items,
    labels,
    summary,
    whose_blocks,
)
from vasterviksmodell.output.views.result_view import ResultView
from vasterviksmodell.output.views.words import measure_entry
from vasterviksmodell.scoring.ranking import TOLERANCE
from vasterviksmodell.scoring.saved.document import whose_weights_entry

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.attribution import ChangedOutcome
    from vasterviksmodell.analysis.comparison.compare import Change, Comparison, ReportedSite, Version
    from vasterviksmodell.analysis.comparison.criteria_changes import CriteriaChanges, InputChange

SCHEMA = "vasterviksmodell/comparison/1"
_TITLE = Message("What changed")
_HEADINGS = {
    "entered": Message("Sites that entered"),
    "left": Message("Sites that left"),
    "changes": Message("Changes, site by site"),
    "statuses": Message("Why another status"),
    "criteria": Message("What changed in the criteria"),
    "actions": Message("What changed in the action plan"),
    "events": Message("What changed in the events"),
    "inputs": Message("Input files that differ"),
}
_UNCHANGED = Plural("{number} site is unchanged and not listed.", "{number} sites are unchanged and not listed.")
_LEGEND = Message(
    "The columns after the change of the score divide it by cause; they sum to it. Most: the criterion that"
    " contributed most, with its points and, where it changed, its measure before and now."
)
_SCORE, _CHANGE, _MOST = Message("Score"), Message("Change"), Message("Most")
_CAUSES = {
    "data": Message("Measures"),
    "criteria": Message("Criteria"),
    "weights": Message("Weights"),
    "version": Message("Version"),
}
_OUTCOMES = {**words.TRUTHS, "excluding": Message("unknown, excludes")}
_NOT_REQUIRED = Message("not required")
_REASONS = {
    "data": Message("the measure changed"),
    "criteria": Message("the requirement changed"),
    "version": Message("another version of the program"),
}


class ComparisonView(ResultView["Comparison"]):
    """What changed between two rankings."""

    columns: ClassVar[tuple[str, ...]] = (
        "id",
        "what",
        "old.name",
        "new.name",
        "old.status",
        "new.status",
        "old.rank",
        "new.rank",
        "old.score",
        "new.score",
        "points",
        "parts.data",
        "parts.criteria",
        "parts.weights",
        "parts.version",
        "most",
    )

    def document(self, comparison: "Comparison") -> Iterator[Block]:
        """Yield the sentence first, then its grounds."""
        old, new = comparison.old, comparison.new
        yield Heading(_TITLE, 1)
        yield from whose_blocks(old.ranking.criteria, new.ranking.criteria)
        yield Paragraph(Joined(summary(comparison), " "))
        for key, version, ids in (("entered", new, comparison.entered), ("left", old, comparison.left)):
            if ids:
                yield Heading(_HEADINGS[key])
                yield _sites(version, ids)
        if comparison.review is not None:
            yield from decision_blocks(comparison.review)
        yield from _site_by_site(comparison)
        yield from _grounds(comparison)

    def entry(self, comparison: "Comparison") -> dict[str, Any]:
        """Return the comparison for programs: stable keys, full precision."""
        from vasterviksmodell.analysis.comparison.compare import causes

        return {
            "schema": SCHEMA,
            "old": _version_entry(comparison.old),
            "new": _version_entry(comparison.new),
            "unchanged": comparison.unchanged,
            "causes": [
                {"cause": cause.name, "sites": cause.sites, "points": cause.points, "criterion": cause.criterion}
                for cause in causes(comparison)
            ],
            "entered": [{"id": id, **_site_entry(comparison.new.told[id])} for id in comparison.entered],
            "left": [{"id": id, **_site_entry(comparison.old.told[id])} for id in comparison.left],
            "changes": (_change_entry(change) for change in comparison.changes),
            "criteria": _criteria_entry(comparison.criteria),
            "inputs": [_input_entry(change) for change in comparison.inputs],
            **({"actions": actions_entry(comparison.actions)} if comparison.actions else {}),
            **({"events": events_entry(comparison.events)} if comparison.events else {}),
            **({"decision": decision_entry(comparison.review)} if comparison.review else {}),
        }

    def rows(self, comparison: "Comparison") -> Iterator[dict[str, Any]]:
        """Yield a row for each site that changed, entered or left."""
        yield from ({"what": "changed", **_change_entry(change)} for change in comparison.changes)
        for what, side, version, ids in (
            ("entered", "new", comparison.new, comparison.entered),
            ("left", "old", comparison.old, comparison.left),
        ):
            yield from ({"id": id, "what": what, side: _site_entry(version.told[id])} for id in ids)


def _site_by_site(comparison: "Comparison") -> Iterator[Block]:
    if comparison.changes:
        yield Heading(_HEADINGS["changes"])
        yield _changes(comparison.changes, labels(comparison))
        yield Paragraph(_LEGEND)
    if comparison.unchanged and (comparison.changes or comparison.entered or comparison.left):
        yield Paragraph(_UNCHANGED.counting(comparison.unchanged))


def _grounds(comparison: "Comparison") -> Iterator[Block]:
    restated = [change for change in comparison.changes if change.is_restated]
    if restated:
        yield Heading(_HEADINGS["statuses"])
        yield Items(tuple(map(_restated, restated)))
    yield Heading(_HEADINGS["criteria"])
    yield from criteria_blocks(comparison.criteria)
    if comparison.actions:
        yield Heading(_HEADINGS["actions"])
        yield from action_blocks(
            comparison.actions, *(side.ranking.criteria for side in (comparison.old, comparison.new))
        )
    if comparison.events:
        yield Heading(_HEADINGS["events"])
        yield from event_blocks(comparison.events)
    if comparison.inputs:
        yield Heading(_HEADINGS["inputs"])
        yield input_items(comparison.inputs)


def _sites(version: "Version", ids: Sequence[str]) -> Grid:
    columns = (
        Column(words.COLUMNS["site"]),
        Column(words.COLUMNS["rank"], right=True),
        Column(words.COLUMNS["status"]),
        Column(_SCORE, right=True),
    )
    return Grid(columns, tuple(_site_row(version.told[id]) for id in ids))


def _site_row(site: "ReportedSite") -> tuple[Phrase, ...]:
    return Name(site.name), Rank(site.rank), Status(site.status), Decimal(site.score)


def _changes(changes: "Sequence[Change]", labels_by_id: Mapping[str, Phrase]) -> Grid:
    """Return the sites that changed, with the causes of any change of a score, and the criteria that did most."""
    parts = [change.parts for change in changes]
    causes = [cause for cause in _CAUSES if any(abs(part[cause]) > TOLERANCE for part in parts)]
    columns = (
        *(Column(words.COLUMNS[key]) for key in ("site", "rank", "status")),
        *(Column(heading, right=True) for heading in (_SCORE, _CHANGE, *(_CAUSES[cause] for cause in causes))),
        Column(_MOST),
    )
    return Grid(
        columns, tuple((*_row(change), *_parts(change, causes), _most(change, labels_by_id)) for change in changes)
    )


def _row(change: "Change") -> tuple[Phrase, ...]:
    _, *before = _site_row(change.old)
    name, *now = _site_row(change.new)
    return name, *map(Moved, before, now), Signed(change.points)


def _parts(change: "Change", causes: Sequence[str]) -> Iterator[Phrase]:
    """Yield what the change of the score is made of."""
    return (Signed(change.parts[cause]) for cause in causes)


def _most(change: "Change", labels_by_id: Mapping[str, Phrase]) -> Phrase:
    """Return the criterion that contributed most, with its points and, where it changed, its measure."""
    decisive = change.decisive
    if decisive is None:
        return ""
    remeasured = (measured for measured in change.measures if measured.new.criterion.id == decisive)
    measures = (Moved(measure(measured.old), measure(measured.new)) for measured in remeasured)
    return Bracketed(labels_by_id[decisive], Joined((Signed(change.by_criterion[decisive]), *measures), "; "))


def _restated(change: "Change") -> Phrase:
    """Return a site with another status, and the requirements that made it so."""
    statuses = Moved(Status(change.old.status), Status(change.new.status))
    restated = Joined((Name(change.new.name), statuses), ": ")
    if change.outcomes:
        return Joined((restated, ". ", Joined(map(_outcome, change.outcomes), "; "), "."), "")
    return Bracketed(restated, _REASONS["version" if change.is_told_otherwise else "criteria"])


def _outcome(outcome: "ChangedOutcome") -> Phrase:
    outcomes = Moved(*(_NOT_REQUIRED if truth is None else _OUTCOMES[truth] for truth in (outcome.old, outcome.new)))
    reasons = Enumeration(_REASONS[cause] for cause in outcome.because)
    return Bracketed(Joined((label(outcome.criterion), outcomes), ": "), reasons)


def _version_entry(version: "Version") -> dict[str, Any]:
    return {
        "version": version.version,
        "sites": len(version.told),
        **whose_weights_entry(version.ranking.criteria),
    }


def _site_entry(site: "ReportedSite") -> dict[str, Any]:
    return {"name": site.name, "status": site.status, "rank": site.rank, "score": site.score}


def _change_entry(change: "Change") -> dict[str, Any]:
    return {
        "id": change.id,
        "old": _site_entry(change.old),
        "new": _site_entry(change.new),
        "points": change.points,
        "parts": change.parts,
        "by_criterion": change.points_by,
        "most": change.decisive,
        "measures": [
            {
                "criterion": measured.new.criterion.id,
                "old": measure_entry(measured.old),
                "new": measure_entry(measured.new),
            }
            for measured in change.measures
        ],
        "requirements": [
            {"criterion": outcome.criterion.id, "old": outcome.old, "new": outcome.new, "because": outcome.because}
            for outcome in change.outcomes
        ],
    }


def _criteria_entry(changes: "CriteriaChanges") -> dict[str, Any]:
    return {
        "unknown": None if changes.unknown is None else {"old": changes.unknown[0], "new": changes.unknown[1]},
        "added": [{"criterion": criterion.id, "weight": float(criterion.weight)} for criterion in changes.added],
        "removed": [{"criterion": criterion.id, "weight": float(criterion.weight)} for criterion in changes.removed],
        "weights": [
            {"criterion": altered.new.id, "old": float(altered.old.weight), "new": float(altered.new.weight)}
            for altered in changes.altered
            if altered.is_reweighed
        ],
        "altered": [
            {
                "criterion": altered.new.id,
                "what": aspect,
                "old": written(aspect_text(altered.old, aspect), "en"),
                "new": written(aspect_text(altered.new, aspect), "en"),
            }
            for altered in changes.altered
            for aspect in altered.aspects
        ],
    }


def _input_entry(change: "InputChange") -> dict[str, Any]:
    return {
        "path": change.path,
        "old_sha256": change.old.sha256 if change.old else None,
        "new_sha256": change.new.sha256 if change.new else None,
    }
