"""The ranking of sites, with everything that it was made from, and how ranks are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import AppliedActions, Criteria
from vasterviksmodell.expected import expect
from vasterviksmodell.findings import Finding
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import evaluate, integer_weights, value_that_counts
from vasterviksmodell.scoring.requirements import EXCLUDED, MET, NOT_MET, STATUSES
from vasterviksmodell.scoring.what_if import Change, Setting
from vasterviksmodell.sites import Blind, Input, Redaction, Sites, columns
from vasterviksmodell.sites.layout import EXTRA
from vasterviksmodell.sites.municipality_columns import MUNICIPALITY_COLUMNS
from vasterviksmodell.sites.positions.places import GEOMETRIES
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE
from vasterviksmodell.value_functions.parameters import divided

TOLERANCE = 1e-9
PLACE = "_place"
"""The column of numbers by which sites are put in order."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """The scores of the sites among which some rank, each in rising order."""

    score: pl.Series
    low: pl.Series
    high: pl.Series

    @classmethod
    def of(cls, among: pl.DataFrame) -> "Rivals":
        """Return those of a frame with `score`, `score_low` and `score_high`."""
        low = among[names.SCORE_LOW].sort()
        score, high = (_ordered(among[name], low, among[names.SCORE_LOW]) for name in (names.SCORE, names.SCORE_HIGH))
        return cls(score, low, high)

    def rank_of(self, scores: pl.Series) -> pl.Series:
        """Return one more than how many are clearly higher, for each score."""
        return 1 + _above(self.score, scores)

    def ranks(self, chosen: pl.DataFrame) -> pl.DataFrame:
        """Add to some of these sites their rank, whether it is shared, and best and worst rank."""
        overlaps_itself = (chosen[names.SCORE_HIGH] > chosen[names.SCORE_LOW] + TOLERANCE).cast(pl.Int64)
        return chosen.with_columns(
            self.rank_of(chosen[names.SCORE]).alias(names.RANK),
            (_close(self.score, chosen[names.SCORE]) > 1).alias(names.TIED),
            (1 + _above(self.low, chosen[names.SCORE_HIGH])).alias(names.RANK_BEST),
            (1 + _above(self.high, chosen[names.SCORE_LOW]) - overlaps_itself).alias(names.RANK_WORST),
        )


def _close(ordered: pl.Series, scores: pl.Series) -> pl.Series:
    """Return how many of the ordered values are within the tolerance of each score, itself included."""
    below = ordered.search_sorted(scores - TOLERANCE, side="left").cast(pl.Int64)
    return len(ordered) - _above(ordered, scores) - below


def _ordered(scores: pl.Series, low: pl.Series, unordered_low: pl.Series) -> pl.Series:
    """Return the scores in order, without sorting when they equal the lowest scores, as where nothing is unknown."""
    return low if bool((scores == unordered_low).all()) else scores.sort()


def _above(ordered: pl.Series, scores: pl.Series) -> pl.Series:
    """Return how many of the ordered values exceed each score by more than the tolerance."""
    return len(ordered) - ordered.search_sorted(scores + TOLERANCE, side="right").cast(pl.Int64)


@dataclass(frozen=True, slots=True)
class Rivalry:
    """All sites among which some rank: those that are not excluded, and apart from them the excluded."""

    ranked: Rivals
    excluded: Rivals

    @classmethod
    def of(cls, among: pl.DataFrame) -> "Rivalry":
        """Return that of a frame with the status, a number, and scores."""
        is_excluded = pl.col(names.STATUS) == EXCLUDED
        return cls(Rivals.of(among.filter(~is_excluded)), Rivals.of(among.filter(is_excluded)))

    def places(self, sites: pl.DataFrame) -> pl.Series:
        """Return the order of some sites as numbers: by rank, then the excluded by their would-be rank."""
        would_be = len(self.ranked.score) + self.excluded.rank_of(sites[names.SCORE])
        is_excluded = sites[names.STATUS] == EXCLUDED
        return would_be.zip_with(is_excluded, self.ranked.rank_of(sites[names.SCORE])).alias(PLACE)

    def with_ranks(self, sites: pl.DataFrame) -> pl.DataFrame:
        """Add ranks to sites in order; they are null for the excluded, which come last."""
        first = int((sites[names.STATUS] != EXCLUDED).sum())
        return pl.concat([self.ranked.ranks(sites.head(first)), sites.slice(first)], how="diagonal")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sites there are, and how many of each status."""

    sites: int
    qualified: int
    unverified: int
    excluded: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Ranking(Result):
    """Sites in order: those that are not excluded by rank, then the excluded by their would-be score.

    `frame` has one row for each site that is shown (all, unless the ranking was cut to its first sites): `id`,
    `name`, `status`, `rank`, `rank_best`, `rank_worst`, `score`, `score_low`, `score_high`, `coverage`,
    `known_weight`, `tied` (null when excluded); for each criterion its measure (`<id>__low`, `<id>__high` or
    `<id>__category`), `<id>__value_low`, `<id>__value_high`, `<id>__contribution`, `<id>__requirement` and
    `<id>__warning` (met, not_met, unknown), and `<id>__source` and `<id>__date` where a file has them; and the columns
    that no criterion reads, as `_extra__<heading>`. `_latitude`, `_longitude`, `_municipality_code` and `_municipality`
    are as in `Sites`.
    """

    criteria: Criteria
    """By which the sites are ranked."""
    inputs: tuple[Input, ...]
    """The files that were read, each with its fingerprint (SHA-256)."""
    findings: tuple[Finding, ...]
    """Warnings and information about the files."""
    counts: Counts
    """How many sites there are of each status, also of those that are not shown."""
    frame: pl.DataFrame
    """A row for each site that is shown; see above."""
    version: str
    """Of the program that made it."""
    changes: tuple[Change, ...] = ()
    """The measures that were set to other values than the files have."""
    actions: AppliedActions | None = None
    """Which actions are applied; None where no one asked for any."""
    redaction: Redaction | None = None
    """What was withheld, when the sites were redacted before they were scored."""
    blind: Blind | None = None
    """That the sites are numbers, when they are."""

    @property
    def is_cut(self) -> bool:
        """Whether it does not show all its sites."""
        return self.frame.height < self.counts.sites

    @property
    def set_by_hand(self) -> tuple[Setting, ...]:
        """The settings that are no action's."""
        return tuple(change.setting for change in self.changes if change.action is None)


