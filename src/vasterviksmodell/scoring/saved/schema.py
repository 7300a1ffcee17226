"""The JSON Schema of a ranking in JSON; `$defs.site` is that of a line of JSON lines."""

from typing import Any

from vasterviksmodell.criteria.need import NEED_NAMES
from vasterviksmodell.scoring.names import RANKING_SCHEMA

_TRUTH = {"enum": ["met", "not_met", "unknown"]}
_NUMBER = {"type": "number"}  # without bounds: a sum of floats can miss 0 or 100 by a hair
_RANK = {"type": ["integer", "null"], "minimum": 1}
_COUNT = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_PLACE = {"type": ["integer", "null"], "minimum": 1}
_SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_STATUS = {"enum": ["qualified", "unverified", "excluded"]}


def ranking_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every ranking written as JSON meets.

    >>> ranking_schema()["properties"]["schema"]
    {'const': 'vasterviksmodell/ranking/2'}
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A ranking of vasterviksmodell",
        **_object(
            optional=(
                "need",
                "weights_of",
                "changes",
                "actions",
                "redaction",
                "blind",
                "criteria_file",
                "checksum",
            ),  # older rankings have no checksum
            schema={"const": RANKING_SCHEMA},
            version=_TEXT,
            unknown={"enum": ["low", "middle", "high"]},
            need=_object(optional=NEED_NAMES, **dict.fromkeys(NEED_NAMES, _COUNT)),
            weights_of=_TEXT,
            counts=_object(sites=_COUNT, qualified=_COUNT, unverified=_COUNT, excluded=_COUNT),
            inputs={"type": "array", "items": _input()},
            findings={"type": "array", "items": _finding()},
            changes={"type": "array", "items": _change(), "minItems": 1},
            actions=_actions(),
            redaction=_redaction(),
            blind=_object(changes=_COUNT),
            criteria_file=_object(path=_TEXT_OR_NULL, sha256=_SHA256),
            criteria={"type": "object"},
            sites={"type": "array", "items": {"$ref": "#/$defs/site"}},
            checksum=_SHA256,
        ),
        "$defs": {"site": _site(), "criterion": _criterion()},
    }


def _object(optional: tuple[str, ...] = (), **properties: dict[str, Any]) -> dict[str, Any]:
    """Return an object with these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def _input() -> dict[str, Any]:
    return _object(
        path=_TEXT,
        sha256=_SHA256,
        format=_TEXT,
        dialect={"type": "object", "additionalProperties": _TEXT},
        sites=_COUNT,
    )


def _finding() -> dict[str, Any]:
    return _object(
        code={"type": "string", "pattern": "^[A-Z][0-9]{3}$"},
        severity={"enum": ["error", "warning", "info"]},
        message=_TEXT,
        path=_TEXT,
        line=_PLACE,
        column=_PLACE,
        sheet=_TEXT_OR_NULL,
        hint=_TEXT_OR_NULL,
        suggestion=_TEXT_OR_NULL,
        count={"type": "integer", "minimum": 1},
    )


def _change() -> dict[str, Any]:
    state = _object(measure=_measure(), status=_STATUS, rank=_RANK, score=_NUMBER)
    return _object(optional=("action",), id=_TEXT, criterion=_TEXT, action=_TEXT, before=state, after=state)


def _actions() -> dict[str, Any]:
    ids = {"type": "array", "items": _TEXT}
    left_out = _object(action=_TEXT, because={"enum": ["proposed", "needs"]}, needs=ids)
    return _object(until=_TEXT, applied=ids, left_out={"type": "array", "items": left_out})


def _redaction() -> dict[str, Any]:
    ids = {"type": "array", "items": _TEXT}
    numbers = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}
    return _object(withheld=ids, small_counts=numbers, classes=ids, derived=ids, changes=_COUNT)


def _site() -> dict[str, Any]:
    return _object(
        optional=("only_local_questions", "position", "municipality", "municipality_code"),
        id=_TEXT,
        name=_TEXT,
        rank=_RANK,
        rank_best=_RANK,
        rank_worst=_RANK,
        status=_STATUS,
        score=_NUMBER,
        score_low=_NUMBER,
        score_high=_NUMBER,
        coverage=_NUMBER,
        known_weight=_NUMBER,
        only_local_questions={"type": "boolean"},
        position={"anyOf": [_pair(_NUMBER), {"type": "null"}]},
        municipality=_TEXT_OR_NULL,
        municipality_code=_TEXT_OR_NULL,
        criteria={"type": "object", "additionalProperties": {"$ref": "#/$defs/criterion"}},
        extra={"type": "object", "additionalProperties": _TEXT_OR_NULL},
    )


def _criterion() -> dict[str, Any]:
    """Return the schema of a criterion of a site; only the measure is required."""
    return _object(
        optional=("value", "weight", "contribution", "requirement", "warning", "source", "date"),
        measure=_measure(),
        value=_pair(_NUMBER),
        weight=_NUMBER,
        contribution=_NUMBER,
        requirement=_TRUTH,
        warning=_TRUTH,
        source=_TEXT_OR_NULL,
        date=_TEXT_OR_NULL,
    )


def _pair(end: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "prefixItems": [end, end], "items": False, "minItems": 2}


def _measure() -> dict[str, Any]:
    return {"anyOf": [_pair({"type": ["number", "null"]}), _pair(_TEXT_OR_NULL)]}
