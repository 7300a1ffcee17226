"""Verify a saved plan without the solver: its houses keep the limits, and every figure follows from its ranking."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vasterviksmodell.analysis.planning.around import filling
from vasterviksmodell.analysis.planning.building import problem_of
from vasterviksmodell.analysis.planning.checking import broken_limits, is_possible, value
from vasterviksmodell.analysis.planning.figures import CannotPlan, figures
from vasterviksmodell.analysis.planning.opened import openings
from vasterviksmodell.analysis.planning.optimum import Best
from vasterviksmodell.analysis.planning.plan import Plan, Told, plan_again
from vasterviksmodell.analysis.planning.problem import POINTS, Placement, Problem
from vasterviksmodell.analysis.planning.reading import TABLES, SavedPlan, UnreadablePlanError, no_plan, read_plan
from vasterviksmodell.analysis.planning.saved import (
    best_entry,
    filling_entry,
    limit_entry,
    openings_entry,
    short_entry,
)
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Severity, rule, worst
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.run import rank_saved
from vasterviksmodell.scoring.saved.in_files import InvalidRanking, verification_of_file
from vasterviksmodell.source.json_scan import leaves
from vasterviksmodell.source.json_writer import json_text

_NO_PLAN_SETTINGS = Message("the criteria in it say nothing of a plan")
_SHAPE = Message("its houses, or what was asked, cannot be read")
_PLAN = Message("the plan")
_NOWHERE = Message("nothing")
_MISSING = Message("missing")
_CLOSED = Message("houses where none may stand, or an action without what it needs")
_FAILED = Message("not verified")
_VERIFIED = Message(
    "verified: the houses keep all limits, and every figure of them follows from the ranking. That no other plan is"
    " better is not verified here: plan again to prove it."
)
_NONE = Message(
    "verified: the ranking. There is no plan in the file; that none is possible is found by planning again."
)
_SEARCHED = ("proven", "gap", "settled")
"""What only a search can tell."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PlanVerification(FrozenValue):
    """What the verification of a plan found."""

    findings: tuple[Finding, ...]
    """What differs, is missing or is broken; an error each for what does not follow."""
    is_plan: bool
    """Whether there is a plan; else the file says that there is none."""

    @property
    def closing(self) -> Phrase:
        """A sentence that says what was verified."""
        if worst(self.findings) == Severity.ERROR:
            return _FAILED
        return _VERIFIED if self.is_plan else _NONE


def verified_plan(saved: SavedPlan, ranking: Ranking) -> tuple[Finding, ...]:
    """Return what is wrong with a saved plan in view of its ranking."""
    stated = ranking.criteria.plan
    if stated is None:
        return (no_plan(saved.place("question"), _NO_PLAN_SETTINGS),)
    try:
        question, placement, others = saved.question(stated), saved.placement(), list(saved.others())
    except UnreadablePlanError:
        return (no_plan(saved.place("plan"), _SHAPE),)
    if placement is None:
        return ()
    try:
        problem = problem_of(figures(ranking, question.settings), question)
    except CannotPlan as cannot:
        return (no_plan(saved.place("question"), cannot.why),)
    return tuple(_findings(saved, problem, placement, others))


def verify_plan(path: str | Path, folders: Sequence[str | Path] = ()) -> PlanVerification:
    """Verify that a saved plan keeps its limits, and that its figures follow from its ranking.

    The plan is not searched for again: that no other is better is not verified. The ranking in it is verified as
    `verify` does, with its input files in one of the `folders` (by default the working folder and that of the plan).
    Raises `InvalidRanking` with every finding when the file holds no plan, `OSError` when it cannot be read.
    """
    places = [Path(folder).absolute() for folder in folders] or [Path(), Path(path).parent]
    verification, findings, _ = verification_of_plan(Path(path).read_bytes(), str(path), places)
    if verification is None:
        raise InvalidRanking(findings)
    return verification


def verification_of_plan(
    content: bytes, path: str, folders: Sequence[Path]
) -> tuple[PlanVerification | None, tuple[Finding, ...], Criteria | None]:
    """Return the verification of the plan in a file, None where it cannot be read; every finding; and the criteria."""
    plan, changed = read_plan(content, path)
    if plan is None:
        return None, changed, None
    ranking, findings = verification_of_file(plan.ranking, path, folders)
    findings = (*changed, *plan.moved(findings))
    if ranking is None:
        return None, findings, None
    found = (*findings, *verified_plan(plan, rank_saved(ranking.saved)))
    return PlanVerification(found, "plan" in plan.document), found, ranking.saved.criteria


