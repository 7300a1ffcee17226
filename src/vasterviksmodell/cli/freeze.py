"""`freeze`: put criteria and files on record as they are now, with who and when."""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, options, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.kinds_of_files import FilesByKind
from vasterviksmodell.cli.options import RunOptions
from vasterviksmodell.cli.rankings import OpenedCriteria, open_criteria
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.freezing import FreezeRecord

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILES",
        help="A file of criteria, files of sites, saved rankings, records of decisions; without any, the criteria.",
        show_default=False,
    ),
]
By = Annotated[
    list[str],
    typer.Option("--by", metavar="PERSON", help="Who freezes; may be given several times.", show_default=False),
]
Date = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="When: 2026-11-25. Without it, today.", show_default=False)
]
Reason = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help="Why, where frozen criteria are changed.", show_default=False),
]
Record = Annotated[
    str, typer.Option("--record", "-r", metavar="FILE", help="The record; it is made, or continued at its end.")
]

_A_RECORD = Message("{path} is a record of what was frozen: name it with --record")
_TWO = Message("{path} is a file of criteria, and {other} is one: freeze one of them")
_STREAM = Message("standard input has no name to put on record: give a file")
_NOT_AT_ITS_END = Message(
    "{path} cannot be continued at its end: its steps, each on lines of its own, must be the last"
)
_DONE = Message("{path}: step {number} is on record. Its seal, on standard output, is tied to all steps before it.")
PROOF = Message(
    "Dates are those that the record states, and whoever can write it can write it anew. Only a seal that somebody else"
    " keeps with a date of their own (a register, a signed e-mail, a repository that others hold) shows that the steps"
    " up to it are from then. Nothing shows that nobody had seen the figures before."
)


def run(  # noqa: PLR0913 - the options of the command
    by: By,
    files: Files = None,
    date: Date = None,
    reason: Reason = None,
    record: Record = "frozen.yaml",
    lang: options.Lang = None,
    fail_on: options.Fail = options.FailOn("error"),
    quiet: options.Quiet = False,
) -> ExitCode:
    """Put criteria, sites, rankings or decisions on record as they are: who and when.

    Freeze the criteria first, the files of sites when they come to hand, then ranking and decision. Each is a step at
    the end of one record, sealed together with all steps before it; check --order says what changed afterwards.
    """
    if "-" in (files or []):
        raise CannotRun(_STREAM)
    kinds = FilesByKind.of(inputs.open_sources(files or []))
    if kinds.records:
        raise CannotRun(_A_RECORD.format(path=visible(kinds.records[0].name)))
    if len(kinds.criteria) > 1:
        first, second, *_ = kinds.criteria
        raise CannotRun(_TWO.format(path=visible(first.name), other=visible(second.name)))
    named = kinds.criteria[0].name if kinds.criteria else None
    opened = open_criteria(inputs.CriteriaChoice(named), RunOptions(lang=lang, quiet=quiet or bool(files)))
    if named is not None or not files:
        failing = opened.reporter.findings(opened.findings, fail_on)
        if failing or opened.criteria is None:
            return ExitCode.FINDINGS
    else:
        opened = opened._replace(criteria=None)
    return _frozen(opened, kinds, record, by, date, reason)


def _frozen(  # noqa: PLR0913 - what a step states
    opened: OpenedCriteria, kinds: FilesByKind, record: str, by: list[str], date: str | None, reason: str | None
) -> ExitCode:
    from vasterviksmodell.freezing import CannotAppend, InvalidFreezeRecord, freeze

    try:
        after = freeze(
            record,
            by,
            criteria=opened.criteria,
            sites=kinds.paths("sites"),
            rankings=kinds.paths("rankings"),
            decisions=kinds.paths("decisions"),
            date=date,
            reason=reason,
        )
    except InvalidFreezeRecord as invalid:
        opened.reporter.findings(invalid.findings, options.FailOn("error"))
        return ExitCode.FINDINGS
    except CannotAppend as error:
        raise CannotRun(_NOT_AT_ITS_END.format(path=visible(record))) from error
    _tell(after, record, opened)
    return ExitCode.FINE


def _tell(record: "FreezeRecord", path: str, opened: OpenedCriteria) -> None:
    last = record.steps[-1]
    outputs.write(last.seal + "\n", None)
    opened.reporter.note(_DONE.format(path=visible(path), number=last.number))
    opened.reporter.note(PROOF)
