"""`similar`: which places are most like this one?"""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import options
from vasterviksmodell.cli.answering import Answer
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.named import site_of
from vasterviksmodell.cli.rankings import Asked, open_ranking
from vasterviksmodell.output.analysis import rendered
from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking

NAME = "similar"

Source = Annotated[
    str, typer.Argument(metavar="SITES", help="A file with sites, or a saved ranking (JSON); - is standard input.")
]
Site = Annotated[str, typer.Argument(metavar="SITE", help="The id or the name of a site.", show_default=False)]
Top = Annotated[int, typer.Option("--top", min=1, max=2**31, metavar="N", help="Show the N most alike.")]


def run(  # noqa: PLR0913 - the options of the command
    sites: Source,
    site: Site,
    top: Top = 10,
    criteria: options.Criteria = None,
    actor: options.Actor = None,
    format: options.AnalysisFormat = None,
    output: options.Output = None,
    input_format: options.Input = None,
    data: options.Data = None,
    set: options.Set = None,
    lang: options.Lang = None,
    fail_on: options.Fail = options.FailOn("error"),
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Say which places are most like one.

    How far apart two places are is the weighted difference of the values of their measures, in points of the score.
    Where a measure is not known the distance is an interval, and it is said how much of it is only unknown.
    """
    answer = Answer.of(format, output, fail_on)
    opened = open_ranking(
        answer.sources_about(NAME, sites, site),
        Asked(criteria, input_format, data or (), lang, quiet, verbose, set or (), actor, output),
    )
    return answer.give(opened.ranking, opened, lambda ranking, view: _told(ranking, site, top, answer.format, view))


def _told(ranking: "Ranking", asked: str, top: int, format: str, view: View) -> str:
    from vasterviksmodell.analysis.similarity import similar

    return rendered("similarity", similar(ranking, site_of(ranking, asked), top), format, view, ranking.changes)
