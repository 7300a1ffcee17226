"""Pairwise comparisons (the analytic hierarchy process, AHP): weights whose ratios agree with judgements of pairs.

The weights are the principal right eigenvector of the matrix of the ratios, the one below the diagonal the reciprocal
of the one above (Saaty 1980, as documented by the R packages ahpsurvey and MCDA). Where pairs are not compared, the
matrix has 0 for them and 1 + the number of missing ones of its row on the diagonal (Harker 1987, as documented by
ahpsurvey): what is missing is taken to agree with the weights.

The consistency index is (λ − n) / (n − 1), with λ the greatest eigenvalue, and the consistency ratio that index over
the random index, what it is on average for random judgements on the scale 1/9–9; above 0.1 judgements should be thought
over. For incomplete matrices no ratio is given: the random index then is lower, depending on how many pairs are
missing, and on which (Ágoston & Csató 2022 and 2025, of which the summaries were read). So they are doubtful for sure
where the index would be too great even for all pairs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log
from types import MappingProxyType
from typing import Any

import numpy as np

from vasterviksmodell.analysis.significant import significant
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.analysis.weighting.weights import (
    CannotWeigh,
    Consistency,
    LeastConsistent,
    Weights,
    amount,
    require_known,
    require_members,
)
from vasterviksmodell.criteria.actors import GREATEST_RATIO
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import listing

Pair = tuple[str, str]

RANDOM_INDEX: Mapping[int, float] = MappingProxyType(
    {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
)
"""Saaty's, by the number of members compared, as several programs list it; up to 10, beyond which they disagree.

