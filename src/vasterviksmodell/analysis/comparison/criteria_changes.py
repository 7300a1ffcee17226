"""What changed in the criteria (added, removed and altered ones) and in the input files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, get_args

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.criteria.model import UnknownScore
from vasterviksmodell.sites import Input

Aspect = Literal["kind", "column", "unit", "range", "categories", "value", "requirement", "warning"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""The aspects of a criterion, other than its weight, that can change a ranking."""
_all_aspects = attrgetter(*ASPECTS)


@dataclass(frozen=True, slots=True)
class AlteredCriterion:
    """A criterion whose weight or another aspect changed."""

    old: Criterion
    new: Criterion

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """What differs."""
        pairs = zip(ASPECTS, _all_aspects(self.old), _all_aspects(self.new), strict=True)
        return tuple(aspect for aspect, before, after in pairs if before != after)

    @property
    def is_reweighed(self) -> bool:
        """Whether its weight changed."""
        return self.old.weight != self.new.weight


@dataclass(frozen=True, slots=True)
class CriteriaChanges:
    """The differences between two criteria files that can change a ranking."""

    added: tuple[Criterion, ...]
    removed: tuple[Criterion, ...]
    altered: tuple[AlteredCriterion, ...]
    """The criteria in both of which the weight or an aspect differs, in the order of the new file."""
    unknown: tuple[UnknownScore, UnknownScore] | None
    """How unknown measures count in the score, old and new, when that differs."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.altered or self.unknown)


def criteria_changes(old: Criteria, new: Criteria) -> CriteriaChanges:
    """Return the differences between two criteria files; criteria are the same by their ids."""
    before, after = old.by_id, new.by_id
    return CriteriaChanges(
        tuple(criterion for criterion in new.criteria if criterion.id not in before),
        tuple(criterion for criterion in old.criteria if criterion.id not in after),
        tuple(_altered_criteria(before, after)),
        (old.unknown, new.unknown) if old.unknown != new.unknown else None,
    )


def _altered_criteria(old: Mapping[str, Criterion], new: Mapping[str, Criterion]) -> Iterator[AlteredCriterion]:
    for altered in (AlteredCriterion(old[id], criterion) for id, criterion in new.items() if id in old):
        if altered.aspects or altered.is_reweighed:
            yield altered


@dataclass(frozen=True, slots=True)
class InputChange:
    """A file that only one ranking read, or that had other contents for each."""

    path: str
    old: Input | None
    new: Input | None


def input_changes(old: Sequence[Input], new: Sequence[Input]) -> tuple[InputChange, ...]:
    """Return the files that differ: where contents are the same, the name does not matter."""
    old_hashes, new_hashes = ({input.sha256 for input in side} for side in (old, new))
    only_old = {input.path: input for input in old if input.sha256 not in new_hashes}
    only_new = {input.path: input for input in new if input.sha256 not in old_hashes}
    return tuple(
        InputChange(path, only_old.get(path), only_new.get(path)) for path in dict.fromkeys((*only_old, *only_new))
    )
