"""Scenarios in files, and a ranking with the measures that a scenario sets."""

from pathlib import Path

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.model import expect_criteria
from vasterviksmodell.criteria.scenarios import Scenario, read_scenarios
from vasterviksmodell.expected import expect
from vasterviksmodell.findings import Finding, InvalidInput, in_order
from vasterviksmodell.scoring.ranking import Ranking, expect_ranking
from vasterviksmodell.scoring.run import Shown, what_if
from vasterviksmodell.scoring.what_if import Setting
from vasterviksmodell.sites.action_measures import cell_findings, read_measures
from vasterviksmodell.source.yaml_document import MAX_BYTES


class InvalidScenarios(InvalidInput):
    """A file of scenarios with errors; `findings` holds all of them."""


def load_scenarios(path: str | Path, criteria: Criteria) -> tuple[Scenario, ...]:
    """Return the scenarios of a file, checked against the criteria.

    Raises `InvalidScenarios` with every finding when the file has errors, `OSError` when it cannot be read.
    """
    expect_criteria(criteria)
    scenarios, findings = read_scenarios_file(Path(path), criteria)
    if scenarios is None:
        raise InvalidScenarios(findings)
    return scenarios


def read_scenarios_file(path: Path, criteria: Criteria) -> tuple[tuple[Scenario, ...] | None, tuple[Finding, ...]]:
    """Return the scenarios of a file, None where it has errors; and the findings about it and its cells.

    Raises `OSError` when the file cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    scenarios, findings = read_scenarios(content, str(path), criteria)
    faulty = [fault for scenario in scenarios or () for fault in cell_findings(criteria, scenario.sets)]
    return (None if faulty else scenarios), in_order((*findings, *faulty))


def apply_scenario(ranking: Ranking, scenario: Scenario, shown: Shown | None = None) -> Ranking:
    """Return a ranking of all its sites with what a scenario sets, ranked again, perhaps cut to the first sites.

    Earlier settings stay; `changes` tells what it changed. Sites that are not in the ranking are passed over.
    Raises nothing for a scenario of `load_scenarios`.
    """
    expect_ranking(ranking)
    expect(scenario, Scenario, "a scenario belongs", "give one of those that load_scenarios(path, criteria) returns")
    known = set(ranking.frame["id"])
    measures = read_measures(ranking.criteria, scenario.sets)
    settings = [Setting(one.site, one.criterion, one.known) for one in measures if one.site in known]
    return what_if(ranking, settings, shown)
