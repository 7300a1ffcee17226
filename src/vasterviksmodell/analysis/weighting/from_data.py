"""Weights from the sites' values: they measure how sites differ, not what matters. For comparison only.

A criterion on which all sites are alike gets no weight here however important it is, and the weights change with the
sites in the file. Both take values 0–100, n sites × m criteria.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.significant import significant
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.analysis.weighting.weights import CannotWeigh, Weights, require_members
from vasterviksmodell.i18n import Message

FOR_COMPARISON = Message("these weights measure how the sites differ, not what matters: for comparison only")
_NEGATIVE = Message("values below 0 have no entropy")
_ALIKE = Message("the sites are alike on every criterion")
_AGREE = Message("no two criteria on which the sites differ order them differently")


def entropy(ids: Sequence[str], values: Floats) -> Weights:
    """Return weights in proportion to 1 − e, where e is the entropy of a column's parts of its sum, in units of ln n.

    Hwang & Yoon (1981), as documented by pymcdm (`entropy_weights`) and scikit-criteria (`entropy_weights`); a part
    of 0 adds nothing to the entropy, as in the latter. A constant column, all zeros included, has weight 0.
    `CannotWeigh` for fewer than two sites, values below 0, and when all columns are constant.
    """
    _require_differences(ids, values)
    if (values < 0).any():
        raise CannotWeigh(_NEGATIVE)
    parts = values / np.where(_varies(values), values.sum(axis=0), 1.0)
    logarithms = np.log(np.where(parts > 0, parts, 1.0))
    entropies = significant(-(parts * logarithms).sum(axis=0) / np.log(len(values)))
    return _weights("entropy", ids, np.where(_varies(values), (1 - entropies).clip(min=0.0), 0.0))


def critic(ids: Sequence[str], values: Floats) -> Weights:
    """Return weights in proportion to σ_j · Σ_k (1 − r_jk), with columns scaled to 0–1: how far one spreads and
    disagrees.

    CRITIC, Diakoulaki, Mavrotas & Papayannakis (1995), as documented by scikit-criteria (`critic_weights`). A constant
    column correlates with nothing: it has weight 0 and is left out of the sums of the others. `CannotWeigh` for fewer
    than two sites, and when no two of the columns that vary disagree.
    """
    _require_differences(ids, values)
    varies = _varies(values)
    columns = values[:, varies]
    scaled = (columns - columns.min(axis=0)) / np.ptp(columns, axis=0)
    conflict = (1 - _correlations(scaled)).sum(axis=0)
    if conflict.max() <= _NOISE:
        raise CannotWeigh(_AGREE)
    amounts = np.zeros(len(ids))
    amounts[varies] = scaled.std(axis=0) * conflict.clip(min=0.0)
    return _weights("critic", ids, amounts)


_NOISE = 1e-7
"""The size of differences that are rounding errors; entropy grows with their square."""


def _correlations(columns: Floats) -> Floats:
    """Return Pearson's correlations of each column that varies with each."""
    centred = columns - columns.mean(axis=0)
    centred /= np.sqrt((centred**2).sum(axis=0))
    correlations: Floats = np.einsum("ij,ik->jk", centred, centred)
    return significant(correlations)


def _varies(values: Floats) -> NDArray[np.bool_]:
    differs: NDArray[np.bool_] = np.ptp(values, axis=0) > 0
    return differs


def _require_differences(ids: Sequence[str], values: Floats) -> None:
    require_members(ids)
    if len(values) == 0 or not _varies(values).any():
        raise CannotWeigh(_ALIKE)


def _weights(method: str, ids: Sequence[str], amounts: Floats) -> Weights:
    if amounts.sum() <= _NOISE**2:
        raise CannotWeigh(_ALIKE)
    weights = significant(amounts / amounts.sum()).tolist()
    return Weights(method, dict(zip(ids, weights, strict=True)), notes=(FOR_COMPARISON,))
