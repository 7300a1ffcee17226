"""D207: a criterion that is known for few of the sites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.checks.interface import Check, Part

_FEWEST = 3
"""Of one or two sites it is seen at once."""


@dataclass(frozen=True, slots=True)
class _Known:
    heading: Place
    exactly: int
    at_all: int
    """How many have an exact measure or an interval narrower than the criterion's range."""


def _see(part: Part) -> tuple[int, Mapping[str, _Known]]:
    """The number of sites, and what is known of them by criterion id."""
    height = part.block.height
    return height, {
        id: _Known(part.heading(id), height - part.exact[id].null_count(), int(part.known(id).sum()))
        for id in part.measures
    }


def _tell(kept: Sequence[tuple[int, Mapping[str, _Known]]], criteria: Criteria) -> Iterator[Finding]:
    sites = sum(height for height, _ in kept)
    for criterion in criteria.criteria:
        known = [by_id[criterion.id] for _, by_id in kept if criterion.id in by_id]
        exactly, bounded = sum(it.exactly for it in known), sum(it.at_all - it.exactly for it in known)
        if known and sites >= _FEWEST and 2 * exactly < sites:
            facts: dict[str, Phrase] = {
                "criterion": criterion.id,
                "known": str(exactly),
                "sites": str(sites),
                "bounded": _bounded(bounded),
            }
            yield Finding(rule("D207"), known[0].heading, facts)


def _bounded(number: int) -> Phrase:
    return Message(", within limits for {number} more").format(number=number) if number else ""


CHECK = Check(("D207",), _see, _tell)
