"""Why a site has its rank, and why it ranks before another; unknown figures and what they can change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from statistics import fmean
from typing import Any

import polars as pl

from vasterviksmodell.analysis.figure_sources import FigureSource, figure_sources
from vasterviksmodell.analysis.gaps import Gap, gaps, most_worth
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.possible_outcomes import (
    Screened,
    screening,
    tightened,
)
from vasterviksmodell.analysis.robustness.crossings import ReversalPoint, reversal_points
from vasterviksmodell.analysis.shared_figures import figures
from vasterviksmodell.analysis.significant import difference
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.called import site_id, site_row
from vasterviksmodell.scoring.expressions import value_that_counts
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, expect_ranking
from vasterviksmodell.scoring.requirements import Status


@dataclass(frozen=True, slots=True)
class Contribution:
    """The contribution of a criterion to a site's score."""

    criterion: Criterion
    measured: Measured
    value_low: float
    value_high: float
    contribution: float
    """Points of the score, 0–100, as it ranks."""
    others: float | None
    """The mean contribution of the other sites; None when there are none."""

    @property
    def shortfall(self) -> float:
        """The points that the site misses on the criterion."""
        return max(0.0, difference(float(100 * self.criterion.weight), self.contribution))

    @property
    def lead(self) -> float:
        """By how many points it exceeds the mean of the others; negative when it is below."""
        return 0.0 if self.others is None else difference(self.contribution, self.others)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Explanation(Result):
    """A site's place in a ranking, with the reasons."""

    criteria: Criteria
    """Those of the ranking."""
    id: str
    """Of the site."""
    name: str
    """Of the site."""
    status: Status
    """`qualified`, `unverified` or `excluded`."""
    rank: int | None
    """1 for the first; None when it is excluded."""
    rank_best: int | None
    """The best rank that the intervals allow, if no others become qualified; None when it is excluded."""
    rank_worst: int | None
    """The worst rank that the intervals allow; None when it is excluded."""
    score: float
    """0–100."""
    score_low: float
    """The score with every unknown measure at its worst, 0–100."""
    score_high: float
    """The score with every unknown measure at its best, 0–100."""
    sites: int
    """How many sites there are."""
    ranked: int
    """How many of them have a rank."""
    screening: tuple[Screened, ...]
    """Each requirement and warning with the measure, met, not met or unknown."""
    contributions: tuple[Contribution, ...]
    """In the order of the criteria; they sum to the score."""
    gaps: tuple[Gap, ...]
    """What is not exactly known, what is most worth finding out first."""
    sources: tuple[FigureSource, ...]
    """Where the figures come from, as far as it is stated."""

    @property
    def only_local_questions(self) -> bool:
        """Whether it is unverified only because of what no register knows, so that somebody must be asked."""
        unknown = [one for one in self.screening if not one.is_warning and one.truth == "unknown"]
        return self.status == "unverified" and all(one.criterion.is_local for one in unknown)

    @property
    def strengths(self) -> tuple[Contribution, ...]:
        """The contributions above the mean of the others, the greatest lead first."""
        return tuple(
            sorted(
                (contribution for contribution in self.contributions if contribution.lead > 0),
                key=lambda contribution: -contribution.lead,
            )
        )

    @property
    def weaknesses(self) -> tuple[Contribution, ...]:
        """The contributions below the mean of the others, the greatest lag first."""
        return tuple(
            sorted(
                (contribution for contribution in self.contributions if contribution.lead < 0),
                key=lambda contribution: contribution.lead,
            )
        )

    def is_decisive(self, gap: Gap) -> bool:
        """Say whether finding a figure out can change a rank, exclude the site, or lift its exclusion."""
        return gap.reach > 0 or (gap.best is not None if self.rank is None else gap.can_exclude)

    @property
    def most_worth(self) -> Gap | None:
        """The unknown figure most worth finding out; None when none changes anything or lifts the exclusion."""
        return most_worth(self.gaps, excluded=self.rank is None)


def decisive_gaps(explanations: Iterable[Explanation]) -> list[tuple[Explanation, Gap]]:
    """Return the figures whose finding out can change a rank, each with its site; those with most reach first."""
    pairs = ((explanation, gap) for explanation in explanations for gap in explanation.gaps)
    decisive = (pair for pair in pairs if pair[0].is_decisive(pair[1]))
    return sorted(decisive, key=lambda pair: (-pair[1].reach, -pair[1].points))


def explain(ranking: Ranking, site: str) -> Explanation:
    """Explain the rank of a site, by its id or a name that no other site has.

    Raises `KeyError` when the ranking has no such site.
    """
    expect_ranking(ranking)
    site = site_id(ranking, site)
    row = site_row(ranking, site).row(0, named=True)
    left_out = (names.COVERAGE, names.KNOWN_WEIGHT)
    summary = {name: row[name] for name in ("id", "name", *names.RESULT) if name not in left_out}
    return Explanation(
        criteria=ranking.criteria,
        **summary,
        sites=ranking.frame.height,
        ranked=ranking.frame.height - ranking.frame[names.RANK].null_count(),
        screening=screening(ranking, row),
        contributions=tuple(_contributions(ranking, row)),
        gaps=gaps(ranking, site),
        sources=tuple(figure_sources(row, ranking.criteria, figures(ranking.criteria))),
    )


