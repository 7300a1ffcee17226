"""D216: a heading that says another unit than the criteria file."""

import re
from collections.abc import Iterator, Sequence

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.checks.units import same_unit

_Found = dict[tuple[Place, str], Finding]
"""By the place of the heading and criterion: every block of a file has the same."""
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,20})[)\]]")


def _see_units(part: Part) -> _Found | None:
    found = {}
    for id, number in part.layout.measures.items():
        criterion, heading = part.criteria[id], part.table.headings[number]
        other = next((it for it in _BRACKETED.findall(heading) if same_unit(it, criterion.unit) is False), None)
        if other is not None:
            facts = {"column": heading, "other": other.strip(), "criterion": id, "unit": criterion.unit}
            found[part.heading(id), id] = Finding(rule("D216"), part.heading(id), facts)
    return found or None


def _tell_units(kept: Sequence[_Found], _: Criteria) -> Iterator[Finding]:
    every: _Found = {}
    for found in kept:
        every |= found
    yield from every.values()


UNITS = Check(("D216",), _see_units, _tell_units)
