"""Piecewise linear between stated points, flat outside them; rising, falling or with peaks."""

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from vasterviksmodell.criteria.value_functions.base import (
    MeasureKey,
    Value,
    ValueFunction,
    sorted_knots,
    turning,
)


class Points(ValueFunction):
    """`value: {500: 100, 4000: 0}`, or the same under the key `points`."""

    name: ClassVar[str] = "points"
    points: Annotated[dict[MeasureKey, Value], AfterValidator(sorted_knots)]

    @model_validator(mode="before")
    @classmethod
    def _unwrapped(cls, raw: Any) -> Any:
        return raw if not isinstance(raw, dict) or "points" in raw else {"points": raw}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        written_out = handler(core)
        shorthand = handler.resolve_ref_schema(written_out)["properties"]["points"]
        return {"anyOf": [written_out, {**shorthand, "minProperties": 2}]}

    @property
    def knots(self) -> tuple[float, ...]:
        return tuple(self.points)

    @property
    def turning_points(self) -> tuple[tuple[float, float], ...]:
        return turning(self.points)
