"""A ranking with the measures that a scenario sets."""

from vasterviksmodell.criteria.scenarios import Scenario
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.run import Shown, what_if
from vasterviksmodell.scoring.what_if import Setting
from vasterviksmodell.sites.action_measures import read_measures


def apply_scenario(ranking: Ranking, scenario: Scenario, shown: Shown | None = None) -> Ranking:
    """Set what a scenario sets in a ranking that holds all its sites, as `what_if` does by hand.

    Sites that are not in the ranking are passed over.
    """
    known = set(ranking.frame["id"])
    measures = read_measures(ranking.criteria, scenario.sets)
    settings = [Setting(one.site, one.criterion, one.known) for one in measures if one.site in known]
    return what_if(ranking, settings, shown)
