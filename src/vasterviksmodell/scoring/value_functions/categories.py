import narwhals as nw

from vasterviksmodell.criteria.value_functions import Categories


def categories(function: Categories, measure: nw.Expr) -> nw.Expr:
    """The value stated for the category; null for a category without one."""
    value = nw.lit(None, nw.Float64)
    for category, worth in function.categories.items():
        value = nw.when(measure == category).then(nw.lit(worth)).otherwise(value)
    return value
