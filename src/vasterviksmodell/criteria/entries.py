"""The shape of the tree of criteria, as pydantic models.

A check that needs two keys of a criterion belongs to the later of the two: pydantic validates fields in order and
hands over those already valid, so that independent mistakes are all found at once.
"""

import re
from math import inf
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import CoreSchema

from vasterviksmodell.criteria.data_entries import FreshWithin
from vasterviksmodell.criteria.entry_types import Bounds, Entry, Label, Translated
from vasterviksmodell.criteria.fit import category_faults, effort_faults, label_faults, limit_faults, value_faults
from vasterviksmodell.criteria.json_schema import with_types
from vasterviksmodell.criteria.model import Basis, Kind, UnknownRequirement
from vasterviksmodell.findings.model import KEY, Fault, raise_faults
from vasterviksmodell.i18n.wording import same
from vasterviksmodell.value_functions import VALUE_FUNCTIONS, ValueFunction
from vasterviksmodell.value_functions.categories import unsayable
from vasterviksmodell.value_functions.parameters import REFERENCE_PATTERN, Finite, Positive, Range, decimal, number

_NUMBER_LIKE = re.compile(r"[-+]?\.?[0-9]")


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]


def _positive_weight(raw: float) -> float:
    if not 0 < raw < inf:
        raise_faults([Fault("C101", {"weight": decimal(raw)})])
    return raw


Weight = Annotated[
    float,
    BeforeValidator(number),
    AfterValidator(_positive_weight),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
]


def _function_name(raw: Any) -> str | None:
    """Return the name of the value function that an entry states, if it states one."""
    if isinstance(raw, ValueFunction):
        return raw.name
    if not isinstance(raw, dict):
        return None
    named = [str(key) for key in raw if key in VALUE_FUNCTIONS]
    return next((key for key in named if isinstance(raw[key], dict)), named[0] if len(raw) == 1 and named else None)


def _under_its_name(raw: Any, kind: Kind | None) -> Any:
    """Return a value function under its name: a mapping from measures is `points`, from categories `categories`."""
    if not isinstance(raw, dict) or _function_name(raw) or any(isinstance(part, dict) for part in raw.values()):
        return raw
    if kind in (None, "number") and (not raw or any(_is_like_a_number(key) for key in raw)):
        return {"points": raw}
    return {"categories": raw}


def _is_like_a_number(key: Any) -> bool:
    """Return whether a key is a number, or a text that some reader may take for one."""
    return isinstance(key, int | float) if not isinstance(key, str) else bool(_NUMBER_LIKE.match(key))


if TYPE_CHECKING:
    AnyValueFunction = ValueFunction
else:
    _members = [Annotated[member, Tag(name)] for name, member in VALUE_FUNCTIONS.items()]
    _union = _members[0]
    for _member in _members[1:]:
        _union |= _member
    AnyValueFunction = Annotated[_union, Discriminator(_function_name)]


def _per(raw: Any) -> str:
    return "category" if isinstance(raw, dict) else "unit"


if TYPE_CHECKING:
    Effort = float | dict[str, float]
else:
    Effort = Annotated[
        Annotated[Positive, Tag("unit")] | Annotated[dict[str, Positive], Field(min_length=1), Tag("category")],
        Discriminator(_per),
    ]


if TYPE_CHECKING:
    Bound = float
else:
    Bound = Annotated[
        Finite,
        WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": REFERENCE_PATTERN}]}),
    ]


class RequirementEntry(Entry):
    """A limit on a measure. Numbers: `at_least`, `at_most`; categories: `in` or `not_in`."""

    at_least: Bound | None = Field(default=None, description="The lowest measure that meets the requirement.")
    at_most: Bound | None = Field(default=None, description="The highest measure that meets the requirement.")
    in_: list[str] | None = Field(
        default=None, alias="in", min_length=1, description="The categories that meet the requirement."
    )
    not_in: list[str] | None = Field(
        default=None, min_length=1, description="The categories that do not meet the requirement."
    )
    unknown: UnknownRequirement = Field(
        default="unverified",
        description="What a site becomes when the measure is unknown: unverified or excluded.",
    )

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        reference = handler(core)
        schema = handler.resolve_ref_schema(reference)
        schema["anyOf"] = [{"required": [key]} for key in ("at_least", "at_most", "in", "not_in")]
        schema["not"] = {"required": ["in", "not_in"]}
        return reference


