"""What is to be housed, as the criteria file states it in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from vasterviksmodell.source.frozen_mapping import FrozenMapping

NEED_NAMES = (
    "houses",
    "flats_per_house",
    "flats",
    "persons_per_flat",
    "persons",
    "adults",
    "pupils",
    "preschool_children",
)
"""What limits, points and texts can refer to; the flats follow from the houses, and the persons can."""


@dataclass(frozen=True)
class Need:
    """What is to be housed; None is not stated."""

    houses: int | None = None
    flats_per_house: int | None = None
    persons_per_flat: int | None = None
    persons: int | None = None
    """As stated, or what follows from houses and flats."""
    adults: int | None = None
    pupils: int | None = None
    preschool_children: int | None = None

    @property
    def flats(self) -> int | None:
        """The number of flats, where it follows."""
        return product(self.houses, self.flats_per_house)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """What is known, by name, in the order in which it is told."""
        known = {name: getattr(self, name) for name in NEED_NAMES}
        return FrozenMapping({name: number for name, number in known.items() if number is not None})


def product(*factors: int | None) -> int | None:
    """Return the product of numbers, or None when one of them is not known."""
    whole = 1
    for factor in factors:
        if factor is None:
            return None
        whole *= factor
    return whole
