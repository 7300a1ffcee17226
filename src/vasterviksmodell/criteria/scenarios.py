"""Read a file of scenarios: `Scenario`s, or findings about everything that is wrong with it."""

from pydantic import ValidationError

from vasterviksmodell.criteria.action_checks import measure_findings
from vasterviksmodell.criteria.errors import SCENARIOS_FILE, findings_of
from vasterviksmodell.criteria.file import one_for_each_cause, parsed
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.criteria.scenario_entries import Scenario, ScenariosFile, scenarios_of
from vasterviksmodell.findings import Finding, Severity, in_order, worst
from vasterviksmodell.source.yaml_document import Node

__all__ = ["Scenario", "read_scenarios"]


def read_scenarios(
    content: bytes, path: str, criteria: Criteria
) -> tuple[tuple[Scenario, ...] | None, tuple[Finding, ...]]:
    """Return the scenarios in the content of a file, and the findings about it; None when one of them is an error."""
    root, findings = parsed(content, path)
    if root is None:
        return None, findings
    scenarios, found = _validated(root, path, criteria)
    findings = in_order((*findings, *found))
    return (None if worst(findings) == Severity.ERROR else scenarios), findings


def _validated(root: Node, path: str, criteria: Criteria) -> tuple[tuple[Scenario, ...], list[Finding]]:
    try:
        file = ScenariosFile.model_validate(root.value)
    except ValidationError as error:
        return (), one_for_each_cause(findings_of(error, root, path, SCENARIOS_FILE))
    scenarios = tuple(scenarios_of(file, root, path))
    faults = (fault for one in scenarios for fault in measure_findings(one.id, one.sets, criteria))
    return scenarios, list(faults)
