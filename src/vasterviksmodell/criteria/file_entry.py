"""The shape of a whole criteria file.

Checks that need two of its sections stand with the later one, as in `entries`.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, ValidationInfo, WithJsonSchema, field_validator
from pydantic_core import CoreSchema

from vasterviksmodell.criteria.actor_entries import ActorEntry, FrozenEntry, Judgements, actor_faults
from vasterviksmodell.criteria.actors import COMBINED, TREE, Combination
from vasterviksmodell.criteria.data_entries import Checks, DataEntry, SourceEntry
from vasterviksmodell.criteria.entries import Id, Members
from vasterviksmodell.criteria.entry_types import Entry, Label
from vasterviksmodell.criteria.json_schema import SchemaForEditors, with_actors
from vasterviksmodell.criteria.judgement_faults import judgement_faults
from vasterviksmodell.criteria.model import UnknownScore
from vasterviksmodell.criteria.siblings import SiblingSets
from vasterviksmodell.findings.fault import Fault, raise_faults
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.wording import Language, listing, nearest


class SiteEntry(Entry):
    """The headings of what is known of a site besides its measures."""

    id: str = Field(default="id", description="The heading of the sites' ids.")
    name: str = Field(default="name", description="The heading of their names.")
    latitude: str | None = Field(default=None, description="Latitude in degrees, WGS 84.")
    longitude: str | None = Field(default=None, description="Longitude in degrees, WGS 84.")
    northing: str | None = Field(default=None, description="Northing in metres, SWEREF 99 TM.")
    easting: str | None = Field(default=None, description="Easting in metres, SWEREF 99 TM.")
    municipality_code: str | None = Field(default=None, description="The code of the municipality, four digits.")
    municipality: str | None = Field(default=None, description="The name of the municipality.")
    place: str | None = Field(default=None, description="The place where a facility lies, when sites are facilities.")


def _known_version(raw: int) -> int:
    if raw != 1:
        raise_faults([Fault("C005", {"version": str(raw)})])
    return raw


class CriteriaFile(Entry):
    """A criteria file of vasterviksmodell: what is asked of a place, and what an answer is worth."""

    version: Annotated[int, AfterValidator(_known_version), WithJsonSchema({"const": 1})] = Field(
        description="The version of this format: 1."
    )
    title: Label | None = Field(default=None, description="The name of the model.")
    description: Label | None = Field(default=None, description="What the model is about, for people.")
    question: Label | None = Field(default=None, description="The decision that the ranking serves.")
    target_group: Label | None = Field(default=None, description="For whom the places are sought.")
    language: Language | None = Field(default=None, description="The language of tables and reports: en or sv.")
    unknown: UnknownScore = Field(default="low", description="Which end of a score's interval ranks: low is cautious.")
    site: SiteEntry = Field(default=SiteEntry(), description="The headings of columns that are no measures.")
    data: DataEntry = Field(default=DataEntry(), description="How the files of sites are written.")
    sources: dict[str, SourceEntry] = Field(
        default={}, description="Where the figures come from, by the heading of their column."
    )
    checks: Checks = Field(default={}, description="The severity of findings by code: off, info, warning or error.")
    criteria: Members = Field(min_length=1, description="Criteria and groups by their ids.")

    actors: dict[Id, ActorEntry] = Field(default={}, description="Who weighs, by id, with weights of their own.")
    combine: Combination | None = Field(
        default=None, description="The rule by which the actors' weights are combined: mean or geometric_mean."
    )
    weights_of: str | None = Field(
        default=None,
        description="Whose weights count: tree, combined, or the id of an actor; by default combined where a rule is "
        "declared, else tree.",
    )
    judgements: Judgements = Field(
        default={},
        description="From what weights can be derived, by the id of a group, or top; no score reads it.",
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
            raise_faults(actor_faults(actors, SiblingSets.of(info.data["criteria"])))
        return actors

    @field_validator("combine")
    @classmethod
    def _somebody_combines(cls, rule: Combination | None, info: ValidationInfo) -> Combination | None:
        if rule is not None and info.data.get("actors") == {}:
            raise_faults([_nobody(COMBINED, [TREE], _NO_ACTORS)])
        return rule

    @field_validator("weights_of")
    @classmethod
    def _somebody_weighs(cls, whose: str | None, info: ValidationInfo) -> str | None:
        if whose is not None and {"actors", "combine"} <= info.data.keys():
            combined = [COMBINED] if info.data["combine"] else []
            known = [TREE, *combined, *info.data["actors"]]
            if whose not in known:
                raise_faults([_nobody(whose, known, _NO_RULE if whose == COMBINED else None)])
        return whose

    @field_validator("judgements")
    @classmethod
    def _judgements_fit(cls, judgements: Judgements, info: ValidationInfo) -> Judgements:
        if "criteria" in info.data:
            raise_faults(judgement_faults(judgements, SiblingSets.of(info.data["criteria"])))
        return judgements

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        reference = handler(core)
        with_actors(handler.resolve_ref_schema(reference))
        return reference


_NO_ACTORS = Message("it takes actors: to combine their weights")
_NO_RULE = Message("it takes actors, and the rule: combine: mean, or geometric_mean")


def _nobody(whose: str, known: list[str], advice: Message | None) -> Fault:
    facts: dict[str, Phrase] = {"name": whose, "known": listing(known)}
    return Fault("C117", facts, suggestion=None if advice else nearest(whose, known), advice=advice)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a criteria file, for editors."""
    return CriteriaFile.model_json_schema(mode="validation", schema_generator=SchemaForEditors)
