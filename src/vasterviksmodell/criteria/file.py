"""Read a criteria file: `Criteria`, or findings about everything that is wrong with it."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vasterviksmodell.criteria.action_checks import action_findings
from vasterviksmodell.criteria.action_entries import ActionsFile, actions_of
from vasterviksmodell.criteria.actors import TREE
from vasterviksmodell.criteria.checks import (
    contradictions,
    effect_findings,
    tree_findings,
    unit_faults,
    unread_headings,
    unredactable,
    word_faults,
)
from vasterviksmodell.criteria.data_entries import severity_of
from vasterviksmodell.criteria.entries import CriterionEntry, GroupEntry, RequirementEntry
from vasterviksmodell.criteria.entry_types import Translated
from vasterviksmodell.criteria.errors import ACTIONS_FILE, findings_of
from vasterviksmodell.criteria.event_checks import event_findings
from vasterviksmodell.criteria.event_entries import events_of
from vasterviksmodell.criteria.file_entry import CriteriaFile
from vasterviksmodell.criteria.local_weights import WeighedGroups, scores, value_of
from vasterviksmodell.criteria.model import (
    Allowed,
    Criteria,
    Criterion,
    Group,
    Limits,
    ModelFile,
    Requirement,
    SiteColumns,
    declared_categories,
)
from vasterviksmodell.criteria.plan import planned_measure
from vasterviksmodell.criteria.plan_checks import plan_findings
from vasterviksmodell.criteria.references import resolved
from vasterviksmodell.criteria.whose_weights import frozen_findings, weighed
from vasterviksmodell.findings import Finding, InvalidInput, Place, Severity, in_order, rule, worst
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import LANGUAGES, Text
from vasterviksmodell.source.default_model import default_criteria_path
from vasterviksmodell.source.frozen_mapping import FrozenMapping
from vasterviksmodell.source.text import read_text
from vasterviksmodell.source.yaml_document import MAX_BYTES, RIGHT_FILE, MappingNode, Node, Scalar, parse_yaml, readings
from vasterviksmodell.value_functions.parameters import Range

_NOT_IN_YAML = "[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What a text in YAML may only hold as an escape."""


class InvalidCriteria(InvalidInput):
    """A criteria file with errors; `findings` holds all of them."""


def load_criteria(path: str | Path) -> Criteria:
    """Return the criteria of a file.

    Raises `InvalidCriteria` with every finding when the file has errors, `OSError` when it cannot be read.

    >>> load_criteria("criteria.yaml").title.inside("en")
    'The Västervik model'
    """
    criteria, findings = read_criteria_file(Path(path), str(path))
    if criteria is None:
        raise InvalidCriteria(findings)
    return criteria


def default_criteria() -> Criteria:
    """Return the default model: every criterion that the Västervik model is described by.

    Raises nothing. `starting_criteria` gives its text, to be changed.
    """
    return load_criteria(default_criteria_path())


def read_criteria_file(path: Path, name: str) -> tuple[Criteria | None, tuple[Finding, ...]]:
    """Return the criteria in the file at a path, called `name` in findings, and the findings; see `read_criteria`.

    Raises `OSError` when the file cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    criteria, findings = read_criteria(content, name)
    if criteria is None:
        return None, findings
    given = None if path == default_criteria_path() else name
    return replace(criteria, file=ModelFile(given, sha256(content).hexdigest())), findings


def read_criteria(content: bytes, path: str) -> tuple[Criteria | None, tuple[Finding, ...]]:
    """Return the criteria in a file's content, and the findings about it; None when one of them is an error."""
    root, findings = parsed(content, path)
    if root is None:
        return None, findings
    criteria, found = validated(root, path)
    if findings:  # keys occur twice: each of their values is checked
        found = _of_all_readings(root, path, found)
    findings = in_order((*findings, *found))
    return (None if worst(findings) == Severity.ERROR else criteria), findings


def _of_all_readings(root: Node, path: str, found: list[Finding]) -> list[Finding]:
    """Return the findings with those about values that a later key of the same name hides."""
    known = {(finding.code, finding.place): finding for finding in found}
    every = {
        (finding.code, finding.place): finding for reading in readings(root) for finding in validated(reading, path)[1]
    }
    return [*found, *(finding for key, finding in every.items() if key not in known)]


