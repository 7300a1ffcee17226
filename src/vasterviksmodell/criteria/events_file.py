"""A file of events in place of those in the criteria file."""

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from vasterviksmodell.criteria.errors import EVENTS_FILE, findings_of
from vasterviksmodell.criteria.event_checks import event_findings
from vasterviksmodell.criteria.event_entries import EventsFile, events_of
from vasterviksmodell.criteria.file import one_for_each_cause, parsed
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.findings import Finding, Severity, in_order, worst
from vasterviksmodell.source.yaml_document import MAX_BYTES, Node


def with_events(criteria: Criteria, content: bytes, path: str) -> tuple[Criteria | None, tuple[Finding, ...]]:
    """Return the criteria with the events in the content of a file in place of their own, and the findings about it.

    None when one of the findings is an error.
    """
    root, findings = parsed(content, path)
    if root is None:
        return None, findings
    changed, found = _with_events(criteria, root, path)
    findings = in_order((*findings, *found))
    return (None if worst(findings) == Severity.ERROR else changed), findings


def _with_events(criteria: Criteria, root: Node, path: str) -> tuple[Criteria | None, list[Finding]]:
    try:
        file = EventsFile.model_validate(root.value)
    except ValidationError as error:
        return None, one_for_each_cause(findings_of(error, root, path, EVENTS_FILE))
    stated = root.value["events"] if isinstance(root.value, dict) else {}
    document = {**criteria.document, "events": stated}
    changed = replace(criteria, events=events_of(file.events, root, path), document=document)
    return changed, list(event_findings(changed))


def read_events_file(criteria: Criteria, path: Path, name: str) -> tuple[Criteria | None, tuple[Finding, ...]]:
    """Return the criteria with the events in the file at a path, called `name` in findings; see `with_events`.

    Raises `OSError` when the file cannot be read.
    """
    with path.open("rb") as file:
        return with_events(criteria, file.read(MAX_BYTES + 1), name)
