"""The median over days: of an even number the lower one in the middle, so that it is the figure of a day."""

import numpy as np

from vasterviksmodell.derivation.bounds import Floats, Whole


def middle_day(figures: Floats) -> Whole:
    """Return for each place the day whose figure is the median; `figures`: a row for each day."""
    order = np.argsort(figures, axis=0, kind="stable")
    found: Whole = order[(len(figures) - 1) // 2]
    return found


def middle(figures: Floats) -> Floats:
    """Return the median of each place; `figures`: a row for each day."""
    ordered = np.sort(figures, axis=0)
    found: Floats = ordered[(len(figures) - 1) // 2]
    return found
