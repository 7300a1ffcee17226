"""What a plan of houses must keep to, as the criteria file states it under `plan:`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from vasterviksmodell.criteria.need import Need, product
from vasterviksmodell.i18n.wording import Text

if TYPE_CHECKING:
    from vasterviksmodell.criteria.model import Criteria, Criterion

Counted = Literal["houses", "flats", "persons"]
"""What a figure of plots counts."""
Users = Literal["persons", "adults", "pupils", "preschool_children"]
"""Who uses the room of a facility, as `need:` names them."""
Amount = Fraction | str
"""A number, or the id or column of the criterion that has it for each site."""


@dataclass(frozen=True, slots=True)
class Plots:
    """Which measure says how much the plots of a site have room for."""

    measure: str
    counts: Counted


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """How many persons are placed, at most, per 1,000 inhabitants."""

    measure: str
    at_most_per_1000: Fraction


@dataclass(frozen=True, slots=True)
class Facility:
    """A school, a preschool or the like, whose free places all sites use that name the same one."""

    id: str
    label: Text
    places: str
    """The measure."""
    at: str | None
    """The heading of the column that names it; None where each site has its own."""
    used_by: Users | None
    per_person: Fraction | None
    """The places that each person takes, where it is stated."""


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What a plan keeps to: the house, what limits how many stand where, and what they cost."""

    flats: int | None
    """In a house; None where `need:` says it."""
    persons_per_flat: int | None
    plots: Plots | None
    inhabitants: Inhabitants | None
    facilities: tuple[Facility, ...]
    cost_per_house: Amount
    cost_per_site: Amount
    min_per_site: int
    """How many houses stand in a site that has any, at least."""
    max_per_site: int | None
    max_sites: int | None
    budget: Fraction | None
    action_budget: Fraction | None
    fix: Mapping[str, int]
    """By the id of a site: exactly how many houses stand there."""
    forbid: tuple[str, ...]
    """The ids of sites where none may stand."""

    @property
    def measures(self) -> Iterator[str]:
        """The measures that it names."""
        yield from (facility.places for facility in self.facilities)
        yield from (named.measure for named in (self.plots, self.inhabitants) if named is not None)
        yield from (cost for cost in (self.cost_per_house, self.cost_per_site) if isinstance(cost, str))

    def house(self, need: Need | None) -> "House | None":
        """Return what a house holds; None where neither the plan nor `need:` says it."""
        flats = self.flats or (need.flats_per_house if need else None)
        persons_per_flat = self.persons_per_flat or (need.persons_per_flat if need else None)
        persons = product(flats, persons_per_flat)
        return None if flats is None or persons is None else House(flats, persons)


@dataclass(frozen=True, slots=True)
class House:
    """How many flats a house has, and how many persons live in it."""

    flats: int
    persons: int


def share(facility: Facility, need: Need | None) -> Fraction | None:
    """Return how many places of a facility each person takes; None where `need:` does not say it."""
    if facility.per_person is not None or facility.used_by is None:
        return facility.per_person
    numbers = need.numbers if need else {}
    users, persons = numbers.get(facility.used_by), numbers.get("persons")
    return None if users is None or not persons else Fraction(users, persons)


def planned_measure(criteria: "Criteria", measure: str) -> "Criterion | None":
    """Return the number that a plan names by the id of a criterion or by its column; None where there is none."""
    named = criteria.by_id.get(measure)
    found = [named] if named else [one for one in criteria.criteria if one.column == measure]
    return next((criterion for criterion in found if criterion.kind == "number"), None)
