"""Judgements in a file of their own, in place of those in the criteria."""

from dataclasses import replace

from vasterviksmodell.criteria.file import parsed, validated, written
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.findings import Finding, Severity, in_order, worst
from vasterviksmodell.yaml_document import Mapping, Node, Scalar

KEY = "judgements"


def with_judgements(
    criteria: Criteria, content: bytes, path: str, actor: str | None = None
) -> tuple[Criteria | None, tuple[Finding, ...]]:
    """The criteria with the judgements in a file's content in place of theirs, or of those of one of their actors.

    They stand under `judgements:`, or are the whole file. None, and what is wrong at its place in that file, when they
    do not fit the criteria.
    """
    root, findings = parsed(content, path)
    if root is None or worst(findings) == Severity.ERROR:
        return None, findings
    own = root.entry(KEY) if isinstance(root, Mapping) else None
    way = (KEY,) if actor is None else ("actors", actor, KEY)
    whole, _ = parsed(written(criteria.document), path)
    changed, found = validated(_put(whole, way, own[1] if own else root), path)
    errors = in_order(it for it in found if it.severity == Severity.ERROR)
    return (None, errors) if errors else (changed, ())


def _put(node: Node | None, way: tuple[str, ...], what: Node) -> Mapping:
    """The mapping with something where keys lead, one inside the other; they are there but for the last."""
    if not isinstance(node, Mapping):
        raise TypeError("a mapping is needed")
    key, *rest = way
    found = node.entry(key)
    inner = _put(found[1] if found else None, tuple(rest), what) if rest else what
    others = (entry for entry in node.entries if entry[0].text != key)
    return replace(node, entries=(*others, (found[0] if found else Scalar(1, 1, key), inner)))
