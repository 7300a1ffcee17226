"""`obstacles`: what stops each place, and what is the smallest change that would open it?"""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.division import Per, divided_by, names_of_files
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.options import RunOptions, choices, with_options
from vasterviksmodell.cli.rankings import Answer, open_each
from vasterviksmodell.output.formats import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vasterviksmodell.analysis.obstacles import By, Part
    from vasterviksmodell.cli import outputs
    from vasterviksmodell.scoring import Ranking

if TYPE_CHECKING:
    Grouping = By
else:
    Grouping = choices(("obstacle", "site", "part"))

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SITES",
        help="Files with sites, saved rankings (JSON) or reports that carry one, each on its own; - is standard input.",
        show_default=False,
    ),
]
Grouped = Annotated[
    Grouping | None,
    typer.Option(
        "--by", help="Only by obstacle, only by site, or only the parts side by side.", show_default="all that there is"
    ),
]


@with_options()
def run(sites: Sources, by: Grouped = None, per: Per = None, *, options: RunOptions) -> ExitCode:
    """Say what stops each site or holds it back, and the smallest change that would open it.

    By obstacle: how many sites each requirement stops, and how many it alone. By site: what stops it, by how much, and
    what would meet the requirement; what it misses, and what speaks for it. Several files stand side by side, each
    with its obstacles, its opportunities and what is not known; with --per so do the municipalities in them.
    """
    answer = Answer(options)
    sources = answer.sources(sites)
    opened = open_each(sources, options)
    return answer.give(
        opened.rankings,
        opened,
        lambda rankings, view: _render_obstacles(rankings, opened.names, (by, per), answer.format, view),
    )


def _render_obstacles(
    rankings: "Sequence[Ranking]",
    paths: "Sequence[str]",
    by_and_per: "tuple[By | None, str | None]",
    format: str,
    view: View,
) -> "outputs.Rendered":
    from vasterviksmodell.analysis.obstacles import Survey
    from vasterviksmodell.output.views.obstacles import ObstaclesView

    by, per = by_and_per
    found = list(_files(rankings, paths) if per is None else _divided(rankings, paths, per))
    survey = Survey(tuple(part for part, _ in found), by, per)
    return ObstaclesView().rendered(survey, format, view, [ranking for _, ranking in found])


def _files(rankings: "Sequence[Ranking]", paths: "Sequence[str]") -> "Iterator[tuple[Part, Ranking]]":
    """Yield each file as a part."""
    from vasterviksmodell.analysis.obstacles import Part, obstacles

    for name, path, ranking in zip(names_of_files(paths), paths, rankings, strict=True):
        yield Part(name, ranking.criteria, obstacles(ranking), path), ranking


def _divided(rankings: "Sequence[Ranking]", paths: "Sequence[str]", per: str) -> "Iterator[tuple[Part, Ranking]]":
    """Yield the parts of each file; where two files have one, with the name of the file."""
    from vasterviksmodell.analysis.obstacles import Part, obstacles

    found = [
        (file, path, part)
        for file, path, ranking in zip(names_of_files(paths), paths, rankings, strict=True)
        for part in divided_by(ranking, per).parts
    ]
    often = Counter(part.name for _, _, part in found)
    for file, path, part in found:
        name = f"{part.name or '?'} ({file})" if often[part.name] > 1 else part.name
        yield Part(name, part.ranking.criteria, obstacles(part.ranking), path, part.key), part.ranking
