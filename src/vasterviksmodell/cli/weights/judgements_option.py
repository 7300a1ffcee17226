"""`--judgements FILE`: judgements that stand in a file of their own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, cannot_read
from vasterviksmodell.cli.format_option import format_of_suffix, require_name
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.formats import YAML_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.cli.reporting import Reporter
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding


def with_judgements(
    criteria: "Criteria", path: str | None, actor: str | None = None
) -> "tuple[Criteria | None, tuple[Finding, ...]]":
    """Return the criteria with the judgements of a file in place of their own or an actor's, or None; and findings."""
    if path is None:
        return criteria, ()
    from vasterviksmodell.criteria import file as judgement_file

    return judgement_file.with_judgements(criteria, judgements_content(path), path, actor)


def judgements_content(path: str) -> bytes:
    """Return the bytes of a file of judgements."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CannotRun(cannot_read(path, error)) from error


_BOTH = Message("{path} cannot be both what --into and what --output writes")
_CANNOT_CHANGE = Message("{path} cannot be changed in place; paste it by hand")
_CANNOT_CHANGE_BECAUSE = Message("{path} cannot be changed in place: {why}; paste it by hand")
_BYTE_ORDER_MARK = "\ufeff"


def refuse_as_outputs(output: str | None, into: str | None, criteria: Path, read: Sequence[Path] = ()) -> None:
    """Refuse outputs that are inputs, except that `--into` may name the criteria file.

    What `--into` writes is YAML, or has the suffix of the criteria.
    """
    inputs.refuse_as_output(output, [criteria, *read])
    inputs.refuse_as_output(into, read)
    if into == "-":
        raise CannotRun(Message("--into needs a file: the result goes to standard output"))
    require_name(into, "--into")
    if into is not None and Path(into).suffix.lower() != criteria.suffix.lower():
        format_of_suffix(into, YAML_SUFFIXES)
    if into is not None and output is not None and Path(into).absolute() == Path(output).absolute():
        raise CannotRun(_BOTH.format(path=visible(into)))


def rewrite_criteria(
    criteria: str | None,
    change: Callable[[str], str],
    is_changed: "Callable[[Criteria], bool]",
    into: str,
    reporter: "Reporter",
) -> "tuple[Finding, ...]":
    """Write the criteria file with a change, and return the findings about what was written.

    `change` returns the new text; `CannotRun` is raised unless `is_changed` holds of the criteria in it.
    """
    from vasterviksmodell.criteria import read_criteria
    from vasterviksmodell.criteria.rewriting import CannotRewrite

    choice = inputs.CriteriaChoice(criteria)
    old = choice.path.read_bytes().decode()
    text = old.removeprefix(_BYTE_ORDER_MARK)
    mark = old[: len(old) - len(text)]
    try:
        new = mark + change(text)
    except (CannotRewrite, KeyError) as error:
        raise CannotRun(_CANNOT_CHANGE_BECAUSE.format(path=visible(choice.name), why=error)) from error
    model, findings = read_criteria(new.encode(), into)
    if model is None or not is_changed(model):
        raise CannotRun(_CANNOT_CHANGE.format(path=visible(choice.name)))
    outputs.write(new, into)
    reporter.say(outputs.WROTE.format(path=visible(into)))
    return findings
