"""The shape of raw judgements in a criteria file: one method for each group, everything by name."""

import re
from collections.abc import Mapping
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from vasterviksmodell.criteria.actors import (
    GREATEST_RATIO,
    GREATEST_SWING,
    BestWorst,
    Comparisons,
    DirectPoints,
    Judgement,
    RankFormula,
    RankOrder,
    Swing,
)
from vasterviksmodell.criteria.entry_types import Entry
from vasterviksmodell.findings.model import KEY, Fault, raise_faults
from vasterviksmodell.i18n import Message
from vasterviksmodell.source.frozen_mapping import FrozenMapping
from vasterviksmodell.value_functions.parameters import decimal, number

METHODS: Mapping[str, tuple[str, ...]] = FrozenMapping(
    {
        "comparisons": ("comparisons",),
        "swing": ("swing",),
        "ranking": ("ranking", "formula"),
        "best_worst": ("best", "worst", "best_over", "over_worst"),
        "points": ("points",),
    }
)
"""The keys that each method has, all of them."""
_FRACTION = re.compile("[1-9][0-9]{0,5}/[1-9][0-9]{0,5}")
_POSITIVE_POINTS = Message("points must be above 0, however few; what should not count gets no weight in the tree")


def as_ratio(raw: Any) -> Fraction | None:
    """Return a number, or a fraction as text, exactly; None for anything else, and for numbers far beyond any scale."""
    if isinstance(raw, str) and _FRACTION.fullmatch(raw):
        ratio = Fraction(raw)
    elif isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 < raw < inf:
        return None
    else:
        ratio = Fraction(repr(raw))
    return ratio if Fraction(1, GREATEST_RATIO) <= ratio <= GREATEST_RATIO else None


def _ratio(raw: Any) -> Fraction:
    ratio = as_ratio(raw)
    if ratio is None:
        raise PydanticCustomError("not_a_ratio", "not a ratio")
    return ratio


def _positive_points(raw: float) -> float:
    if not 0 < raw < inf:
        raise_faults([Fault("C101", {"weight": decimal(raw)}, advice=_POSITIVE_POINTS)])
    return raw


def _swing(raw: float) -> float:
    if raw > GREATEST_SWING:
        raise_faults([Fault("C119", {"problem": _TOO_GREAT})])
    return raw


def _tiers(raw: Any) -> Any:
    """Return an order in which each tier is a list, because several members may be equally important."""
    return [tier if isinstance(tier, list) else [tier] for tier in raw] if isinstance(raw, list) else raw


Points = Annotated[
    float,
    BeforeValidator(number),
    AfterValidator(_positive_points),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
]
PointsById = Annotated[dict[str, Points], Field(min_length=1)]
Swings = Annotated[
    dict[
        str,
        Annotated[
            Points,
            AfterValidator(_swing),
            WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": GREATEST_SWING}),
        ],
    ],
    Field(min_length=1),
]

if TYPE_CHECKING:
    Ratios = dict[str, Fraction]
    Tiers = list[list[str]]
else:
    _RATIO_SCHEMA = {
        "anyOf": [
            {"type": "number", "minimum": 1 / GREATEST_RATIO, "maximum": GREATEST_RATIO},
            {"type": "string", "pattern": f"^{_FRACTION.pattern}$"},
        ]
    }
    _TIERS_SCHEMA = {
        "type": "array",
        "minItems": 1,
        "items": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
    }
    _Ratio = Annotated[Fraction, PlainValidator(_ratio), WithJsonSchema(_RATIO_SCHEMA)]
    Ratios = Annotated[dict[str, _Ratio], Field(min_length=1)]
    _Tier = Annotated[list[str], Field(min_length=1)]
    Tiers = Annotated[list[_Tier], Field(min_length=1), BeforeValidator(_tiers), WithJsonSchema(_TIERS_SCHEMA)]


def exactly(points: Mapping[str, float]) -> Mapping[str, Fraction]:
    """Return points as they are written: 0.1 is a tenth."""
    return FrozenMapping({id: Fraction(repr(written)) for id, written in points.items()})


class JudgementEntry(Entry):
    """A judgement about the weights of the members of a group, by one method."""

    comparisons: dict[str, Ratios] | None = Field(
        default=None,
        min_length=1,
        description="How many times as important one is as another, by name: {school: {bus: 3}}; 1/3 is a fraction.",
    )
    swing: Swings | None = Field(
        default=None, description="Points for the swing of each from worst to best; the most important has 100."
    )
    ranking: Tiers | None = Field(
        default=None, description="The ids from the most to the least important; a list in the list is a tie."
    )
    formula: RankFormula | None = Field(
        default=None, description="How the ranking becomes weights: centroid, sum or reciprocal."
    )
    best: str | None = Field(default=None, description="The most important.")
    worst: str | None = Field(default=None, description="The least important.")
    best_over: Ratios | None = Field(
        default=None, description="How many times as important the best is as each other; 1 to 9 as a rule."
    )
    over_worst: Ratios | None = Field(
        default=None, description="How many times as important each other is as the worst; 1 to 9 as a rule."
    )
    points: PointsById | None = Field(default=None, description="Points given directly.")

    @property
    def present_keys(self) -> set[str]:
        """The keys that have a value."""
        return {key for keys in METHODS.values() for key in keys if getattr(self, key) is not None}

    @model_validator(mode="after")
    def _by_one_method(self) -> "JudgementEntry":
        methods = [keys for keys in METHODS.values() if self.present_keys.intersection(keys)]
        if len(methods) != 1:
            raise_faults([Fault("C119", {"problem": _several_methods(self.present_keys) if methods else _NO_METHOD})])
        raise_faults(Fault("C002", {"key": key}, (KEY,)) for key in methods[0] if key not in self.present_keys)
        return self

    def domain(self, members: tuple[str, ...]) -> Judgement:
        if self.comparisons is not None:
            times = {(one, other): by for one, others in self.comparisons.items() for other, by in others.items()}
            return Comparisons(members, FrozenMapping(times))
        if self.ranking is not None and self.formula is not None:
            return RankOrder(members, tuple(map(tuple, self.ranking)), self.formula)
        if self.best is not None and self.worst is not None:
            over, under = (FrozenMapping(dict(ratios or {})) for ratios in (self.best_over, self.over_worst))
            return BestWorst(members, self.best, self.worst, over, under)
        if self.swing is not None:
            return Swing(members, exactly(self.swing))
        return DirectPoints(members, exactly(self.points or {}))

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        reference = handler(core)
        schema = handler.resolve_ref_schema(reference)
        others = {name: [key for key in schema["properties"] if key not in keys] for name, keys in METHODS.items()}
        schema["oneOf"] = [
            {"required": list(keys), "properties": dict.fromkeys(others[name], False)} for name, keys in METHODS.items()
        ]
        return reference


_TOO_GREAT = Message("a swing is at most {greatest_swing}, that of the most important one").format(
    greatest_swing=GREATEST_SWING
)
_NO_METHOD = Message("it names no method")


def _several_methods(present: set[str]) -> Message:
    keys = [f"'{key}'" for members in METHODS.values() for key in members if key in present]
    return Message("{keys} belong to different methods").format(keys=", ".join(keys))
