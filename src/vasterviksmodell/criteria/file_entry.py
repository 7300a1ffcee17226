"""The shape of a whole criteria file: its head, the columns of sites, actors and frozen weights.

A check that needs two sections belongs to the later of the two, as in `entries`.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import CoreSchema

from vasterviksmodell.criteria.action_entries import ActionEntries
from vasterviksmodell.criteria.actors import COMBINED, RESERVED, TREE, Actor, Combination, Frozen
from vasterviksmodell.criteria.data_entries import Checks, DataEntry, DateText, Names, RedactEntry, SourceEntry
from vasterviksmodell.criteria.entries import Id, Members
from vasterviksmodell.criteria.entry_types import Entry, Label, Version
from vasterviksmodell.criteria.event_entries import EventEntries
from vasterviksmodell.criteria.json_schema import SchemaForEditors, with_a_score, with_actors
from vasterviksmodell.criteria.judgement_entries import JudgementEntry, Points, PointsById, exactly
from vasterviksmodell.criteria.judgement_faults import judgement_faults, left_out, not_weighed, under
from vasterviksmodell.criteria.local_weights import WeighedGroups
from vasterviksmodell.criteria.model import UnknownScore
from vasterviksmodell.criteria.need_entry import NeedEntry
from vasterviksmodell.criteria.plan_entry import PlanEntry
from vasterviksmodell.findings.model import KEY, Fault, raise_faults
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import Language, Text, listing, nearest
from vasterviksmodell.source.frozen_mapping import FrozenMapping

Judgements = dict[str, JudgementEntry]
_ACTOR = Message("an actor")


class ActorEntry(Entry):
    """An actor: the weights, and who gave them, when and why."""

    label: Label | None = Field(default=None, description="The name for people; by default the id.")
    who: Label = Field(description="Who gave the weights: a working party, a committee, an office.")
    when: DateText = Field(description="When they were given: a year, a month or a day.")
    why: Label = Field(description="Why they are as they are.")
    share: Points = Field(default=1, description="Points among actors, by which they count when combined.")
    weights: PointsById = Field(
        description="Points among the members of a group, by the id of a criterion or group; all members of a group "
        "are named or none, and then its points are those of the tree."
    )
    judgements: Judgements = Field(
        default={}, description="What the points were derived from, by the id of a group, or top; no score reads it."
    )

    def domain(self, id: str, groups: WeighedGroups) -> Actor:
        return Actor(
            id=id,
            label=self.label.domain() if self.label else Text(id, id),
            who=self.who.domain(),
            when=self.when,
            why=self.why.domain(),
            share=Fraction(repr(self.share)),
            weights=exactly(self.weights),
            judgements=FrozenMapping(
                {group: entry.domain(groups.by_name[group]) for group, entry in self.judgements.items()}
            ),
        )


class FrozenEntry(Entry):
    """The weights as they were when they were frozen: written by `weights freeze`."""

    weights: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(
        description="The SHA-256 of all weights in the file."
    )
    date: DateText = Field(description="When they were frozen.")
    by: Names = Field(description="The names of those who froze them.")

    def domain(self) -> Frozen:
        return Frozen(self.weights, self.date, tuple(self.by))


def actor_faults(actors: Mapping[str, ActorEntry], groups: WeighedGroups) -> Iterator[Fault]:
    """Yield what is wrong with actors in view of the tree."""
    for id, entry in actors.items():
        if id in RESERVED:
            yield Fault("C118", {"id": id, "what": _ACTOR}, (id, KEY))
        yield from under((id, "weights"), _weight_faults(entry.weights, groups))
        yield from under((id, "judgements"), judgement_faults(entry.judgements, groups))


def _weight_faults(weights: Mapping[str, float], groups: WeighedGroups) -> Iterator[Fault]:
    known = list(groups.ids)
    unknown = [not_weighed(id, known, (id, KEY)) for id in weights if id not in groups.ids]
    yield from unknown
    misspelt = {fault.suggestion for fault in unknown}
    for _, members in groups.all:
        named = [member for member in members if member in weights]
        missing = [member for member in members if member not in weights and member not in misspelt]
        if named:
            beside = listing(named)
            where = Message("beside {beside}").format(beside=beside)
            yield from left_out(missing, where, members, (named[0], KEY))


class SiteEntry(Entry):
    """The headings of the columns of a site that are not measures."""

    id: str = Field(default="id", description="The heading of the sites' ids.")
    name: str = Field(default="name", description="The heading of their names.")
    latitude: str | None = Field(default=None, description="Latitude in degrees, WGS 84.")
    longitude: str | None = Field(default=None, description="Longitude in degrees, WGS 84.")
    northing: str | None = Field(default=None, description="Northing in metres, SWEREF 99 TM.")
    easting: str | None = Field(default=None, description="Easting in metres, SWEREF 99 TM.")
    municipality_code: str | None = Field(default=None, description="The code of the municipality, four digits.")
    municipality: str | None = Field(default=None, description="The name of the municipality.")
    place: str | None = Field(default=None, description="The place where a facility lies, when sites are facilities.")


class CriteriaFile(Entry):
    """A criteria file of vasterviksmodell: what is asked about a site, and the value of each answer."""

    version: Version = Field(description="The version of this format: 1.")
    title: Label | None = Field(default=None, description="The name of the model.")
    description: Label | None = Field(default=None, description="What the model is about, for people.")
    question: Label | None = Field(default=None, description="The decision that the ranking serves.")
    target_group: Label | None = Field(default=None, description="For whom the places are sought.")
    need: NeedEntry | None = Field(
        default=None, description="What is to be housed; limits, points and texts refer to it: need.pupils."
    )
    language: Language | None = Field(default=None, description="The language of tables and reports: en or sv.")
    unknown: UnknownScore = Field(default="low", description="Which end of a score's interval ranks: low is cautious.")
    site: SiteEntry = Field(default=SiteEntry(), description="The headings of columns that are not measures.")
    data: DataEntry = Field(default=DataEntry(), description="How the files of sites are written.")
    sources: dict[str, SourceEntry] = Field(
        default={}, description="Where the figures come from, by the heading of their column."
    )
    checks: Checks = Field(default={}, description="The severity of findings by code: off, info, warning or error.")
    redact: RedactEntry = Field(
        default=RedactEntry(), description="What the redacted edition withholds, and what of it is public anyway."
    )
    criteria: Members = Field(min_length=1, description="Criteria and groups by their ids.")

    actors: dict[Id, ActorEntry] = Field(default={}, description="The actors by id, each with their own weights.")
    combine: Combination | None = Field(
        default=None, description="The rule by which the actors' weights are combined: mean or geometric_mean."
    )
    weights_of: str | None = Field(
        default=None,
        examples=[TREE, COMBINED],
        description="Whose weights count: tree, combined, or the id of an actor; by default combined where a rule is "
        "declared, else tree.",
    )
    judgements: Judgements = Field(
        default={},
        description="What weights can be derived from, by the id of a group, or top; no score reads it.",
    )
    actions: ActionEntries = Field(
        default={},
        description="The actions by id: what somebody does by a date, and which measures of sites it changes.",
    )
    events: EventEntries = Field(
        default={},
        description="The events by id: how services change at a date, and with them measures of sites.",
    )
    plan: PlanEntry | None = Field(
        default=None, description="What a plan of houses keeps to: room, shared facilities, costs and limits."
    )
    frozen: FrozenEntry | None = Field(default=None, description="The weights as they were when they were frozen.")

    @property
    def whose(self) -> str:
        """Whose weights count."""
        return self.weights_of or (COMBINED if self.combine else TREE)

    @field_validator("actors")
    @classmethod
    def _actors_fit(cls, actors: dict[str, ActorEntry], info: ValidationInfo) -> dict[str, ActorEntry]:
        if "criteria" in info.data:
            raise_faults(actor_faults(actors, WeighedGroups.of(info.data["criteria"])))
        return actors

    @field_validator("combine")
    @classmethod
    def _combine_needs_actors(cls, rule: Combination | None, info: ValidationInfo) -> Combination | None:
        if rule is not None and info.data.get("actors") == {}:
            raise_faults([_unknown_actor(COMBINED, [TREE], _NO_ACTORS)])
        return rule

    @field_validator("weights_of")
    @classmethod
    def _weights_of_exist(cls, whose: str | None, info: ValidationInfo) -> str | None:
        if whose is not None and {"actors", "combine"} <= info.data.keys():
            combined = [COMBINED] if info.data["combine"] else []
            known = [TREE, *combined, *info.data["actors"]]
            if whose not in known:
                raise_faults([_unknown_actor(whose, known, _NO_RULE if whose == COMBINED else None)])
        return whose

    @field_validator("judgements")
    @classmethod
    def _judgements_fit(cls, judgements: Judgements, info: ValidationInfo) -> Judgements:
        if "criteria" in info.data:
            raise_faults(judgement_faults(judgements, WeighedGroups.of(info.data["criteria"])))
        return judgements

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        reference = handler(core)
        with_actors(handler.resolve_ref_schema(reference))
        return reference


_NO_ACTORS = Message("it needs actors: to combine their weights")
_NO_RULE = Message("it needs actors, and the rule: combine: mean, or geometric_mean")


def _unknown_actor(whose: str, known: list[str], advice: Message | None) -> Fault:
    facts: dict[str, Phrase] = {"name": whose, "known": listing(known)}
    return Fault("C117", facts, suggestion=None if advice else nearest(whose, known), advice=advice)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a criteria file, for editors."""
    return with_a_score(CriteriaFile.model_json_schema(mode="validation", schema_generator=SchemaForEditors))
