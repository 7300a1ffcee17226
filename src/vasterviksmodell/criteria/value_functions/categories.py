"""A value for each category."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, WithJsonSchema

from vasterviksmodell.criteria.value_functions.base import VALUE_SCHEMA, Value, ValueFunction, at_least_two
from vasterviksmodell.wording import Text

CATEGORIES_SCHEMA = {
    "type": "object",
    "additionalProperties": VALUE_SCHEMA,
    "minProperties": 2,
    "description": "Values from 0 to 100 by category.",
}


def _two_or_more(categories: dict[str, float]) -> dict[str, float]:
    at_least_two(categories, Text("categories", "kategorier"))
    return categories


class Categories(ValueFunction):
    """`value: {housing: 60, none: 0}`, or the same under the key `categories`."""

    name: ClassVar = "categories"
    short: ClassVar = CATEGORIES_SCHEMA
    categories: Annotated[dict[str, Value], AfterValidator(_two_or_more), WithJsonSchema(CATEGORIES_SCHEMA)]
