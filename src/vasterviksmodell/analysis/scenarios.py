"""Scenarios side by side: status, rank and score of each site as it is and in each scenario, and what changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vasterviksmodell.criteria.scenarios import Scenario
from vasterviksmodell.expected import expect_several
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, expect_ranking
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.scoring.scenarios import apply_scenario


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a site stands in a ranking."""

    status: Status
    rank: int | None
    score: float

    def differs(self, other: "Standing") -> bool:
        """Say whether status, rank or score is another."""
        return (self.status, self.rank) != (other.status, other.rank) or abs(self.score - other.score) > TOLERANCE


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """A ranking with what a scenario sets, or as it is without one."""

    scenario: Scenario | None
    ranking: Ranking
    standings: Mapping[str, Standing]
    """By the ids of the sites, in the order of the ranking."""

    @classmethod
    def of(cls, ranking: Ranking, scenario: Scenario | None = None) -> "ScenarioOutcome":
        columns = ranking.frame.select("id", names.STATUS, names.RANK, names.SCORE)
        return cls(scenario, ranking, {id: Standing(*fields) for id, *fields in columns.iter_rows()})

    @property
    def first(self) -> tuple[str, ...]:
        """The ids of the sites with rank 1."""
        return tuple(id for id, standing in self.standings.items() if standing.rank == 1)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ScenarioComparison(Result):
    """A ranking as it is, and in each scenario."""

    base: ScenarioOutcome
    """The ranking as it is."""
    outcomes: tuple[ScenarioOutcome, ...]
    """One for each scenario, in their order."""
    site_names: Mapping[str, str]
    """By the ids of the sites, in the order of the base."""

    def changed(self, outcome: ScenarioOutcome) -> Iterator[str]:
        """Yield the ids of the sites that stand otherwise than in the base, in the order of the outcome."""
        return (id for id, now in outcome.standings.items() if now.differs(self.base.standings[id]))


def compare_scenarios(ranking: Ranking, scenarios: Sequence[Scenario]) -> ScenarioComparison:
    """Compare a ranking of all its sites with what it would be in each scenario.

    Raises nothing for scenarios of `load_scenarios`: sites that are not in the ranking are passed over.
    """
    expect_ranking(ranking)
    expect_several(scenarios, "scenarios belong")
    outcomes = tuple(ScenarioOutcome.of(apply_scenario(ranking, scenario), scenario) for scenario in scenarios)
    named = dict(ranking.frame.select("id", "name").iter_rows())
    return ScenarioComparison(ScenarioOutcome.of(ranking), outcomes, named)
