"""The shape of a record of what was frozen: steps, each with who, when and what."""

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from vasterviksmodell.criteria.data_entries import DateText, Name, Names
from vasterviksmodell.criteria.entry_types import Entry, Version
from vasterviksmodell.criteria.errors import FileShape
from vasterviksmodell.criteria.json_schema import SchemaForEditors

_FINGERPRINTS = "The fingerprints (SHA-256) of the {} that were put on record, by path."
Document = Annotated[dict[Any, Any], WithJsonSchema({"type": "object"})]


class StepEntry(Entry):
    """What somebody put on record on a day; `freeze` writes it."""

    date: DateText = Field(description="When.")
    by: Names = Field(description="Who put it on record.")
    reason: Name | None = Field(default=None, description="Why, where criteria that were frozen are changed.")
    criteria: Document | None = Field(default=None, description="The criteria that were frozen, whole.")
    sites: dict[Name, Name] = Field(default={}, description=_FINGERPRINTS.format("files of sites"))
    rankings: dict[Name, Name] = Field(default={}, description=_FINGERPRINTS.format("saved rankings"))
    decisions: dict[Name, Name] = Field(default={}, description=_FINGERPRINTS.format("records of decisions"))
    seal: Name = Field(description="The fingerprint of all this and of the seal of the step before.")


class FreezeFile(Entry):
    """A record of vasterviksmodell: what was frozen, when and by whom, in order."""

    version: Version = Field(description="The version of this format: 1.")
    steps: list[StepEntry] = Field(min_length=1, description="What was put on record; the first comes first.")


def _model(location: tuple[Any, ...]) -> type[Entry]:
    """Return the model of the mapping that holds the last key of a location."""
    return StepEntry if location[:1] == ("steps",) and len(location) > 1 else FreezeFile


FREEZE_FILE = FileShape(_model)


def freeze_schema() -> dict[str, Any]:
    """Return the JSON Schema of a record of what was frozen, for editors."""
    return FreezeFile.model_json_schema(mode="validation", schema_generator=SchemaForEditors)
