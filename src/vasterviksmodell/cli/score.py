"""`score`: which places meet the requirements, and in what order?"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.blind import Blindness, BlindOption, Unblind
from vasterviksmodell.cli.division import Per, divided_by
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.inputs import refuse_as_output
from vasterviksmodell.cli.options import RunOptions, SitesOrRanking, choices, format_parser, with_options
from vasterviksmodell.cli.outputs import told_where_full
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.cli.scenarios import ScenarioChoice, ScenarioName, ScenariosFile
from vasterviksmodell.cli.score_summary import Summary, give_summary, refuse_beside_summary
from vasterviksmodell.output.ranking import RANKING_FORMATS, RANKING_SUFFIXES, RowFormat

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
    blind: BlindOption = False,
    unblind: Unblind = None,
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

    answer, shown = Answer(options, RANKING_SUFFIXES), Shown(top, qualified_only)
    blindness = Blindness(blind, unblind)
    blindness.refuse(answer.format, {"--set": options.set, "--scenario": scenario, "--per": per})
    chosen = ScenarioChoice.of(scenario, scenarios)
    refuse_as_output(options.output, [Path(path) for path in (chosen.path if chosen else None, unblind) if path])
    if summary:
        beside = {"--top": top is not None, "--qualified-only": qualified_only, "--blind": blind, "--unblind": unblind}
        refuse_beside_summary(beside, answer.format)
        return give_summary(answer, sites, per, chosen, options)
    return _give_ranking(answer, sites, _Asked(shown, wide, per, blindness), chosen, options)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is shown of a ranking, and as what."""

    shown: "Shown"
    wide: bool
    per: str | None
    blindness: Blindness

    @property
    def shown_at_first(self) -> "Shown":
        """What is kept before the sites are divided, which needs all of them."""
        return self.shown if self.per is None else replace(self.shown, top=None, qualified_only=False)

    @property
    def needs_all(self) -> bool:
        """Whether the whole ranking is needed first."""
        return self.per is not None or self.blindness.is_wanted


def _give_ranking(
    answer: Answer, sites: "list[str]", asked: _Asked, chosen: ScenarioChoice | None, options: RunOptions
) -> ExitCode:
    format, shown = RANKING_FORMATS[answer.format], asked.shown
    in_parts = isinstance(format, RowFormat) and not (format.is_binary and answer.output in {None, "-"})
    opened = open_ranking(
        answer.sources(sites),
        options,
        None if asked.needs_all else shown,
        scenario=chosen,
        otherwise=_in_parts(shown) if in_parts and not asked.needs_all else None,
    )
    opened = asked.blindness.applied(opened, options.fail_on, asked.shown_at_first)

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
