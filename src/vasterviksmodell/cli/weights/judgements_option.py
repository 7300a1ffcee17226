"""`--judgements FILE`: judgements that stand in a file of their own."""

from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding


def with_judgements(
    criteria: "Criteria", path: str | None, actor: str | None = None
) -> "tuple[Criteria | None, tuple[Finding, ...]]":
    """Return the criteria with the judgements of a file for theirs or an actor's; None, and what is wrong with them."""
    if path is None:
        return criteria, ()
    from vasterviksmodell.criteria import judgement_file

    return judgement_file.with_judgements(criteria, content(path), path, actor)


def content(path: str) -> bytes:
    """Return the bytes of a file of judgements."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CannotRun(f"cannot read {visible(path)}: {error.strerror or error}") from error
