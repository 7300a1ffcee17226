"""Reads a record of what was frozen: a `FreezeRecord`, or findings about everything that is wrong with its form."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.errors import findings_of
from vasterviksmodell.criteria.file import one_for_each_cause, parsed, validated
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.findings import Finding, InvalidInput, Severity, in_order, worst
from vasterviksmodell.freezing.entries import FREEZE_FILE, FreezeFile, StepEntry
from vasterviksmodell.freezing.model import FreezeRecord, FreezeStep
from vasterviksmodell.source.yaml_document import MAX_BYTES, Node


class InvalidFreezeRecord(InvalidInput):
    """A record of what was frozen with errors in its form; `findings` holds all of them."""


def load_freeze_record(path: str | Path) -> FreezeRecord:
    """Return the record of what was frozen in a file, which `judge_order` judges.

    Raises `InvalidFreezeRecord` with every finding when the file has errors, `OSError` when it cannot be read.
    """
    record, findings = read_freeze_file(Path(path), str(path))
    if record is None:
        raise InvalidFreezeRecord(findings)
    return record


def read_freeze_file(path: Path, name: str) -> tuple[FreezeRecord | None, tuple[Finding, ...]]:
    """Return the record at a path, called `name` in findings; raise `OSError` when it cannot be read."""
    with path.open("rb") as file:
        return read_freeze_record(file.read(MAX_BYTES + 1), name)


def read_freeze_record(content: bytes, path: str) -> tuple[FreezeRecord | None, tuple[Finding, ...]]:
    """Return the record in a file's content, and the findings about it; None when one of them is an error."""
    root, findings = parsed(content, path)
    if root is None:
        return None, findings
    try:
        file = FreezeFile.model_validate(root.value)
    except ValidationError as error:
        found = one_for_each_cause(findings_of(error, root, path, FREEZE_FILE))
        return None, in_order((*findings, *found))
    criteria = [_criteria(entry, number, root, path) for number, entry in enumerate(file.steps)]
    findings = in_order((*findings, *(finding for _, found in criteria for finding in found)))
    if worst(findings) == Severity.ERROR:
        return None, findings
    steps = (_step(number, entry, criteria[number][0], root, path) for number, entry in enumerate(file.steps))
    return FreezeRecord(path, tuple(steps)), findings


def _criteria(entry: StepEntry, number: int, root: Node, path: str) -> tuple[Criteria | None, list[Finding]]:
    """Return the criteria of a step, and the errors in them; None where it has none."""
    if entry.criteria is None:
        return None, []
    criteria, found = validated(locate(root, ("steps", number, "criteria"), path).node, path)
    errors = [finding for finding in found if finding.severity == Severity.ERROR]
    return (None if errors else criteria), errors


def _step(number: int, entry: StepEntry, criteria: Criteria | None, root: Node, path: str) -> FreezeStep:
    value: Any = root.value
    content = {key: stated for key, stated in value["steps"][number].items() if key != "seal"}
    return FreezeStep(
        number=number + 1,
        date=entry.date,
        by=tuple(entry.by),
        reason=entry.reason,
        criteria=criteria,
        sites=entry.sites,
        rankings=entry.rankings,
        decisions=entry.decisions,
        content=content,
        seal=entry.seal,
        root=root,
        path=path,
    )