def reported_plan(saved: SavedPlan, ranking: Ranking, told: Told | None = None) -> Plan | None:
    """Return a saved plan that follows from a ranking, with what lies around it; None where there is no plan in it."""
    stated, placement = ranking.criteria.plan, saved.placement()
    if stated is None or placement is None:
        return None
    question, entry = saved.question(stated), saved.document["plan"]
    problem = problem_of(figures(ranking, question.settings), question)
    gap, settled = entry.get("gap"), entry.get("settled") is True
    in_parts = round(gap * POINTS * problem.houses) if isinstance(gap, int | float) else None
    found = Best(placement, value(problem, placement), in_parts, settled)
    return plan_again(ranking, question, found, told)


_Other = tuple[tuple[str, int], Mapping[str, Any], Placement]


def _findings(saved: SavedPlan, problem: Problem, placement: Placement, others: Sequence[_Other]) -> Iterator[Finding]:
    yield from _broken(saved, problem, placement, ("plan", "sites"))
    if is_possible(problem, placement):
        yield from _differences(saved, problem, placement, others)
    for way, _, other in others:
        yield from _broken(saved, problem, other, (*way, "houses"))


def _broken(saved: SavedPlan, problem: Problem, placement: Placement, way: tuple[str | int, ...]) -> Iterator[Finding]:
    """Yield the limits that a placement breaks."""
    if not is_possible(problem, placement):
        yield Finding(rule("R108"), saved.place(*way), {"limit": _CLOSED})
        return
    for limit in broken_limits(problem, placement):
        named = ", ".join(f"{key}: {shortened(str(text))}" for key, text in limit_entry(limit).items())
        yield Finding(rule("R108"), saved.place(*way), {"limit": named})


def _differences(
    saved: SavedPlan, problem: Problem, placement: Placement, others: Sequence[_Other]
) -> Iterator[Finding]:
    """Yield the figures that do not follow."""
    counted = _counted(problem, placement, others)
    expected = {leaf.way: leaf.text for leaf in leaves(json_text(counted))}
    found = {leaf.way: leaf.text for leaf in leaves(saved.head) if leaf.way[:1] in {(key,) for key in counted}}
    for way in dict.fromkeys((*found, *expected)):
        if way[0] in saved.document and way[-1] not in _SEARCHED and not _is_same(found.get(way), expected.get(way)):
            facts: dict[str, Phrase] = {
                "where": _PLAN,
                "column": ".".join(map(str, way[1:] if way[0] == "plan" else way)),
                "stands": found.get(way, _MISSING),
                "follows": expected.get(way, _NOWHERE),
            }
            yield Finding(rule("R101"), saved.place(*way), facts)


def _counted(problem: Problem, placement: Placement, others: Sequence[_Other]) -> dict[str, Any]:
    """Return all that follows without a search; of other plans what their houses count."""
    counted = {
        "plan": best_entry(Best(placement, value(problem, placement), 0), problem),
        "actions": openings_entry(openings(problem, placement)),
        "by_rank": filling_entry(filling(problem), problem),
    }
    for table in TABLES:
        counted[table] = [_row(row, other, problem) for (its, _), row, other in others if its == table]
    return counted


def _row(row: Mapping[str, Any], placement: Placement, problem: Problem) -> Mapping[str, Any]:
    """Return a row of a table of other plans as it follows from its houses and actions."""
    if not is_possible(problem, placement):
        return row
    largest = max(placement.houses.values(), default=0) * problem.house.persons
    stated = row.get("most_persons")
    most = {} if stated is None else {"most_persons": max(largest, stated) if type(stated) is int else largest}
    return {**most, **short_entry(Best(placement, value(problem, placement), None), problem)}


def _is_same(one: str | None, other: str | None) -> bool:
    """Say whether two values are the same, however they are written: as 2 and 2.0, or with escapes."""
    if one is None or other is None:
        return one is other
    first, second = json.loads(one), json.loads(other)
    return bool(first == second and isinstance(first, bool) == isinstance(second, bool))