def _contributions(ranking: Ranking, row: Mapping[str, Any]) -> Iterator[Contribution]:
    others = ranking.frame.filter(pl.col("id") != row["id"])
    for criterion in ranking.criteria.scored:
        column = names.contribution(criterion)
        mean = fmean(others[column]) if others.height else None
        ends = row[names.value_low(criterion)], row[names.value_high(criterion)]
        yield Contribution(criterion, Measured.of(row, criterion), *ends, row[column], mean)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sites."""

    id: str
    name: str
    status: Status
    rank: int | None
    score: float
    score_low: float
    score_high: float
    least: float
    """The lowest possible score, with one measure for a figure that several criteria read."""
    most: float
    """The highest possible score."""
    stops: tuple[Screened, ...]
    """The requirements that exclude it."""

    @property
    def is_surely_excluded(self) -> bool:
        """Whether it is excluded whatever its unknown measures are."""
        return any(stop.truth == "not_met" for stop in self.stops)


@dataclass(frozen=True, slots=True)
class Difference:
    """The part of a criterion in the difference between two scores."""

    criterion: Criterion
    first: Measured
    second: Measured
    points: float
    """Positive when the first is ahead."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Pair(Result):
    """Two sites; the first is the one that ranks before the other (the one named first, when they tie)."""

    criteria: Criteria
    """Those of the ranking."""
    first: Side
    """The site that ranks before the other."""
    second: Side
    """The other."""
    differences: tuple[Difference, ...]
    """The greatest first; they sum to the gap."""
    turnings: tuple[ReversalPoint, ...]
    """The changes of one weight that would make their scores tie, the smallest first."""

    @property
    def gap(self) -> float:
        """The difference of the scores, in points."""
        return difference(self.first.score, self.second.score)

    @property
    def is_tie(self) -> bool:
        """Whether neither ranks before the other."""
        return (self.first.rank is None) == (self.second.rank is None) and abs(self.gap) <= TOLERANCE

    @property
    def by_status(self) -> bool:
        """Whether one of them is excluded, so that the scores do not decide."""
        return (self.first.rank is None) != (self.second.rank is None)

    @property
    def settled(self) -> bool:
        """Whether the order holds whatever the unknown measures are."""
        if self.first.status == "unverified" or self.first.rank is None:
            return False
        return self.second.is_surely_excluded or self.first.least > self.second.most + TOLERANCE

    @property
    def against(self) -> float:
        """The points of all criteria on which the second is ahead."""
        return -sum(part.points for part in self.differences if part.points < 0)

    @property
    def decisive(self) -> tuple[Difference, ...]:
        """The fewest criteria that together outweigh all on which the second is ahead and are over half of the gap.

        None when the scores do not decide.
        """
        if self.by_status or self.first.rank is None or self.gap <= TOLERANCE:
            return ()
        sums = accumulate(part.points for part in self.differences)
        needed = max(self.against, self.gap / 2) + TOLERANCE
        number = next((number for number, points in enumerate(sums, 1) if points > needed), len(self.differences))
        return self.differences[:number]


def compare_pair(ranking: Ranking, site: str, other: str) -> Pair:
    """Say why one of two sites stands before the other, by their ids, or names that no others have.

    Raises `KeyError` when the ranking lacks one of them.
    """
    expect_ranking(ranking)
    rows = [site_row(ranking, site_id(ranking, id)).row(0, named=True) for id in (site, other)]
    first, second = sorted(rows, key=lambda row: (row[names.RANK] is None, -row[names.SCORE]))
    differences = [
        Difference(
            criterion,
            Measured.of(first, criterion),
            Measured.of(second, criterion),
            difference(first[names.contribution(criterion)], second[names.contribution(criterion)]),
        )
        for criterion in ranking.criteria.scored
    ]
    value_gaps = {
        criterion.id: _value(first, criterion, ranking) - _value(second, criterion, ranking)
        for criterion in ranking.criteria.scored
    }
    return Pair(
        ranking.criteria,
        _side(ranking, first),
        _side(ranking, second),
        tuple(sorted(differences, key=lambda part: -part.points)),
        reversal_points(ranking.criteria, value_gaps),
    )


def _value(row: Mapping[str, Any], criterion: Criterion, ranking: Ranking) -> Fraction:
    """Return the exact value that counts in the score."""
    low, high = Fraction(row[names.value_low(criterion)]), Fraction(row[names.value_high(criterion)])
    return value_that_counts(low, high, ranking.criteria.unknown)


def _side(ranking: Ranking, row: Mapping[str, Any]) -> Side:
    kept = ("id", "name", names.STATUS, names.RANK, names.SCORE, names.SCORE_LOW, names.SCORE_HIGH)
    stops = tuple(value for value in screening(ranking, row) if value.excludes)
    tight = tightened(site_row(ranking, row["id"]), ranking.criteria).row(0, named=True)
    ends = {"least": tight[names.SCORE_LOW], "most": tight[names.SCORE_HIGH]}
    return Side(**{name: row[name] for name in kept}, **ends, stops=stops)
