"""What would follow if a figure that is not known were found out.

Of all that a figure can be, a few decide: the ends of its interval, the places where the value function turns, and
both sides of each limit. Between them values and statuses move one way only, so that the best and the worst that
can come of the figure are among them. A figure that several criteria read is found out for all of them at once.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from math import inf, isfinite, nextafter

import polars as pl

from vasterviksmodell.analysis.figures import figures
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.reaching.inverse import values_at
from vasterviksmodell.analysis.search import the_site
from vasterviksmodell.criteria import Criteria, Criterion, Limits
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.ranking import Ranking, interval_columns

Outcome = float | str
_SCORES = (names.SCORE_LOW, names.SCORE_HIGH)
_VALUES = (names.value_low, names.value_high)


def outcomes(measured: Measured) -> list[Outcome]:
    """The measures that decide what a figure can change; none when it is exactly known."""
    if measured.is_exact:
        return []
    if measured.low is None or measured.high is None:
        return list(measured.criterion.categories)
    inside = {x for x in _deciding(measured.criterion) if measured.low < x < measured.high}
    return sorted({measured.low, measured.high, *inside})


def tightened(frame: pl.DataFrame, criteria: Criteria) -> pl.DataFrame:
    """Sites of a ranking whose lowest and highest scores are such as one figure gives that several criteria read.

    The scores of a ranking lie further out: each criterion has its own lowest and highest value there.
    """
    rows = frame.rows(named=True)
    for figure in figures(criteria):
        scored = [it for it in figure.readers if it.scored]
        if len(scored) > 1 and rows:
            ends = zip(*extremes([Measured.of(row, figure) for row in rows]), strict=True)
            for column, value, worths in zip(_SCORES, _VALUES, ends, strict=True):
                apart = pl.sum_horizontal(pl.col(value(it)) * float(it.weight) for it in scored)
                frame = frame.with_columns(pl.col(column) + pl.Series(worths) * float(figure.weight) - apart)
    return frame


def extremes(figures: Sequence[Measured]) -> list[tuple[float, float]]:
    """The least and the greatest value that each of some figures of one criterion can have."""
    open_to = [outcomes(it) if it.figure is None else [it.figure] for it in figures]
    worths = iter(values_at(figures[0].criterion, [outcome for them in open_to for outcome in them]))
    found = [list(islice(worths, len(them))) for them in open_to]
    return [(min(it), max(it)) for it in found]


def _deciding(criterion: Criterion) -> Iterator[float]:
    """The numbers at which a value function turns or a limit is crossed, with their neighbours."""
    yield from criterion.value.turns if criterion.value is not None else ()
    limit = criterion.requirement
    if isinstance(limit, Limits):
        yield from (x for end in (limit.at_least, limit.at_most) if isfinite(end) for x in _beside(end))


def _beside(end: float) -> tuple[float, float, float]:
    return nextafter(end, -inf), end, nextafter(end, inf)


def found_out(ranking: Ranking, site: str) -> pl.DataFrame:
    """A row for each unknown figure of a site and each outcome of it: `criterion`, `status` (a number), `score`.

    A figure is named by the first criterion that reads it.
    """
    criteria = ranking.criteria
    row = the_site(ranking, site)
    variants = [
        row.with_columns(*set_to(it, outcome), pl.lit(it.id).alias("criterion"))
        for it in figures(criteria)
        for outcome in outcomes(Measured.of(row.row(0, named=True), it))
    ]
    if not variants:
        return pl.DataFrame(schema={"criterion": pl.String, names.STATUS: pl.Int8, names.SCORE: pl.Float64})
    return scored(pl.concat(variants), criteria).select("criterion", names.STATUS, names.SCORE)


def scored(sites: pl.DataFrame, criteria: Criteria) -> pl.DataFrame:
    """Sites with other measures, scored anew."""
    measures = interval_columns(criteria)
    kept = [column for ends in measures.values() for column in ends]
    kept += [name for name in ("id", "criterion") if name in sites.columns]
    return evaluate(sites.select(kept).lazy(), criteria, measures).collect()


def set_to(criterion: Criterion, outcome: Outcome) -> list[pl.Expr]:
    """A measure set to a figure that is exactly known."""
    return Measured.at(criterion, outcome).as_columns()
