"""Verify a folder: what is in it, whether each part is sound, and whether they fit together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from vasterviksmodell.analysis.handed_over.criteria import criteria_findings
from vasterviksmodell.analysis.handed_over.parts import NEEDED, Kind, Part, Parts, parts_of, several
from vasterviksmodell.analysis.handed_over.reports import Remake, ReportVerdict, Whole, verdict_on
from vasterviksmodell.analysis.order.evidence import Evidence, KnownDecision, KnownRanking, StatedCriteria
from vasterviksmodell.analysis.order.judgement import first_frozen, known_file, order_findings
from vasterviksmodell.analysis.order.moves import KnownSites
from vasterviksmodell.analysis.planning.verification import verification_of_plan
from vasterviksmodell.decision import judge
from vasterviksmodell.decision.file import read_decision
from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.findings import Finding, Place, Severity, in_order, rule, worst
from vasterviksmodell.freezing import FreezeRecord
from vasterviksmodell.freezing.file import read_freeze_record
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.scoring.run import rank_saved
from vasterviksmodell.scoring.saved.carriers import NAME, BrokenCarrierError, carried_in
from vasterviksmodell.scoring.saved.in_files import verification_of_file
from vasterviksmodell.scoring.saved.reading import SavedRanking
from vasterviksmodell.scoring.saved.verification import Verification
from vasterviksmodell.sites.formats import format_for
from vasterviksmodell.source.files import Source

KINDS: dict[Kind, Message] = {
    "criteria": Message("criteria", "in a folder"),
    "actions": Message("actions", "in a folder"),
    "events": Message("events", "in a folder"),
    "sites": Message("sites", "in a folder"),
    "ranking": Message("ranking", "in a folder"),
    "decision": Message("decision", "in a folder"),
    "record": Message("record of what was frozen", "in a folder"),
    "report": Message("report", "in a folder"),
    "plan": Message("plan", "in a folder"),
    "other": Message("something else, not looked at", "in a folder"),
}
_CHANGED_SINCE = ("O102", "O103", "O104")
"""In a folder these are errors: a decision belongs to the ranking beside it."""
_FITS = Message("The parts of the folder fit together.")
_FITS_BUT = Message("What is in the folder fits together; it lacks: {parts}.")
_FITS_NOT = Message("The parts of the folder do not fit together.")
_NOTHING = Message("There is no ranking in the folder, saved or in a report: nothing can be verified.")
_RANKING = Message("Of the ranking: {verdict}.")
_UNMADE = Message("What {path} shows beside the ranking in it is not verified: {why}.")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FolderVerification(FrozenValue):
    """What was found in a folder."""

    parts: Parts
    findings: tuple[Finding, ...]
    """In order of place; none is an error where the parts fit together."""
    missing: tuple[Kind, ...]
    """The parts that a stranger needs and that the folder lacks."""
    ranking: Verification | None
    """That of the ranking; None where there is none that can be read."""
    reports: tuple[ReportVerdict, ...]

    @property
    def fits(self) -> bool:
        """Whether there is a ranking, and no finding is an error."""
        return self.ranking is not None and worst(self.findings) != Severity.ERROR

    @property
    def closing(self) -> Phrase:
        """What was verified, what was not, and why."""
        return Joined(self._sentences(), " ")

    def _sentences(self) -> Iterator[Phrase]:
        if self.ranking is None:
            yield _FITS_NOT if worst(self.findings) == Severity.ERROR else _NOTHING
            return
        lacking = Joined(KINDS[kind] for kind in self.missing)
        yield _FITS_NOT if not self.fits else _FITS_BUT.format(parts=lacking) if self.missing else _FITS
        yield _RANKING.format(verdict=self.ranking.closing)
        for report in self.reports:
            if report.unmade is not None:
                yield _UNMADE.format(path=visible(report.path), why=report.unmade)


def verified_folder(folder: str, remake: Remake) -> FolderVerification:
    """Verify the folder at a path; `remake` makes a report again. Raises `OSError` when it cannot be read."""
    parts = parts_of(folder)
    whole, verification, found = _ranking(parts)
    found = [*found, *_repeated(parts)]
    missing = tuple(kind for kind in NEEDED if not parts.of(kind))
    found += [Finding(rule("M001"), Place(folder), {"what": KINDS[kind]}) for kind in missing]
    reports: tuple[ReportVerdict, ...] = ()
    if whole is not None:
        found += [*_criteria(parts, whole.saved), *_unranked(parts, whole.saved), *_plans(parts)]
        reports = tuple(verdict_on(report, whole, remake) for report in parts.of("report"))
        found += [finding for report in reports for finding in report.findings]
    found += [*_decision(parts, None if whole is None else whole.saved), *_order(parts, whole)]
    return FolderVerification(parts, in_order(found), missing, verification, reports)


def _ranking(parts: Parts) -> tuple[Whole | None, Verification | None, list[Finding]]:
    """Return the saved ranking, else that which a report carries, and what is found about it."""
    file = parts.first("ranking")
    content, path = (file.content, file.name) if file is not None else _carried(parts.of("report"))
    if content is None:
        return None, None, []
    verification, found = verification_of_file(content, path, [Path(parts.folder)])
    if verification is None:
        return None, None, list(found)
    return Whole(parts, content, path, verification.saved), verification, list(found)


def _carried(reports: tuple[Part, ...]) -> tuple[bytes | None, str]:
    """Return the ranking that the first report carries, if one does."""
    for report in reports:
        try:
            content = carried_in(BytesIO(report.content))
        except (BrokenCarrierError, MissingExtra):
            continue
        if content is not None:
            return content, f"{report.name}/{NAME}"
    return None, ""


def _repeated(parts: Parts) -> Iterator[Finding]:
    for first, others in several(parts):
        names = Joined(visible(other.path.name) for other in others)
        yield Finding(rule("M002"), Place(first.name), {"others": names, "what": KINDS[first.kind]})


def _criteria(parts: Parts, saved: SavedRanking) -> Iterator[Finding]:
    yield from criteria_findings(parts, saved.criteria, redacted=saved.sites.redaction is not None)


def _unranked(parts: Parts, saved: SavedRanking) -> Iterator[Finding]:
    """Yield the files of sites that the ranking was not made from, neither as they are nor as they were."""
    inputs = saved.sites.inputs
    known = {file.sha256 for file in inputs} | {Path(file.path).name for file in inputs}
    for part in parts.of("sites"):
        if saved.sites.redaction is None and not {part.sha256, part.path.name} & known:
            yield Finding(rule("M102"), Place(part.name))


def _plans(parts: Parts) -> Iterator[Finding]:
    for plan in parts.of("plan"):
        yield from verification_of_plan(plan.content, plan.name, [Path(parts.folder)])[1]


def _decision(parts: Parts, saved: SavedRanking | None) -> list[Finding]:
    """Return what is found about the decision: about its form, or judged against the ranking of the folder."""
    part = parts.first("decision")
    if part is None:
        return []
    decision, found = read_decision(part.content, part.name)
    if decision is None or saved is None or saved.is_cut:
        return list(found)
    judged = judge(decision, rank_saved(saved))
    return [*found, *map(_as_in_a_folder, judged)]


def _order(parts: Parts, whole: Whole | None) -> list[Finding]:
    """Return what is found about the record of what was frozen: about its form, or about the order of events."""
    part = parts.first("record")
    if part is None:
        return []
    record, found = read_freeze_record(part.content, part.name)
    return list(found) if record is None else [*found, *order_findings(record, _evidence(parts, record, whole))]


def _evidence(parts: Parts, record: FreezeRecord, whole: Whole | None) -> Evidence:
    """Return the files of a folder as evidence of the order of events."""
    criteria, decision = parts.first("criteria"), parts.first("decision")
    ranked = None if whole is None else _known_ranking(parts, whole)
    sources = [Source.of(part.path, name=part.name) for part in _frozen_or_ranked(parts, record, ranked)]
    read_with = first_frozen(record)
    known = KnownSites.of_files([(source, format_for(source)) for source in sources], read_with) if read_with else None
    decided = None if decision is None else read_decision(decision.content, decision.name)[0]
    return Evidence(
        None if criteria is None else StatedCriteria.of_file(criteria.content, criteria.name),
        tuple(map(known_file, sources)),
        known,
        () if ranked is None else (ranked,),
        () if decided is None or decision is None else (KnownDecision(decided, decision.sha256),),
    )


def _known_ranking(parts: Parts, whole: Whole) -> KnownRanking | None:
    """Return the ranking as evidence; one that a report carries by the name and fingerprint of the report."""
    report = next((report for report in parts.of("report") if whole.path == f"{report.name}/{NAME}"), None)
    if report is None:
        return KnownRanking.of_file(whole.ranking, whole.path)
    if whole.saved.sites.redaction is not None:
        return None
    known = KnownRanking.of_file(whole.ranking, whole.path, report.sha256)
    return None if known is None else replace(known, path=report.name)


def _frozen_or_ranked(parts: Parts, record: FreezeRecord, ranked: KnownRanking | None) -> list[Part]:
    """Return the files of sites that the record or the ranking names; others, such as registers, are none of theirs."""
    recorded = [entry for step in record.steps for entry in step.sites.items()]
    inputs = () if ranked is None else ((file.path, file.sha256) for file in ranked.inputs)
    known = {told for path, sha256 in (*recorded, *inputs) for told in (Path(path).name, sha256)}
    return [part for part in parts.of("sites") if {part.path.name, part.sha256} & known]


def _as_in_a_folder(finding: Finding) -> Finding:
    return replace(finding, level=Severity.ERROR) if finding.code in _CHANGED_SINCE else finding
