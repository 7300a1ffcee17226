"""What the tests of weighting have in common: sets of names, and the message when nothing can be weighed."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import strategies as st

from vasterviksmodell.analysis.weighting.derived import weights_of
from vasterviksmodell.analysis.weighting.weights import CannotWeigh, Weights
from vasterviksmodell.criteria.judgement_entries import JudgementEntry
from vasterviksmodell.i18n import Message

NAMES = ("school", "bus", "work", "land", "plan", "care", "shop", "road")
ids = st.integers(1, len(NAMES)).map(lambda n: NAMES[:n])
several = st.integers(2, len(NAMES)).map(lambda n: NAMES[:n])
RATIOS = (1, 2, 3, 4, 5, 6, 7, 8, 9)

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([*NAMES, "5", "1/3"])
)
garbage = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars.filter(bool), inner, max_size=3),
    max_leaves=6,
)
"""What a file may hold in the place of a judgement."""


def weigh(judgement: Any, ids: Sequence[str]) -> Weights:
    """The weights that follow from a judgement as a criteria file writes it."""
    return weights_of(JudgementEntry.model_validate(judgement).domain(tuple(ids)))


def why(call: Callable[..., Any], *arguments: Any) -> Message:
    with pytest.raises(CannotWeigh) as caught:
        call(*arguments)
    assert str(caught.value) == caught.value.why.inside("en")
    return caught.value.why
