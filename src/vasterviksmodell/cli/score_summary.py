"""`score --summary`: how many sites there are of each status, and how their scores are spread."""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.division import require_column
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.options import RunOptions
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.cli.scenarios import ScenarioChoice
from vasterviksmodell.i18n import Message
from vasterviksmodell.output.views import VIEW_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vasterviksmodell.cli.outputs import Rendered
    from vasterviksmodell.cli.rankings import Files
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.output.formats import View
    from vasterviksmodell.scoring import Ranking

Summary = Annotated[
    bool,
    typer.Option(
        "--summary",
        help="In place of a table of sites, say how many there are of each status and how their scores are spread.",
    ),
]
_NOT_BESIDE = Message("{option} does not go with --summary, which is about all sites")
_NOT_IN_FORMAT = Message("--summary is not written as {format}: use one of {known}")


def refuse_beside_summary(beside: "Mapping[str, object]", format: str) -> None:
    """Refuse options that a summary has no use for, and formats that it is not written in."""
    for option, given in beside.items():
        if given:
            raise CannotRun(_NOT_BESIDE.format(option=option))
    if _view_format(format) not in VIEW_SUFFIXES:
        known = ", ".join("table" if name == "text" else name for name in VIEW_SUFFIXES)
        raise CannotRun(_NOT_IN_FORMAT.format(format=format, known=known))


def give_summary(
    answer: Answer, sites: "list[str]", per: str | None, chosen: ScenarioChoice | None, options: RunOptions
) -> ExitCode:
    """Write the summary of the scores of all sites, or of those of each part."""

    def ranked(files: "Files", criteria: "Criteria") -> "tuple[Ranking | None, tuple[Finding, ...]] | None":
        from vasterviksmodell.scoring.large_ranking import scores_of_files

        return scores_of_files(files, criteria, per)

    def rendered(ranking: "Ranking", view: "View") -> "Rendered":
        from vasterviksmodell.analysis.score_summary import score_summary
        from vasterviksmodell.output.views.score_summary import ScoreSummaryView

        require_column(ranking, per)
        summary = score_summary(ranking, per)
        return ScoreSummaryView().rendered(summary, _view_format(answer.format), view, [ranking])

    opened = open_ranking(answer.sources(sites), options, scenario=chosen, otherwise=ranked)
    return answer.give(opened.ranking, opened, rendered)


def _view_format(format: str) -> str:
    """Return what a view calls a format of a ranking."""
    return "text" if format == "table" else format