class CriterionEntry(Entry):
    """A criterion: a measure, its value, and what is required of it."""

    type: Kind = Field(default="number", description="What the measure is: number, category or yes_no.")
    label: Label | None = Field(default=None, description="The name for people; by default the id.")
    description: Label | None = Field(default=None, description="A description for people.")
    measure: str | None = Field(
        default=None, min_length=1, description="The heading of the column in data files; by default the id."
    )
    unit: str = Field(default="", description="The unit of the measure, for people.")
    range: Bounds = Field(
        default=Range(),
        description="[lowest, highest] possible measure, null for an open end; by default from 0 up.",
    )
    categories: list[str] | None = Field(
        default=None, min_length=1, description="The categories of a criterion that has no value."
    )
    value: AnyValueFunction | None = Field(
        default=None,
        description="The value of a measure, 0–100: points {500: 100, 4000: 0}, "
        f"categories {{housing: 60, none: 0}}, or one of {', '.join(VALUE_FUNCTIONS)}.",
    )
    weight: Weight | None = Field(
        default=None, description="Points among the members of a group: 2 counts twice as much as 1."
    )
    requirement: RequirementEntry | None = Field(
        default=None, description="A limit that a site must meet: at_least, at_most, in or not_in."
    )
    warning: RequirementEntry | None = Field(
        default=None, description="A limit that flags a site and excludes no site."
    )
    required: bool = Field(default=False, description="Whether an empty cell is an error in the data.")
    source: Label | None = Field(
        default=None, description="Where the limit or the measure's meaning comes from, with year."
    )
    basis: Basis = Field(default="judgement", description="Whether the limit is cited from the source or a judgement.")
    responsible: Label | None = Field(
        default=None, description="Who answers for what the measure is about: an office, an authority."
    )
    ask: Label | None = Field(
        default=None, description="The question to ask about each place, where no register knows the measure."
    )
    children: bool = Field(
        default=False, description="Whether it concerns children: a report shows it among what follows for them."
    )
    labels: dict[str, Label] | None = Field(
        default=None, min_length=1, description="The names of categories, and of yes and no, for people."
    )
    effort: Effort | None = Field(
        default=None,
        description="The effort of moving the measure by one unit, or of reaching each category, in your own unit.",
    )
    fresh_within: FreshWithin = Field(
        default=None, description="How old the source of a measure may be: 3 years, 18 months, 90 days."
    )

    @field_validator("range")
    @classmethod
    def _range_fits(cls, span: Range, info: ValidationInfo) -> Range:
        _refuse(info.data.get("type") in ("category", "yes_no"), "range", info)
        return span

    @field_validator("categories")
    @classmethod
    def _categories_fit(cls, listed: list[str] | None, info: ValidationInfo) -> list[str] | None:
        _refuse(listed is not None and info.data.get("type") in ("number", "yes_no"), "categories", info)
        raise_faults(unsayable(listed or ()))
        return listed

    @field_validator("value", mode="before")
    @classmethod
    def _value_is_named(cls, raw: Any, info: ValidationInfo) -> Any:
        return _under_its_name(raw, info.data.get("type"))

    @field_validator("value")
    @classmethod
    def _value_fits(cls, value: ValueFunction | None, info: ValidationInfo) -> ValueFunction | None:
        if value is not None and "type" in info.data:
            raise_faults(value_faults(value, info.data))
        return value

    @field_validator("requirement", "warning")
    @classmethod
    def _possible(cls, limit: RequirementEntry | None, info: ValidationInfo) -> RequirementEntry | None:
        if limit is None or "type" not in info.data:
            return limit
        if info.data["type"] == "number":
            raise_faults(limit_faults(limit, info.data.get("range")))
        else:
            raise_faults(category_faults(limit, info.data))
        return limit

    @field_validator("labels")
    @classmethod
    def _labels_fit(cls, labels: dict[str, Translated] | None, info: ValidationInfo) -> dict[str, Translated] | None:
        _refuse(labels is not None and info.data.get("type") == "number", "labels", info)
        raise_faults(label_faults(labels or (), info.data))
        return labels

    @field_validator("effort")
    @classmethod
    def _effort_fits(cls, effort: Effort | None, info: ValidationInfo) -> Effort | None:
        if effort is not None and "type" in info.data:
            raise_faults(effort_faults(effort, info.data))
        return effort

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        reference = handler(core)
        with_types(handler.resolve_ref_schema(reference), VALUE_FUNCTIONS)
        return reference


def _refuse(wrong: bool, key: str, info: ValidationInfo) -> None:
    if wrong:
        raise_faults([Fault("C110", {"what": same(f"'{key}'"), "type": info.data["type"]}, (KEY,))])


def _is_group(raw: Any) -> str:
    is_group = isinstance(raw, GroupEntry) or (isinstance(raw, dict) and "criteria" in raw)
    return "group" if is_group else "criterion"


class GroupEntry(Entry):
    """A group of criteria and groups: the weights inside it are points among its members."""

    label: Label | None = Field(default=None, description="The name for people; by default the id.")
    description: Label | None = Field(default=None, description="A description for people.")
    criteria: "Members" = Field(min_length=1, description="Criteria and groups by their ids.")
    weight: Weight | None = Field(
        default=None, description="Points among the members of a group: 2 counts twice as much as 1."
    )


NodeEntry = Annotated[
    Annotated[GroupEntry, Tag("group")] | Annotated[CriterionEntry, Tag("criterion")],
    Discriminator(_is_group),
]
Members = dict[Id, NodeEntry]


GroupEntry.model_rebuild()
