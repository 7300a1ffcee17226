import narwhals as nw

from vasterviksmodell.criteria.value_functions import Steps


def steps(function: Steps, measure: nw.Expr) -> nw.Expr:
    """The value of the last step at or below the measure; below all steps that of the first."""
    (_, first), *rest = function.steps.items()
    value = nw.lit(first)
    for start, step in rest:
        value = nw.when(measure >= start).then(nw.lit(step)).otherwise(value)
    return nw.when(~measure.is_null()).then(value)
