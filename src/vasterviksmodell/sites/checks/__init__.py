"""The family of checks of the subject. A new member is a module here, and a line in the registry.

A check sees every block of sites as it is read, keeps little of it, and tells its findings at the end. It keeps its
hands off files with errors: what cannot be read cannot be judged.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.checks import (
    alike_ids,
    constant,
    contradictions,
    correlated,
    coverage,
    facility_place,
    far_away,
    freshness,
    implausible,
    later_dates,
    municipalities,
    namesakes,
    other_county,
    percent_signs,
    persons,
    positions,
    small_counts,
    totals,
    two_positions,
    units,
    wrong_letters,
)
from vasterviksmodell.sites.checks.interface import Check, Part, Seen

CHECKS: tuple[Check, ...] = (
    municipalities.CHECK,
    namesakes.CHECK,
    alike_ids.CHECK,
    constant.CHECK,
    correlated.CHECK,
    implausible.CHECK,
    percent_signs.CHECK,
    coverage.CHECK,
    freshness.CHECK,
    persons.CHECK,
    small_counts.CHECK,
    totals.CHECK,
    units.CHECK,
    far_away.CHECK,
    facility_place.CHECK,
    positions.CHECK,
    contradictions.CHECK,
    other_county.CHECK,
    two_positions.CHECK,
    later_dates.CHECK,
    wrong_letters.CHECK,
)

__all__ = ["CHECKS", "Check", "Part", "Seen", "check_findings", "look_at"]


def look_at(part: Part, seen: Seen) -> None:
    """Let every check that is wanted see a block of at least one site."""
    for check in [] if part.block.is_empty() else _wanted(part.criteria):
        kept = check.see(part)
        if kept is not None:
            seen[check].append(kept)


def check_findings(seen: Sequence[Seen], criteria: Criteria, *, same_sites: bool = False) -> Iterator[Finding]:
    """What the checks have found in all files together; in files that have the same sites, in each of them."""
    if not same_sites:
        yield from _in_all(seen, criteria)
        return
    for file in seen:
        yield from _in_all([{check: kept for check, kept in file.items() if not check.across_files}], criteria)
    yield from _in_all([{check: file[check] for check in file if check.across_files} for file in seen], criteria)


def _in_all(seen: Sequence[Seen], criteria: Criteria) -> Iterator[Finding]:
    together: Seen = defaultdict(list)
    for file in seen:
        for check, kept in file.items():
            together[check] += kept
    for check, kept in together.items():
        yield from check.tell(kept, criteria)


def _wanted(criteria: Criteria) -> list[Check]:
    """The checks that have a code which is not switched off."""
    return [it for it in CHECKS if any(criteria.checks.get(code, code) is not None for code in it.codes)]