def expect_ranking(given: object) -> None:
    """Raise `TypeError`, which says what to do, where something else was given than a ranking."""
    how = "give a ranking, as score(sites, criteria) or load_ranking(path) return it"
    expect(given, Ranking, "a ranking belongs", how)


def sites_of(ranking: Ranking) -> Sites:
    """Return the sites that a ranking shows, with their measures, to be scored again."""
    measured = [column for ends in interval_columns(ranking.criteria).values() for column in ends]
    provenance = {name for criterion in ranking.criteria.criteria for name in columns.provenance(criterion)}
    kept = {*provenance, LATITUDE, LONGITUDE, *MUNICIPALITY_COLUMNS.values(), *GEOMETRIES}
    others = [name for name in ranking.frame.columns if name.startswith(EXTRA) or name in kept]
    frame = ranking.frame.select("id", "name", *measured, *others)
    return Sites(frame, ranking.criteria, ranking.inputs, ranking.findings, ranking.redaction, ranking.blind)


def detailed(sites: pl.DataFrame, criteria: Criteria) -> pl.DataFrame:
    """Add to sites with measures as intervals all that is computed of each site alone."""
    measured = interval_columns(criteria)
    complete = _complete(sites, measured)
    points_only = {id: columns[:1] if id in complete else columns for id, columns in measured.items()}
    evaluated = evaluate(sites.lazy(), criteria, points_only, complete)
    points, whole = integer_weights(criteria)
    contributions = []
    for criterion in criteria.scored:
        value = value_that_counts(
            pl.col(names.value_low(criterion)), pl.col(names.value_high(criterion)), criteria.unknown
        )
        contributions.append(divided(value * points[criterion.id], whole, value).alias(names.contribution(criterion)))
    return evaluated.with_columns(*contributions).collect()


def _complete(sites: pl.DataFrame, measured: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the criteria whose measures are points of all sites, and so evaluated once rather than at both ends."""
    intervals = {id: columns for id, columns in measured.items() if len(columns) > 1}
    same = sites.select((pl.col(low) == pl.col(high)).all().alias(id) for id, (low, high) in intervals.items())
    return frozenset(id for id, is_same in same.row(0, named=True).items() if is_same) if intervals else frozenset()


def interval_columns(criteria: Criteria) -> dict[str, tuple[str, ...]]:
    """Return the columns of the measures in the frame of `Sites`, by criterion id."""
    return {
        criterion.id: (columns.low(criterion), columns.high(criterion))
        if criterion.kind == "number"
        else (columns.category(criterion),)
        for criterion in criteria.criteria
    }


def in_order(sites: pl.DataFrame, among: pl.DataFrame) -> pl.DataFrame:
    """Rank detailed sites among all sites (`among`: status and scores) and put them in order, ties by id."""
    rivalry = Rivalry.of(among)
    placed = sites.select(rivalry.places(sites), "id")
    return rivalry.with_ranks(sites[placed.select(pl.arg_sort_by(PLACE, "id")).to_series()])


def in_words(sites: pl.DataFrame, criteria: Criteria) -> pl.DataFrame:
    """Replace the numbers of statuses and truths by words."""
    status = pl.col(names.STATUS).replace_strict(dict(enumerate(STATUSES)), return_dtype=pl.String)
    worded = sites.with_columns(status, *(_truth(name) for name in names.truths(criteria)))
    first = ["id", "name", *names.RESULT, names.TIED]
    return worded.select(*first, pl.exclude(first))


def _truth(name: str) -> pl.Expr:
    words = {MET: "met", NOT_MET: "not_met", None: "unknown"}
    return pl.col(name).cast(pl.Int8).replace_strict(words, return_dtype=pl.String)


def counts(among: Sequence[pl.DataFrame]) -> Counts:
    """Return the numbers of sites by status."""
    numbers = [sum(int((part[names.STATUS] == code).sum()) for part in among) for code in range(len(STATUSES))]
    return Counts(sum(numbers), *numbers)
