"""Checks of raw judgements: that they name the members of their group, name all of them, and do not contradict."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from vasterviksmodell.criteria.actors import TOP
from vasterviksmodell.findings.model import KEY, Fault
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest, shortened

if TYPE_CHECKING:
    from vasterviksmodell.criteria.judgement_entries import JudgementEntry
    from vasterviksmodell.criteria.local_weights import MemberIds, WeighedGroups

Way = tuple[str | int, ...]
_MOST_SUGGESTED = 50
"""Among how many names a suggestion is sought, at most, because that takes long."""
_WEIGHED = Message("not a scored criterion or group")
_JUDGED = Message("a group that judgements are about")
_SET = Message("not a group with something scored in it")


def under(way: Way, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield faults with the way to the keys under which they were found."""
    return (replace(fault, at=(*way, *fault.at)) for fault in faults)


def not_weighed(id: str, known: Sequence[str], at: Way, what: Message = _WEIGHED) -> Fault:
    """Return the fault of an id that is not among the known ones."""
    facts: dict[str, Phrase] = {"id": id, "what": what, "known": listing(known)}
    return Fault("C115", facts, at, suggestion=nearest(id, known[:_MOST_SUGGESTED]))


def left_out(missing: Collection[str], where: Message, members: "MemberIds", at: Way) -> Iterator[Fault]:
    """Yield a fault if members are missing."""
    if missing:
        yield Fault("C116", {"lacking": listing(missing), "where": where, "known": listing(members)}, at)


def judgement_faults(judgements: "Mapping[str, JudgementEntry]", groups: "WeighedGroups") -> Iterator[Fault]:
    """Yield what is wrong with judgements, by group, in view of the tree."""
    for name, entry in judgements.items():
        members = groups.by_name.get(name)
        if members is None:
            yield not_weighed(name, list(groups.by_name), (name, KEY), _SET)
        elif name == TOP and groups.has_group_called_top:
            yield Fault("C118", {"id": TOP, "what": _JUDGED}, (name, KEY))
        else:
            yield from under((name,), _faults_in_group(entry, members, name))


def _faults_in_group(entry: "JudgementEntry", members: "MemberIds", name: str) -> Iterator[Fault]:
    what = _not_weighed_in(name)
    unknown = [not_weighed(id, members, way, what) for id, way in _named(entry) if id not in members]
    yield from unknown
    misspelt = {fault.suggestion for fault in unknown}
    for key, ids, required in _completeness(entry, members):
        missing = [id for id in required if id not in ids and id not in misspelt]
        yield from left_out(missing, Message("in '{key}'").format(key=key), members, (key, KEY))
    yield from _contradictions(entry)


def _not_weighed_in(name: str) -> Message:
    where = Message("at the top") if name == TOP else Message("in {name}").format(name=name)
    return Message("{weighed} {where}").format(weighed=_WEIGHED, where=where)


def _named(entry: "JudgementEntry") -> Iterator[tuple[str, Way]]:
    """Yield every id that is named, with the way to it."""
    for one, others in (entry.comparisons or {}).items():
        yield one, ("comparisons", one, KEY)
        yield from ((other, ("comparisons", one, other, KEY)) for other in others)
    for place, tier in enumerate(entry.ranking or ()):
        yield from ((id, ("ranking", place, number)) for number, id in enumerate(tier))
    for key in ("best", "worst"):
        if (id := getattr(entry, key)) is not None:
            yield id, (key,)
    for key in ("swing", "best_over", "over_worst", "points"):
        yield from ((id, (key, id, KEY)) for id in getattr(entry, key) or ())


def _completeness(entry: "JudgementEntry", members: "MemberIds") -> Iterator[tuple[str, set[str], list[str]]]:
    """Yield each key that must name all members, or all others, with the ids it names and those it must name."""
    for key, ids in (("swing", entry.swing), ("points", entry.points)):
        if ids:
            yield key, set(ids), list(members)
    if entry.ranking:
        yield "ranking", {id for tier in entry.ranking for id in tier}, list(members)
    for key, ratios, itself in (
        ("best_over", entry.best_over, entry.best),
        ("over_worst", entry.over_worst, entry.worst),
    ):
        if ratios:
            yield key, set(ratios), [member for member in members if member != itself]


def _contradictions(entry: "JudgementEntry") -> Iterator[Fault]:
    yield from _pair_faults(entry.comparisons or {})
    yield from _repeated(entry.ranking or ())
    if entry.best is not None and entry.worst is not None:
        yield from _best_worst_faults(entry, entry.best, entry.worst)


def _pair_faults(comparisons: Mapping[str, Mapping[str, Fraction]]) -> Iterator[Fault]:
    seen: set[frozenset[str]] = set()
    for one, others in comparisons.items():
        for other in others:
            at, pair = ("comparisons", one, other, KEY), frozenset((one, other))
            if one == other:
                yield _with_itself(one, at)
            elif pair in seen:
                names = f"{shortened(other)}, {shortened(one)}"
                yield _unusable(Message("the pair {names} occurs twice").format(names=names), at)
            seen.add(pair)


def _repeated(tiers: Sequence[Sequence[str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, tier in enumerate(tiers):
        for number, id in enumerate(tier):
            if id in seen:
                name = shortened(id)
                yield _unusable(Message("{name} occurs twice").format(name=name), ("ranking", place, number))
            seen.add(id)


def _best_worst_faults(entry: "JudgementEntry", best: str, worst: str) -> Iterator[Fault]:
    over, under = entry.best_over or {}, entry.over_worst or {}
    if best == worst:
        yield _unusable(Message("the best is also the worst"), ("worst",))
    for key, ratios, itself in (("best_over", over, best), ("over_worst", under, worst)):
        for id, ratio in ratios.items():
            if id == itself:
                yield _with_itself(id, (key, id, KEY))
            elif ratio < 1:
                yield _unusable(Message("these are 1 or more"), (key, id))
    if worst in over and best in under and over[worst] != under[best]:
        pair = f"{shortened(best)}/{shortened(worst)}: {over[worst]} ≠ {under[best]}"
        problem = Message("best_over and over_worst disagree, {pair}").format(pair=pair)
        yield _unusable(problem, ("over_worst", best))


def _with_itself(id: str, at: Way) -> Fault:
    name = shortened(id)
    return _unusable(Message("{name} is compared with itself").format(name=name), at)


def _unusable(problem: Message, at: Way) -> Fault:
    return Fault("C119", {"problem": problem}, at)
