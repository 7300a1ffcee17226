"""cli.lookup"""

from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.wording import nearest, visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking


def site_of(ranking: "Ranking", asked: str) -> str:
    """The id of the site that an argument means: its id, else its name, without regard to case."""
    from vasterviksmodell.analysis.measured import find_sites

    found, meant = find_sites(ranking, asked)
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotRun(
            f"several sites are called '{visible(asked)}': say which by id: {', '.join(map(visible, found))}"
        )
    raise CannotRun(f"no site '{visible(asked)}'" + _perhaps(meant))


def criteria_of(criteria: "Criteria", asked: str) -> "list[Criterion]":
    """The criteria that an argument means, one unless several read the same column."""
    from vasterviksmodell.analysis.measured import find_measure

    found, meant = find_measure(criteria, asked)
    if not found:
        known = f"; there are {', '.join(it.id for it in criteria.criteria)}" if meant is None else ""
        raise CannotRun(f"no criterion or column '{visible(asked)}'" + _perhaps(meant) + known)
    return found


def _perhaps(meant: str | None) -> str:
    return f"; did you mean '{visible(meant)}'?" if meant else ""


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
