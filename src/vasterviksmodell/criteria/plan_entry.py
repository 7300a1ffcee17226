"""The shape of `plan:` in a criteria file."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from vasterviksmodell.criteria.action_entries import Cost
from vasterviksmodell.criteria.data_entries import Name
from vasterviksmodell.criteria.entries import Id
from vasterviksmodell.criteria.entry_types import Entry, Label
from vasterviksmodell.criteria.need_entry import Count, Whole
from vasterviksmodell.criteria.plan import Counted, Facility, Inhabitants, PlanSettings, Plots, Users
from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.source.frozen_mapping import FrozenMapping
from vasterviksmodell.value_functions.parameters import Positive


def _amount(raw: Any) -> Fraction | str:
    if isinstance(raw, str) and raw.strip():
        return raw.strip()
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw < float("inf"):
        raise PydanticCustomError("not_an_amount", "neither a number from 0 up nor a measure")
    return exact(raw)


def exact(number: float) -> Fraction:
    """Return a number as it is written: 0.1 is a tenth."""
    return Fraction(repr(number))


if TYPE_CHECKING:
    Amount = Fraction | str
else:
    Amount = Annotated[
        Any,
        BeforeValidator(_amount),
        WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "minLength": 1}]}),
    ]


class HouseEntry(Entry):
    """What a house holds."""

    flats: Whole | None = Field(default=None, description="The flats in a house; by default those of need:.")
    persons_per_flat: Whole | None = Field(
        default=None, description="The persons in each flat; by default those of need:."
    )


class PlotsEntry(Entry):
    """How much the plots of a site have room for."""

    measure: Name = Field(description="The id or the column of the criterion that says it.")
    counts: Counted = Field(default="persons", description="What the figure counts: persons, flats or houses.")


class InhabitantsEntry(Entry):
    """How many persons are placed per 1,000 inhabitants of a site."""

    measure: Name = Field(description="The id or the column of the criterion that has the inhabitants.")
    at_most_per_1000: Positive = Field(description="How many persons are placed per 1,000 inhabitants, at most.")


class FacilityEntry(Entry):
    """A school, a preschool or the like: the sites that name the same one share its free places."""

    label: Label | None = Field(default=None, description="The name for people; by default the id.")
    places: Name = Field(description="The id or the column of the criterion that has the free places.")
    at: Name | None = Field(
        default=None, description="The column that names the facility of a site; by default each site has its own."
    )
    used_by: Users | None = Field(
        default=None, description="Who takes the places, a number of need:; each person takes their share."
    )
    per_person: Positive | None = Field(default=None, description="The places that each person takes, instead.")

    def domain(self, id: str) -> Facility:
        return Facility(
            id,
            self.label.domain() if self.label else Text(id, id),
            self.places,
            self.at,
            self.used_by,
            None if self.per_person is None else exact(self.per_person),
        )


class CostEntry(Entry):
    """What the houses cost, in your own unit: numbers, or criteria that have them for each site."""

    per_house: Amount = Field(default=Fraction(0), description="What each house costs.")
    per_site: Amount = Field(default=Fraction(0), description="What a site costs that has any house.")


class LimitsEntry(Entry):
    """Limits of a plan; options of the command take their place."""

    min_per_site: Whole = Field(default=1, description="The fewest houses in a site that has any.")
    max_per_site: Whole | None = Field(default=None, description="The most houses in one site.")
    max_sites: Whole | None = Field(default=None, description="The most sites with houses.")
    budget: Cost | None = Field(default=None, description="What the houses may cost, in the unit of cost:.")
    action_budget: Cost | None = Field(
        default=None, description="What actions may cost; with it the plan chooses actions, too."
    )


class PlanEntry(Entry):
    """What a plan of houses keeps to; the houses themselves are stated under need:."""

    house: HouseEntry = Field(default=HouseEntry(), description="What a house holds, where need: does not say it.")
    plots: PlotsEntry | None = Field(default=None, description="How much the plots of a site have room for.")
    inhabitants: InhabitantsEntry | None = Field(
        default=None, description="How many persons are placed per 1,000 inhabitants, at most."
    )
    facilities: dict[Id, FacilityEntry] = Field(
        default={}, description="Schools, preschools and the like, by id, whose free places the persons take."
    )
    cost: CostEntry = Field(default=CostEntry(), description="What the houses cost.")
    limits: LimitsEntry = Field(default=LimitsEntry(), description="Limits of the plan.")
    fix: dict[Name, Count] = Field(
        default={}, description="How many houses stand in a site, exactly, by the id of the site."
    )
    forbid: list[Name] = Field(default=[], description="The ids of sites where no house may stand.")

    def domain(self) -> PlanSettings:
        limits = self.limits
        return PlanSettings(
            self.house.flats,
            self.house.persons_per_flat,
            Plots(self.plots.measure, self.plots.counts) if self.plots else None,
            _inhabitants(self.inhabitants),
            tuple(entry.domain(id) for id, entry in self.facilities.items()),
            self.cost.per_house,
            self.cost.per_site,
            limits.min_per_site,
            limits.max_per_site,
            limits.max_sites,
            _exact_or_none(limits.budget),
            _exact_or_none(limits.action_budget),
            _frozen(self.fix),
            tuple(self.forbid),
        )


def _inhabitants(entry: InhabitantsEntry | None) -> Inhabitants | None:
    return None if entry is None else Inhabitants(entry.measure, exact(entry.at_most_per_1000))


def _exact_or_none(number: float | None) -> Fraction | None:
    return None if number is None else exact(number)


def _frozen(fix: Mapping[str, int]) -> Mapping[str, int]:
    return FrozenMapping(dict(fix))
