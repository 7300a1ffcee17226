"""Verify a saved plan without the solver: its houses keep the limits, and every figure follows from its ranking."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from vasterviksmodell.analysis.planning.building import PlanQuestion, problem_of
from vasterviksmodell.analysis.planning.checking import broken_limits, is_possible, value
from vasterviksmodell.analysis.planning.figures import CannotPlan, figures
from vasterviksmodell.analysis.planning.optimum import Best
from vasterviksmodell.analysis.planning.plan import Plan, Told, plan_again
from vasterviksmodell.analysis.planning.problem import POINTS, Placement, Problem
from vasterviksmodell.analysis.planning.saved import PLAN_SCHEMA, RANKING_KEY, best_entry, limit_entry, question_of
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.run import rank_saved
from vasterviksmodell.scoring.saved.in_files import InvalidRanking, verification_of_file
from vasterviksmodell.source.json_scan import leaves, place_of, values
from vasterviksmodell.source.json_writer import json_text

_NO_RANKING = Message("it holds no ranking that it could rest on")
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


@dataclass(frozen=True, slots=True)
class PlanVerification:
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


def is_plan(head: bytes) -> bool:
    """Say whether a file, by its first bytes, declares itself a plan."""
    return f'"{PLAN_SCHEMA}"'.encode() in head[:200]


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """A saved plan, and the ranking in it as it was saved."""

    text: str
    path: str
    document: Mapping[str, Any]
    ranking: bytes
    line: int
    """The line on which the ranking begins."""

    def place(self, *way: str | int) -> Place:
        """Return the place of a value."""
        return place_of(self.text, self.path, way)

    def moved(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return findings about the ranking at their places in the plan."""
        return tuple(replace(finding, place=self._moved(finding.place)) for finding in findings)

    def _moved(self, place: Place) -> Place:
        return place if place.line is None else replace(place, line=place.line + self.line - 1)


def read_plan(content: bytes, path: str) -> tuple[SavedPlan | None, tuple[Finding, ...]]:
    """Read a saved plan; return None and the finding where it is none."""
    try:
        text = content.decode("utf-8-sig")
        document = json.loads(text)
    except JSONDecodeError as error:
        return None, (_no_plan(Place(path, error.lineno, error.colno), Message("it is not JSON")),)
    except (UnicodeDecodeError, RecursionError):
        return None, (_no_plan(Place(path), Message("it is not JSON")),)
    at = next((one.at for one in values(text) if one.way == (RANKING_KEY,)), None)
    if not isinstance(document, dict) or at is None:
        return None, (_no_plan(Place(path), _NO_RANKING),)
    ranking = text[at : text.rstrip().rindex("}")].encode()
    return SavedPlan(text, path, document, ranking, text.count("\n", 0, at) + 1), ()


def verified_plan(saved: SavedPlan, ranking: Ranking) -> tuple[Finding, ...]:
    """Return what is wrong with a saved plan in view of its ranking."""
    stated = ranking.criteria.plan
    if stated is None:
        return (_no_plan(saved.place("question"), _NO_PLAN_SETTINGS),)
    try:
        question = question_of(dict(saved.document["question"]), stated)
        placement = _placement(saved.document.get("plan"))
    except (KeyError, TypeError, ValueError, AttributeError):
        return (_no_plan(saved.place("plan"), _SHAPE),)
    return tuple(_findings(saved, ranking, question, placement)) if placement is not None else ()


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
    plan, findings = read_plan(content, path)
    if plan is None:
        return None, findings, None
    ranking, findings = verification_of_file(plan.ranking, path, folders)
    findings = plan.moved(findings)
    if ranking is None:
        return None, findings, None
    found = (*findings, *verified_plan(plan, rank_saved(ranking.saved)))
    return PlanVerification(found, "plan" in plan.document), found, ranking.saved.criteria


def reported_plan(saved: SavedPlan, ranking: Ranking, told: Told | None = None) -> Plan | None:
    """Return a saved plan that follows from a ranking, with what lies around it; None where there is no plan in it."""
    stated = ranking.criteria.plan
    entry: Any = saved.document.get("plan")
    placement = _placement(entry)
    if stated is None or placement is None:
        return None
    question = question_of(dict(saved.document["question"]), stated)
    problem = problem_of(figures(ranking, question.settings), question)
    gap = None if entry["gap"] is None else round(entry["gap"] * POINTS * problem.houses)
    found = Best(placement, value(problem, placement), gap, entry["settled"])
    return plan_again(ranking, question, found, told)


def _placement(entry: Any) -> Placement | None:
    if entry is None:
        return None
    return Placement({site["site"]: site["houses"] for site in entry["sites"]}, tuple(entry["actions"]))


def _findings(saved: SavedPlan, ranking: Ranking, question: PlanQuestion, placement: Placement) -> Iterator[Finding]:
    try:
        problem = problem_of(figures(ranking, question.settings), question)
    except CannotPlan as cannot:
        yield _no_plan(saved.place("question"), cannot.why)
        return
    if not is_possible(problem, placement):
        yield Finding(rule("R108"), saved.place("plan", "sites"), {"limit": _CLOSED})
        return
    for limit in broken_limits(problem, placement):
        named = ", ".join(f"{key}: {shortened(str(text))}" for key, text in limit_entry(limit).items())
        yield Finding(rule("R108"), saved.place("plan", "sites"), {"limit": named})
    yield from _differences(saved, problem, placement)


def _differences(saved: SavedPlan, problem: Problem, placement: Placement) -> Iterator[Finding]:
    """Yield the figures that do not follow."""
    best = Best(placement, value(problem, placement), 0)
    expected = {leaf.way: leaf.text for leaf in leaves(json_text({"plan": best_entry(best, problem)}))}
    found = {leaf.way: leaf.text for leaf in leaves(saved.text) if leaf.way[:1] == ("plan",)}
    for way in dict.fromkeys((*found, *expected)):
        if way[-1] not in _SEARCHED and not _is_same(found.get(way), expected.get(way)):
            facts: dict[str, Phrase] = {
                "where": _PLAN,
                "column": ".".join(map(str, way[1:])),
                "stands": found.get(way, _MISSING),
                "follows": expected.get(way, _NOWHERE),
            }
            yield Finding(rule("R101"), saved.place(*way), facts)


def _is_same(one: str | None, other: str | None) -> bool:
    """Say whether two values are the same, however they are written: as 2 and 2.0, or with escapes."""
    if one is None or other is None:
        return one is other
    first, second = json.loads(one), json.loads(other)
    return bool(first == second and isinstance(first, bool) == isinstance(second, bool))


def _no_plan(place: Place, problem: Phrase) -> Finding:
    return Finding(rule("R003"), place, {"problem": problem})
