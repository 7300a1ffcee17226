"""Whose weights count: those of the tree, of an actor, or of all actors combined by the declared rule."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from hashlib import sha256

from vasterviksmodell.criteria.actors import COMBINED, TREE, Combination, Frozen
from vasterviksmodell.criteria.key_location import spot_at
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.wording import shortened
from vasterviksmodell.yaml_document import Node

Part = tuple[Fraction, Fraction]
"""An actor's share among the actors, and the weight that it gives."""
_DIGITS = 30


def whose_weights(criteria: Criteria) -> tuple[str, ...]:
    """Whose weights can count: `tree`, `combined` where a rule is declared, and the actors."""
    combined = (COMBINED,) if criteria.combine else ()
    return (TREE, *combined, *(it.id for it in criteria.actors))


def with_weights_of(criteria: Criteria, whose: str) -> Criteria:
    """The same criteria with the weights of `tree`, `combined` or an actor by its id; `KeyError` for others.

    Its document says so: read again, it gives the same criteria.
    """
    return replace(weighed(criteria, whose), document={**criteria.document, "weights_of": whose})


def weighed(criteria: Criteria, whose: str) -> Criteria:
    """The same with the document as it was."""
    if whose not in whose_weights(criteria):
        raise KeyError(whose)
    if whose == COMBINED and criteria.combine:
        weights = _combined(criteria, criteria.combine)
        points: Mapping[str, Fraction] = {id: 100 * it for id, it in weights.items()}
    else:
        points = points_of(criteria, whose)
        weights = _weights(criteria, points)
    return replace(
        criteria,
        criteria=tuple(replace(it, weight=weights[it.id], points=points[it.id]) for it in criteria.criteria),
        groups=tuple(replace(it, weight=weights[it.id], points=points[it.id]) for it in criteria.groups),
        weights_of=whose,
    )


def points_of(criteria: Criteria, whose: str) -> Mapping[str, Fraction]:
    """The points of every group and criterion by those of an actor, in all other sets of siblings by the tree."""
    own = next((it.weights for it in criteria.actors if it.id == whose), {})
    return {**criteria.tree_points, **own}


def _weights(criteria: Criteria, points: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The share of the whole of every group and criterion: siblings divide their parent's by their points."""
    sums = Counter[tuple[str, ...]]()
    for it in criteria.nodes:
        sums[it.groups] += points[it.id]  # type: ignore[assignment]
    weights: dict[str, Fraction] = {}
    for it in criteria.nodes:  # a group stands before what is in it
        above = weights[it.groups[-1]] if it.groups else Fraction(1)
        weights[it.id] = above * points[it.id] / sums[it.groups] if sums[it.groups] else Fraction(0)
    return weights


def _combined(criteria: Criteria, rule: Combination) -> dict[str, Fraction]:
    """The actors' weights combined: a criterion's by the rule, a group's as the sum of what is in it."""
    each = [(it.share, _weights(criteria, points_of(criteria, it.id))) for it in criteria.actors]
    leaves = {it.id: _RULES[rule]([(share, weights[it.id]) for share, weights in each]) for it in criteria.criteria}
    whole = sum(leaves.values())
    sums = {it.id: Fraction(0) for it in criteria.groups}
    for it in criteria.criteria:
        for group in it.groups:
            sums[group] += leaves[it.id]
    return {id: weight / whole for id, weight in (sums | leaves).items()}


def _mean(parts: Sequence[Part]) -> Fraction:
    """The mean weighted by the actors' shares."""
    return sum((share * weight for share, weight in parts), Fraction(0)) / sum(share for share, _ in parts)


def _geometric_mean(parts: Sequence[Part]) -> Fraction:
    """The geometric mean weighted by the actors' shares; before it is normalised.

    To 30 digits with the logarithms of `decimal`, which are rounded alike on every machine.
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
    """The SHA-256, in hexadecimal, of the weights of the tree and of all actors and the rule that combines them."""
    return sha256(weights_text(criteria).encode()).hexdigest()


def weights_text(criteria: Criteria) -> str:
    """What the fingerprint is of: every weight on a line of its own, in an order and a form that are always the same.

    First the name of the form, then, sorted: `combine RULE` (or `none`), `tree GROUP/…/ID POINTS` for all that is
    scored, `share ACTOR POINTS`, and `actor ACTOR ID POINTS`. Points are integers or fractions in lowest terms: `30`,
    `1/2`. Each line ends with a line feed.
    """
    tree = (("/".join((*it.groups, it.id)), criteria.tree_points[it.id]) for it in criteria.nodes)
    lines = [f"combine {criteria.combine or 'none'}"]
    lines += [f"tree {way} {points}" for way, points in tree if points]
    for it in criteria.actors:
        lines.append(f"share {it.id} {it.share}")
        lines += [f"actor {it.id} {id} {points}" for id, points in it.weights.items()]
    return "\n".join(("vasterviksmodell/weights/1", *sorted(lines), ""))


def frozen_findings(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """What there is to tell when the weights are not those that were frozen."""
    frozen, changed = criteria.frozen, rule("C204")
    level = criteria.checks.get(changed.code, changed.severity)
    if frozen is None or level is None or frozen.weights == weights_digest(criteria):
        return
    place = spot_at(root, ("frozen", "weights"), path).place
    yield Finding(changed, place, {"date": _date(frozen), "by": _together(frozen.by)}, level=level)


def _date(frozen: Frozen) -> Phrase:
    date = frozen.date
    form = Message("on {date}") if len(date) == _FULL_DATE else Message("in {date}")
    return form.format(date=date)


def _together(names: Sequence[str]) -> Phrase:
    """`Anna Ek, Per Ås and Bo Lind`."""
    shown = [shortened(it) for it in names]
    before, last = ", ".join(shown[:-1]), shown[-1]
    return Message("{before} and {last}").format(before=before, last=last) if before else last
