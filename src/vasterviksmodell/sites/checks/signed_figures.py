"""The figures of a column by whether they have a per cent sign."""

import polars as pl

from vasterviksmodell.criteria import Criterion, Range
from vasterviksmodell.sites.checks.interface import Part
from vasterviksmodell.sites.formats.interface import ROW
from vasterviksmodell.sites.grammar import in_percent
from vasterviksmodell.sites.layout import text_column

FIGURE, SIGNED = "figure", "signed"


def is_mixed(part: Part, criterion: Criterion) -> bool:
    """Whether some figures of a criterion have a per cent sign and others have none."""
    return signed_figures(part, criterion)[SIGNED].n_unique() > 1


def signed_figures(part: Part, criterion: Criterion) -> pl.DataFrame:
    """`ROW`, the figures without sign, and which have a per cent sign; none when no text can have one."""
    text = text_column(criterion)
    if text not in part.block.columns or criterion.kind != "number" or not in_percent(criterion):
        return pl.DataFrame(schema={ROW: pl.UInt32, FIGURE: pl.Float64, SIGNED: pl.Boolean})
    signed = pl.col(text).str.contains("%", literal=True)
    figures = part.block.filter(pl.col(text).str.contains("[0-9]")).select(
        ROW,
        _figure(*part.measures[criterion.id], span=criterion.range, signed=signed).alias(FIGURE),
        signed.alias(SIGNED),
    )
    return figures.filter(pl.col(FIGURE) > 0)


def _figure(low: str, high: str | None = None, *, span: Range, signed: pl.Expr) -> pl.Expr:
    """The size of what a cell states: of an interval, the greater of its ends that the cell has.

    An interval of all there is states something only when it has the sign; else it may be a mark for what is unknown.
    """
    if high is None:
        return pl.col(low).abs()
    ends = (
        pl.when(pl.col(low) > span.low).then(pl.col(low).abs()),
        pl.when(pl.col(high) < span.high).then(pl.col(high).abs()),
        pl.when(pl.col(low) == pl.col(high)).then(pl.col(low).abs()),
        pl.when(signed).then(
            pl.when((pl.col(low) <= span.low) & (pl.col(high) >= span.high)).then(max(abs(span.low), abs(span.high)))
        ),
    )
    return pl.max_horizontal(*ends)