In a later table it is 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49 (Saaty 2005, as documented by AHPy): with that
the ratio is a tenth higher for three and the same to within 3 % for more.
"""
LIMIT = 0.1

_NOISE = 1e-9
_SQUARINGS, _REFINED = 30, 100
"""How often a matrix is squared, and how often a vector is then multiplied with the matrix."""


@dataclass(frozen=True, slots=True)
class PairwiseConsistency(Consistency):
    """The consistency of comparisons by pairs."""

    eigenvalue: float
    """λ: n when nothing contradicts anything, otherwise greater."""
    index: float
    random_index: float | None
    """None for fewer than three, for more than ten, and where pairs are missing."""
    missing: int
    """How many pairs are not compared."""
    greatest_index: float | None
    """The index at the limit if all pairs were compared; for fewer it is lower, by how much is not known here."""

    @property
    def exceeds(self) -> bool | None:
        """Of incomplete comparisons it is known only when they do so even for complete ones."""
        if self.ratio is not None:
            return self.ratio > LIMIT
        return True if self.greatest_index is not None and self.index > self.greatest_index else None


def pairwise(ids: Sequence[str], comparisons: Mapping[Pair, Any]) -> Weights:
    """Return weights from statements that one is so many times as important as another, each pair at most once.

    `CannotWeigh` for other names and for ratios that are no numbers in 1/1000–1000; and when some members are not
    compared with others, not even by way of further ones.
    """
    require_members(ids)
    ratios = dict(_checked(ids, comparisons))
    parts = _connected_parts(ids, ratios)
    if len(parts) > 1:
        raise CannotWeigh(_apart(parts))
    eigenvalue, weights = _principal(ids, ratios)
    consistency = _consistency(ids, ratios, eigenvalue, weights)
    return Weights("pairwise", weights, consistency, tuple(_notes(len(ids), len(ratios), consistency)))


def _checked(ids: Sequence[str], comparisons: Mapping[Pair, Any]) -> Iterator[tuple[Pair, float]]:
    for (first, second), ratio in comparisons.items():
        require_known(ids, (first, second))
        if (second, first) in comparisons:
            raise CannotWeigh(_twice(first, second))
        least = Fraction(1, GREATEST_RATIO)
        yield (first, second), float(amount(ratio, f"{first} – {second}", least, GREATEST_RATIO))


def _twice(first: str, second: str) -> Message:
    names = listing((first, second)).inside("en")
    return Message("{names}: compared twice").format(names=names)


def _connected_parts(ids: Sequence[str], pairs: Mapping[Pair, float]) -> list[list[str]]:
    """Return the members that hang together by comparisons."""
    part = {id: number for number, id in enumerate(ids)}
    for first, second in pairs:
        joined, gone = part[first], part[second]
        part = {id: joined if number == gone else number for id, number in part.items()}
    return [[id for id in ids if part[id] == number] for number in dict.fromkeys(part.values())]


def _apart(parts: Sequence[Sequence[str]]) -> Message:
    names = " | ".join(listing(part).inside("en") for part in parts)
    return Message("not compared with each other, even indirectly: {names}").format(names=names)


def _principal(ids: Sequence[str], ratios: Mapping[Pair, float]) -> tuple[float, dict[str, float]]:
    """Return the greatest eigenvalue and its eigenvector, sum 1; it is real and positive where all hang together."""
    place = {id: number for number, id in enumerate(ids)}
    matrix = np.zeros((len(ids), len(ids)))
    for (first, second), ratio in ratios.items():
        matrix[place[first], place[second]] = ratio
        matrix[place[second], place[first]] = 1 / ratio
    np.fill_diagonal(matrix, len(ids) - np.count_nonzero(matrix, axis=1))
    vector = _eigenvector(matrix)
    eigenvalue = float(np.einsum("ij,j->", matrix, vector))
    return significant(eigenvalue), dict(zip(ids, significant(vector).tolist(), strict=True))


def _eigenvector(matrix: Floats) -> Floats:
    """Return the eigenvector, sum 1, of the greatest eigenvalue: what any vector becomes that is multiplied often
    enough.

    The matrix is squared again and again, which is as good as multiplying 2^30 times; then the rounding of that is
    multiplied away.
    """
    power = matrix
    for _ in range(_SQUARINGS):
        power = np.einsum("ij,jk->ik", power, power)
        power /= power.max()
    vector: Floats = power.sum(axis=1)
    for _ in range(_REFINED):
        vector = np.einsum("ij,j->i", matrix, vector)
        vector /= vector.sum()
    return vector


def _index(eigenvalue: float, n: int) -> float:
    index = significant((eigenvalue - n) / (n - 1)) if n > 1 else 0.0
    return index if index > _NOISE else 0.0


def _consistency(
    ids: Sequence[str], ratios: Mapping[Pair, float], eigenvalue: float, weights: Mapping[str, float]
) -> PairwiseConsistency:
    n = len(ids)
    missing = n * (n - 1) // 2 - len(ratios)
    of_all = RANDOM_INDEX.get(n)
    random_index = None if missing else of_all
    index = _index(eigenvalue, n)
    least = tuple(_least_consistent(ids, ratios, weights, random_index))
    ratio = None if random_index is None else significant(index / random_index)
    return PairwiseConsistency(ratio, LIMIT, least, eigenvalue, index, random_index, missing, of_all and LIMIT * of_all)


def _least_consistent(
    ids: Sequence[str], ratios: Mapping[Pair, float], weights: Mapping[str, float], random_index: float | None
) -> Iterator[LeastConsistent]:
    """Yield the comparisons furthest, as a ratio, from the ratio of the weights, and what the others imply.

    Saaty's (2003) method, as documented by ahpsurvey (`ahp.md`): what the others imply is the ratio of the weights
    without the comparison. One without which the members would not hang together contradicts no other.
    """
    off = {
        pair: abs(log(ratio * weights[pair[1]] / weights[pair[0]]))
        for pair, ratio in ratios.items()
        if len(_connected_parts(ids, _without(ratios, pair))) == 1
    }
    furthest = max(off.values(), default=0.0)
    for first, second in (pair for pair, distance in off.items() if distance > max(_NOISE, furthest - _NOISE)):
        _, others = _principal(ids, _without(ratios, (first, second)))
        implied = significant(others[first] / others[second])
        eigenvalue, _ = _principal(ids, {**ratios, (first, second): implied})
        then = None if random_index is None else significant(_index(eigenvalue, len(ids)) / random_index)
        yield LeastConsistent(first, second, ratios[first, second], implied, ratio_then=then)


def _without(ratios: Mapping[Pair, float], pair: Pair) -> dict[Pair, float]:
    return {other: ratio for other, ratio in ratios.items() if other != pair}


def _notes(n: int, compared: int, consistency: PairwiseConsistency) -> Iterator[Message]:
    pairs = n * (n - 1) // 2
    if pairs > compared == n - 1:
        yield Message("{compared} of {pairs} pairs are compared, so few that they cannot contradict each other").format(
            compared=compared, pairs=pairs
        )
    elif consistency.missing and consistency.exceeds:
        yield Message(
            "{compared} of {pairs} pairs are compared, and they contradict each other more than the limit"
            " for all pairs allows: reconsider them"
        ).format(compared=compared, pairs=pairs)
    elif consistency.missing:
        yield Message(
            "{compared} of {pairs} pairs are compared: there is no limit for the consistency of so few"
        ).format(compared=compared, pairs=pairs)
    elif n > max(RANDOM_INDEX):
        yield Message("the consistency ratio is defined for at most {random_index} members").format(
            random_index=max(RANDOM_INDEX)
        )
