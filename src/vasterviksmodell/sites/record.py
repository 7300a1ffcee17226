"""The pydantic record of a site, made from the criteria, its JSON Schema, and rows that are second headings."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.sites.cell_grammar import (
    PLAIN_NOTATION,
    Fault,
    Interval,
    Notation,
    Read,
    parse_category,
    parse_number,
)
from vasterviksmodell.sites.cell_patterns import MEASURE
from vasterviksmodell.sites.layout import expectations
from vasterviksmodell.source.folding import BLANKS, folded

_YEAR = re.compile(r"\s*(?:19|20)[0-9]{2}\s*")


def are_second_headings(
    row: Sequence[str | None],
    measures: Sequence[tuple[Criterion, int]],
    criteria: Criteria,
    notation: Notation,
) -> bool:
    """Say whether the first row, which has no id, looks like a second line of headings."""
    texts = [(criterion, text) for criterion, number in measures if (text := row[number] or "").strip()]
    if any(_is_measure(criterion, text, notation) for criterion, text in texts):
        return False
    known = expectations(criteria).headings
    return any(criterion.kind == "number" for criterion, _ in texts) or any(folded(text or "") in known for text in row)


def _is_measure(criterion: Criterion, text: str, notation: Notation) -> bool:
    """Say whether a cell may be that of a site; a year under a heading is probably part of it."""
    if criterion.kind != "number":
        return not isinstance(parse_category(text, criterion, notation), Fault)
    is_word = any(sign.isalpha() for sign in text) or _YEAR.fullmatch(text)
    return not is_word or (not _YEAR.fullmatch(text) and not isinstance(parse_number(text, criterion, notation), Fault))


class SiteRecord(BaseModel):
    """A site: its id, its name, and for each criterion an interval or a category. Other columns pass by."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="ignore", loc_by_alias=False)

    id: str
    name: str


def record_type(criteria: Criteria, notation: Notation = PLAIN_NOTATION) -> type[SiteRecord]:
    """Return the record type for some criteria; the fields' aliases are the headings."""
    fields: dict[str, Any] = {
        "id": (Annotated[str, BeforeValidator(_validated_id)], Field(alias=criteria.site.id)),
        "name": (str, Field(default="", alias=criteria.site.name)),
    }
    for criterion in criteria.criteria:
        fields[field_name(criterion)] = _field(criterion, notation)
    return create_model("Site", __base__=SiteRecord, __doc__=SiteRecord.__doc__, **fields)


def field_name(criterion: Criterion) -> str:
    """Return the field of a criterion; prefixed, because an id may be `name` or `json`."""
    return f"criterion_{criterion.id}"


def _validated_id(raw: str | None) -> str:
    if raw is None or not raw.strip(BLANKS):
        raise PydanticCustomError("D101", "no id")
    return raw


def _field(criterion: Criterion, notation: Notation) -> tuple[Any, Any]:
    """Return the type and settings of a criterion's field. A missing value is read as an empty cell."""
    parse: Callable[[str], Read[Any] | Fault]
    written: Any
    kind: Any
    if criterion.kind == "number":
        parse = partial(parse_number, criterion=criterion, notation=notation)
        described = Annotated[str, Field(pattern=re.sub(r"\?P<\w+>", "?:", MEASURE[notation.comma]))]
        written, kind = float | described | tuple[float | None, float | None] | None, Interval
    else:
        parse = partial(parse_category, criterion=criterion, notation=notation)
        written, kind = (bool | str | None if criterion.kind == "yes_no" else str | None), str | None
    examples = list(criterion.categories) or None
    read = BeforeValidator(partial(_validated_cell, parse=parse), json_schema_input_type=written)
    settings = Field(
        default="",
        alias=criterion.column,
        validate_default=True,
        title=criterion.column,
        description=criterion.label.inside("en") + (f" ({criterion.unit})" if criterion.unit else ""),
        examples=examples,
    )
    return Annotated[kind, read], settings


def _validated_cell(raw: str | None, parse: Callable[[str], Read[Any] | Fault]) -> Any:
    read = parse(raw or "")
    if isinstance(read, Fault):
        raise PydanticCustomError(read.code, "fault")
    return read.content


def sites_schema(criteria: Criteria) -> dict[str, Any]:
    """Return the JSON Schema of a list of sites, or a mapping with such a list under `sites`."""
    site = record_type(criteria).model_json_schema(by_alias=True)
    definitions = site.pop("$defs", {})
    list_of_sites = {"type": "array", "items": {"$ref": "#/$defs/Site"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": criteria.title.inside("en") or "Sites",
        "anyOf": [
            list_of_sites,
            {
                "type": "object",
                "properties": {"sites": list_of_sites},
                "required": ["sites"],
                "additionalProperties": False,
            },
        ],
        "$defs": {**definitions, "Site": site},
    }
