"""The shape of a criteria file, as pydantic models: what may stand where.

Checks that need two keys of one criterion stand with the later of the two (pydantic validates fields in order
and hands over those already valid), so independent mistakes are all found at once. A finding's code is the type
of the pydantic error; `at` in its context leads from the field to the place.
"""

from math import inf
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from vasterviksmodell.criteria.model import Basis, Kind, Range, UnknownRequirement, UnknownScore
from vasterviksmodell.criteria.value_functions import VALUE_FUNCTIONS, Categories, ValueFunction
from vasterviksmodell.criteria.value_functions.base import Finite, number
from vasterviksmodell.wording import Language, Text, listing

YES_NO = {"yes": 100.0, "no": 0.0}


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Translated(Entry):
    """A text for people in English, Swedish or both."""

    en: str | None = None
    sv: str | None = None


def _both(raw: Any) -> Any:
    return {"en": raw, "sv": raw} if isinstance(raw, str) else raw


Label = Annotated[
    Translated,
    BeforeValidator(_both, json_schema_input_type=str | Translated),
]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]


def _positive_weight(raw: float) -> float:
    if not 0 < raw < inf:
        raise PydanticCustomError("C101", "weight", {"weight": f"{raw:g}"})
    return raw


Weight = Annotated[float, BeforeValidator(number), AfterValidator(_positive_weight)]


def _bounds(raw: Any) -> Any:
    """`[low, high]`, either end null when open."""
    if not isinstance(raw, list | tuple) or len(raw) != 2:  # noqa: PLR2004
        raise PydanticCustomError("C003_range", "range")
    low, high = (
        open_end if end is None else number(end) for end, open_end in zip(raw, (-inf, inf), strict=True)
    )
    if not low < high:
        raise PydanticCustomError("C104", "range", {"problem": Text(f"the range {low:g}..{high:g} is empty", f"området {low:g}..{high:g} är tomt")})
    return Range(low, high)


Bounds = Annotated[
    Range, BeforeValidator(_bounds, json_schema_input_type=tuple[float | None, float | None])
]


def _shape(raw: Any) -> str | None:
    """The name of the value function that an entry writes."""
    if isinstance(raw, ValueFunction):
        return raw.name
    if not isinstance(raw, dict):
        return None
    named = [key for key in raw if key in VALUE_FUNCTIONS and isinstance(raw[key], dict)]
    if named:
        return str(named[0])
    if any(isinstance(entry, dict) for entry in raw.values()):
        return None
    texts = any(isinstance(key, str) and not key.lstrip("-").replace(".", "", 1).isdigit() for key in raw)
    return "categories" if texts else "points"


if TYPE_CHECKING:
    AnyValueFunction = ValueFunction
else:
    _members = [Annotated[member, Tag(name)] for name, member in VALUE_FUNCTIONS.items()]
    _union = _members[0]
    for _member in _members[1:]:
        _union |= _member
    AnyValueFunction = Annotated[_union, Discriminator(_shape)]


class RequirementEntry(Entry):
    """A limit on a measure. Numbers: `at_least`, `at_most`; categories: `in` or `not_in`."""

    at_least: Finite | None = None
    at_most: Finite | None = None
    in_: list[str] | None = Field(default=None, alias="in", min_length=1)
    not_in: list[str] | None = Field(default=None, min_length=1)
    unknown: UnknownRequirement = Field(
        default="unverified",
        description="what a site becomes when the measure is unknown: unverified or excluded",
    )


class CriterionEntry(Entry):
    """A criterion: a measure, what it is worth, and what is required of it."""

    type: Kind = "number"
    label: Label | None = None
    description: Label | None = None
    measure: str | None = Field(default=None, description="the column's heading; by default the id", min_length=1)
    unit: str = ""
    range: Bounds = Field(default=Range(), description="[lowest, highest] possible measure; by default from 0 up")
    categories: list[str] | None = Field(default=None, description="categories of a criterion without value")
    value: AnyValueFunction | None = None
    weight: Weight | None = Field(default=None, description="points among siblings", validate_default=True)
    requirement: RequirementEntry | None = None
    warning: RequirementEntry | None = Field(default=None, description="a limit that flags but excludes no site")
    required: bool = Field(default=False, description="whether an empty cell is an error")
    source: Label | None = Field(default=None, description="where the limit or the measure's meaning comes from")
    basis: Basis = "judgement"

    @field_validator("value")
    @classmethod
    def _fits(cls, value: ValueFunction | None, info: ValidationInfo) -> ValueFunction | None:
        kind = info.data.get("type")
        if value is None or kind is None:
            return value
        if isinstance(value, Categories) == (kind == "number"):
            raise PydanticCustomError("C110", "type", {"what": value.name, "type": kind})
        if kind == "yes_no" and isinstance(value, Categories) and set(value.categories) != set(YES_NO):
            raise PydanticCustomError("C102", "yes_no", {"problem": Text("yes_no takes a value for yes and one for no", "yes_no tar ett värde för yes och ett för no")})
        _check_knots(value, info.data.get("range"))
        return value

    @field_validator("weight")
    @classmethod
    def _weighed(cls, weight: float | None, info: ValidationInfo) -> float | None:
        if weight is None and info.data.get("value") is not None:
            raise PydanticCustomError("missing", "missing")
        return weight

    @field_validator("requirement", "warning")
    @classmethod
    def _possible(cls, limit: RequirementEntry | None, info: ValidationInfo) -> RequirementEntry | None:
        kind = info.data.get("type")
        if limit is not None and kind is not None:
            if kind == "number":
                _check_limits(limit, info.data.get("range"))
            elif "value" in info.data:
                _check_categories(limit, kind, info.data)
        return limit


