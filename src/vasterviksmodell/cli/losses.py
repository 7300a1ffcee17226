"""`losses`: which sites still qualify when each service in turn is lost?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.events import PLANNED, CertaintyOption, at_day, first_day_of
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.lookup import criteria_of
from vasterviksmodell.cli.options import RunOptions, SitesOrRanking, with_options
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.formats import View

if TYPE_CHECKING:
    from vasterviksmodell.cli import outputs
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking


Lost = Annotated[
    list[str] | None,
    typer.Option(
        "--criterion",
        metavar="ID",
        help="What can be lost: the id or the column of a criterion; may be given several times. Without it: all that"
        " are required or scored.",
        show_default=False,
    ),
]

_IDLE = Message("'{id}' is neither required nor scored: losing it changes nothing")


At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="DATE",
        help="The losses as things stand on that day, with events and actions that count by then.",
        show_default=False,
    ),
]


@with_options()
def run(
    sites: SitesOrRanking,
    criterion: Lost = None,
    at: At = None,
    certainty: CertaintyOption = PLANNED,
    *,
    options: RunOptions,
) -> ExitCode:
    """Say which sites still qualify when each service in turn is lost.

    A service is lost when its measure is the worst that the criterion's range or categories hold. Each is lost by all
    sites at once: how many are left, and which stands first? And by each site alone: which rank does it have then?
    """
    answer = Answer(options)
    day = first_day_of("--at", at)
    opened = open_ranking(answer.sources(sites), options)
    then = opened.ranking if opened.ranking is None or day is None else at_day(opened.ranking, day, certainty)
    return answer.give(
        then, opened, lambda ranking, view: _render_losses(ranking, criterion or (), answer.format, view)
    )


def _render_losses(ranking: "Ranking", lost: Sequence[str], format: str, view: View) -> "outputs.Rendered":
    from vasterviksmodell.analysis.losses import losses
    from vasterviksmodell.output.views.losses import LossesView

    chosen = _named_criteria(ranking.criteria, lost) if lost else None
    return LossesView().rendered(losses(ranking, chosen), format, view, [ranking])


def _named_criteria(criteria: "Criteria", lost: Sequence[str]) -> "list[Criterion]":
    """Return the named criteria, each once; raise `CannotRun` for one that is neither required nor scored."""
    from vasterviksmodell.analysis.losses import criteria_that_count

    named = {criterion.id: criterion for name in lost for criterion in criteria_of(criteria, name)}
    idle = [id for id in named if named[id] not in criteria_that_count(criteria)]
    if idle:
        raise CannotRun(_IDLE.format(id=visible(idle[0])))
    return list(named.values())
