"""Reads decision.yaml: a `Decision`, or findings about everything that is wrong with its form."""

import re
from pathlib import Path

from pydantic import ValidationError

from vasterviksmodell.criteria import StatedMeasure
from vasterviksmodell.criteria.errors import findings_of
from vasterviksmodell.criteria.file import one_for_each_cause, parsed
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.decision.entries import DECISION_FILE, DecisionFile, SiteEntry, stated
from vasterviksmodell.decision.model import Decision, RecordedStanding, SiteDecision
from vasterviksmodell.findings import Finding, InvalidInput, Place, Severity, in_order, worst
from vasterviksmodell.findings.model import KEY
from vasterviksmodell.source.yaml_document import MAX_BYTES, Node


class InvalidDecision(InvalidInput):
    """A decision.yaml with errors in its form; `findings` holds all of them."""


def is_decision(head: bytes) -> bool:
    """Say whether a YAML file, by its beginning, is the record of a decision: entries of sites with outcomes."""
    return bool(re.search(rb"^sites[ \t]*:", head, re.MULTILINE) and re.search(rb"\boutcome[ \t]*:", head))


def load_decision(path: str | Path) -> Decision:
    """Return the decision of a file, which `judge` compares with a ranking.

    Raises `InvalidDecision` with every finding when the file has errors, `OSError` when it cannot be read.
    """
    decision, findings = read_decision_file(Path(path), str(path))
    if decision is None:
        raise InvalidDecision(findings)
    return decision


def read_decision_file(path: Path, name: str) -> tuple[Decision | None, tuple[Finding, ...]]:
    """Return the decision at a path, called `name` in findings; raise `OSError` when it cannot be read."""
    with path.open("rb") as file:
        return read_decision(file.read(MAX_BYTES + 1), name)


def read_decision(content: bytes, path: str) -> tuple[Decision | None, tuple[Finding, ...]]:
    """Return the decision in a file's content, and the findings about it; None when one of them is an error."""
    root, findings = parsed(content, path)
    if root is None:
        return None, findings
    try:
        entry = DecisionFile.model_validate(root.value)
    except ValidationError as error:
        found = one_for_each_cause(findings_of(error, root, path, DECISION_FILE))
        return None, in_order((*findings, *found))
    return (None if worst(findings) == Severity.ERROR else _decision(entry, root, path)), findings


def _decision(file: DecisionFile, root: Node, path: str) -> Decision:
    sites = tuple(_site(id, entry, file, root, path) for id, entry in file.sites.items())
    places = {"sites": _place(root, path, "sites", KEY)}
    if file.ranked.criteria is not None:
        places["criteria"] = _place(root, path, "ranked", "criteria")
    places |= {f"inputs.{name}": _place(root, path, "ranked", "inputs", name, KEY) for name in file.ranked.inputs}
    ranked = file.ranked
    return Decision(
        path,
        file.language,
        stated(file.question),
        file.alternatives.domain(),
        sites,
        ranked.criteria,
        ranked.inputs,
        places,
    )


def _site(id: str, entry: SiteEntry, file: DecisionFile, root: Node, path: str) -> SiteDecision:
    figures = tuple(
        StatedMeasure(id, measure, cell, _place(root, path, "sites", id, "figures", measure))
        for measure, cell in entry.figures.items()
    )
    return SiteDecision(
        site=id,
        outcome=entry.outcome,
        reason=stated(entry.reason),
        figures=figures,
        who=entry.who or file.who,
        date=entry.date or file.date,
        reference=entry.reference or file.reference,
        standing=None
        if entry.ranked is None
        else RecordedStanding(entry.ranked.status, entry.ranked.rank, entry.ranked.score),
        key=_place(root, path, "sites", id, KEY),
        places={key: _place(root, path, "sites", id, key) for key in sorted(entry.model_fields_set)},
    )


def _place(root: Node, path: str, *way: str) -> Place:
    return locate(root, way, path).place
