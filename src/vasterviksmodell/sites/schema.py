"""The JSON Schema of sites in YAML and JSON, for editors."""

from typing import Any

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.sites.record import record_type


def sites_schema(criteria: Criteria) -> dict[str, Any]:
    """A list of sites, or a mapping with such a list under `sites`; each site as the criteria imply."""
    site = record_type(criteria).model_json_schema(by_alias=True)
    definitions = site.pop("$defs", {})
    listed = {"type": "array", "items": {"$ref": "#/$defs/Site"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": criteria.title.inside("en") or "Sites",
        "anyOf": [
            listed,
            {
                "type": "object",
                "properties": {"sites": listed},
                "required": ["sites"],
                "additionalProperties": False,
            },
        ],
        "$defs": {**definitions, "Site": site},
    }
