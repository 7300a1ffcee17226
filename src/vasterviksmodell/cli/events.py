"""`--events FILE`: the events that apply; and `--certainty` and dates, for the commands that look ahead."""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.options import choices
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened

if TYPE_CHECKING:
    from datetime import date

    from vasterviksmodell.criteria import Certainty as Known
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.scoring import Ranking

    Certainty = str
else:
    Certainty = choices(("decided", "planned", "possible"))

CertaintyOption = Annotated[
    Certainty,
    typer.Option("--certainty", help="Which events count: those that are at least so certain."),
]
PLANNED = Certainty("planned")
_NO_DATE = Message("{option} takes a date such as 2028-06, not '{text}'")
_NO_EVENTS = Message("no events are listed, neither in the criteria nor in a file (--events)")


def first_day_of(option: str, text: str | None) -> "date | None":
    """Return the first day of a date that an option states; None where it states none."""
    if text is None:
        return None
    from vasterviksmodell.criteria import first_day

    try:
        return first_day(text)
    except ValueError as error:
        raise CannotRun(_NO_DATE.format(option=option, text=shortened(text))) from error


def at_day(ranking: "Ranking", day: "date", certainty: "Certainty") -> "Ranking":
    """Return a ranking as it will be on a day."""
    from vasterviksmodell.scoring.events import at_date

    require_events(ranking.criteria)
    return at_date(ranking, day, certainty_of(certainty))


def certainty_of(chosen: "Certainty") -> "Known":
    """Return what an option chose."""
    from vasterviksmodell.criteria import CERTAINTIES

    return next(known for known in CERTAINTIES if known == chosen)


def require_events(criteria: "Criteria") -> None:
    """Raise `CannotRun` where neither events nor actions change anything at a date."""
    if not criteria.events and not criteria.actions:
        raise CannotRun(_NO_EVENTS)
