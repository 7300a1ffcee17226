"""The shape of `actions:` in a criteria file, and of a file of actions."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from vasterviksmodell.criteria.actions import Action, ActionStatus, StatedMeasure
from vasterviksmodell.criteria.data_entries import DateText, Name, Names
from vasterviksmodell.criteria.entries import Id
from vasterviksmodell.criteria.entry_types import Entry, Label, Version
from vasterviksmodell.criteria.json_schema import SchemaForEditors
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.source.yaml_document import Node
from vasterviksmodell.value_functions.parameters import Finite


def _cell(raw: Any) -> str:
    """Return what a cell says as its text: 14 as `14`, true as `yes`."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    text = repr(raw) if isinstance(raw, int | float) else raw
    if not isinstance(text, str) or not text.strip():
        raise PydanticCustomError("not_a_cell", "not a cell")
    return text.strip()


def _not_negative(cost: float) -> float:
    if cost < 0:
        raise PydanticCustomError("negative", "negative")
    return cost


if TYPE_CHECKING:
    CellText = str
    Cost = float
else:
    CellText = Annotated[
        str, BeforeValidator(_cell), WithJsonSchema({"type": ["string", "number", "boolean"], "minLength": 1})
    ]
    Cost = Annotated[Finite, AfterValidator(_not_negative), WithJsonSchema({"type": "number", "minimum": 0})]


class ActionEntry(Entry):
    """An action: what an actor does by a date, and which measures of sites it changes."""

    label: Label = Field(description="What is done, for people.")
    who: Names = Field(default=[], description="Who does it: one name or several; the id of an actor is a name.")
    by: DateText | None = Field(default=None, description="When it is done at the latest: a year, a month or a day.")
    cost: Cost | None = Field(default=None, description="What it costs, in your own unit.")
    needs: list[Id] = Field(default=[], description="The ids of the actions that must be done first.")
    sets: dict[Name, dict[Name, CellText]] = Field(
        default={},
        description="The measures that it changes, as cells, by the id of the site and the id or column of the "
        "criterion: {gunnebo: {departures_weekday: 14}}.",
    )
    finds_out: dict[Name, Names] = Field(
        default={},
        description="The measures that it finds out, by the id of the site: {gunnebo: [school_m]}; nobody "
        "knows them before.",
    )
    done_when: Label | None = Field(default=None, description="How one sees that it is done.")
    status: ActionStatus = Field(
        default="proposed", description="proposed (nobody has agreed to it), agreed, under_way, done or dropped."
    )
    agreed_by: Names = Field(default=[], description="Who agreed to it.")
    reference: str = Field(default="", description="The decision or agreement, such as a number in the register.")

    def domain(self, id: str, sets: tuple[StatedMeasure, ...], finds_out: tuple[StatedMeasure, ...]) -> Action:
        return Action(
            id=id,
            label=self.label.domain(),
            who=tuple(self.who),
            by=self.by,
            cost=self.cost,
            needs=tuple(self.needs),
            sets=sets,
            finds_out=finds_out,
            done_when=self.done_when.domain() if self.done_when else Text(),
            status=self.status,
            agreed_by=tuple(self.agreed_by),
            reference=self.reference,
        )


ActionEntries = dict[Id, ActionEntry]
KEY = "actions"


class ActionsFile(Entry):
    """A file of actions of vasterviksmodell: what is done, by whom and by when, and what changes by it."""

    version: Version = Field(description="The version of this format: 1.")
    actions: ActionEntries = Field(description="The actions by id.")


def actions_of(entries: Mapping[str, ActionEntry], root: Node, path: str) -> tuple[Action, ...]:
    """Return the actions of a valid file, with the places of what they set and find out."""
    return tuple(
        entry.domain(id, tuple(_sets(id, entry, root, path)), tuple(_finds_out(id, entry, root, path)))
        for id, entry in entries.items()
    )


def _sets(id: str, entry: ActionEntry, root: Node, path: str) -> Iterator[StatedMeasure]:
    return stated_measures(entry.sets, (KEY, id), root, path)


def stated_measures(
    sets: Mapping[str, Mapping[str, str]], way: tuple[str, ...], root: Node, path: str
) -> Iterator[StatedMeasure]:
    """Yield what stands under `sets:` of the mapping at the end of a way, with places."""
    for site, cells in sets.items():
        for measure, cell in cells.items():
            place = locate(root, (*way, "sets", site, measure), path).place
            yield StatedMeasure(site, measure, cell, place)


def _finds_out(id: str, entry: ActionEntry, root: Node, path: str) -> Iterator[StatedMeasure]:
    for site, measures in entry.finds_out.items():
        for number, measure in enumerate(measures):
            place = locate(root, (KEY, id, "finds_out", site, number), path).place
            yield StatedMeasure(site, measure, "", place)


def actions_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of actions, for editors."""
    return ActionsFile.model_json_schema(mode="validation", schema_generator=SchemaForEditors)
