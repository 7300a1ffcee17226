"""`compare`: what changed since the last run, and because of what?"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.decisions import opened_decision, refuse_cut
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode, without_collecting
from vasterviksmodell.cli.inputs import refuse_as_output
from vasterviksmodell.cli.options import RunOptions, choices, with_options
from vasterviksmodell.cli.outputs import view_on
from vasterviksmodell.cli.rankings import CARRIES_ITS_OWN, Answer, Opened, OpenedEach, is_saved, open_ranking
from vasterviksmodell.cli.scenarios import scenarios_in, unknown_sites
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.analysis.comparison.compare import Comparison, Version
    from vasterviksmodell.criteria.scenarios import Scenario
    from vasterviksmodell.decision import Decision
    from vasterviksmodell.output.formats import View
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.saved.reading import SavedRanking
    from vasterviksmodell.source.files import Source

if TYPE_CHECKING:
    What = Literal["rank", "status"]
else:
    What = choices(("rank", "status"))

_CHANGED = {
    "rank": Message("ranks have changed: see {path}"),
    "status": Message("statuses have changed: see {path}"),
}
"""Why the run fails, reported where the comparison goes to a file."""
_TWO = Message("compare takes two rankings, OLD and NEW, or one with --scenarios FILE")
_ALONE = Message("--scenarios compares one ranking with itself: give no other, and no option about it")
_RANKING = "A saved ranking (JSON), a report that carries one, or a file with sites; - is standard input."
Old = Annotated[str, typer.Argument(metavar="OLD", help=_RANKING, show_default=False)]
New = Annotated[str | None, typer.Argument(metavar="NEW", help="The same; not with --scenarios.", show_default=False)]
Scenarios = Annotated[
    str | None,
    typer.Option(
        "--scenarios",
        metavar="FILE",
        help="Compare OLD with what it would be in each scenario of a file, side by side.",
        show_default=False,
    ),
]
OldCriteria = Annotated[
    str | None,
    typer.Option(
        "--old-criteria",
        metavar="FILE",
        help="The criteria of OLD, where they differ from those of NEW. Without it they are found as by --criteria.",
    ),
]
OldActor = Annotated[
    str | None,
    typer.Option("--old-actor", metavar="WHOSE", help="The actor whose weights apply to OLD, where it is another."),
]
DecisionOption = Annotated[
    str | None,
    typer.Option(
        "--decision",
        metavar="FILE",
        help="The record of a decision: say which chosen and rejected sites stand elsewhere, and what it lacks now.",
        show_default=False,
    ),
]
FailOnChange = Annotated[
    What | None,
    typer.Option("--fail-on-change", help="End with 1 when ranks (or who is ranked at all) or statuses changed."),
]


@with_options(without=("join", "set", "actions", "apply_actions"))
def run(  # noqa: PLR0913 - the options of the command
    old: Old,
    new: New = None,
    old_criteria: OldCriteria = None,
    old_actor: OldActor = None,
    fail_on_change: FailOnChange = None,
    scenarios: Scenarios = None,
    decision: DecisionOption = None,
    *,
    options: RunOptions,
) -> ExitCode:
    """Say what changed between two rankings, and because of what.

    Which sites entered, left or moved; every change of a score divided exactly among measures, criteria, weights and
    the version of the program; and what differs between the criteria and between the input files. With --scenarios:
    status, rank and score of each site as it is and in each scenario.
    """
    answer = Answer(options)
    if scenarios is not None:
        _refuse_beside_scenarios(new, old_criteria, old_actor, fail_on_change, decision)
        return _side_by_side(old, scenarios, answer, options)
    if new is None:
        raise CannotRun(_TWO)
    sources = answer.sources([old, new])
    decided, found = (None, ()) if decision is None else opened_decision(decision)
    refuse_as_output(options.output, [Path(decision)] if decision else [])
    before, after = _open_both(sources, options, old_criteria, old_actor)
    opened = _merged(before, after)
    opened = replace(opened, findings=(*opened.findings, *found))
    is_unreadable = decision is not None and decided is None
    if not answer.is_due(opened) or before.ranking is None or after.ranking is None or is_unreadable:
        return ExitCode.FINDINGS
    with without_collecting():
        from vasterviksmodell.output.views.comparison import ComparisonView

        comparison = _compared(_version(before.ranking, before.saved), _version(after.ranking, after.saved))
        comparison = comparison if decided is None else _reviewed(comparison, decided)
        view = view_on(options.output, after.reporter.language, options.color)
        outputs.write(ComparisonView().rendered(comparison, answer.format, view), options.output)
    if fail_on_change is None or not comparison.differs(fail_on_change):
        return ExitCode.FINE
    if options.output not in (None, "-"):
        outputs.note(_CHANGED[fail_on_change].format(path=options.output).inside(after.reporter.language))
    return ExitCode.FINDINGS


def _open_both(
    sources: "list[Source]", options: RunOptions, old_criteria: str | None, old_actor: str | None
) -> tuple[Opened, Opened]:
    """Return both rankings; options for criteria and data apply to files of sites, not to saved rankings."""
    saved = [is_saved(source) for source in sources]
    if all(saved) and (options.criteria is not None or options.data or options.actor is not None):
        raise CannotRun(Message("both are saved rankings and carry their own criteria"))
    if saved[0] and (old_criteria, old_actor) != (None, None):
        raise CannotRun(CARRIES_ITS_OWN.format(path=visible(sources[0].name)))
    for_saved = replace(options, criteria=None, data=None, actor=None)
    same_criteria = old_criteria is None and not any(saved) and _found_once(sources, options)
    for_old = replace(
        options,
        criteria=old_criteria or options.criteria,
        actor=options.actor if old_actor is None else old_actor,
        quiet=options.quiet or same_criteria,  # reporting once which they are is enough
    )
    before, after = (for_saved if saved[0] else for_old), (for_saved if saved[1] else options)
    return open_ranking(sources[:1], before), open_ranking(sources[1:], after)


def _found_once(sources: "list[Source]", options: RunOptions) -> bool:
    """Say whether the same criteria apply to both files, which may lie beside different ones."""
    before, after = (inputs.CriteriaChoice(options.criteria, source).path for source in sources)
    return before == after


def _merged(old: Opened, new: Opened) -> OpenedEach:
    """Return both rankings as one result; findings that both have, such as those about the criteria, stand once."""
    findings = {(finding.place, finding.code, finding.message()): finding for finding in (*old.findings, *new.findings)}
    rankings = None if old.rankings is None or new.rankings is None else (*old.rankings, *new.rankings)
    return OpenedEach(rankings, tuple(findings.values()), new.reporter)


def _version(ranking: "Ranking", saved: "SavedRanking | None") -> "Version":
    from vasterviksmodell.analysis.comparison.compare import Version

    return Version.saved(saved, ranking) if saved else Version.fresh(ranking)


def _compared(old: "Version", new: "Version") -> "Comparison":
    from vasterviksmodell.analysis.comparison.compare import compare

    return compare(old, new)


def _reviewed(comparison: "Comparison", decision: "Decision") -> "Comparison":
    """Return a comparison with what it means for a decision; refuse rankings that do not show all their sites."""
    from vasterviksmodell.analysis.comparison.review import reviewed

    for side in (comparison.old, comparison.new):
        refuse_cut(side.ranking)
    return reviewed(comparison, decision)


def _refuse_beside_scenarios(*others: object) -> None:
    if any(other is not None for other in others):
        raise CannotRun(_ALONE)


def _side_by_side(sites: str, path: str, answer: Answer, options: RunOptions) -> ExitCode:
    """Write a ranking as it is beside what it would be in each scenario of a file."""
    refuse_as_output(options.output, [Path(path)])
    opened = open_ranking(answer.sources([sites]), options)
    scenarios: Sequence[Scenario] | None = None
    if opened.ranking is not None:
        scenarios, found = scenarios_in(path, opened.ranking.criteria)
        findings = (*opened.findings, *found, *unknown_sites(scenarios or (), opened.ranking))
        opened = replace(opened, findings=findings, ranking=None if scenarios is None else opened.ranking)
    return answer.give(
        opened.ranking,
        opened,
        lambda ranking, view: _render_scenarios(ranking, scenarios or (), answer.format, view),
    )


def _render_scenarios(
    ranking: "Ranking", scenarios: "Sequence[Scenario]", format: str, view: "View"
) -> "outputs.Rendered":
    from vasterviksmodell.analysis.scenarios import compare_scenarios
    from vasterviksmodell.output.views.scenarios import ScenariosView

    return ScenariosView().rendered(compare_scenarios(ranking, scenarios), format, view, [ranking])
