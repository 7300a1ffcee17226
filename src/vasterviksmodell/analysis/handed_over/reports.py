"""Whether a report shows the ranking and the decision beside it, and is still as it was made."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from vasterviksmodell._version import __version__
from vasterviksmodell.analysis.handed_over.parts import Part, Parts
from vasterviksmodell.decision import Decision
from vasterviksmodell.decision.file import read_decision
from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.redaction import redacted_ranking
from vasterviksmodell.scoring.run import rank_saved
from vasterviksmodell.scoring.saved.carriers import DECISION, NAME, SETTINGS, BrokenCarrierError, carried_in
from vasterviksmodell.scoring.saved.document import json_document
from vasterviksmodell.scoring.saved.in_files import verification_of_file
from vasterviksmodell.scoring.saved.reading import SavedRanking, no_ranking, read_ranking
from vasterviksmodell.scoring.saved.verification import differences

_DIFFERS = Message("{where}: {key} is {stands} in the report, and {follows} in the ranking")
_TEXT = Message("its text or its order")
_NOT_AS_MADE = Message("made again, it says something else")
_NO_SETTINGS = Message("it lacks what says how it was made")
_UNREADABLE = Message("what says how it was made cannot be read")


@dataclass(frozen=True, slots=True)
class Inside:
    """A report and what it carries."""

    content: bytes
    suffix: str
    """Of the file: `.html`."""
    settings: bytes
    """With which it was made, as JSON."""
    ranking: Ranking
    """That it carries, computed again."""
    decision: Decision | None
    """That it carries, else that of the folder: a redacted edition carries none."""
    record: bytes
    """The file of that decision."""


class CannotRemakeError(Exception):
    """A report cannot be made again here, for a reason that is no fault of it."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(str(why))
        self.why = why


class UnreadableSettingsError(Exception):
    """What says how a report was made is not what the program writes."""


Remake = Callable[[Inside], bool]
"""Says whether a report is as it is made again; may raise `CannotRemakeError` and `UnreadableSettingsError`."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the reports of a folder are compared with."""

    parts: Parts
    ranking: bytes
    """The saved ranking, or that of the first report where there is no other."""
    path: str
    """Where it is."""
    saved: SavedRanking


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """What was found about a report."""

    path: str
    findings: tuple[Finding, ...]
    edition: str
    """`full`, `redacted` or, where it shows another ranking or none, `unknown`."""
    unmade: Phrase | None
    """Why it was not made again; None where it was, or where that would prove nothing."""


def verdict_on(report: Part, whole: Whole, remake: Remake) -> ReportVerdict:
    """Return what is found about a report: its ranking, its decision, and whether it is as it was made."""
    try:
        carried = {name: carried_in(BytesIO(report.content), name) for name in (NAME, DECISION, SETTINGS)}
    except BrokenCarrierError as broken:
        return ReportVerdict(report.name, (no_ranking(Place(report.name), broken.problem),), "unknown", None)
    except MissingExtra as missing:
        return ReportVerdict(report.name, (), "unknown", str(missing))
    ranking = carried[NAME]
    if ranking is None:
        return ReportVerdict(report.name, (Finding(rule("M202"), Place(report.name)),), "unknown", None)
    edition, found = _about_ranking(report, ranking, whole)
    found = (*found, *_about_decision(report, carried[DECISION], whole.parts, edition))
    if worst(found) == Severity.ERROR:
        return ReportVerdict(report.name, found, edition, None)
    changed, unmade = _about_making(report, ranking, carried, whole, remake)
    return ReportVerdict(report.name, (*found, *changed), edition, unmade)


def _about_ranking(report: Part, ranking: bytes, whole: Whole) -> tuple[str, tuple[Finding, ...]]:
    """Return the edition of a report, and what is wrong with the ranking that it carries."""
    if ranking == whole.ranking:
        return "full", ()
    if _redacted(whole) == ranking:
        return "redacted", ()
    place = f"{report.name}/{NAME}"
    _, errors = verification_of_file(ranking, place, [Path(whole.parts.folder)])
    facts: dict[str, Phrase] = {"path": whole.path, "difference": _difference(ranking, whole.ranking)}
    return "unknown", (
        *(finding for finding in errors if finding.severity == Severity.ERROR),
        Finding(rule("M201"), Place(report.name), facts),
    )


def _redacted(whole: Whole) -> bytes | None:
    """Return the ranking of the redacted edition; None where there can be none."""
    if whole.saved.is_cut:
        return None
    try:
        return "".join(json_document(redacted_ranking(rank_saved(whole.saved)))).encode()
    except ValueError:
        return None


def _difference(carried: bytes, ranking: bytes) -> Phrase:
    """Return the first difference between two saved rankings, in words."""
    one, other = (content.decode("utf-8", "replace") for content in (carried, ranking))
    try:
        first = next(differences(one, other), None)
    except (ValueError, RecursionError, LookupError):
        return _TEXT
    if first is None:
        return _TEXT
    return _DIFFERS.format(where=first.where, key=first.key, stands=first.stands, follows=first.follows)


def _about_decision(report: Part, carried: bytes | None, parts: Parts, edition: str) -> tuple[Finding, ...]:
    """Return whether the report shows the decision of the folder; a redacted edition carries none."""
    decision = parts.first("decision")
    if decision is None or edition == "redacted":
        return ()
    place, facts = Place(report.name), {"path": decision.name}
    if carried is None:
        return (Finding(rule("M204"), place, facts),)
    return () if carried == decision.content else (Finding(rule("M203"), place, facts),)


def _about_making(
    report: Part, ranking: bytes, carried: dict[str, bytes | None], whole: Whole, remake: Remake
) -> tuple[tuple[Finding, ...], Phrase | None]:
    """Return whether a report is as it was made, and why that cannot be told."""
    saved, _ = read_ranking(ranking, report.name)
    settings = carried[SETTINGS]
    if saved is None or (settings is None and saved.version != __version__):
        return (), _NO_SETTINGS
    if settings is None:
        return (_changed(report, _NO_SETTINGS),), None
    kept = whole.parts.first("decision")
    record = carried[DECISION] or (b"" if kept is None else kept.content)
    decision = read_decision(record, DECISION)[0] if record else None
    inside = Inside(report.content, Path(report.name).suffix.lower(), settings, rank_saved(saved), decision, record)
    try:
        is_as_made = remake(inside)
    except CannotRemakeError as cannot:
        return (), cannot.why
    except UnreadableSettingsError:
        return (_changed(report, _UNREADABLE),), None
    return (() if is_as_made else (_changed(report, _NOT_AS_MADE),)), None


def _changed(report: Part, problem: Phrase) -> Finding:
    return Finding(rule("M205"), Place(report.name), {"problem": Joined((problem,))})
