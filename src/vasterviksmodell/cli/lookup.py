"""cli.lookup"""

from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun, with_meant
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import nearest, visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking

_SEVERAL = Message("several sites are called '{name}': say which by id: {ids}")
_NO_SITE = Message("no site '{name}'")
_NO_CRITERION = Message("no criterion or column '{name}'")
_THERE_ARE = Message("{problem}; there are {known}")
KNOWN = Message("{problem} (there are {known})")
_NO_ACTOR = Message("no actor '{name}'")
_NO_RULE = Message("no actor 'combined': the criteria declare no rule (combine: mean, or geometric_mean)")


def site_of(ranking: "Ranking", asked: str) -> str:
    """The id of the site that an argument means: its id, else its name, without regard to case."""
    from vasterviksmodell.analysis.measured import find_sites

    found, meant = find_sites(ranking, asked)
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotRun(_SEVERAL.format(name=visible(asked), ids=", ".join(map(visible, found))))
    raise CannotRun(with_meant(_NO_SITE.format(name=visible(asked)), meant))


def criteria_of(criteria: "Criteria", asked: str) -> "list[Criterion]":
    """The criteria that an argument means, one unless several read the same column."""
    from vasterviksmodell.analysis.measured import find_measure

    found, meant = find_measure(criteria, asked)
    if not found:
        problem = _NO_CRITERION.format(name=visible(asked))
        known = _THERE_ARE.format(problem=problem, known=", ".join(criterion.id for criterion in criteria.criteria))
        raise CannotRun(known if meant is None else with_meant(problem, meant))
    return found


def with_actor(criteria: "Criteria", asked: str | None) -> "Criteria":
    """The criteria with the weights asked for; without, as they are."""
    if asked is None:
        return criteria
    from vasterviksmodell.criteria import whose_weights, with_weights_of

    known = whose_weights(criteria)
    if asked not in known:
        raise CannotRun(KNOWN.format(problem=_no_actor(asked, known), known=", ".join(known)))
    return with_weights_of(criteria, asked)


def _no_actor(asked: str, known: tuple[str, ...]) -> Phrase:
    if asked == "combined":
        return _NO_RULE
    return with_meant(_NO_ACTOR.format(name=visible(asked)), nearest(asked, known))
