"""`similar`: which places are most like this one?"""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.lookup import site_of
from vasterviksmodell.cli.options import RunOptions, with_options
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.output.formats import View

if TYPE_CHECKING:
    from vasterviksmodell.cli import outputs
    from vasterviksmodell.scoring import Ranking

NAME = "similar"

Source = Annotated[
    str,
    typer.Argument(
        metavar="SITES",
        help="A file with sites, a saved ranking (JSON) or a report that carries one; - is standard input.",
    ),
]
Site = Annotated[str, typer.Argument(metavar="SITE", help="The id or the name of a site.", show_default=False)]
Top = Annotated[int, typer.Option("--top", min=1, max=2**31, metavar="N", help="Show the N most alike.")]


@with_options(without=("join",))
def run(sites: Source, site: Site, top: Top = 10, *, options: RunOptions) -> ExitCode:
    """Say which places are most like one.

    How far apart two places are is the weighted difference of the values of their measures, in points of the score.
    Where a measure is not known the distance is an interval, and it is said how much of it is only unknown.
    """
    answer = Answer(options)
    opened = open_ranking(answer.sources_about(NAME, sites, site), options)
    return answer.give(
        opened.ranking, opened, lambda ranking, view: _render_similar(ranking, site, top, answer.format, view)
    )


def _render_similar(ranking: "Ranking", site_name: str, top: int, format: str, view: View) -> "outputs.Rendered":
    from vasterviksmodell.analysis.similarity import similar
    from vasterviksmodell.output.views.similarity import SimilarityView

    return SimilarityView().rendered(similar(ranking, site_of(ranking, site_name), top), format, view, [ranking])
