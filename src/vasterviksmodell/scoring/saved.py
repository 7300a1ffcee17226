"""A ranking saved as JSON → what it was made from: its criteria and the measures of its sites.

Nothing that was computed is taken over: who wants scores scores the sites again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vasterviksmodell.criteria import Criteria, Criterion, read_criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.scoring import names
from vasterviksmodell.sites import Input, Sites, columns
from vasterviksmodell.sites.layout import EXTRA
from vasterviksmodell.text_file import read_text
from vasterviksmodell.wording import Text, same

_NO_JSON = Text("it is not JSON", "den är inte JSON")
_ANOTHER = Text("its criteria cannot be read", "dess kriterier kan inte läsas")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, hide_input_in_errors=True)


class _Number(_Part):
    measure: tuple[float | None, float | None] = Field(strict=False)


class _Category(_Part):
    measure: tuple[str | None, str | None] = Field(strict=False)


class _Site(_Part):
    id: str
    name: str
    criteria: dict[str, _Number | _Category]
    extra: dict[str, str | None]


class _Input(_Part):
    path: str
    sha256: str
    format: str
    dialect: dict[str, str]
    sites: int


class _Counts(_Part):
    sites: int


class _File(_Part):
    schema_: Literal["vasterviksmodell/ranking/1"] = Field(alias="schema")
    version: str
    counts: _Counts
    inputs: list[_Input]
    criteria: dict[str, Any]
    sites: list[_Site]


@dataclass(frozen=True, slots=True)
class SavedRanking:
    """What a saved ranking rests on."""

    sites: Sites
    version: str
    """Of the program that made it."""
    counted: int
    """How many sites it was made among; it holds fewer when it was cut to the first."""
    document: Mapping[str, Any] = field(repr=False)
    """All that it says."""

    @property
    def criteria(self) -> Criteria:
        return self.sites.criteria

    @property
    def is_cut(self) -> bool:
        return self.sites.frame.height < self.counted


def is_ranking(head: bytes) -> bool:
    """Whether a file that begins so calls itself a ranking."""
    return names.RANKING_SCHEMA.encode() in head[:200]


def read_ranking(content: bytes, path: str) -> tuple[SavedRanking | None, tuple[Finding, ...]]:
    """The ranking in a file's content, or None and what is wrong with it."""
    text, findings = read_text(content, path)
    if text is None:
        return None, findings
    try:
        document = json.loads(text)
        file = _File.model_validate(document)
    except (ValueError, RecursionError) as error:
        return None, (_no_ranking(path, _problem(error)),)
    criteria, _ = read_criteria(json.dumps(file.criteria, ensure_ascii=False).encode(), path)
    if criteria is None:
        return None, (_no_ranking(path, _ANOTHER),)
    missing = _missing(file, criteria)
    if missing is not None:
        return None, (_no_ranking(path, missing),)
    inputs = tuple(Input(it.path, it.sha256, it.format, it.dialect, it.sites) for it in file.inputs)
    sites = Sites(_frame(file.sites, criteria), criteria, inputs, ())
    return SavedRanking(sites, file.version, file.counts.sites, document), ()


def cut_findings(saved: SavedRanking, path: str) -> tuple[Finding, ...]:
    """What is wrong with a ranking that does not hold all its sites, for who needs them all."""
    if not saved.is_cut:
        return ()
    facts = {"shown": str(saved.sites.frame.height), "sites": str(saved.counted)}
    return (Finding(rule("R002"), Place(path), facts),)


def _no_ranking(path: str, problem: Text) -> Finding:
    return Finding(rule("R001"), Place(path), {"problem": problem})


def _problem(error: Exception) -> Text:
    if not isinstance(error, ValidationError):
        return _NO_JSON
    detail = error.errors(include_url=False, include_input=False)[0]
    way = ".".join(str(step) for step in detail["loc"])
    return same(f"{way}: {detail['msg']}")


def _missing(file: _File, criteria: Criteria) -> Text | None:
    """What a site lacks that the criteria ask for."""
    for site in file.sites:
        for it in criteria.criteria:
            said = site.criteria.get(it.id)
            kind = _Number if it.kind == "number" else _Category
            if said is None or not (isinstance(said, kind) or said.measure == (None, None)):
                return Text(f"'{site.id}' has no measure of {it.id}", f"'{site.id}' saknar mått för {it.id}")
    return None


def _frame(sites: list[_Site], criteria: Criteria) -> pl.DataFrame:
    measured = [series for it in criteria.criteria for series in _measures(sites, it)]
    headings = dict.fromkeys(heading for site in sites for heading in site.extra)
    return pl.DataFrame(
        [
            pl.Series("id", [it.id for it in sites], pl.String),
            pl.Series("name", [it.name for it in sites], pl.String),
            *measured,
            *(pl.Series(EXTRA + heading, [it.extra.get(heading) for it in sites], pl.String) for heading in headings),
        ]
    )


def _measures(sites: list[_Site], criterion: Criterion) -> list[pl.Series]:
    ends = [site.criteria[criterion.id].measure for site in sites]
    if criterion.kind != "number":
        return [pl.Series(columns.category(criterion), [low for low, _ in ends], pl.String)]
    low = pl.Series(columns.low(criterion), [low for low, _ in ends], pl.Float64)
    high = pl.Series(columns.high(criterion), [high for _, high in ends], pl.Float64)
    return [low.fill_null(criterion.range.low), high.fill_null(criterion.range.high)]
