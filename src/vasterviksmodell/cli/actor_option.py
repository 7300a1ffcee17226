"""`--actor WHOSE`: whose weights count, said for one run."""

from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.wording import nearest, visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria


def with_actor(criteria: "Criteria", asked: str | None) -> "Criteria":
    """The criteria with the weights asked for; without, as they are."""
    if asked is None:
        return criteria
    from vasterviksmodell.criteria import whose_weights, with_weights_of

    known = whose_weights(criteria)
    if asked not in known:
        raise CannotRun(f"no actor '{visible(asked)}'{_why(asked, known)} (there are {', '.join(known)})")
    return with_weights_of(criteria, asked)


def _why(asked: str, known: tuple[str, ...]) -> str:
    if asked == "combined":
        return ": the criteria declare no rule (combine: mean, or geometric_mean)"
    meant = nearest(asked, known)
    return f"; did you mean '{meant}'?" if meant else ""
