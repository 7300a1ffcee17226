"""D118: actions and events that set measures of sites that are not there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.actions import Action, StatedMeasure
from vasterviksmodell.criteria.events import Event
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n.wording import nearest
from vasterviksmodell.sites.checks.check import Check, SiteBlock

_SUGGESTED = 1_000
"""Among how many ids of a block a suggestion is sought."""


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids in a block that actions name, and the first ids of all."""

    named: frozenset[str]
    first: tuple[str, ...]


def _see_ids(block: SiteBlock) -> _Ids | None:
    named = {stated.site for _, stated in _about_sites(block.criteria)}
    if not named:
        return None
    ids = block.sites["id"]
    return _Ids(frozenset(ids.filter(ids.is_in(list(named)))), tuple(ids.head(_SUGGESTED)))


def _tell_unknown(observations: Sequence[_Ids], criteria: Criteria) -> Iterator[Finding]:
    """Yield a finding for each site of an action or event that no block has, where the action first names it."""
    present = {id for ids in observations for id in ids.named}
    known = [id for ids in observations for id in ids.first][:_SUGGESTED]
    told: set[tuple[str, str]] = set()
    for action, stated in _about_sites(criteria):
        if stated.site not in present and (action.id, stated.site) not in told:
            told.add((action.id, stated.site))
            facts = {"site": stated.site, "action": action.id}
            yield Finding(rule("D118"), stated.place, facts, suggestion=nearest(stated.site, known))


def _about_sites(criteria: Criteria) -> Iterator[tuple[Action | Event, StatedMeasure]]:
    """Yield what actions set and find out that are not dropped, and what events set."""
    for action in criteria.actions:
        for stated in (*action.sets, *action.finds_out) if action.status != "dropped" else ():
            yield action, stated
    for event in criteria.events:
        yield from ((event, stated) for stated in event.sets)


ACTION_SITES = Check(("D118",), _see_ids, _tell_unknown, across_files=True)
