"""How many cells are asked until the first place is settled: in the order of the form, by reach alone, and at random.

Each case invents places under the default model: what registers know is known, and what must be asked is not. The cells
are then answered in one order after another, until no answer that is left can change who stands first.
"""

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean

import polars as pl

from vasterviksmodell import Ranking, default_criteria, score
from vasterviksmodell.analysis.asking import turn
from vasterviksmodell.analysis.gaps import Gap, gaps_of_all
from vasterviksmodell.analysis.robustness.unknowns import unknowns
from vasterviksmodell.analysis.value_matrix import value_matrix
from vasterviksmodell.criteria import Criterion, Limits
from vasterviksmodell.sites import Sites, columns

CRITERIA = default_criteria()
Cell = tuple[int, str]
"""The number of a place, and the id of a criterion."""
Row = dict[str, float | str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=13)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--draws", type=int, default=10, help="random orders of each case")
    arguments = parser.parse_args()
    counts = [asked(case, arguments.places, arguments.draws) for case in range(arguments.cases)]
    print(f"{arguments.cases} cases of {arguments.places} places; cells asked until the first place is settled, mean")
    for name in counts[0]:
        print(f"{name:12}{fmean(count[name] for count in counts):8.1f}")


def asked(seed: int, places: int, draws: int) -> dict[str, float]:
    """Return how many cells of a case are asked in each order, and how many there are."""
    case = Case.invented(seed, places)
    found = [(int(id), gap) for id, gaps in gaps_of_all(case.ranking(set())).items() for gap in gaps]

    def until(key: Callable[[Gap], tuple[float, ...]]) -> int:
        in_order = sorted(found, key=lambda one: key(one[1]))
        return case.until([(place, gap.criterion.id) for place, gap in in_order])

    chance = random.Random(seed)
    cells = [(place, gap.criterion.id) for place, gap in found]
    return {
        "the form": until(turn),
        "by reach": until(lambda gap: (-gap.reach, -gap.points)),
        "at random": fmean(case.until(chance.sample(cells, len(cells))) for _ in range(draws)),
        "all cells": len(cells),
    }


@dataclass(frozen=True)
class Case:
    rows: Sequence[Row]

    @classmethod
    def invented(cls, seed: int, places: int) -> "Case":
        """Return places most of which meet every requirement."""
        chance = random.Random(seed)
        return cls([{one.id: figure(one, chance) for one in CRITERIA.criteria} for _ in range(places)])

    def ranking(self, answered: set[Cell]) -> Ranking:
        """Return the ranking when some cells are answered, and the others that must be asked are not known."""
        everywhere = range(len(self.rows))
        known = answered | set(product(everywhere, (one.id for one in CRITERIA.criteria if not one.is_local)))
        ids = pl.Series(map(str, everywhere))
        own = {name: column for one in CRITERIA.criteria for name, column in self._columns(one, known).items()}
        return score(Sites(pl.DataFrame({"id": ids, "name": ids, **own}), CRITERIA, (), ()), CRITERIA)

    def _columns(self, one: Criterion, known: set[Cell]) -> dict[str, pl.Series]:
        cells = [row[one.id] if (number, one.id) in known else None for number, row in enumerate(self.rows)]
        if one.kind != "number":
            return {columns.category(one): pl.Series(cells, dtype=pl.String)}
        found = pl.Series(cells, dtype=pl.Float64)
        return {columns.low(one): found.fill_null(one.range.low), columns.high(one): found.fill_null(one.range.high)}

    def until(self, order: Sequence[Cell]) -> int:
        """Return how many answers it takes; once the first place is settled it stays so."""
        low, high = 0, len(order)
        while low < high:
            middle = (low + high) // 2
            if self.settled(set(order[:middle])):
                high = middle
            else:
                low = middle + 1
        return low

    def settled(self, answered: set[Cell]) -> bool:
        ranking = self.ranking(answered)
        return unknowns(ranking, value_matrix(ranking)).settled


def figure(one: Criterion, chance: random.Random) -> float | str:
    """Return a figure: mostly one that is allowed."""
    if one.kind != "number":
        return chance.choice(one.categories)
    low, high = one.range.low, one.range.high
    limit = one.requirement
    if isinstance(limit, Limits) and chance.random() > 0.1:
        low, high = max(low, limit.at_least), min(high, limit.at_most)
    return low + (high - low) * chance.random() ** 2


if __name__ == "__main__":
    main()
