"""Saved plans are read: what was asked, the houses, and the ranking as it was saved."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from json import JSONDecodeError, JSONDecoder
from typing import Any

from vasterviksmodell.analysis.planning.building import PlanQuestion
from vasterviksmodell.analysis.planning.problem import Placement
from vasterviksmodell.analysis.planning.saved import PLAN_SCHEMA, RANKING_KEY, question_of
from vasterviksmodell.criteria import PlanSettings
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.scoring.saved.document import has_valid_checksum
from vasterviksmodell.source.json_scan import place_of, values

_NO_RANKING = Message("it holds no ranking that it could rest on")
TABLES = ("concentration", "next_best")
"""The tables of other plans."""


class UnreadablePlanError(Exception):
    """The houses of a plan, or what was asked, cannot be read."""


def is_plan(head: bytes) -> bool:
    """Say whether a file, by its first bytes, declares itself a plan."""
    return f'"{PLAN_SCHEMA}"'.encode() in head[:200]


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """A saved plan, and the ranking in it as it was saved."""

    head: str
    """The text before the ranking, as a whole document, so that it has the same places."""
    path: str
    document: Mapping[str, Any]
    ranking: bytes
    line: int
    """The line on which the ranking begins."""

    def question(self, stated: PlanSettings) -> PlanQuestion:
        """Return what was asked, where criteria state some settings; `UnreadablePlanError` where it cannot be read."""
        try:
            return question_of(dict(self.document["question"]), stated)
        except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
            raise UnreadablePlanError from error

    def placement(self) -> Placement | None:
        """Return houses and actions, None where there is no plan; `UnreadablePlanError` where they cannot be read."""
        entry = self.document.get("plan")
        if entry is None:
            return None
        try:
            return _placement({site["id"]: site["houses"] for site in entry["sites"]}, entry["actions"])
        except (AttributeError, KeyError, TypeError) as error:
            raise UnreadablePlanError from error

    def others(self) -> Iterator[tuple[tuple[str, int], Mapping[str, Any], Placement]]:
        """Yield the way to each other plan in a table, its row, and its houses; `UnreadablePlanError` as above."""
        try:
            for table in TABLES:
                for number, row in enumerate(self.document.get(table, ())):
                    yield (table, number), row, _placement(dict(row["houses"]), row["actions"])
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UnreadablePlanError from error

    def place(self, *way: str | int) -> Place:
        """Return the place of a value."""
        return place_of(self.head, self.path, way)

    def moved(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return findings about the ranking at their places in the plan."""
        return tuple(replace(finding, place=self._moved(finding.place)) for finding in findings)

    def _moved(self, place: Place) -> Place:
        return place if place.line is None else replace(place, line=place.line + self.line - 1)


def read_plan(content: bytes, path: str) -> tuple[SavedPlan | None, tuple[Finding, ...]]:
    """Read a saved plan, and find out whether it was changed; return None and the finding where it is none."""
    try:
        text = content.decode("utf-8-sig")
        document = json.loads(text)
    except JSONDecodeError as error:
        return None, (no_plan(Place(path, error.lineno, error.colno), Message("it is not JSON")),)
    except (UnicodeDecodeError, RecursionError):
        return None, (no_plan(Place(path), Message("it is not JSON")),)
    at = next((one.at for one in values(text) if one.way == (RANKING_KEY,)), None)
    if not isinstance(document, dict) or at is None:
        return None, (no_plan(Place(path), _NO_RANKING),)
    ranking = text[at : JSONDecoder().raw_decode(text, at)[1]] + "\n"
    plan = SavedPlan(text[:at] + "null}", path, document, ranking.encode(), text.count("\n", 0, at) + 1)
    changed = () if has_valid_checksum(content) else (Finding(rule("R109"), place_of(text, path, ("checksum",)), {}),)
    return plan, changed


def no_plan(place: Place, problem: Phrase) -> Finding:
    """Return that a file, or a part of it, is no plan."""
    return Finding(rule("R003"), place, {"problem": problem})


def _placement(houses: Mapping[Any, Any], actions: Any) -> Placement:
    if not all(type(number) is int for number in houses.values()) or not isinstance(actions, list):
        raise TypeError
    if not all(isinstance(name, str) for name in (*houses, *actions)):
        raise TypeError
    return Placement(houses, tuple(actions))
