"""Parts of JSON Schemas, each with what it means: nothing can be described without being told."""

from collections.abc import Mapping, Sequence
from typing import Any

Shape = dict[str, Any]


def text(told: str, **besides: Any) -> Shape:
    return {"description": told, "type": "string", **besides}


def number(told: str, **besides: Any) -> Shape:
    """Return a number, without bounds unless they are stated: a sum of floats can miss 0 or 100 by a hair."""
    return {"description": told, "type": "number", **besides}


def count(told: str, minimum: int = 0) -> Shape:
    return {"description": told, "type": "integer", "minimum": minimum}


def truth(told: str) -> Shape:
    return {"description": told, "type": "boolean"}


def one_of(told: str, *choices: str | int | None) -> Shape:
    return {"description": told, "enum": list(choices)}


def or_null(shape: Shape) -> Shape:
    """Return a shape that may also be null."""
    if "type" in shape:
        kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
        return {**shape, "type": [*kinds, "null"]}
    if "enum" in shape:
        return {**shape, "enum": [*shape["enum"], None]}
    told = {"description": shape["description"]} if "description" in shape else {}
    return {**told, "anyOf": [{key: part for key, part in shape.items() if key != "description"}, {"type": "null"}]}


def sha256(told: str) -> Shape:
    return text(told, pattern="^[0-9a-f]{64}$")


def listed(told: str, items: Shape) -> Shape:
    return {"description": told, "type": "array", "items": items}


def ids(told: str) -> Shape:
    """Return a list of ids."""
    return listed(told, {"type": "string"})


def by_key(told: str, values: Shape) -> Shape:
    """Return a mapping from any keys, such as ids."""
    return {"description": told, "type": "object", "additionalProperties": values}


def pair(told: str, end: Shape) -> Shape:
    """Return a list of two, such as the ends of an interval."""
    ends = {"type": "array", "prefixItems": [end, end], "items": False, "minItems": 2}
    return {"description": told, **ends} if told else ends


def measure(told: str) -> Shape:
    """Return both ends of a measure: of a number, or of a category."""
    ends = [pair("", {"type": kinds}) for kinds in (["number", "null"], ["string", "null"])]
    return {"description": told, "anyOf": ends}


def fields(told: str, properties: Mapping[str, Shape], optional: Sequence[str] = ()) -> Shape:
    """Return an object with these keys and no others."""
    return {
        **({"description": told} if told else {}),
        "type": "object",
        "properties": dict(properties),
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def document(title: str, told: str, properties: Mapping[str, Shape], optional: Sequence[str] = ()) -> Shape:
    """Return the schema of a whole document."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return {**dialect, **fields(told, properties, optional)}
