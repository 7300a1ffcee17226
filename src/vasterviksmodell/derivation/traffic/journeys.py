"""Journeys to one place: when to leave each stop to arrive when, found in one scan of the connections backwards."""

from bisect import bisect_right
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from vasterviksmodell.derivation.traffic.connections import Connections


class Journey(NamedTuple):
    """When one leaves and arrives, in seconds after midnight."""

    leaves: int
    arrives: int


class Profile:
    """The journeys from one stop that are worth taking: who leaves earlier arrives earlier."""

    def __init__(self) -> None:
        self._leaves: list[int] = []
        """Before zero, so that they rise: the last departure first."""
        self._arrives: list[int] = []

    def add(self, leaves: int, arrives: int) -> None:
        """Add a journey that leaves no later than those before, if it arrives earlier."""
        if not self._arrives or arrives < self._arrives[-1]:
            self._leaves.append(-leaves)
            self._arrives.append(arrives)

    def arrival(self, ready: int) -> float:
        """Return when one arrives who is at the stop at a time; infinitely late where nothing departs after that."""
        later = bisect_right(self._leaves, -ready)
        return self._arrives[later - 1] if later else inf

    def journeys(self, walk: int) -> list[Journey]:
        """Return the journeys of one who walks to the stop first."""
        return [Journey(-leaves - walk, arrives) for leaves, arrives in zip(self._leaves, self._arrives, strict=True)]


class Walks(NamedTuple):
    """Walks in seconds."""

    to_target: Sequence[float]
    """By stop: to the place itself; infinite where it is too far."""
    between: Sequence[Sequence[tuple[int, int]]]
    """By stop: the stops at which one can change, with the walk to each."""
    change: int
    """The least time between an arrival and the departure after it, beside the walk."""


def profiles(rides: Connections, walks: Walks) -> dict[int, Profile]:
    """Return the journeys from each stop from which the place can be reached."""
    found: dict[int, Profile] = {}
    on_board: dict[int, float] = {}
    to_target, between, change = walks
    columns = (column.tolist() for column in rides[:7])
    for departs, arrives, start, end, run, boards, alights in zip(*columns, strict=True):
        best = on_board.get(run, inf)
        if alights:
            best = min(best, arrives + to_target[end])
            ready = arrives + change
            for other, walk in between[end]:
                if other in found:
                    best = min(best, found[other].arrival(ready + walk))
        if best == inf:
            continue
        on_board[run] = best
        if boards:
            if start not in found:
                found[start] = Profile()
            found[start].add(departs, int(best))
    return found


def worth_taking(journeys: Sequence[Journey]) -> list[Journey]:
    """Return the journeys for which none leaves later, or as late, and arrives as early; the last one first."""
    kept: list[Journey] = []
    for journey in sorted(journeys, key=lambda one: (-one.leaves, one.arrives)):
        if not kept or journey.arrives < kept[-1].arrives:
            kept.append(journey)
    return kept


class Leg(NamedTuple):
    """A ride without a change."""

    trip: int
    start: int
    departs: int
    end: int
    arrives: int


def legs(rides: Connections, walks: Walks, starts: Sequence[tuple[int, int]], journey: Journey) -> list[Leg]:
    """Return the rides of a journey, found by a scan forwards: one who leaves then arrives as early as it does."""
    ready: dict[int, int] = {stop: journey.leaves + walk for stop, walk in starts}
    before: dict[int, tuple[Leg, ...]] = {stop: () for stop, _ in starts}
    aboard: dict[int, tuple[int, int, tuple[Leg, ...]]] = {}
    columns = [column.tolist()[::-1] for column in rides[:7]]
    for departs, arrives, start, end, run, boards, alights in zip(*columns, strict=True):
        if run not in aboard and boards and ready.get(start, departs + 1) <= departs:
            aboard[run] = (start, departs, before[start])
        if run not in aboard or not alights:
            continue
        own_start, own_departs, earlier = aboard[run]
        ridden = (*earlier, Leg(int(rides.trips[run]), own_start, own_departs, end, arrives))
        if arrives + walks.to_target[end] == journey.arrives:
            return list(ridden)
        for other, walk in walks.between[end]:
            then = arrives + walks.change + walk
            if then < ready.get(other, then + 1):
                ready[other], before[other] = then, ridden
    return []
