"""The file in which answers are kept from one question to the next, and perhaps to another day."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vasterviksmodell.cli import outputs
from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.weights.judgements_option import content
from vasterviksmodell.wording import listing, visible

if TYPE_CHECKING:
    from vasterviksmodell.findings import Finding

_KEY = "judgements"


def kept(path: str) -> "tuple[Mapping[str, Any], tuple[Finding, ...]]":
    """Return the answers that are there already, perhaps not all of a set, and what is wrong with their file."""
    from vasterviksmodell.criteria.file import parsed

    found = content(path) if Path(path).exists() else b""
    if not found.strip():
        return {}, ()
    root, findings = parsed(found, path)
    return ({}, findings) if root is None or findings else (_judgements(root.value, path), ())


def keep(answers: Mapping[str, Any], path: str) -> None:
    """Write the file anew, in the form of the criteria file."""
    from vasterviksmodell.output.criteria_yaml import as_yaml

    outputs.write(as_yaml({_KEY: dict(answers)}), path)


def _judgements(document: Any, path: str) -> Mapping[str, Any]:
    """Return the answers of a file; `CannotRun` when it holds something else besides, which would be lost."""
    if not isinstance(document, dict):
        raise CannotRun(f"{visible(path)}: judgements by set are needed")
    others = [str(key) for key in document if key != _KEY] if _KEY in document else []
    if others:
        more = listing(others).inside("en")
        raise CannotRun(f"{visible(path)} holds more than judgements ({more}): keep the answers in a file of their own")
    inner = document.get(_KEY, document)
    return {str(name): judgement for name, judgement in inner.items()} if isinstance(inner, dict) else {}
