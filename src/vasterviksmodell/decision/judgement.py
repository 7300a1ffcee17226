"""Whether a decision fits a ranking: whole, with reasons where it departs, true figures, and the same ranking still."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf, isclose
from typing import Any

from vasterviksmodell.criteria.action_checks import measure_findings
from vasterviksmodell.criteria.fingerprint import criteria_fingerprint
from vasterviksmodell.decision.model import Decision, RecordedStanding, SiteDecision
from vasterviksmodell.decision.starting import refuse_cut
from vasterviksmodell.expected import expect
from vasterviksmodell.findings import Finding, Place, in_order, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Decimal, Exact, Whole
from vasterviksmodell.i18n.wording import nearest
from vasterviksmodell.scoring import Ranking, names
from vasterviksmodell.scoring.ranking import TOLERANCE
from vasterviksmodell.scoring.what_if import Known, known_in
from vasterviksmodell.sites.action_measures import ReadMeasure, cell_findings, read_measures
from vasterviksmodell.sites.cell_grammar import Interval

Row = Mapping[str, Any]

_RANKED = Message("{status}, rank {rank}")
_UNRANKED = Message("{status}, without rank")
_SCORE = Message("{standing}, score {score}")
_STATUSES = {
    "qualified": Message("qualified"),
    "unverified": Message("unverified"),
    "excluded": Message("excluded"),
}


def judge(decision: Decision, ranking: Ranking) -> tuple[Finding, ...]:
    """Return the findings about a decision on a ranking: gaps, departures without a reason, wrong figures, changes.

    Raises `ValueError` when the ranking does not show all its sites.
    """
    expect(decision, Decision, "a decision belongs", "give one, as load_decision(path) returns it")
    refuse_cut(ranking)
    rows: dict[str, Row] = {row["id"]: row for row in ranking.frame.iter_rows(named=True)}
    known = [entry for entry in decision.sites if entry.site in rows]
    found = [*_sites(decision, rows), *_changed_inputs(decision, ranking)]
    for entry in known:
        found += [*_gaps(entry), *_departures(entry, known, rows), *_changed_standing(entry, rows[entry.site])]
        found += _figures(entry, known, rows, ranking)
    return in_order(found)


def _sites(decision: Decision, rows: Mapping[str, Row]) -> Iterator[Finding]:
    """Yield the sites that only one of decision and ranking has."""
    entries = {entry.site: entry for entry in decision.sites}
    for id, entry in entries.items():
        if id not in rows:
            yield Finding(rule("O001"), entry.key, {"site": id}, suggestion=nearest(id, rows))
    for id in rows:
        if id not in entries:
            yield Finding(rule("O002"), decision.places["sites"], {"site": id})


def _gaps(entry: SiteDecision) -> Iterator[Finding]:
    if entry.outcome is None:
        yield Finding(rule("O003"), entry.place("outcome"), {"site": entry.site})
    elif entry.who is None or entry.date is None:
        yield Finding(rule("O004"), entry.key, {"site": entry.site})


def _departures(entry: SiteDecision, entries: list[SiteDecision], rows: Mapping[str, Row]) -> Iterator[Finding]:
    """Yield a finding where a choice departs from screening or ranking, and no reason says why."""
    if entry.reason is not None or entry.outcome is None:
        return
    row = rows[entry.site]
    if entry.outcome == "chosen":
        if row[names.STATUS] != "qualified":
            facts: dict[str, Phrase] = {"site": entry.site, "status": _STATUSES[row[names.STATUS]].format()}
            yield Finding(rule("O005"), entry.place("outcome"), facts)
        return
    behind = [other.site for other in entries if other.outcome == "chosen" and _rank(row) < _rank(rows[other.site])]
    if behind:
        yield Finding(rule("O006"), entry.place("outcome"), {"site": entry.site, "chosen": ", ".join(behind)})


def _rank(row: Row) -> float:
    return inf if row[names.RANK] is None else float(row[names.RANK])


def _figures(
    entry: SiteDecision, entries: list[SiteDecision], rows: Mapping[str, Row], ranking: Ranking
) -> Iterator[Finding]:
    """Yield what is wrong with the figures that a reason names."""
    yield from measure_findings("", entry.figures, ranking.criteria)
    yield from cell_findings(ranking.criteria, entry.figures)
    chosen = [rows[other.site] for other in entries if other.outcome == "chosen"]
    for stated in entry.figures:
        for read in read_measures(ranking.criteria, (stated,)):
            facts: dict[str, Phrase] = {"site": entry.site, "figure": str(stated.cell), "criterion": read.criterion.id}
            if not _agree(read.known, known_in(rows[entry.site], read.criterion)):
                yield Finding(rule("O007"), stated.place, facts)
            elif entry.outcome == "rejected" and chosen and _no_worse(rows[entry.site], chosen, read):
                yield Finding(rule("O008"), stated.place, facts)


def _agree(stated: Known, known: Known) -> bool:
    if isinstance(stated, Interval) and isinstance(known, Interval):
        ends = ((stated.low, known.low), (stated.high, known.high))
        return all(isclose(one, other, rel_tol=1e-9, abs_tol=1e-9) for one, other in ends)
    return stated == known


def _no_worse(row: Row, chosen: list[Row], read: ReadMeasure) -> bool:
    """Say whether a site is certainly as good as all chosen ones on a scored criterion whose requirement it meets."""
    low, high = names.value_low(read.criterion), names.value_high(read.criterion)
    if low not in row or row.get(names.requirement(read.criterion), "met") != "met":
        return False
    return all(row[low] >= other[high] for other in chosen)


def _changed_standing(entry: SiteDecision, row: Row) -> Iterator[Finding]:
    """Yield whether a site stands elsewhere than when the decision was prepared."""
    if entry.standing is None:
        yield Finding(rule("O101"), entry.key, {"site": entry.site})
        return
    now = RecordedStanding(row[names.STATUS], row[names.RANK], row[names.SCORE])
    if _differ(entry.standing, now):
        told = _standings(entry.standing, now)
        facts: dict[str, Phrase] = {"site": entry.site, "before": told[0], "now": told[1]}
        yield Finding(rule("O102"), entry.place("ranked"), facts)


def _differ(before: RecordedStanding, now: RecordedStanding) -> bool:
    return (before.status, before.rank) != (now.status, now.rank) or _is_rescored(before, now)


def _is_rescored(before: RecordedStanding, now: RecordedStanding) -> bool:
    return before.score is not None and now.score is not None and abs(now.score - before.score) > TOLERANCE


def _standings(before: RecordedStanding, now: RecordedStanding) -> tuple[Phrase, Phrase]:
    """Return where a site stood and stands; with the scores where they differ, and all digits where that is needed."""
    scores = (before.score, now.score)
    if not _is_rescored(before, now) or scores[0] is None or scores[1] is None:
        return _standing(before), _standing(now)
    exact = Decimal(scores[0]).looks_like(Decimal(scores[1]))
    shown: Sequence[Phrase] = tuple(map(Exact, scores) if exact else map(Decimal, scores))  # type: ignore[arg-type]
    return _scored(_standing(before), shown[0]), _scored(_standing(now), shown[1])


def _scored(standing: Phrase, score: Phrase) -> Phrase:
    return _SCORE.format(standing=standing, score=score)


def _standing(standing: RecordedStanding) -> Phrase:
    words, rank = _STATUSES[standing.status].format(), standing.rank
    return _UNRANKED.format(status=words) if rank is None else _RANKED.format(status=words, rank=Whole(rank))


def _changed_inputs(decision: Decision, ranking: Ranking) -> Iterator[Finding]:
    """Yield what the ranking is made from that is not what the decision was prepared on."""
    if decision.criteria not in (None, criteria_fingerprint(ranking.criteria)):
        yield Finding(rule("O103"), decision.places["criteria"])
    now = {file.sha256 for file in ranking.inputs}
    for path, digest in decision.inputs.items():
        if digest not in now:
            place: Place = decision.places[f"inputs.{path}"]
            yield Finding(rule("O104"), place, {"path": path})
