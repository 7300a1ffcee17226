"""`weights compare`: what would data alone make of the weights? For comparison only."""

from typing import TYPE_CHECKING

from vasterviksmodell.cli import options
from vasterviksmodell.cli.answering import Answer
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.rankings import Asked, open_ranking
from vasterviksmodell.output.analysis import rendered
from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking


def run(  # noqa: PLR0913 - the options of the command
    sites: options.Sites,
    criteria: options.Criteria = None,
    format: options.AnalysisFormat = None,
    output: options.Output = None,
    input_format: options.Input = None,
    data: options.Data = None,
    join: options.Join = False,
    actor: options.Actor = None,
    set: options.Set = None,
    lang: options.Lang = None,
    fail_on: options.Fail = options.FailOn("error"),
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Hold the stated weights against equal ones, entropy and CRITIC: a comparison, nothing to decide by.

    Entropy and CRITIC measure how the sites at hand differ, not what matters to people.
    """
    answer = Answer.of(format, output, fail_on)
    said = options.with_join(data, join=join)
    opened = open_ranking(
        answer.sources(sites),
        Asked(criteria, input_format, said, lang, quiet, verbose, set or (), actor, output),
    )
    return answer.give(opened.ranking, opened, lambda ranking, view: _rendered(ranking, answer.format, view))


def _rendered(ranking: "Ranking", format: str, view: View) -> str:
    from vasterviksmodell.analysis.weighting.contrast import weight_contrast

    return rendered("weight_contrast", weight_contrast(ranking), format, view, ranking.changes)
