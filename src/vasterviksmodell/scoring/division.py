"""Division that rounds alike on every engine and in every row."""

import narwhals as nw


def divided(number: nw.Expr, by: float, finite: nw.Expr) -> nw.Expr:
    """A number divided by a constant; `finite` is any finite number of the same row.

    Polars multiplies by the reciprocal of a constant, which rounds twice, and not in the rows left over from its
    blocks: what a site scores would depend on its neighbours. It truly divides by a column.
    """
    return number if by == 1 else number / (finite * 0.0 + by)
