"""`weights agree`: what do the actors agree on, and what do they disagree on?"""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.options import RunOptions, Sites, with_options
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.i18n import Message
from vasterviksmodell.output.formats import View

if TYPE_CHECKING:
    from vasterviksmodell.cli import outputs
    from vasterviksmodell.scoring import Ranking

Top = Annotated[int, typer.Option("--top", min=1, max=2**31, metavar="N", help="Look at the first N of each actor.")]


@with_options(without=("actor",))
def run(sites: Sites, top: Top = 3, *, options: RunOptions) -> ExitCode:
    """Say where the actors of the criteria agree.

    Each actor's ranking side by side, where they disagree and on what criterion, which sites all have among their
    first, which site is the compromise, and how far each would have to move for it.
    """
    answer = Answer(options)
    opened = open_ranking(answer.sources(sites), options)
    return answer.give(
        opened.ranking, opened, lambda ranking, view: _render_agreement(ranking, top, answer.format, view)
    )


def _render_agreement(ranking: "Ranking", top: int, format: str, view: View) -> "outputs.Rendered":
    from vasterviksmodell.analysis.agreement import agree
    from vasterviksmodell.output.views.agreement import AgreementView

    if not ranking.criteria.actors:
        raise CannotRun(Message("the criteria name no actors: add 'actors:' with their weights"))
    return AgreementView().rendered(agree(ranking, top), format, view, [ranking])
