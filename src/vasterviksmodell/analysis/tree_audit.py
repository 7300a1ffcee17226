"""The audit of a tree of criteria: where its shape or its ranges give weights that nobody meant."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import combinations

from vasterviksmodell.analysis.value_matrix import value_matrix
from vasterviksmodell.criteria import Criteria, Criterion, DirectPoints, Group, Swing
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.findings import Finding, Place, in_order, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Figure, Whole
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.source.folding import as_word
from vasterviksmodell.source.yaml_document import Node

_HEAVIER = Fraction(6, 5)
"""How many times its judged share a finely split group weighs before that is told."""
_PROPORTIONAL = 0.05
"""How much weights per criterion may differ and still follow the numbers of criteria."""
_WIDER, _NARROWER = 1.5, 1 / 1.5
"""How many times as long a span of values is as before, at least or at most, so that its weight should be asked for."""
_FEWEST_SITES = 8
_COUNTING = 0.05
"""The share of the weight from which a criterion is looked at."""
_UNLIKE = 2
"""How many times more or less than its share a criterion sets sites apart."""
_ALIKE = 0.85
"""How alike two words are that hardly differ, by the letters that they share in order."""
_LARGE, _TIMES = 5, 5
_LEAST_MEMBERS = 3
_CERTAIN = 12
"""The digits of a share that are the same on all processors."""
_JUDGED = Message("its judged swing is worth {judged} per cent")
_FOLLOWS = Message("the weights of its level follow the numbers of criteria")
_ONE_COLUMN = Message("both read the column '{column}'")
_NAMES = Message("their names hardly differ")
_SPAN = Message("{low} to {high}")


@dataclass(frozen=True, slots=True)
class AuditedTree:
    """Criteria with the file that they stand in."""

    criteria: Criteria
    root: Node
    path: str

    def place(self, node: Criterion | Group) -> Place:
        """Return where the weight of a group or criterion stands."""
        above = [step for group in node.groups for step in ("criteria", group)]
        return locate(self.root, (*above, "criteria", node.id, "weight"), self.path).place

    def finding(self, code: str, node: Criterion | Group, **facts: Phrase) -> Finding:
        return Finding(rule(code), self.place(node), {"id": node.id, **facts})


@dataclass(frozen=True, slots=True)
class _Member:
    """A group or criterion among those of its level."""

    node: Criterion | Group
    leaves: int
    """The number of criteria that are scored: below a group, or itself."""
    share: Fraction
    """Its part of the weight of its level, by the points of the tree."""


def tree_audit(
    tree: AuditedTree, earlier: Criteria | None = None, ranking: Ranking | None = None
) -> tuple[Finding, ...]:
    """Return what the shape and the ranges of a tree do to its weights, in the order of the file.

    `earlier`: criteria of before, whose ranges and points are compared. `ranking`: sites, of which is said what sets
    them apart. Findings have the severity that the criteria state.
    """
    levels = _levels(tree.criteria)
    found = [*_heavy(tree, levels), *_alike(tree), *_unlike_sizes(tree, levels)]
    found += [] if earlier is None else _stale(tree, earlier)
    found += [] if ranking is None else _not_counting(tree, ranking)
    return in_order(_with_levels(found, tree.criteria))


def _with_levels(findings: Sequence[Finding], criteria: Criteria) -> Iterator[Finding]:
    """Yield the findings with the severity that the criteria state, without those that are switched off."""
    for finding in findings:
        level = criteria.checks.get(finding.code, finding.severity)
        if level is not None:
            yield replace(finding, level=level)


def _levels(criteria: Criteria) -> Mapping[tuple[str, ...], list[_Member]]:
    """Return the weighed members of each level, by the groups above it."""
    found: dict[tuple[str, ...], list[tuple[Criterion | Group, int]]] = {}
    nodes: list[Criterion | Group] = [*criteria.groups, *criteria.scored]
    for node in nodes:
        below = [one for one in criteria.scored if node.id in one.groups]
        leaves = len(below) if isinstance(node, Group) else 1
        if leaves and criteria.tree_points[node.id]:
            found.setdefault(node.groups, []).append((node, leaves))
    wholes = {level: sum(criteria.tree_points[node.id] for node, _ in members) for level, members in found.items()}
    return {
        level: [_Member(node, leaves, criteria.tree_points[node.id] / wholes[level]) for node, leaves in members]
        for level, members in found.items()
    }


def _heavy(tree: AuditedTree, levels: Mapping[tuple[str, ...], Sequence[_Member]]) -> Iterator[Finding]:
    """A101: groups that are split finely, and heavier than judged; or weights that follow the numbers of criteria."""
    for level, members in levels.items():
        judgement = tree.criteria.judgements.get(level[-1] if level else "top")
        if isinstance(judgement, Swing | DirectPoints):
            yield from _heavier_than_judged(tree, members, judgement.points)
        elif _follow_numbers(members):
            finest = max(members, key=lambda member: member.leaves)
            yield _heavy_finding(tree, finest, _FOLLOWS)


def _heavier_than_judged(
    tree: AuditedTree, members: Sequence[_Member], points: Mapping[str, Fraction]
) -> Iterator[Finding]:
    whole, mean = sum(points.values()), Fraction(sum(member.leaves for member in members), len(members))
    for member in members:
        judged = points.get(member.node.id, Fraction(0)) / whole if whole else Fraction(0)
        if member.leaves > mean and judged and member.share >= _HEAVIER * judged:
            yield _heavy_finding(tree, member, _JUDGED.format(judged=_per_cent(float(judged))))


def _heavy_finding(tree: AuditedTree, member: _Member, problem: Phrase) -> Finding:
    facts = {"leaves": Whole(member.leaves), "weight": _per_cent(float(member.share))}
    return tree.finding("A101", member.node, problem=problem, **facts)


def _follow_numbers(members: Sequence[_Member]) -> bool:
    """Say whether each criterion of a level has the same weight although its groups are split unlike."""
    leaves = [member.leaves for member in members]
    each = [float(member.share) / member.leaves for member in members]
    return (
        len(members) >= _LEAST_MEMBERS
        and max(leaves) >= _UNLIKE * min(leaves)
        and max(each) - min(each) <= _PROPORTIONAL * max(each)
    )


def _stale(tree: AuditedTree, earlier: Criteria) -> Iterator[Finding]:
    """A102: criteria whose values span more or less than before, while no points of their level have changed."""
    now, then = ({one.id: one for one in criteria.scored} for criteria in (tree.criteria, earlier))
    for id, criterion in now.items():
        spans = [_span(one) for one in (criterion, then.get(id)) if one is not None]
        if len(spans) == 2 and all(spans) and _same_points(criterion, tree.criteria, earlier):  # noqa: PLR2004
            (low, high), (low_then, high_then) = ((span[0], span[1]) for span in spans if span)
            times = (high - low) / (high_then - low_then)
            if not _NARROWER < times < _WIDER:
                facts = {"now": _told(low, high), "then": _told(low_then, high_then)}
                yield tree.finding("A102", criterion, **facts)


def _span(criterion: Criterion) -> tuple[float, float] | None:
    """Return the outer knots of the value function of numbers."""
    knots = criterion.value.knots if criterion.value is not None and criterion.kind == "number" else ()
    return (min(knots), max(knots)) if len(knots) > 1 else None


def _told(low: float, high: float) -> Phrase:
    return _SPAN.format(low=Figure(f"{low:g}"), high=Figure(f"{high:g}"))


def _per_cent(share: float) -> Phrase:
    return Whole(round(100 * share))


def _same_points(criterion: Criterion, now: Criteria, then: Criteria) -> bool:
    """Say whether all points of the level of a criterion are those of before."""
    points = [
        {node.id: criteria.tree_points[node.id] for node in criteria.nodes if node.groups == criterion.groups}
        for criteria in (now, then)
    ]
    return points[0] == points[1]


def _not_counting(tree: AuditedTree, ranking: Ranking) -> Iterator[Finding]:
    """A103: criteria that set the sites apart by much less, or much more, than their share of the weight."""
    matrix = value_matrix(ranking)
    sites = len(matrix.ids)
    spreads = matrix.weights * matrix.values.std(axis=0) if sites >= _FEWEST_SITES else matrix.weights * 0
    whole = float(spreads.sum())
    for criterion, stated, spread in zip(ranking.criteria.scored, matrix.weights, spreads, strict=True):
        share = round(float(spread) / whole, _CERTAIN) if whole else float(stated)
        if stated >= _COUNTING and not stated / _UNLIKE <= share <= stated * _UNLIKE:
            facts: dict[str, Phrase] = {"stated": _per_cent(float(stated)), "effective": _per_cent(share)}
            yield tree.finding("A103", criterion, sites=Whole(sites), **facts)


def _alike(tree: AuditedTree) -> Iterator[Finding]:
    """A104: pairs of scored criteria that read one column, or whose names hardly differ."""
    for first, second in combinations(tree.criteria.scored, 2):
        if first.column == second.column:
            yield tree.finding("A104", second, other=first.id, problem=_ONE_COLUMN.format(column=first.column))
        elif first.groups == second.groups and first.unit == second.unit and _have_like_names(first, second):
            yield tree.finding("A104", second, other=first.id, problem=_NAMES)


def _have_like_names(first: Criterion, second: Criterion) -> bool:
    labels = (as_word(first.label.inside("en")), as_word(second.label.inside("en")))
    return _hardly_differ(*labels) or _hardly_differ(first.id, second.id)


def _hardly_differ(one: str, other: str) -> bool:
    """Say whether two names have the same words but for a letter or an ending."""
    words, others = (re.findall(r"[^\W_]+", name) for name in (one, other))
    pairs = zip(words, others, strict=False)
    return len(words) == len(others) and all(
        SequenceMatcher(None, *pair, autojunk=False).ratio() >= _ALIKE for pair in pairs
    )


def _unlike_sizes(tree: AuditedTree, levels: Mapping[tuple[str, ...], Sequence[_Member]]) -> Iterator[Finding]:
    """A105: groups with many criteria beside members with few."""
    for members in levels.values():
        large = max(members, key=lambda member: member.leaves)
        small = min(members, key=lambda member: member.leaves)
        if large.leaves >= _LARGE and large.leaves >= _TIMES * small.leaves:
            facts: dict[str, Phrase] = {"leaves": Whole(large.leaves), "fewer": Whole(small.leaves)}
            yield tree.finding("A105", large.node, other=small.node.id, **facts)
