"""Whether criteria came before figures, figures before the decision; and what was changed after it was frozen."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path, PurePath

from vasterviksmodell.analysis.order.changes import can_move_ranks
from vasterviksmodell.analysis.order.evidence import Evidence, KnownDecision, KnownFile, KnownRanking, StatedCriteria
from vasterviksmodell.analysis.order.late_changes import late_changes
from vasterviksmodell.analysis.order.moves import KnownSites
from vasterviksmodell.criteria import Criteria, first_day, parse_date
from vasterviksmodell.criteria.fingerprint import criteria_fingerprint
from vasterviksmodell.decision.model import SiteDecision
from vasterviksmodell.expected import expect, expect_several
from vasterviksmodell.findings import Finding, Place, in_order, rule
from vasterviksmodell.freezing import FreezeRecord, FreezeStep
from vasterviksmodell.freezing.model import FileKind
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.scoring.saved.in_files import ranking_content
from vasterviksmodell.sites.formats import format_for
from vasterviksmodell.source.files import Source

_RANKING = Message("the ranking")
_DECISION = Message("the decision")
_FROZEN = Message("the criteria were frozen")
_READ = Message("the files of sites were put on record")
_RANKED = Message("the ranking was put on record")
Paths = Sequence[str | Path]


def judge_order(
    record: FreezeRecord,
    *,
    criteria: str | Path | None = None,
    sites: Paths = (),
    rankings: Paths = (),
    decisions: Paths = (),
) -> tuple[Finding, ...]:
    """Return the findings about the order of events: what a record says, beside the files as they are now.

    Every change of criteria after they were frozen is one, with what it does to ranks. Files of criteria and rankings
    that cannot be read are passed over. Raises `InvalidDecision` when a decision has errors, `OSError` when a file
    cannot be read.
    """
    expect(record, FreezeRecord, "a record belongs", "give one, as load_freeze_record(path) or freeze() return it")
    for paths in (sites, rankings, decisions):
        expect_several(paths, "paths belong")
    stated = None if criteria is None else StatedCriteria.of_file(Path(criteria).read_bytes(), str(criteria))
    sources = [Source.of(path) for path in sites]
    files = tuple(known_file(source) for source in sources)
    read_with = first_frozen(record)
    chosen = [(source, format_for(source)) for source in sources]
    known = KnownSites.of_files(chosen, read_with) if chosen and read_with is not None else None
    saved = [KnownRanking.of_file(*ranking_content(Path(path))) for path in rankings]
    decided = tuple(KnownDecision.of_path(path) for path in decisions)
    found = tuple(ranking for ranking in saved if ranking is not None)
    return order_findings(record, Evidence(stated, files, known, found, decided))


def known_file(source: Source) -> KnownFile:
    """Return a file of sites by its fingerprint."""
    return KnownFile(source.name, source.fingerprint.sha256, Place(source.name))


def first_frozen(record: FreezeRecord) -> Criteria | None:
    """Return the criteria that were frozen first."""
    return next((step.criteria for step in record.with_criteria), None)


def order_findings(record: FreezeRecord, evidence: Evidence) -> tuple[Finding, ...]:
    """Return the findings about the order of events, from what is at hand."""
    return in_order(
        (
            *_seals(record),
            *_dates(record),
            *late_changes(record, evidence),
            *_figures_before_criteria(record),
            *_files(record, evidence),
            *_on_other_criteria(record, evidence),
            *_decided_early(record, evidence),
        )
    )


def _seals(record: FreezeRecord) -> Iterator[Finding]:
    for step in record.broken:
        yield Finding(rule("H001"), step.place("seal"), {"step": str(step.number)})


def _dates(record: FreezeRecord) -> Iterator[Finding]:
    for before, step in pairwise(record.steps):
        if step.last_day < before.first_day:
            yield Finding(rule("H002"), step.place("date"), {"date": step.date, "before": before.date})


def _figures_before_criteria(record: FreezeRecord) -> Iterator[Finding]:
    """Yield whether figures were on record before, or in the step in which, criteria were first frozen."""
    frozen = next((step.number for step in record.with_criteria), len(record.steps) + 1)
    step = next((step for step in record.steps if step.has_files), None)
    if step is not None and step.number <= frozen:
        kind = next(kind for kind in ("sites", "rankings", "decisions") if kind in step.content)
        yield Finding(rule("H201"), step.place(kind), {"date": step.date})


def _files(record: FreezeRecord, evidence: Evidence) -> Iterator[Finding]:
    """Yield the files that are not on record, or not as they were."""
    inputs = (file for ranking in evidence.rankings for file in ranking.inputs)
    by_fingerprint = {file.sha256: file for file in (*inputs, *evidence.files)}
    for file in by_fingerprint.values():
        yield from _file(record, "sites", file, or_unknown=True)
    for ranking in evidence.rankings:
        yield from _file(record, "rankings", KnownFile(ranking.path, ranking.sha256, Place(ranking.path)))
    for known in evidence.decisions:
        path = known.decision.path
        yield from _file(record, "decisions", KnownFile(path, known.sha256, Place(path)))


def _file(record: FreezeRecord, kind: FileKind, file: KnownFile, *, or_unknown: bool = False) -> Iterator[Finding]:
    if any(file.sha256 in step.files(kind).values() for step in record.steps):
        return
    name = PurePath(file.path).name
    for step in reversed(record.steps):
        for path in step.files(kind):
            if PurePath(path).name == name:
                facts: dict[str, Phrase] = {"path": path, "date": step.date}
                yield Finding(rule("H203"), step.place(kind, path), facts)
                return
    if or_unknown:
        yield Finding(rule("H202"), file.place, {"path": file.path})


def _on_other_criteria(record: FreezeRecord, evidence: Evidence) -> Iterator[Finding]:
    """Yield the rankings and decisions that rest on criteria that were never frozen, or were frozen anew since."""
    for ranking in evidence.rankings:
        yield from _resting(record, _frozen_as(record, ranking.stated.criteria), ranking.stated.place(()), _RANKING)
    steps = _steps_by_fingerprint(record, evidence)
    for known in evidence.decisions:
        if known.decision.criteria is not None:
            step = steps.get(known.decision.criteria)
            yield from _resting(record, step, known.decision.places["criteria"], _DECISION)


def _frozen_as(record: FreezeRecord, criteria: Criteria) -> FreezeStep | None:
    """Return the last step in which criteria were frozen that rank as these do."""
    steps = reversed(record.with_criteria)
    return next((step for step in steps if step.criteria and not can_move_ranks(step.criteria, criteria)), None)


def _steps_by_fingerprint(record: FreezeRecord, evidence: Evidence) -> Mapping[str, FreezeStep]:
    """Return the steps by the fingerprints of their criteria, and of those at hand that rank alike, as with events."""
    at_hand = (evidence.criteria, *(ranking.stated for ranking in evidence.rankings))
    criteria = [*evidence.with_options, *(stated.criteria for stated in at_hand if stated is not None)]
    alike = {criteria_fingerprint(one): step for one in criteria if (step := _frozen_as(record, one)) is not None}
    own = {criteria_fingerprint(step.criteria): step for step in record.with_criteria if step.criteria is not None}
    return alike | own


def _resting(record: FreezeRecord, step: FreezeStep | None, place: Place, what: Phrase) -> Iterator[Finding]:
    if step is None:
        yield Finding(rule("H301"), place, {"what": what})
    elif step is not record.with_criteria[-1]:
        yield Finding(rule("H303"), place, {"what": what, "date": step.date, "now": record.with_criteria[-1].date})


def _decided_early(record: FreezeRecord, evidence: Evidence) -> Iterator[Finding]:
    """Yield the decisions that were taken before what they rest on, by their dates or by their place in the record."""
    for known in evidence.decisions:
        rests_on = list(_rests_on(record, known, _steps_by_fingerprint(record, evidence)))
        taken = next((step for step in record.steps if known.sha256 in step.decisions.values()), None)
        for entry in _one_of_each_date(known.decision.sites):
            day = parse_date(entry.date or "")
            late = next((each for each in rests_on if day is not None and day < first_day(each[0].date)), None)
            if late is not None:
                facts: dict[str, Phrase] = {"date": entry.date or "", "what": late[1], "when": late[0].date}
                yield Finding(rule("H302"), entry.place("date"), facts)
        late = next((each for each in rests_on if taken is not None and taken.number < each[0].number), None)
        if late is not None and taken is not None:
            facts = {"date": taken.date, "what": late[1], "when": late[0].date}
            yield Finding(rule("H302"), taken.place("decisions"), facts)


def _one_of_each_date(entries: Sequence[SiteDecision]) -> list[SiteDecision]:
    return list({entry.date: entry for entry in reversed(entries)}.values())


def _rests_on(
    record: FreezeRecord, known: KnownDecision, steps: Mapping[str, FreezeStep]
) -> Iterator[tuple[FreezeStep, Phrase]]:
    """Yield the steps that must come before a decision, each with what happened in it."""
    decision = known.decision
    frozen = record.with_criteria if decision.criteria is None else tuple(filter(None, [steps.get(decision.criteria)]))
    read = [
        step
        for step in record.steps
        if step.sites and (not decision.inputs or set(step.sites.values()) & set(decision.inputs.values()))
    ]
    yield from ((step, _FROZEN) for step in frozen[:1])
    yield from ((step, _READ) for step in read[:1])
    yield from ((step, _RANKED) for step in [step for step in record.steps if step.rankings][:1])