def _check_knots(value: ValueFunction, span: Range | None) -> None:
    if span is None:
        return
    outside = [knot for knot in value.knots if knot not in span]
    if outside:
        x = f"{outside[0]:g}"
        problem = Text(f"the measure {x} lies outside the range {span}", f"måttet {x} ligger utanför området {span}")
        raise PydanticCustomError("C104", "knot", {"problem": problem, "at": (outside[0],)})
    if value.name == "steps" and value.knots[0] > span.low:
        first, low = f"{value.knots[0]:g}", f"{span.low:g}"
        problem = Text(f"the steps begin at {first}, the range at {low}", f"stegen börjar vid {first}, området vid {low}")
        raise PydanticCustomError("C104", "knot", {"problem": problem})


def _check_limits(limit: RequirementEntry, span: Range | None) -> None:
    for name in ("in_", "not_in"):
        if getattr(limit, name) is not None:
            key = name.rstrip("_")
            raise PydanticCustomError("C110", "type", {"what": key, "type": "number", "at": (key,)})
    for name in ("at_least", "at_most"):
        bound = getattr(limit, name)
        if bound is not None and span is not None and bound not in span:
            raise PydanticCustomError("C105", "limit", {"limit": f"{bound:g}", "range": str(span), "at": (name,)})
    if limit.at_least is None and limit.at_most is None:
        raise PydanticCustomError("C106", "empty", {"problem": Text("a requirement names a limit", "ett krav anger en gräns")})
    if limit.at_least is not None and limit.at_most is not None and limit.at_least > limit.at_most:
        low, high = f"{limit.at_least:g}", f"{limit.at_most:g}"
        problem = Text(f"nothing is at least {low} and at most {high}", f"inget är minst {low} och högst {high}")
        raise PydanticCustomError("C106", "contradiction", {"problem": problem})


def _check_categories(limit: RequirementEntry, kind: Kind, data: dict[str, Any]) -> None:
    for name in ("at_least", "at_most"):
        if getattr(limit, name) is not None:
            raise PydanticCustomError("C110", "type", {"what": name, "type": kind, "at": (name,)})
    if (limit.in_ is None) == (limit.not_in is None):
        raise PydanticCustomError("C106", "empty", {"problem": Text("a requirement names one of 'in' and 'not_in'", "ett krav anger antingen 'in' eller 'not_in'")})
    value = data["value"]
    known = list(value.categories if isinstance(value, Categories) else data.get("categories") or YES_NO)
    listed, key = (limit.in_, "in") if limit.in_ is not None else (limit.not_in, "not_in")
    for place, category in enumerate(listed or ()):
        if category not in known:
            facts = {"category": category, "known": listing(known), "at": (key, place)}
            raise PydanticCustomError("C107", "category", facts)
    if limit.not_in is not None and set(limit.not_in) >= set(known):
        raise PydanticCustomError("C106", "all", {"problem": Text("every category is ruled out", "alla kategorier utesluts")})


def _is_group(raw: Any) -> str:
    return "group" if isinstance(raw, GroupEntry) or (isinstance(raw, dict) and "criteria" in raw) else "criterion"


class GroupEntry(Entry):
    """A group of criteria and groups: the weights inside it are points among its members."""

    label: Label | None = None
    description: Label | None = None
    criteria: "dict[Id, NodeEntry]" = Field(min_length=1)
    weight: Weight | None = Field(default=None, description="points among siblings", validate_default=True)

    @field_validator("weight")
    @classmethod
    def _weighed(cls, weight: float | None, info: ValidationInfo) -> float | None:
        members = info.data.get("criteria")
        if weight is None and members and any(member.weight is not None for member in members.values()):
            raise PydanticCustomError("missing", "missing")
        return weight


NodeEntry = Annotated[
    Annotated[GroupEntry, Tag("group")] | Annotated[CriterionEntry, Tag("criterion")], Discriminator(_is_group)
]


class SiteEntry(Entry):
    """The headings of what is known of a site besides its measures."""

    id: str = "id"
    name: str = "name"
    latitude: str | None = None
    longitude: str | None = None
    northing: str | None = None
    easting: str | None = None
    municipality_code: str | None = None


def _known_version(raw: int) -> int:
    if raw != 1:
        raise PydanticCustomError("C005", "version", {"version": str(raw)})
    return raw


class CriteriaFile(Entry):
    """A criteria file of vasterviksmodell."""

    version: Annotated[int, AfterValidator(_known_version)] = Field(json_schema_extra={"const": 1})
    title: Label | None = None
    question: Label | None = Field(default=None, description="the decision that the ranking serves")
    target_group: Label | None = Field(default=None, description="for whom the places are sought")
    language: Language | None = Field(default=None, description="the language of tables and reports")
    unknown: UnknownScore = Field(
        default="low", description="which end of a score interval ranks; low is cautious"
    )
    site: SiteEntry = SiteEntry()
    criteria: dict[Id, NodeEntry] = Field(min_length=1)

    description: Label | None = None


GroupEntry.model_rebuild()
CriteriaFile.model_rebuild()


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a criteria file, for editors."""
    schema = CriteriaFile.model_json_schema(mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


