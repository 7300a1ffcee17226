"""`timeline`: until when does each site qualify, and what ends it?"""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.events import PLANNED, CertaintyOption, certainty_of, first_day_of, require_events
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.languages import speaking
from vasterviksmodell.cli.options import RunOptions, SitesOrRanking, with_options
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.i18n import Message

if TYPE_CHECKING:
    from datetime import date

    from vasterviksmodell.cli import outputs
    from vasterviksmodell.output.formats import View
    from vasterviksmodell.scoring import Ranking

_BACKWARDS = Message("--until {end} is before --from {start}")
Start = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DATE",
        help="The first day, such as that of the lease: what began earlier counts already. Without it the sites as they"
        " are come first.",
        show_default=False,
    ),
]
End = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="The last day: what begins later is left out.", show_default=False),
]


@with_options()
def run(
    sites: SitesOrRanking,
    start: Start = None,
    end: End = None,
    certainty: CertaintyOption = PLANNED,
    *,
    options: RunOptions,
) -> ExitCode:
    """Say until when each site qualifies, and which event ends it.

    Events (and actions that are done, agreed or under way) change measures at a date. Status and rank of each site from
    each date on; until when it qualifies; what ends that, and what would keep it.
    """
    first, last = first_day_of("--from", start), first_day_of("--until", end)
    if first and last and last < first:
        raise CannotRun(_BACKWARDS.format(start=start, end=end))
    answer = Answer(options)
    opened = open_ranking(answer.sources(sites), options)
    if opened.ranking is not None:
        with speaking(opened.reporter.language):
            require_events(opened.ranking.criteria)
    return answer.give(
        opened.ranking,
        opened,
        lambda ranking, view: _render(ranking, (certainty, first, last), answer.format, view),
    )


def _render(
    ranking: "Ranking", asked: "tuple[str, date | None, date | None]", format: str, view: "View"
) -> "outputs.Rendered":
    from vasterviksmodell.analysis.timeline import timeline
    from vasterviksmodell.output.views.timeline import TimelineView

    certainty, start, end = asked
    return TimelineView().rendered(timeline(ranking, certainty_of(certainty), start, end), format, view, [ranking])
