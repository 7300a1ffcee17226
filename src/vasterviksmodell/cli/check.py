"""`check`: are the data and the criteria sound?"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs
from vasterviksmodell.cli.audit import Audit, Since, audited, require_audit
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.options import RunOptions, with_options
from vasterviksmodell.cli.order import Order, OrderFiles
from vasterviksmodell.cli.overrides import as_of_today
from vasterviksmodell.cli.rankings import files_of_criteria, open_criteria
from vasterviksmodell.cli.reporting import (
    FINDING_FORMAT,
    FORMAT_HELP,
    Format,
    MaxFindings,
    finding_format,
    most_listed,
    write_findings,
)
from vasterviksmodell.findings import Finding
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.cli.options import InputFormat
    from vasterviksmodell.cli.rankings import OpenedCriteria
    from vasterviksmodell.cli.reporting import Reporter
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.sites.formats import SiteFormat
    from vasterviksmodell.source.files import Source

OptionalSites = Annotated[
    list[str] | None,
    typer.Argument(metavar="SITES", help="Files with sites; without any, the criteria alone.", show_default=False),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", parser=FINDING_FORMAT, envvar="VASTERVIKSMODELL_CHECK_FORMAT", help=FORMAT_HELP),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODE", help="Only these codes, or all that begin so: D1,C."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CODE", help="Not these codes, or all that begin so."),
]
StdinName = Annotated[
    str,
    typer.Option(
        "--stdin-name",
        metavar="FILE",
        help="What standard input is called in findings; its suffix says how it is read.",
        show_default=False,
    ),
]
Each = Annotated[
    bool,
    typer.Option("--each", help="Judge each file by itself: a place may stand in several of them."),
]

_NO_FINDINGS = Message("no findings")
_NO_CODE = Message("no code begins with '{beginning}'; `vasterviksmodell rules` lists them")
_ONE_OF_CRITERIA = Message("{path} is a file of criteria, and {other} is one: give them in a run each, or use --each")


@with_options(without=("actor", "set", "apply_actions", "color"), format=FormatOption)
def run(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    sites: OptionalSites = None,
    select: Select = None,
    ignore: Ignore = None,
    max_findings: MaxFindings = None,
    stdin_name: StdinName = "<stdin>",
    exit_zero: ExitZero = False,
    each: Each = False,
    audit: Audit = False,
    since: Since = None,
    order: Order = False,
    *,
    options: RunOptions,
) -> ExitCode:
    """Check criteria, or sites against criteria.

    A file of criteria among the files is checked as one; the sites are checked against it. The record of a decision is
    checked as one, too, with sites beside it as `decide` does.
    """
    require_audit(audit, since)
    form = finding_format(context, options.format, options.output)
    codes = _selected_codes(_prefixes(select) or [""], _prefixes(ignore))
    most = most_listed(max_findings, form)
    ordered = OrderFiles.of(sites or []) if order else None
    of_criteria, decisions, sources = _divided(
        ordered.checked(options.criteria) if ordered else inputs.open_sources(sites or [], stdin_name)
    )
    besides = ordered.read_files() if ordered else []
    inputs.refuse_as_output(options.output, [*besides, *([Path(since)] if since else [])])
    choices = _choices(of_criteria, sources, options, each=each)
    for choice in choices:
        read = [*files_of_criteria(choice, options), *(source.named_path for source in (*decisions, *sources))]
        inputs.refuse_as_output(options.output, read)
    opened = [open_criteria(choice, options) for choice in choices]
    findings = tuple(finding for model in opened for finding in model.findings)
    model, _, reporter = opened[0]
    if model is not None:
        for together in [[source] for source in sources] if each else [sources] if sources else []:
            found = _site_findings(together, options.input_format, as_of_today(model), reporter, most)
            findings = (*findings, *found)
    findings = (*findings, *_decision_findings(decisions, [] if each else sources, options.input_format, model))
    if audit:
        formats = inputs.with_formats(sources, options.input_format)
        findings = (*findings, *_audit_findings(choices, opened, since, formats))
    if ordered:
        findings = (*findings, *ordered.findings(choices[0], model, options.input_format, reporter))
    selected = [finding for finding in findings if finding.code in codes]
    fail_on = None if exit_zero else options.fail_on
    failing = write_findings(selected, most, form, options.output, reporter.language, fail_on)
    if not selected:
        reporter.note(_NO_FINDINGS)
    return ExitCode.FINDINGS if failing else ExitCode.FINE


def _audit_findings(
    choices: Sequence[inputs.CriteriaChoice],
    opened: "Sequence[OpenedCriteria]",
    since: str | None,
    sites: "Sequence[tuple[Source, SiteFormat]]",
) -> Iterator[Finding]:
    """Yield what the audit finds in each file of criteria that can be read."""
    for choice, (criteria, _, _) in zip(choices, opened, strict=True):
        if criteria is not None:
            yield from audited(as_of_today(criteria), choice.path, choice.name, since, sites)


def _divided(sources: "Sequence[Source]") -> "tuple[list[Source], list[Source], list[Source]]":
    """Return the files of criteria among the files, the records of decisions, and the others."""
    of_criteria = [source for source in sources if inputs.holds_criteria(source)]
    decisions = [source for source in sources if inputs.holds_decision(source)]
    return of_criteria, decisions, [source for source in sources if source not in (*of_criteria, *decisions)]


def _decision_findings(
    decisions: "Sequence[Source]",
    sites: "Sequence[Source]",
    input_format: "InputFormat | None",
    criteria: "Criteria | None",
) -> Iterator[Finding]:
    """Yield what is wrong with the form of decisions; with sites beside them, also what `decide` finds."""
    if not decisions:
        return
    from vasterviksmodell.decision import judge
    from vasterviksmodell.decision.file import read_decision
    from vasterviksmodell.scoring.run import Shown, rank_files

    ranking = None
    if sites and criteria is not None:
        ranking, _ = rank_files(inputs.with_formats(sites, input_format), criteria, Shown())
    for source in decisions:
        decision, found = read_decision(source.path.read_bytes(), source.name)
        yield from found
        if decision is not None and ranking is not None:
            yield from judge(decision, ranking)


def _choices(
    of_criteria: "Sequence[Source]", sites: "Sequence[Source]", options: RunOptions, *, each: bool
) -> list[inputs.CriteriaChoice]:
    """Return the criteria to check; sites are checked against the first."""
    given = [*([options.criteria] if options.criteria else []), *(source.name for source in of_criteria)]
    if len(given) > 1 and not each:
        raise CannotRun(_ONE_OF_CRITERIA.format(path=visible(given[0]), other=visible(given[1])))
    choices = [inputs.CriteriaChoice(name) for name in given]
    if choices and (options.criteria or not (each and sites)):
        return choices
    usual = inputs.CriteriaChoice(None, sites[0] if sites else None)
    return [usual, *(choice for choice in choices if not choice.is_same(usual))]


def _prefixes(options: Sequence[str] | None) -> list[str]:
    """Return the beginnings of codes in options that are repeated or hold several with commas between."""
    return [prefix.strip().upper() for option in options or () for prefix in option.split(",") if prefix.strip()]


def _selected_codes(select: Sequence[str], ignore: Sequence[str]) -> set[str]:
    """Return the codes that are selected; raise `CannotRun` for a beginning that no code has."""
    from vasterviksmodell.findings import RULES

    for beginning in (*select, *ignore):
        if not any(code.startswith(beginning) for code in RULES):
            raise CannotRun(_NO_CODE.format(beginning=visible(beginning)))
    return {code for code in RULES if code.startswith(tuple(select)) and not code.startswith(tuple(ignore))}


def _site_findings(
    sources: "list[Source]",
    input_format: "InputFormat | None",
    criteria: "Criteria",
    reporter: "Reporter",
    most: int | None,
) -> Iterable[Finding]:
    from vasterviksmodell.sites.read import checked
    from vasterviksmodell.sites.truncation import DEFAULT_LIMIT, NO_LIMIT

    with_formats = inputs.with_formats(sources, input_format)
    files, findings = checked(with_formats, criteria, NO_LIMIT if most is None else max(most, DEFAULT_LIMIT))
    reporter.inputs(files)
    return findings
