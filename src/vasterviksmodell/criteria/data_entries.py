"""The shape of `data`, `sources` and `checks` in a criteria file: how data files are written, and their origin."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from vasterviksmodell.criteria.entry_types import Bounds, Entry, Label
from vasterviksmodell.criteria.json_schema import checks_schema
from vasterviksmodell.criteria.model import DataFiles, Meaning, MeasureSource, Period, Redact, parse_date, parse_period
from vasterviksmodell.findings import RULES, Severity
from vasterviksmodell.findings.model import KEY, Fault, raise_faults
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest
from vasterviksmodell.source.frozen_mapping import FrozenMapping

Level = Literal["off", "info", "warning", "error"]
EncodingName = Literal["utf-8", "cp1252", "utf-16", "cp850", "mac-roman"]
DelimiterName = Literal[";", ",", "|", "tab"]
_ENCODINGS: Mapping[str, EncodingName] = {
    **dict.fromkeys(("utf-8", "utf8", "utf-8-sig"), "utf-8"),
    **dict.fromkeys(("cp1252", "windows-1252", "iso-8859-1", "latin-1", "latin1"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf16"), "utf-16"),
    **dict.fromkeys(("cp850", "cp437"), "cp850"),
    **dict.fromkeys(("mac-roman", "macroman", "macintosh"), "mac-roman"),
}
"""The names that programs use. Windows-1252 has every letter of ISO 8859-1 at the same byte."""
_TAB = ("\t", r"\t")
"""A tab, and how to write it where it cannot be typed."""
Heading = Annotated[str, StringConstraints(min_length=1)]


def severity_of(level: Level) -> Severity | None:
    """Return the severity that a level names; None for `off`."""
    return None if level == "off" else Severity[level.upper()]


def _day(raw: Any) -> str:
    """Return a date as text; a year alone is a number in YAML."""
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    if not isinstance(text, str) or parse_date(text) is None:
        raise PydanticCustomError("not_a_date", "not a date")
    return text


def _period(raw: Any) -> Period:
    period = parse_period(raw) if isinstance(raw, str) else None
    if period is None:
        raise PydanticCustomError("not_a_period", "not a period")
    return period


def _adjustable(checks: dict[str, Level]) -> dict[str, Level]:
    raise_faults(fault for code, level in checks.items() if (fault := _check_fault(code, level)))
    return checks


def _check_fault(code: str, level: Level) -> Fault | None:
    """Return what is wrong with giving findings of a code another severity, if anything."""
    known = [rule.code for rule in RULES.values() if rule.adjustable]
    if code not in RULES:
        facts: dict[str, Phrase] = {"key": code, "where": Message("in checks"), "known": listing(known)}
        return Fault("C001", facts, (code, KEY), suggestion=nearest(code, known))
    raised = level != "off" and Severity[level.upper()] >= RULES[code].severity
    return None if RULES[code].adjustable or raised else Fault("C112", {"code": code}, (code,))


def _encoding(raw: Any) -> Any:
    return _ENCODINGS.get(raw.lower(), raw) if isinstance(raw, str) else raw


def _encoding_pattern() -> str:
    """Return a regular expression for the names of encodings, in either case."""
    names = "|".join(_ENCODINGS)
    return f"^({''.join(f'[{name}{name.upper()}]' if name.isalpha() else name for name in names)})$"


def _delimiter(raw: Any) -> Any:
    return "tab" if isinstance(raw, str) and raw in _TAB else raw


if TYPE_CHECKING:
    Encoding = EncodingName
    Delimiter = DelimiterName
    DateText = str
    FreshWithin = Period | None
    Checks = dict[str, Level]
    MeaningEntry = Meaning
else:
    _ENCODING_SCHEMA = {"anyOf": [{"enum": list(get_args(EncodingName))}, {"pattern": _encoding_pattern()}]}
    _DELIMITER_SCHEMA = {"type": "string", "enum": [*get_args(DelimiterName), *_TAB]}
    Encoding = Annotated[
        EncodingName, BeforeValidator(_encoding), WithJsonSchema({"type": "string", **_ENCODING_SCHEMA})
    ]
    Delimiter = Annotated[DelimiterName, BeforeValidator(_delimiter), WithJsonSchema(_DELIMITER_SCHEMA)]
    DateText = Annotated[
        str,
        BeforeValidator(_day),
        WithJsonSchema({"type": ["string", "integer"], "description": "A year, 2024-10 or 2024-10-15."}),
    ]
    FreshWithin = Annotated[
        Period | None,
        BeforeValidator(_period),
        WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,4} (day|month|year)s?$"}),
    ]
    Checks = Annotated[dict[str, Level], AfterValidator(_adjustable), WithJsonSchema(checks_schema(get_args(Level)))]
    MeaningEntry = Annotated[
        Annotated[Literal["missing", "zero", "suppressed"], Tag("word")] | Annotated[Bounds, Tag("range")],
        Discriminator(lambda raw: "range" if isinstance(raw, list) else "word"),
    ]


def listed(raw: Any) -> Any:
    """Return one text, or several, as a list of texts."""
    return [raw] if isinstance(raw, str) else raw


Headings = Annotated[
    list[Heading], BeforeValidator(listed, json_schema_input_type=Heading | list[Heading]), Field(min_length=1)
]


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Names = Annotated[list[Name], BeforeValidator(listed, json_schema_input_type=Name | list[Name]), Field(min_length=1)]


def _lines(raw: Any) -> Any:
    return raw if isinstance(raw, list) else [raw]


def _rising(lines: list[int]) -> list[int]:
    """Return line numbers if each is greater than the one before; reject others."""
    if any(below <= line for line, below in pairwise(lines)):
        expected = Message("line numbers in rising order")
        raise_faults([Fault("C003", {"expected": expected})])
    return lines


def _cells(raw: Any) -> Any:
    """Return what cells must say as texts: 2017 as `2017`, true as `true`, nothing as an empty cell."""
    return [_cell(value) for value in (raw if isinstance(raw, list) else [raw])]


def _cell(raw: Any) -> Any:
    if raw is None:
        return ""
    return str(raw).lower() if isinstance(raw, bool | int | float) else raw


if TYPE_CHECKING:
    HeaderLines = list[int]
    CellTexts = list[str]
else:
    _LINE = {"type": "integer", "minimum": 1}
    _CELL = {"type": ["string", "number", "boolean", "null"]}
    HeaderLines = Annotated[
        list[Annotated[int, Field(ge=1)]],
        BeforeValidator(_lines),
        Field(min_length=1),
        AfterValidator(_rising),
        WithJsonSchema({"anyOf": [_LINE, {"type": "array", "items": _LINE, "minItems": 1}]}),
    ]
    CellTexts = Annotated[
        list[str],
        BeforeValidator(_cells),
        Field(min_length=1),
        WithJsonSchema({"anyOf": [_CELL, {"type": "array", "items": _CELL, "minItems": 1}]}),
    ]


class DataEntry(Entry):
    """How the files of sites are written. What is not stated is detected in each file."""

    encoding: Encoding | None = Field(default=None, description="utf-8, cp1252, utf-16, cp850 (DOS) or mac-roman.")
    delimiter: Delimiter | None = Field(default=None, description="The sign between the cells of a CSV file.")
    decimal: Literal[".", ","] | None = Field(default=None, description="The decimal sign.")
    header: HeaderLines | None = Field(
        default=None, description="The line of the headings, or several: [3, 4]; in a workbook the rows."
    )
    sheet: str | None = Field(default=None, description="The sheet of a workbook.")
    columns: dict[Heading, Headings] = Field(
        default={}, description="Other headings that files may have, by the heading that the criteria use."
    )
    where: dict[Heading, CellTexts] = Field(
        default={}, description="Which rows are read: the values of their cells, one or several, by heading."
    )
    join: bool = Field(default=False, description="Whether files with the same sites and other measures are joined.")
    missing: dict[str, MeaningEntry] = Field(
        default={},
        description="What marks mean in place of a figure: missing, zero (a true zero), suppressed, or [low, high].",
    )
    yes: list[Heading] = Field(default=[], description="Further words that mean yes.")
    no: list[Heading] = Field(default=[], description="Further words that mean no.")
    words: dict[Heading, dict[str, Headings]] = Field(
        default={},
        description="Further words for categories, by the heading that the criteria use, and by category (yes and no).",
    )
    units: dict[Heading, Heading] = Field(
        default={},
        description="The units of the figures in the files, by the heading that the criteria use; they are converted.",
    )
    as_of: DateText | None = Field(default=None, description="The day on which the age of sources is counted.")

    def domain(self) -> DataFiles:
        return DataFiles(
            encoding=self.encoding,
            delimiter="\t" if self.delimiter == "tab" else self.delimiter,
            decimal=self.decimal,
            header=tuple(self.header or ()),
            sheet=self.sheet,
            columns=FrozenMapping({heading: tuple(others) for heading, others in self.columns.items()}),
            where=FrozenMapping({heading: tuple(texts) for heading, texts in self.where.items()}),
            join=self.join,
            missing=FrozenMapping(dict(self.missing)),
            yes=tuple(self.yes),
            no=tuple(self.no),
            words=FrozenMapping(
                {
                    heading: FrozenMapping({category: tuple(words) for category, words in by_category.items()})
                    for heading, by_category in self.words.items()
                }
            ),
            units=FrozenMapping(dict(self.units)),
            as_of=parse_date(self.as_of) if self.as_of else None,
        )


class RedactEntry(Entry):
    """What the redacted edition withholds, and what of it is public anyway."""

    withhold: list[Heading] = Field(
        default=[],
        description="The headings of measures of which nothing is shown, and of ids or names if they are secret.",
    )
    publish: list[Heading] = Field(
        default=[],
        description="The headings of measures that are public anyway, such as those of a timetable: shown as they are.",
    )

    def domain(self) -> Redact:
        return Redact(tuple(self.withhold), tuple(self.publish))


class SourceEntry(Entry):
    """Who published the figures of a column, and when."""

    source: Label = Field(description="Who published them, and where.")
    date: DateText | None = Field(default=None, description="Their date: a year, a month or a day.")

    def domain(self) -> MeasureSource:
        return MeasureSource(self.source.domain(), self.date)
