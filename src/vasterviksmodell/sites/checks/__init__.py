"""The family of checks of the subject. A new member is a module here, and a line in the registry.

A check sees every block of sites as it is read, keeps little of it, and tells its findings at the end. It keeps its
hands off files with errors: what cannot be read cannot be judged.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.checks.check import Check, Part, Seen
from vasterviksmodell.sites.checks.dates import FRESHNESS, LATER_DATES
from vasterviksmodell.sites.checks.facility_place import FACILITY_PLACE
from vasterviksmodell.sites.checks.municipality_codes import MUNICIPALITIES, OTHER_COUNTY, WRONG_LETTERS
from vasterviksmodell.sites.checks.persons import PERSONS, SMALL_COUNTS
from vasterviksmodell.sites.checks.positions import FAR_AWAY, POSITIONS, TWO_POSITIONS
from vasterviksmodell.sites.checks.similar_names import ALIKE_IDS, NAMESAKES
from vasterviksmodell.sites.checks.suspect_figures import IMPLAUSIBLE, PERCENT_SIGNS, UNITS
from vasterviksmodell.sites.checks.totals import TOTALS
from vasterviksmodell.sites.checks.two_municipalities import TWO_MUNICIPALITIES
from vasterviksmodell.sites.checks.uninformative_columns import CONSTANT, CORRELATED, COVERAGE

CHECKS: tuple[Check, ...] = (
    MUNICIPALITIES,
    NAMESAKES,
    ALIKE_IDS,
    CONSTANT,
    CORRELATED,
    IMPLAUSIBLE,
    PERCENT_SIGNS,
    COVERAGE,
    FRESHNESS,
    PERSONS,
    SMALL_COUNTS,
    TOTALS,
    UNITS,
    FAR_AWAY,
    FACILITY_PLACE,
    POSITIONS,
    TWO_MUNICIPALITIES,
    OTHER_COUNTY,
    TWO_POSITIONS,
    LATER_DATES,
    WRONG_LETTERS,
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
    return [check for check in CHECKS if any(criteria.checks.get(code, code) is not None for code in check.codes)]
