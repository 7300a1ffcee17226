"""The JSON Schema of a criteria file, for people who write it in an editor.

It names no class, describes every key, and permits under `value` what fits `type`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from vasterviksmodell.criteria.actors import COMBINED, RESERVED
from vasterviksmodell.findings import RULES, Rule, Severity
from vasterviksmodell.value_functions import ValueFunction
from vasterviksmodell.value_functions.parameters import Range

_SUFFIX = re.compile("Entry$|File$")
_CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])")


class SchemaForEditors(GenerateJsonSchema):
    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        made = {"$schema": self.schema_dialect, **super().generate(schema, mode)}
        for part in _parts(made):
            if isinstance(part.get("title"), str):
                del part["title"]
            if part.get("default", ...) is None:
                del part["default"]
            if "patternProperties" in part:
                part["additionalProperties"] = False
        return made

    def normalize_name(self, name: str) -> str:
        """Return `CriterionEntry` as `criterion`."""
        return _CAPITAL.sub("_", _SUFFIX.sub("", name)).lower()

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave null out: a key without a value says nothing, and editors point it out."""
        return self.generate_inner(schema["schema"])

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        return {"anyOf": [self.generate_inner(choice) for choice in schema["choices"].values()]}

    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, Range):
            return [int(dft.low), None]
        encoded = super().encode_default(dft)
        if isinstance(encoded, dict):
            return {key: entry for key, entry in encoded.items() if entry is not None}
        return encoded


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping in a schema."""
    if isinstance(schema, dict):
        yield schema
    entries = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for entry in entries:
        yield from _parts(entry)


def with_types(criterion: JsonSchemaValue, functions: Mapping[str, type[ValueFunction]]) -> None:
    """Add to a criterion's schema what its type permits, and that a value needs a weight."""
    criterion["dependentRequired"] = {"value": ["weight"]}
    criterion["allOf"] = [{"if": _OF_YES_AND_NO, "then": {"properties": {"value": _BY_YES_AND_NO}}}]
    refs = dict(zip(functions, criterion["properties"]["value"].pop("anyOf"), strict=True))
    numbers, categories = (
        [form for name, member in functions.items() if member.domain == domain for form in _forms(member, refs[name])]
        for domain in ("numbers", "categories")
    )
    criterion["if"] = {"properties": {"type": {"enum": ["category", "yes_no"]}}, "required": ["type"]}
    criterion["then"] = _permitting(categories, {"range": False, "effort": {"type": "object"}}, ("at_least", "at_most"))
    criterion["else"] = _permitting(
        numbers, {"categories": False, "labels": False, "effort": {"type": "number"}}, ("in", "not_in")
    )


_OF_YES_AND_NO = {"properties": {"type": {"const": "yes_no"}}, "required": ["type"]}
_YES_AND_NO = {"propertyNames": {"enum": ["yes", "no"]}, "required": ["yes", "no"]}
_BY_YES_AND_NO = {
    "if": {"required": ["categories"]},
    "then": {"properties": {"categories": _YES_AND_NO}},
    "else": _YES_AND_NO,
}
"""Under `value` of a criterion of type yes_no: a value for yes and one for no."""


def with_a_score(file: JsonSchemaValue) -> JsonSchemaValue:
    """Return a file's schema that asks for at least one criterion with a weight, however deep in the tree it stands."""
    inside = {"required": ["criteria"], "properties": {"criteria": {"$ref": "#/$defs/scored"}}}
    weighed = {"required": ["weight"], "not": {"required": ["criteria"]}}
    scored = {"not": {"additionalProperties": {"not": {"anyOf": [weighed, inside]}}}}
    criteria = {**file["properties"]["criteria"], "allOf": [{"$ref": "#/$defs/scored"}]}
    definitions = {**file["$defs"], "scored": {"description": "Criteria of which at least one has a weight.", **scored}}
    return {**file, "$defs": definitions, "properties": {**file["properties"], "criteria": criteria}}


def checks_schema(levels: Sequence[str]) -> JsonSchemaValue:
    """Return the schema of `checks`, so that an editor offers each code with what it is about."""
    offered = {
        code: {"enum": [level for level in levels if _may_have(rule, level)], "description": rule.title.inside("en")}
        for code, rule in RULES.items()
    }
    return {"type": "object", "properties": offered, "additionalProperties": False}


def _may_have(rule: Rule, level: str) -> bool:
    """Say whether findings of a rule may have a level: those that are not adjustable can only be raised."""
    return rule.adjustable or (level != "off" and Severity[level.upper()] >= rule.severity)


def with_actors(file: JsonSchemaValue) -> None:
    """Add to a file's schema that combined weights need actors and a rule, and which names no actor can have."""
    file["dependentRequired"] = {"combine": ["actors"]}
    file["if"] = {"properties": {"weights_of": {"const": COMBINED}}, "required": ["weights_of"]}
    file["then"] = {"required": ["combine"]}
    file["properties"]["actors"]["propertyNames"] = {"not": {"enum": list(RESERVED)}}


def _forms(function: type[ValueFunction], reference: JsonSchemaValue) -> list[JsonSchemaValue]:
    return [function.short, reference] if function.short else [reference]


def _permitting(
    values: list[JsonSchemaValue], others: dict[str, Any], strange_limits: tuple[str, str]
) -> JsonSchemaValue:
    limits = {"properties": dict.fromkeys(strange_limits, False)}
    return {"properties": {"value": {"anyOf": values}, "requirement": limits, "warning": limits, **others}}
