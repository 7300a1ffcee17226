"""Find the sites, criteria and actors that arguments name."""

from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun, with_suggestion
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import nearest, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking

_SEVERAL = Message("several sites are called '{name}': say which by id: {ids}")
_NO_SITE = Message("no site '{name}'")
_NO_CRITERION = Message("no criterion or column '{name}'")
_THERE_ARE = Message("{problem}; there are {known}")
KNOWN = Message("{problem} (there are {known})")
_NO_ACTOR = Message("no actor '{name}'")
_NO_RULE = Message("no actor 'combined': the criteria declare no rule (combine: mean, or geometric_mean)")


def site_of(ranking: "Ranking", name: str) -> str:
    """Return the id of the site with a name or id, ignoring case; raise `CannotRun` where none or several match."""
    return called_so(ranking.frame["id"], ranking.frame["name"], name)


def called_so(ids: "Sequence[str] | pl.Series", names: "Sequence[str] | pl.Series", name: str) -> str:
    """Return the id of the one site, of all ids and names, that is called so; raise `CannotRun` as `site_of` does."""
    from vasterviksmodell.scoring.called import find_called

    found, similar = find_called(ids, names, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotRun(_SEVERAL.format(name=visible(name), ids=", ".join(map(visible, found))))
    raise CannotRun(with_suggestion(_NO_SITE.format(name=visible(name)), similar))


def criteria_of(criteria: "Criteria", name: str) -> "list[Criterion]":
    """Return the criteria with an id or column: one, unless several read the same column."""
    from vasterviksmodell.scoring.called import find_measure

    found, similar = find_measure(criteria, name)
    if not found:
        problem = _NO_CRITERION.format(name=visible(name))
        known = _THERE_ARE.format(problem=problem, known=", ".join(criterion.id for criterion in criteria.criteria))
        raise CannotRun(known if similar is None else with_suggestion(problem, similar))
    return found


def with_actor(criteria: "Criteria", name: str | None) -> "Criteria":
    """Return the criteria with the weights of an actor, of `tree` or `combined`; unchanged where none is named."""
    if name is None:
        return criteria
    from vasterviksmodell.criteria import whose_weights, with_weights_of
    from vasterviksmodell.criteria.whose_weights import called

    known, name = whose_weights(criteria), called(criteria, name)
    if name not in known:
        raise CannotRun(KNOWN.format(problem=_no_actor(name, known), known=", ".join(known)))
    return with_weights_of(criteria, name)


def _no_actor(name: str, known: tuple[str, ...]) -> Phrase:
    if name == "combined":
        return _NO_RULE
    return with_suggestion(_NO_ACTOR.format(name=visible(name)), nearest(name, known))
