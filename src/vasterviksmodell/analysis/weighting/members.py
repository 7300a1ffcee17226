"""The border: judgements name the members of a set, all of them or some, and say numbers of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import inf, isfinite
from typing import Any

from vasterviksmodell.analysis.weighting.interface import CannotWeigh
from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.numbers import Significant
from vasterviksmodell.wording import listing, shortened


def require_members(ids: Sequence[str]) -> None:
    """`CannotWeigh` unless there is something to weigh, each by a name of its own."""
    if not ids:
        raise CannotWeigh(Message("there is nothing to weigh"))
    require_known(ids, ids)


def require_known(ids: Sequence[str], named: Iterable[Any]) -> None:
    """`CannotWeigh` when something is named that is not a member, or something twice."""
    names = list(named)
    unknown = [name for name in names if not isinstance(name, str) or name not in ids]
    if unknown:
        which, members = listing(map(str, unknown)).inside("en"), listing(ids).inside("en")
        raise CannotWeigh(Message("{which}: not one of {members}").format(which=which, members=members))
    twice = listing(name for name, count in Counter(names).items() if count > 1).inside("en")
    if twice:
        raise CannotWeigh(Message("{twice}: named twice").format(twice=twice))


def require_all(ids: Sequence[str], named: Iterable[Any]) -> None:
    """`CannotWeigh` unless every member is named once, and nothing else."""
    names = list(named)
    require_known(ids, names)
    left = listing(id for id in ids if id not in names).inside("en")
    if left:
        raise CannotWeigh(Message("nothing is said of {left}").format(left=left))


def amounts(said: Mapping[str, Any], least: Fraction | int = 0, most: float = inf) -> dict[str, Fraction]:
    """The numbers in a mapping, exactly; `CannotWeigh` when one is none or out of bounds."""
    return {name: amount(it, name, least, most) for name, it in said.items()}


def amount(said: Any, of: str, least: Fraction | int = 0, most: float = inf) -> Fraction:
    """A number within bounds, exactly; `CannotWeigh` for anything else."""
    if is_number(said) and least <= said <= most:
        return Fraction(said)
    name, what = shortened(of), shortened(str(said))
    ends = [Significant(float(end)) for end in (least, most)]
    span = Joined(("≥ ", ends[0]), "") if most == inf else Joined(ends, "–")
    raise CannotWeigh(Message("{name}: {what} is not a number {span}").format(name=name, what=what, span=span))


def is_number(said: Any) -> bool:
    if isinstance(said, bool) or not isinstance(said, int | float | Fraction):
        return False
    return not isinstance(said, float) or isfinite(said)
