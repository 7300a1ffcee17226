"""A method without an answer says why, in words."""

import numpy as np
import pytest

from vasterviksmodell.analysis.aggregation import AGGREGATIONS
from vasterviksmodell.analysis.aggregation.aggregation import CannotAggregate


def test_a_refusal_reads_as_its_reason() -> None:
    method = AGGREGATIONS["weighted_geometric"]
    with pytest.raises(
        CannotAggregate, match=r"^there are values of 0 on criteria with weight \(sites: 1\), which"
    ) as refusal:
        method.scores(np.array([[0.0, 50.0], [20.0, 30.0]]), np.array([0.5, 0.5]))
    assert refusal.value.why.inside("sv").startswith("det finns värden som är 0 på kriterier med vikt")
