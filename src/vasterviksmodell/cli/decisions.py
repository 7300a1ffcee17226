"""A record of a decision, read and judged for the commands that take one."""

from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun, cannot_read
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.decision import Decision
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.source.files import Source

BROKEN = Message("the decision that {path} carries cannot be taken out: {problem}")
CUT = Message("the ranking does not show all its sites: a decision is about all of them")


def judged(path: str, ranking: "Ranking | None") -> "tuple[Decision | None, tuple[Finding, ...]]":
    """Return a decision, None where its form is wrong, and the findings about it: form first, else what it says.

    Without a ranking only its form is judged. Raises `CannotRun` where it cannot be read, or the ranking is cut.
    """
    from vasterviksmodell.decision.judgement import judge

    decision, findings = opened_decision(path)
    if decision is None or ranking is None:
        return decision, findings
    refuse_cut(ranking)
    return decision, (*findings, *judge(decision, ranking))


def opened_decision(path: str) -> "tuple[Decision | None, tuple[Finding, ...]]":
    """Return the decision in a file, None where its form is wrong, and the findings about its form."""
    from vasterviksmodell.decision.file import read_decision_file

    try:
        return read_decision_file(Path(path), path)
    except OSError as error:
        raise CannotRun(cannot_read(path, error)) from error


def refuse_cut(ranking: "Ranking") -> None:
    """Refuse a ranking that does not show all its sites."""
    if ranking.is_cut:
        raise CannotRun(CUT)


def carried_decision(source: "Source") -> "tuple[Decision | None, tuple[Finding, ...]]":
    """Return the decision that a report carries beside its ranking, and the findings about its form; None without."""
    if source.path == source.named_path:
        return None, ()
    from vasterviksmodell.decision.file import read_decision
    from vasterviksmodell.scoring.saved.carriers import DECISION, BrokenCarrierError, carried_in

    try:
        with source.named_path.open("rb") as file:
            content = carried_in(file, DECISION)
    except BrokenCarrierError as broken:
        problem = BROKEN.format(path=visible(str(source.named_path)), problem=broken.problem)
        raise CannotRun(problem) from broken
    except OSError:  # standard input is read only once
        return None, ()
    return (None, ()) if content is None else read_decision(content, f"{source.named_path}/{DECISION}")
