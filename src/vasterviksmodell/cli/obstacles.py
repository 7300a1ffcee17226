"""`obstacles`: what stops each place, and what is the smallest change that would open it?"""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import options
from vasterviksmodell.cli.answering import Answer
from vasterviksmodell.cli.choices import choices
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.rankings import Asked, open_each
from vasterviksmodell.output.analysis import rendered
from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.analysis.obstacles.obstacles import By
    from vasterviksmodell.scoring import Ranking

if TYPE_CHECKING:
    Grouping = By
else:
    Grouping = choices(("obstacle", "site"))

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SITES...",
        help="Files with sites, or saved rankings (JSON), each ranked on its own; - is standard input.",
        show_default=False,
    ),
]
Grouped = Annotated[
    Grouping | None, typer.Option("--by", help="Only by obstacle, or only by site.", show_default="both")
]


def run(  # noqa: PLR0913 - the options of the command
    sites: Sources,
    by: Grouped = None,
    criteria: options.Criteria = None,
    actor: options.Actor = None,
    format: options.AnalysisFormat = None,
    output: options.Output = None,
    input_format: options.Input = None,
    data: options.Data = None,
    join: options.Join = False,
    set: options.Set = None,
    lang: options.Lang = None,
    fail_on: options.Fail = options.FailOn("error"),
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Say what stops each site or holds it back, and the smallest change that would open it.

    By obstacle: how many sites each requirement stops, and how many it alone. By site: what stops it, by how much, and
    what would meet the requirement; what it misses, and what speaks for it. Several files stand side by side.
    """
    answer = Answer.of(format, output, fail_on)
    sources = answer.sources(sites)
    said = options.with_join(data, join=join)
    opened = open_each(
        sources,
        Asked(criteria, input_format, said, lang, quiet, verbose, set or (), actor, output),
    )
    return answer.give(
        opened.rankings, opened, lambda rankings, view: _told(rankings, opened.names, by, answer.format, view)
    )


def _told(rankings: "Sequence[Ranking]", names: "Sequence[str]", by: "By | None", format: str, view: View) -> str:
    from vasterviksmodell.analysis.obstacles.obstacles import Part, Survey, obstacles

    named = zip(names, rankings, strict=True)
    parts = tuple(Part(name, it.criteria, obstacles(it)) for name, it in named)
    changes = tuple(change for it in rankings for change in it.changes)
    return rendered("obstacles", Survey(parts, by), format, view, changes)
