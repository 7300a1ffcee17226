"""Whose weights count: those of the tree, of an actor, or of all actors combined. Also checks frozen weights."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from hashlib import sha256

from vasterviksmodell.criteria.actors import COMBINED, TREE, Combination, Frozen
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.criteria.model import Criteria, expect_criteria
from vasterviksmodell.expected import expect
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.source.folding import folded
from vasterviksmodell.source.yaml_document import Node

Part = tuple[Fraction, Fraction]
"""An actor's share among the actors, and the weight that it gives."""
_DIGITS = 30


def whose_weights(criteria: Criteria) -> tuple[str, ...]:
    """Return whose weights can count: `tree`, `combined` where a rule is declared, and the ids of the actors."""
    combined = (COMBINED,) if criteria.combine else ()
    return (TREE, *combined, *(actor.id for actor in criteria.actors))


def called(criteria: Criteria, given: str) -> str:
    """Return the id of the one actor that is called so, by its label in either language; else what is given itself."""
    if given in whose_weights(criteria):
        return given
    form = folded(given)
    found = [
        actor.id
        for actor in criteria.actors
        if form in {folded(name) for name in (actor.id, actor.label.en, actor.label.sv) if name}
    ]
    return found[0] if len(found) == 1 and form else given


def with_weights_of(criteria: Criteria, whose: str) -> Criteria:
    """Return the criteria with the weights of `tree`, `combined` or an actor, by its id or the label of it alone.

    Their document says so: read again, it gives the same criteria. Raises `KeyError` for anybody else.
    """
    expect_criteria(criteria)
    expect(whose, str, "the id or label of an actor belongs", "give a text, perhaps 'tree'")
    whose = called(criteria, whose)
    return replace(weighed(criteria, whose), document={**criteria.document, "weights_of": whose})


def weighed(criteria: Criteria, whose: str) -> Criteria:
    """Return the same as `with_weights_of`, with the document as it was."""
    if whose not in whose_weights(criteria):
        raise KeyError(f"no weights of {whose!r}: there are {', '.join(whose_weights(criteria))}")
    if whose == COMBINED and criteria.combine:
        weights = _combined(criteria, criteria.combine)
        points: Mapping[str, Fraction] = {id: 100 * weight for id, weight in weights.items()}
    else:
        points = points_of(criteria, whose)
        weights = _weights(criteria, points)
    return replace(
        criteria,
        criteria=tuple(
            replace(criterion, weight=weights[criterion.id], points=points[criterion.id])
            for criterion in criteria.criteria
        ),
        groups=tuple(replace(group, weight=weights[group.id], points=points[group.id]) for group in criteria.groups),
        weights_of=whose,
    )


def points_of(criteria: Criteria, whose: str) -> Mapping[str, Fraction]:
    """Return the points of every group and criterion: those of an actor, and where the actor gives none of the tree."""
    points = next((actor.weights for actor in criteria.actors if actor.id == whose), {})
    return {**criteria.tree_points, **points}


def _weights(criteria: Criteria, points: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return each group's and criterion's share of the whole: members divide that of their group by their points."""
    sums = Counter[tuple[str, ...]]()
    for node in criteria.nodes:
        sums[node.groups] += points[node.id]  # type: ignore[assignment]
    weights: dict[str, Fraction] = {}
    for node in criteria.nodes:  # a group comes before what is in it
        above = weights[node.groups[-1]] if node.groups else Fraction(1)
        weights[node.id] = above * points[node.id] / sums[node.groups] if sums[node.groups] else Fraction(0)
    return weights


def _combined(criteria: Criteria, rule: Combination) -> dict[str, Fraction]:
    """Return the actors' weights combined: a criterion's by the rule, a group's as the sum of its criteria."""
    each = [(actor.share, _weights(criteria, points_of(criteria, actor.id))) for actor in criteria.actors]
    leaves = {
        criterion.id: _RULES[rule]([(share, weights[criterion.id]) for share, weights in each])
        for criterion in criteria.criteria
    }
    whole = sum(leaves.values())
    sums = {group.id: Fraction(0) for group in criteria.groups}
    for criterion in criteria.criteria:
        for id in criterion.groups:
            sums[id] += leaves[criterion.id]
    return {id: weight / whole for id, weight in (sums | leaves).items()}


def _mean(parts: Sequence[Part]) -> Fraction:
    """Return the mean weighted by the actors' shares."""
    return sum((share * weight for share, weight in parts), Fraction(0)) / sum(share for share, _ in parts)


def _geometric_mean(parts: Sequence[Part]) -> Fraction:
    """Return the geometric mean weighted by the actors' shares, before it is normalised.

    It is computed to 30 digits with the logarithms of `decimal`, which are rounded alike on every machine.
    """
    weights = {weight for _, weight in parts}
    if len(weights) == 1:
        return weights.pop()
    with localcontext(Context(prec=_DIGITS)):
        logarithms = (_decimal(share) * _decimal(weight).ln() for share, weight in parts)
        return Fraction((sum(logarithms) / _decimal(sum((share for share, _ in parts), Fraction(0)))).exp())


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


_RULES: Mapping[Combination, Callable[[Sequence[Part]], Fraction]] = {
    "mean": _mean,
    "geometric_mean": _geometric_mean,
}


_FULL_DATE = len("2026-11-20")


def weights_digest(criteria: Criteria) -> str:
    """Return the SHA-256, in hexadecimal, of the weights of the tree and all actors and of the rule of combination."""
    return sha256(weights_text(criteria).encode()).hexdigest()


def weights_text(criteria: Criteria) -> str:
    """Return the text that the fingerprint is made of: a line for each weight, always in the same order and form.

    The first line names the form. Then follow, sorted: `combine RULE` (or `none`), `tree GROUP/…/ID POINTS` for all
    that is scored, `share ACTOR POINTS`, and `actor ACTOR ID POINTS`. Points are integers or fractions in lowest terms:
    `30`, `1/2`. Each line ends with a line feed.
    """
    tree = (("/".join((*node.groups, node.id)), criteria.tree_points[node.id]) for node in criteria.nodes)
    lines = [f"combine {criteria.combine or 'none'}"]
    lines += [f"tree {way} {points}" for way, points in tree if points]
    for actor in criteria.actors:
        lines.append(f"share {actor.id} {actor.share}")
        lines += [f"actor {actor.id} {id} {points}" for id, points in actor.weights.items()]
    return "\n".join(("vasterviksmodell/weights/1", *sorted(lines), ""))


def frozen_findings(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Yield a finding if the weights are not those that were frozen."""
    frozen, changed = criteria.frozen, rule("C204")
    level = criteria.checks.get(changed.code, changed.severity)
    if frozen is None or level is None or frozen.weights == weights_digest(criteria):
        return
    place = locate(root, ("frozen", "weights"), path).place
    yield Finding(changed, place, {"date": _date(frozen), "by": _together(frozen.by)}, level=level)


def _date(frozen: Frozen) -> Phrase:
    date = frozen.date
    form = Message("on {date}") if len(date) == _FULL_DATE else Message("in {date}")
    return form.format(date=date)


def _together(names: Sequence[str]) -> Phrase:
    """Return `Anna Ek, Per Ås and Bo Lind`."""
    shown = [shortened(name) for name in names]
    before, last = ", ".join(shown[:-1]), shown[-1]
    return Message("{before} and {last}").format(before=before, last=last) if before else last
