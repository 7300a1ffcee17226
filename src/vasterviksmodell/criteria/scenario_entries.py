"""The shape of a file of scenarios: named sets of changes of measures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from vasterviksmodell.criteria.action_entries import CellText, stated_measures
from vasterviksmodell.criteria.actions import StatedMeasure
from vasterviksmodell.criteria.data_entries import Name
from vasterviksmodell.criteria.entries import Id
from vasterviksmodell.criteria.entry_types import Entry, Label, Version
from vasterviksmodell.criteria.json_schema import SchemaForEditors
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.source.yaml_document import Node

KEY = "scenarios"


@dataclass(frozen=True, slots=True)
class Scenario(FrozenValue):
    """What if some measures were others: a set of changes with a name."""

    id: str
    """By which it is chosen."""
    label: Text
    """What it is about, in each language."""
    sets: tuple[StatedMeasure, ...]
    """The measures that are others, each of a site."""


class ScenarioEntry(Entry):
    """A scenario: which measures of which sites are others than the files have."""

    label: Label = Field(description="What it is about, for people.")
    sets: dict[Name, dict[Name, CellText]] = Field(
        min_length=1,
        description="The measures that it changes, as cells, by the id of the site and the id or column of the "
        "criterion: {gunnebo: {departures_weekday: 14}}.",
    )


class ScenariosFile(Entry):
    """A file of scenarios of vasterviksmodell: named sets of changes of measures, to be compared."""

    version: Version = Field(description="The version of this format: 1.")
    scenarios: dict[Id, ScenarioEntry] = Field(min_length=1, description="The scenarios by id.")


def scenarios_of(file: ScenariosFile, root: Node, path: str) -> Iterator[Scenario]:
    """Yield the scenarios of a valid file, with the places of what they set."""
    for id, entry in file.scenarios.items():
        sets = tuple(stated_measures(entry.sets, (KEY, id), root, path))
        yield Scenario(id, entry.label.domain(), sets)


def scenarios_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of scenarios, for editors."""
    return ScenariosFile.model_json_schema(mode="validation", schema_generator=SchemaForEditors)
