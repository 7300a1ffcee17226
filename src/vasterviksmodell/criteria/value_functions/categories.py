"""A value for each category."""

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from vasterviksmodell.criteria.value_functions.base import Value, ValueFunction
from vasterviksmodell.wording import Text


def _two_or_more(categories: dict[str, float]) -> dict[str, float]:
    if len(categories) < 2:  # noqa: PLR2004
        problem = Text("a value function needs two categories", "en värdefunktion behöver två kategorier")
        raise PydanticCustomError("C102", "few", {"problem": problem})
    return categories


class Categories(ValueFunction):
    """`value: {housing: 60, none: 0}`, or the same under the key `categories`."""

    name: ClassVar[str] = "categories"
    categories: Annotated[dict[str, Value], AfterValidator(_two_or_more)]

    @model_validator(mode="before")
    @classmethod
    def _unwrapped(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and isinstance(raw.get("categories"), dict):
            return raw
        return {"categories": raw}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        written_out = handler(core)
        shorthand = handler.resolve_ref_schema(written_out)["properties"]["categories"]
        return {"anyOf": [written_out, {**shorthand, "minProperties": 2}]}
