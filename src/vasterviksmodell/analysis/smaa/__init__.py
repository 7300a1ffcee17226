"""How sure a ranking is when weights and unknown measures are not: SMAA-2."""

from vasterviksmodell.analysis.smaa.run import Pairs, Smaa, smaa
from vasterviksmodell.analysis.smaa.weight_draws import (
    UNIFORM,
    Around,
    CannotDraw,
    Ordered,
    Uniform,
    WeightDraws,
    Within,
)

__all__ = ["UNIFORM", "Around", "CannotDraw", "Ordered", "Pairs", "Smaa", "Uniform", "WeightDraws", "Within", "smaa"]