def parsed(content: bytes, path: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """Return the YAML tree in a file's content, or None, and the findings; repeated keys are findings about a tree."""
    if len(content) > MAX_BYTES:
        limit = Message("at most {max_bytes} bytes").format(max_bytes=MAX_BYTES)
        return None, (Finding(rule("F004"), Place(path), {"limit": limit}, advice=RIGHT_FILE),)
    text, findings = read_text(content, path)
    return (None, findings) if text is None else parse_yaml(text, path)


def read_document(document: Mapping[str, Any], path: str) -> tuple[Criteria | None, tuple[Finding, ...]]:
    """Return the criteria in a document such as `Criteria.document`, and the findings about it."""
    return read_criteria(_as_yaml(document), path)


def _as_yaml(document: Mapping[str, Any]) -> bytes:
    """Return a document as YAML in the style of JSON; each key has its mark `?`, without which it may not be long."""
    return _in_yaml(document).encode()


def _in_yaml(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'? {_key(key)} : {_in_yaml(entry)}' for key, entry in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_in_yaml, value))}]"
    return re.sub(_NOT_IN_YAML, lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _key(key: Any) -> str:
    return _in_yaml(key if isinstance(key, str) else json.dumps(key))


def validated(root: Node, path: str) -> tuple[Criteria | None, list[Finding]]:
    """Return the criteria in a tree, and the findings about it; None when it cannot be read as criteria."""
    numbers = resolved(root, path)
    found = [*tree_findings(root, path), *numbers.findings]
    try:
        file = CriteriaFile.model_validate(numbers.root.value)
    except ValidationError as error:
        return None, one_for_each_cause([*found, *findings_of(error, numbers.root, path)])
    places = {finding.place for finding in found}
    found += [finding for finding in effect_findings(root, path) if finding.place not in places]
    criteria = criteria_of(file, root, path)
    planned = _planned(criteria)
    found = [finding for finding in found if finding.code != "C201" or finding.facts["id"] not in planned]
    found += [
        *unread_headings(criteria, root, path),
        *contradictions(criteria, root, path),
        *unredactable(criteria, root, path),
        *action_findings(criteria, root, path),
        *event_findings(criteria),
        *plan_findings(criteria, root, path),
        *unit_faults(criteria, root, path),
        *word_faults(criteria, root, path),
    ]
    if worst(found) == Severity.ERROR:
        return None, found
    return weighed(criteria, file.whose), [*found, *frozen_findings(criteria, root, path)]


def _planned(criteria: Criteria) -> set[str]:
    """Return the ids of the criteria that the plan reads, which have an effect by that alone."""
    found = (planned_measure(criteria, measure) for measure in (criteria.plan.measures if criteria.plan else ()))
    return {criterion.id for criterion in found if criterion is not None}


def one_for_each_cause(findings: list[Finding]) -> list[Finding]:
    """Return the findings without those about missing keys that are only misspelt."""
    meant = [(finding.suggestion, finding.facts["where"]) for finding in findings if finding.code == "C001"]
    return [
        finding
        for finding in findings
        if finding.code != "C002" or (finding.facts["key"], finding.facts["where"]) not in meant
    ]


def criteria_of(file: CriteriaFile, root: Node, path: str) -> Criteria:
    """Return the domain object of a valid file, with the weights of the tree."""
    parts = list(_with_shared_labels(list(_walk(file.criteria, (), Fraction(1)))))
    groups = WeighedGroups.of(file.criteria)
    document = root.value
    return Criteria(
        title=_text(file.title),
        question=_text(file.question),
        target_group=_text(file.target_group),
        need=file.need.domain() if file.need else None,
        language=file.language,
        unknown=file.unknown,
        site=SiteColumns(**file.site.model_dump()),
        data=file.data.domain(),
        sources={heading: entry.domain() for heading, entry in file.sources.items()},
        checks={code: severity_of(level) for code, level in file.checks.items()},
        redact=file.redact.domain(),
        criteria=tuple(part for part in parts if isinstance(part, Criterion)),
        groups=tuple(part for part in parts if isinstance(part, Group)),
        tree_points=FrozenMapping({part.id: part.points for part in parts}),
        actors=tuple(entry.domain(id, groups) for id, entry in file.actors.items()),
        combine=file.combine,
        weights_of=TREE,
        judgements=FrozenMapping({name: entry.domain(groups.by_name[name]) for name, entry in file.judgements.items()}),
        frozen=file.frozen.domain() if file.frozen else None,
        actions=actions_of(file.actions, root, path),
        events=events_of(file.events, root, path),
        plan=file.plan.domain() if file.plan else None,
        document=document if isinstance(document, dict) else {},
    )


def _walk(
    members: dict[str, GroupEntry | CriterionEntry], groups: tuple[str, ...], share: Fraction
) -> Iterator[Criterion | Group]:
    """Yield groups and criteria in the order of the file; the members of a group divide its share by their points."""
    points = {name: _points(entry) for name, entry in members.items()}
    whole = sum(points.values())
    for name, entry in members.items():
        part = share * points[name] / whole if whole else Fraction(0)
        if isinstance(entry, GroupEntry):
            yield Group(name, groups, _text(entry.label, name), part, points[name])
            yield from _walk(entry.criteria, (*groups, name), part)
        else:
            yield _criterion(name, groups, entry, part, points[name])


def _with_shared_labels(nodes: Sequence[Criterion | Group]) -> Iterator[Criterion | Group]:
    """Yield the nodes; those that share a label with another are marked."""
    labels = {
        (language, node.id): " ".join(node.label.inside(language).split()) for language in LANGUAGES for node in nodes
    }
    number = Counter((language, label) for (language, _), label in labels.items())
    for node in nodes:
        shares = any(number[language, labels[language, node.id]] > 1 for language in LANGUAGES)
        yield replace(node, shares_label=True) if shares else node


def _points(entry: GroupEntry | CriterionEntry) -> Fraction:
    """Return the points of an entry among the members of its group: 0 when nothing in it is scored."""
    return Fraction(repr(entry.weight)) if entry.weight is not None and scores(entry) else Fraction(0)


def _criterion(
    name: str, groups: tuple[str, ...], entry: CriterionEntry, share: Fraction, points: Fraction
) -> Criterion:
    value = value_of(entry)
    categories = declared_categories(entry.type, value, tuple(entry.categories or ()))
    return Criterion(
        id=name,
        groups=groups,
        label=_text(entry.label, name),
        description=_text(entry.description),
        kind=entry.type,
        column=entry.measure or name,
        unit=entry.unit,
        range=entry.range if entry.type == "number" else Range(),
        categories=categories,
        value=value,
        weight=share,
        points=points,
        requirement=_requirement(entry.requirement, categories),
        warning=_requirement(entry.warning, categories),
        required=entry.required,
        source=_text(entry.source),
        basis=entry.basis,
        responsible=_text(entry.responsible),
        ask=_text(entry.ask),
        children=entry.children,
        fresh_within=entry.fresh_within,
        category_labels=FrozenMapping({category: _text(label) for category, label in (entry.labels or {}).items()}),
        effort=entry.effort,
    )


def _requirement(entry: RequirementEntry | None, categories: tuple[str, ...]) -> Requirement | None:
    if entry is None:
        return None
    if not categories:
        low = -inf if entry.at_least is None else entry.at_least
        high = inf if entry.at_most is None else entry.at_most
        return Limits(low, high, entry.unknown)
    listed = set(entry.in_ or ()) or set(categories) - set(entry.not_in or ())
    return Allowed(tuple(category for category in categories if category in listed), entry.unknown)


def _text(entry: Translated | None, default: str | None = None) -> Text:
    return Text(default, default) if entry is None else entry.domain()


KEY = "judgements"


def with_judgements(
    criteria: Criteria, content: bytes, path: str, actor: str | None = None
) -> tuple[Criteria | None, tuple[Finding, ...]]:
    """Return the criteria with the judgements in a file's content in place of their own, or of those of an actor.

    The judgements are under `judgements:`, or are the whole file. When they do not fit the criteria, return None and
    the errors, at their places in that file.
    """
    root, findings = parsed(content, path)
    if root is None or worst(findings) == Severity.ERROR:
        return None, findings
    section = root.entry(KEY) if isinstance(root, MappingNode) else None
    way = (KEY,) if actor is None else ("actors", actor, KEY)
    whole, _ = parsed(_as_yaml(criteria.document), path)
    changed, found = validated(_with_node(whole, way, section[1] if section else root), path)
    errors = in_order(finding for finding in found if finding.severity == Severity.ERROR)
    return (None, errors) if errors else (changed, ())


def _with_node(node: Node | None, way: tuple[str, ...], what: Node) -> MappingNode:
    """Return a mapping with another node under nested keys, of which only the last may be missing."""
    if not isinstance(node, MappingNode):
        raise TypeError("a mapping is needed")
    key, *rest = way
    found = node.entry(key)
    inner = _with_node(found[1] if found else None, tuple(rest), what) if rest else what
    others = (entry for entry in node.entries if entry[0].text != key)
    return replace(node, entries=(*others, (found[0] if found else Scalar(1, 1, key), inner)))


def with_actions(criteria: Criteria, content: bytes, path: str) -> tuple[Criteria | None, tuple[Finding, ...]]:
    """Return the criteria with the actions in the content of a file in place of their own, and the findings about it.

    None when one of the findings is an error.
    """
    root, findings = parsed(content, path)
    if root is None:
        return None, findings
    changed, found = _with_actions(criteria, root, path)
    findings = in_order((*findings, *found))
    return (None if worst(findings) == Severity.ERROR else changed), findings


def _with_actions(criteria: Criteria, root: Node, path: str) -> tuple[Criteria | None, list[Finding]]:
    try:
        file = ActionsFile.model_validate(root.value)
    except ValidationError as error:
        return None, one_for_each_cause(findings_of(error, root, path, ACTIONS_FILE))
    document = root.value
    stated = document["actions"] if isinstance(document, dict) else {}
    changed = replace(
        criteria,
        actions=actions_of(file.actions, root, path),
        document={**criteria.document, "actions": stated},
    )
    return changed, list(action_findings(changed, root, path))


def read_actions_file(criteria: Criteria, path: Path, name: str) -> tuple[Criteria | None, tuple[Finding, ...]]:
    """Return the criteria with the actions in the file at a path, called `name` in findings; see `with_actions`.

    Raises `OSError` when the file cannot be read.
    """
    with path.open("rb") as file:
        return with_actions(criteria, file.read(MAX_BYTES + 1), name)
