"""What only the whole file shows: ids used twice, nothing scored, criteria without effect or source."""

from collections.abc import Iterator

from vasterviksmodell.criteria.entries import CriteriaFile, CriterionEntry, GroupEntry
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.wording import Text
from vasterviksmodell.yaml_document import Mapping, Node, Scalar

Entries = dict[str, GroupEntry | CriterionEntry]
_Part = tuple[Scalar, GroupEntry | CriterionEntry]


def model_findings(file: CriteriaFile, root: Node, path: str) -> Iterator[Finding]:
    """Findings about a file whose parts are each in order."""
    parts = list(_parts(file.criteria, root))
    leaves = [(key, entry) for key, entry in parts if isinstance(entry, CriterionEntry)]
    yield from _repeated_ids(parts, path)
    if not any(_is_scored(entry) for _, entry in leaves):
        place = root.entry("criteria") if isinstance(root, Mapping) else None
        yield Finding(rule("C109"), _place(path, place[0]) if place else Place(path))
    for key, entry in leaves:
        yield from _without_effect(key, entry, path)
        if entry.basis == "cited" and entry.source is None:
            yield Finding(rule("C202"), _place(path, key), {"id": key.text})


def _parts(entries: Entries, parent: Node) -> Iterator[_Part]:
    """Every group and criterion with its key in the file."""
    members = parent.entry("criteria") if isinstance(parent, Mapping) else None
    if members is None or not isinstance(members[1], Mapping):
        return
    for key, node in members[1].entries:
        entry = entries[key.text]
        yield key, entry
        if isinstance(entry, GroupEntry):
            yield from _parts(entry.criteria, node)


def _repeated_ids(parts: list[_Part], path: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for key, _ in parts:
        if key.text in seen:
            yield Finding(rule("C108"), _place(path, key), {"id": key.text})
        seen.add(key.text)


def _is_scored(entry: CriterionEntry) -> bool:
    return entry.weight is not None and (entry.value is not None or entry.type == "yes_no")


def _without_effect(key: Scalar, entry: CriterionEntry, path: str) -> Iterator[Finding]:
    if entry.weight is not None and not _is_scored(entry):
        problem = Text("it has a weight but no value", "det har vikt men inget värde")
    elif not _is_scored(entry) and entry.requirement is None and entry.warning is None:
        problem = Text("it is neither scored nor required", "det varken poängsätts eller krävs")
    else:
        return
    yield Finding(rule("C201"), _place(path, key), {"id": key.text, "problem": problem})


def _place(path: str, node: Node) -> Place:
    return Place(path, node.line, node.column)
