"""`--judgements FILE`: judgements that stand in a file of their own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.wording import Language, visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria


def with_judgements(criteria: "Criteria", path: str | None, actor: str | None, language: Language) -> "Criteria":
    """The criteria with the judgements of a file in place of theirs, or of an actor's."""
    if path is None:
        return criteria
    from vasterviksmodell.criteria import read_document
    from vasterviksmodell.findings import Severity

    judgements = read_judgements(path, language)
    document = dict(criteria.document)
    if actor is None or actor not in document.get("actors", {}):
        document["judgements"] = judgements
    else:
        own = {**document["actors"][actor], "judgements": judgements}
        document["actors"] = {**document["actors"], actor: own}
    changed, findings = read_document(document, path)
    if changed is None:
        errors = [it.message(language) for it in findings if it.severity == Severity.ERROR]
        raise CannotRun(f"{visible(path)}: {'; '.join(errors)}")
    return changed


def read_judgements(path: str, language: Language) -> dict[str, Any]:
    """The plain judgements in a YAML file, under `judgements:` or as the whole file."""
    from vasterviksmodell.text_file import read_text
    from vasterviksmodell.yaml_document import parse_yaml

    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise CannotRun(f"cannot read {visible(path)}: {error.strerror or error}") from error
    text, findings = read_text(content, path)
    root, found = parse_yaml(text, path) if text is not None else (None, ())
    value = root.value if root is not None else None
    if not isinstance(value, dict):
        why = next((it.message(language) for it in (*findings, *found)), "judgements by set are needed")
        raise CannotRun(f"{visible(path)}: {why}")
    inner = value.get("judgements", value)
    return {str(name): it for name, it in inner.items()} if isinstance(inner, dict) else {}
