"""`score`: which places meet the requirements, and in what order?"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from vasterviksmodell.cli.division import Per, divided_by, require_column
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.inputs import refuse_as_output
from vasterviksmodell.cli.options import RunOptions, SitesOrRanking, choices, format_parser, with_options
from vasterviksmodell.cli.outputs import told_where_full
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.cli.scenarios import ScenarioChoice, ScenarioName, ScenariosFile
from vasterviksmodell.i18n import Message
from vasterviksmodell.output.ranking import RANKING_FORMATS, RANKING_SUFFIXES, RowFormat
from vasterviksmodell.output.views import VIEW_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.cli.outputs import Rendered
    from vasterviksmodell.cli.rankings import Files, OtherWay
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.output.formats import View
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.large_ranking import LargeRanking
    from vasterviksmodell.scoring.run import Shown

    Format = str
else:
    Format = choices(RANKING_FORMATS)

FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        parser=format_parser(RANKING_SUFFIXES),
        help="By default that of the suffix of --output, else table.",
    ),
]
Top = Annotated[int | None, typer.Option("--top", min=0, max=2**31, metavar="N", help="Show only the first N sites.")]
QualifiedOnly = Annotated[
    bool,
    typer.Option("--qualified-only", help="Show only sites that meet every requirement; their ranks stay."),
]
Wide = Annotated[
    bool,
    typer.Option(
        "--wide",
        help="On a terminal, name every requirement that is not met or unknown in the table itself, on as many lines as"
        " that takes. Without it, a table above the ranking names them. In a pipe all are named.",
    ),
]


Summary = Annotated[
    bool,
    typer.Option(
        "--summary",
        help="In place of a table of sites, say how many there are of each status and how their scores are spread.",
    ),
]
_NOT_BESIDE = Message("{option} does not go with --summary, which is about all sites")
_NOT_IN_FORMAT = Message("--summary is not written as {format}: use one of {known}")


@with_options(format=FormatOption)
def run(  # noqa: PLR0913 - the options of the command
    sites: SitesOrRanking,
    top: Top = None,
    qualified_only: QualifiedOnly = False,
    wide: Wide = False,
    per: Per = None,
    summary: Summary = False,
    scenario: ScenarioName = None,
    scenarios: ScenariosFile = None,
    *,
    options: RunOptions,
) -> ExitCode:
    """Screen and rank sites by the criteria.

    Shows for each site what it fails and what is unknown, then rank, rank range, score and its interval. A site that
    does not meet a requirement is excluded, whatever its score; an unknown measure widens the score to an interval.
    With --per each municipality has a ranking of its own, one after the other. With --summary millions of sites fit a
    screen.
    """
    from vasterviksmodell.scoring.run import Shown

    answer = Answer(options, RANKING_SUFFIXES)
    chosen = ScenarioChoice.of(scenario, scenarios)
    if chosen is not None:
        refuse_as_output(options.output, [Path(chosen.path)])
    asked = Asked(Shown(top, qualified_only), wide, per)
    give = _give_summary if summary else _give_ranking
    return give(answer, sites, asked, chosen, options)


class Asked(NamedTuple):
    """What is shown of a ranking."""

    shown: "Shown"
    wide: bool
    per: str | None


def _give_ranking(
    answer: Answer, sites: "list[str]", asked: Asked, chosen: ScenarioChoice | None, options: RunOptions
) -> ExitCode:
    format, shown = RANKING_FORMATS[answer.format], asked.shown
    in_parts = isinstance(format, RowFormat) and not (format.is_binary and answer.output in {None, "-"})
    opened = open_ranking(
        answer.sources(sites),
        options,
        shown if asked.per is None else None,
        scenario=chosen,
        otherwise=_in_parts(shown) if in_parts and asked.per is None else None,
    )

    def rendered(ranking: "Ranking", view: "View") -> "Rendered":
        view = replace(view, wide=asked.wide)
        if opened.large is not None and isinstance(format, RowFormat):
            return format.render_parts(opened.large)
        with told_where_full():
            if asked.per is None:
                return format.render(ranking, view)
            return format.render_divided(divided_by(ranking, asked.per, shown), view)

    return answer.give(opened.ranking, opened, rendered)


def _in_parts(shown: "Shown") -> "OtherWay":
    """Return what ranks large files in parts, so that a format of rows is written without holding all of them."""

    def ranked(files: "Files", criteria: "Criteria") -> "tuple[LargeRanking | None, tuple[Finding, ...]] | None":
        from vasterviksmodell.scoring.large_ranking import rank_large_files

        return rank_large_files(files, criteria, shown)

    return ranked


def _give_summary(
    answer: Answer, sites: "list[str]", asked: Asked, chosen: ScenarioChoice | None, options: RunOptions
) -> ExitCode:
    _refuse_beside_summary(asked, answer.format)

    def ranked(files: "Files", criteria: "Criteria") -> "tuple[Ranking | None, tuple[Finding, ...]] | None":
        from vasterviksmodell.scoring.large_ranking import scores_of_files

        return scores_of_files(files, criteria, asked.per)

    def rendered(ranking: "Ranking", view: "View") -> "Rendered":
        from vasterviksmodell.analysis.score_summary import score_summary
        from vasterviksmodell.output.views.score_summary import ScoreSummaryView

        require_column(ranking, asked.per)
        summary = score_summary(ranking, asked.per)
        return ScoreSummaryView().rendered(summary, _view_format(answer.format), view, [ranking])

    opened = open_ranking(answer.sources(sites), options, scenario=chosen, otherwise=ranked)
    return answer.give(opened.ranking, opened, rendered)


def _view_format(format: str) -> str:
    """Return what a view calls a format of a ranking."""
    return "text" if format == "table" else format


def _refuse_beside_summary(asked: Asked, format: str) -> None:
    beside = {"--top": asked.shown.top is not None, "--qualified-only": asked.shown.qualified_only}
    for option, is_given in beside.items():
        if is_given:
            raise CannotRun(_NOT_BESIDE.format(option=option))
    if _view_format(format) not in VIEW_SUFFIXES:
        known = ", ".join("table" if name == "text" else name for name in VIEW_SUFFIXES)
        raise CannotRun(_NOT_IN_FORMAT.format(format=format, known=known))
