"""The criteria file as its text: read, changed in place, held against what was meant, and written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria


def rewritten(
    criteria: str | None, changed: Callable[[str], str], meant: "Callable[[Criteria], bool]", into: str
) -> None:
    """Write the criteria file with something in it changed; `CannotRun` unless it then says what is meant."""
    from vasterviksmodell.criteria import read_criteria
    from vasterviksmodell.criteria.rewriting import CannotRewrite

    choice = inputs.CriteriaChoice(criteria)
    try:
        text = changed(choice.path.read_bytes().decode("utf-8-sig"))
    except (CannotRewrite, KeyError) as error:
        raise CannotRun(f"{visible(choice.name)} cannot be changed in place: {error}; paste it by hand") from error
    model, _ = read_criteria(text.encode(), into)
    if model is None or not meant(model):
        raise CannotRun(f"{visible(choice.name)} cannot be changed in place; paste it by hand")
    outputs.write([text], into)
    outputs.note(f"written: {visible(str(Path(into)))}")
