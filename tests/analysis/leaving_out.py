"""Criteria without one of them, by the definition: the weights of the value tree computed anew."""

from dataclasses import replace
from fractions import Fraction

from vasterviksmodell.criteria import Criteria, Criterion, Group


def without(criteria: Criteria, left_out: Criterion) -> Criteria:
    """Return the criteria with one not scored: the others in its group share its weight in proportion.

    When nothing else in its group is scored, the weight of the group goes to the others beside the group, and so on.
    The result is made to score with: its document is still that of the file.
    """
    bare = replace(left_out, value=None, points=Fraction(0))
    leaves = tuple(bare if criterion.id == left_out.id else criterion for criterion in criteria.criteria)
    scored = {id for leaf in leaves if leaf.value is not None and leaf.points > 0 for id in leaf.groups}
    groups = tuple(group if group.id in scored else replace(group, points=Fraction(0)) for group in criteria.groups)
    weights = _weights((*groups, *leaves))
    return replace(
        criteria,
        criteria=tuple(replace(leaf, weight=weights[leaf.id]) for leaf in leaves),
        groups=tuple(replace(group, weight=weights[group.id]) for group in groups),
    )


def _weights(nodes: tuple[Criterion | Group, ...]) -> dict[str, Fraction]:
    """Return the weights by id: the members of a group divide its weight by their points."""
    wholes: dict[tuple[str, ...], Fraction] = {}
    for node in nodes:
        wholes[node.groups] = wholes.get(node.groups, Fraction(0)) + node.points
    weights: dict[str, Fraction] = {}
    for node in sorted(nodes, key=lambda node: len(node.groups)):
        parent = weights[node.groups[-1]] if node.groups else Fraction(1)
        weights[node.id] = parent * node.points / wholes[node.groups] if wholes[node.groups] else Fraction(0)
    return weights
