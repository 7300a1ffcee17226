"""Frozen weights: the fingerprint of all weights in a criteria file, and whether it is still the same."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from vasterviksmodell.criteria.actors import Frozen
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.criteria.spot import spot_at
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.wording import shortened
from vasterviksmodell.yaml_document import Node

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
