"""The checks of plausibility. A new check is a `Check` in a module here, and a line in the registry.

A check sees each block of sites while a file is read, keeps a small observation, and reports findings at the end.
Files with errors are not checked. Where a module has several checks, they follow each other: what one needs, what it
sees, what it reports, and last the `Check` itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.checks.action_sites import ACTION_SITES
from vasterviksmodell.sites.checks.check import Check, Observations, SiteBlock
from vasterviksmodell.sites.checks.dates import FRESHNESS, LATER_DATES
from vasterviksmodell.sites.checks.facility_place import FACILITY_PLACE
from vasterviksmodell.sites.checks.municipality_contradictions import TWO_MUNICIPALITIES
from vasterviksmodell.sites.checks.municipality_faults import MUNICIPALITIES, OTHER_COUNTY, WRONG_LETTERS
from vasterviksmodell.sites.checks.persons import PERSONS, SMALL_COUNTS
from vasterviksmodell.sites.checks.positions import FAR_AWAY, POSITIONS, TWO_POSITIONS
from vasterviksmodell.sites.checks.similar_names import ALIKE_IDS, NAMESAKES
from vasterviksmodell.sites.checks.suspect_figures import IMPLAUSIBLE, PERCENT_SIGNS
from vasterviksmodell.sites.checks.totals import TOTALS
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
    FAR_AWAY,
    FACILITY_PLACE,
    POSITIONS,
    TWO_MUNICIPALITIES,
    OTHER_COUNTY,
    TWO_POSITIONS,
    LATER_DATES,
    WRONG_LETTERS,
    ACTION_SITES,
)

__all__ = ["CHECKS", "Check", "Observations", "SiteBlock", "check_findings", "observe"]


def observe(block: SiteBlock, observations: Observations) -> None:
    """Add what every active check observes in a block to the observations."""
    for check in [] if block.sites.is_empty() else _active_checks(block.criteria):
        observation = check.see(block)
        if observation is not None:
            observations[check].append(observation)


def check_findings(files: Sequence[Observations], criteria: Criteria, *, same_sites: bool = False) -> Iterator[Finding]:
    """Yield the findings of all checks, given the observations in each file.

    Files with the `same_sites` are judged one by one, except by checks that compare files.
    """
    if not same_sites:
        yield from _findings_in_all(files, criteria)
        return
    for file in files:
        yield from _findings_in_all([{check: file[check] for check in file if not check.across_files}], criteria)
    yield from _findings_in_all(
        [{check: file[check] for check in file if check.across_files} for file in files], criteria
    )


def _findings_in_all(files: Sequence[Observations], criteria: Criteria) -> Iterator[Finding]:
    merged: Observations = defaultdict(list)
    for file in files:
        for check, observations in file.items():
            merged[check] += observations
    for check, observations in merged.items():
        yield from check.tell(observations, criteria)


def _active_checks(criteria: Criteria) -> list[Check]:
    """Return the checks with at least one code that is not switched off."""
    return [check for check in CHECKS if any(criteria.checks.get(code, code) is not None for code in check.codes)]
