"""A value for each category."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal
from unicodedata import normalize

from pydantic import AfterValidator, WithJsonSchema

from vasterviksmodell.findings.model import Fault, raise_faults
from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.base import ValueFunction
from vasterviksmodell.value_functions.parameters import VALUE_SCHEMA, Value, at_least_two

if TYPE_CHECKING:
    from vasterviksmodell.value_functions.parameters import Engine, Expr

CATEGORIES_SCHEMA = {
    "type": "object",
    "additionalProperties": VALUE_SCHEMA,
    "minProperties": 2,
    "description": "Values from 0 to 100 by category.",
}


def unsayable(names: Iterable[str]) -> Iterator[Fault]:
    """Yield the names that no cell can say, because cells are stripped and read without regard to case."""
    said: set[str] = set()
    for name in names:
        plain = normalize("NFC", name.strip()).lower()
        problem = None
        if plain in ("", "..") or name != name.strip():
            problem = Message("is empty, .. or has blanks round it")
        elif plain in said:
            problem = Message("differs from another only in case")
        if problem is not None:
            yield Fault("C111", {"category": name, "problem": problem})
        said.add(plain)


def _two_or_more(categories: dict[str, float]) -> dict[str, float]:
    at_least_two(categories, Message("categories"))
    raise_faults(unsayable(categories))
    return categories


class Categories(ValueFunction):
    """`value: {housing: 60, none: 0}`, or the same under the key `categories`."""

    name: ClassVar[str] = "categories"
    shape: ClassVar[Message] = Message("a value for each category")
    formula: ClassVar[Message] = Message("the value that is written with the category")
    short: ClassVar[dict[str, Any] | None] = CATEGORIES_SCHEMA
    domain: ClassVar[Literal["numbers", "categories"]] = "categories"
    categories: Annotated[dict[str, Value], AfterValidator(_two_or_more), WithJsonSchema(CATEGORIES_SCHEMA)]

    def expression(self, measure: "Expr", engine: "Engine[Expr]") -> "Expr":
        """Return the value stated for the category; null for a category without one."""
        value = engine.lit(None, engine.Float64)
        for category, worth in self.categories.items():
            value = engine.when(measure == category).then(engine.lit(worth)).otherwise(value)
        return value

    @property
    def category_values(self) -> Mapping[str, float]:
        return self.categories
