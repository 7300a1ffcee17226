"""`obstacles`: what stops each place, and what is the smallest change that would open it?"""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.options import RunOptions, choices, with_options
from vasterviksmodell.cli.rankings import Answer, open_each
from vasterviksmodell.output.formats import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.analysis.obstacles import By
    from vasterviksmodell.cli import outputs
    from vasterviksmodell.scoring import Ranking

if TYPE_CHECKING:
    Grouping = By
else:
    Grouping = choices(("obstacle", "site"))

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SITES",
        help="Files with sites, saved rankings (JSON) or reports that carry one, each on its own; - is standard input.",
        show_default=False,
    ),
]
Grouped = Annotated[
    Grouping | None, typer.Option("--by", help="Only by obstacle, or only by site.", show_default="both")
]


@with_options()
def run(sites: Sources, by: Grouped = None, *, options: RunOptions) -> ExitCode:
    """Say what stops each site or holds it back, and the smallest change that would open it.

    By obstacle: how many sites each requirement stops, and how many it alone. By site: what stops it, by how much, and
    what would meet the requirement; what it misses, and what speaks for it. Several files stand side by side.
    """
    answer = Answer(options)
    sources = answer.sources(sites)
    opened = open_each(sources, options)
    return answer.give(
        opened.rankings,
        opened,
        lambda rankings, view: _render_obstacles(rankings, opened.names, by, answer.format, view),
    )


def _render_obstacles(
    rankings: "Sequence[Ranking]", names: "Sequence[str]", by: "By | None", format: str, view: View
) -> "outputs.Rendered":
    from vasterviksmodell.analysis.obstacles import Part, Survey, obstacles
    from vasterviksmodell.output.views.obstacles import ObstaclesView

    named = zip(names, rankings, strict=True)
    parts = tuple(Part(name, ranking.criteria, obstacles(ranking)) for name, ranking in named)
    return ObstaclesView().rendered(Survey(parts, by), format, view, rankings)
