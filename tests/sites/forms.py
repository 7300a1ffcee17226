"""The three forms in which a cell is read: the record, the columns in full form and the columns in plain form."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from unittest.mock import patch

import polars as pl
from pydantic import ValidationError
from tests.sites.reading import criteria_of

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.cell_grammar import Fault, Notation, parse_category, parse_number
from vasterviksmodell.sites.record import SiteRecord, field_name, record_type

CRITERIA = criteria_of("""\
version: 1
criteria:
  length: {weight: 1, value: {500: 100, 4000: 0}}
  bounded: {weight: 1, range: [-10, 10], value: {0: 100, 4: 0}}
  any: {weight: 1, range: [null, null], value: {0: 100, 4: 0}}
  below: {weight: 1, range: [null, 0], value: {-4: 100, 0: 0}}
  needed: {weight: 1, required: true, range: [1, null], value: {1: 100, 4: 0}}
  share: {weight: 1, unit: "% av de vuxna", range: [0, 100], value: {1: 100, 4: 0}}
  plan:
    type: category
    weight: 1
    value: {Housing: 100, garden: 60, "İx": 7, "ſ": 8, "Σας": 1, "K": 2, "no": 3, "0883": 5, "é": 4, "a b": 6}
  needed_plan: {type: category, required: true, weight: 1, value: {Straße: 100, none: 0}}
  bus: {type: yes_no, weight: 1}
  needed_bus: {type: yes_no, weight: 1, required: true}
""")
BY_ID = {criterion.id: criterion for criterion in CRITERIA.criteria}
NOTICES = ("D114", "D115")
DATES = [
    "2015-10-01", "2015-10-01 00:00:00", "2015-10-01T12:30", "2015/10/01", "2015-10", "01.10.2015", "1/10/15", "1/10",
    "01-okt", "1-oct", "12-mar", "mar-12", "okt-15", "maj-1", "1 okt. 2015", "Maj 2015",
]  # fmt: skip
FORMULAS = [
    "#N/A", "#n/a", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#SAKNAS!", "#DIVISION/0!",
    "#REFERENS!", "#VÄRDEFEL!", "#NAMN?", "#OGILTIGT!", "Err:502",
]  # fmt: skip
MARKS = [
    "-", "–", "—", "−", "--", "x", "X", "NA", "N/A", "n/a", "NULL", "null", "None", "okänd", "okänt", "oka\u0308nt",
    "saknas", "Uppgift\u00a0saknas", "ej aktuellt", " ? ",
]  # fmt: skip
"""Marks without declared meaning."""

Outcome = tuple[Any, ...] | str
"""What a cell says: both ends or the category, and the code of what is told of it; or the code of its fault."""

POINT, COMMA = Notation(), Notation(comma=True)
DECLARED = criteria_of("""\
version: 1
criteria: {a: {weight: 1, value: {1: 100, 4: 0}}}
data:
  missing:
    "-": zero
    X: suppressed
    "..": suppressed
    "": [1, 4]
    "-99": missing
    "1e3": suppressed
    "9 999": [-3, 2]
    "~20": [20, null]
    ej  känt: missing
    a b: suppressed
  yes: [Finns, v]
  no: ["o\\u0308ppet"]
""").data
DECLARED_POINT, DECLARED_COMMA = Notation.of(DECLARED, comma=False), Notation.of(DECLARED, comma=True)
NOTATIONS = [POINT, COMMA, DECLARED_POINT, DECLARED_COMMA]


@cache
def records() -> list[type[SiteRecord]]:
    return [record_type(CRITERIA, notation) for notation in NOTATIONS]


def by_record(text: str | None, criterion: Criterion, notation: Notation) -> Outcome:
    """What the record says; it takes cells of which something is told, and what that is the grammar says."""
    others = dict.fromkeys((criterion.column for criterion in CRITERIA.criteria if criterion.kind == "number"), "...")
    given = {"id": "x", **others, "needed": "1", "needed_plan": "none", "needed_bus": "yes", criterion.column: text}
    try:
        site = records()[NOTATIONS.index(notation)].model_validate(given)
    except ValidationError as error:
        (detail,) = error.errors()
        assert detail["loc"] == (field_name(criterion),)
        return detail["type"]
    said = getattr(site, field_name(criterion))
    parse = parse_number if criterion.kind == "number" else parse_category
    read = parse(text or "", criterion, notation)
    assert not isinstance(read, Fault)
    assert read.content == said
    return (*(said if criterion.kind == "number" else (said,)), *([read.notice] if read.notice else []))


def by_full_columns(texts: Sequence[str | None], criterion: Criterion, notation: Notation) -> list[Outcome]:
    frame = columns.full(_frame(texts), {"text": criterion}, notation).collect()
    names = [columns.low(criterion), columns.high(criterion)]
    if criterion.kind != "number":
        names = [columns.category(criterion)]
    rows = frame.select(columns.code(criterion), *names).rows()
    return [_outcome(f"D{code}" if code else None, said) for code, *said in rows]


def _outcome(code: str | None, said: list[Any]) -> Outcome:
    if code is not None and code not in NOTICES:
        return code
    return (*said, code) if code else tuple(said)


def by_plain_columns(texts: Sequence[str | None], criterion: Criterion, notation: Notation) -> list[Outcome | None]:
    """None where the plain form does not speak for itself."""
    frame = columns.plain(_frame(texts), {"text": criterion}, notation).collect()
    name = columns.low(criterion) if criterion.kind == "number" else columns.category(criterion)
    return [_plain(said, criterion) if plain else None for plain, said in frame.select(columns.PLAIN, name).rows()]


def _plain(said: float | str | None, criterion: Criterion) -> Outcome:
    if criterion.kind != "number":
        return (said,)
    return (criterion.range.low, criterion.range.high) if said is None else (said, said)


def _frame(texts: Sequence[str | None]) -> pl.LazyFrame:
    return pl.LazyFrame({"text": pl.Series(texts, dtype=pl.String)})


def assert_agreement(texts: Sequence[str | None], criterion: Criterion, notation: Notation) -> None:
    expected = [by_record(text, criterion, notation) for text in texts]
    assert by_full_columns(texts, criterion, notation) == expected
    with patch.object(columns, "_FEW", 0):  # few unusual cells are parsed one by one, many together
        assert by_full_columns(texts, criterion, notation) == expected
        with patch.object(columns, "_MANY", 0):  # very many words are parsed once if they differ only in their digits
            assert by_full_columns(texts, criterion, notation) == expected
    plain = by_plain_columns(texts, criterion, notation)
    assert [cell for cell in plain if cell] == [said for cell, said in zip(plain, expected, strict=True) if cell]
