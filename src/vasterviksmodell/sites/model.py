"""Sites with their measures, and the files they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, InvalidInput
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.source.frozen_mapping import FrozenMapping


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read, as it is recorded with a result."""

    path: str
    sha256: str
    format: str
    dialect: Mapping[str, str]
    sites: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """What was withheld of redacted sites, by the ids of criteria; it says nothing that the sites do not show."""

    withheld: tuple[str, ...] = ()
    """The measures of which nothing is shown."""
    small: Mapping[str, int] = field(default_factory=lambda: FrozenMapping({}))
    """How many small counts or rates are shown as an interval."""
    classes: tuple[str, ...] = ()
    """The distances and times that are shown in classes."""
    derived: tuple[str, ...] = ()
    """The measures that are unknown at some sites because a hidden figure could be computed from them."""
    changes: int = 0
    """How many measures had been set to other values than the files have."""


@dataclass(frozen=True, slots=True)
class Blind:
    """That sites are shown as numbers, and what that hides."""

    changes: int = 0
    """How many measures had been set to other values than the files have."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sites(FrozenValue):
    """All sites of one or more files.

    `frame` has one row for each site: `id`, `name`, for each criterion of type number its interval
    `<id>__low`, `<id>__high`, for each other criterion `<id>__category` (null when unknown), its `<id>__source` and
    `<id>__date` where a file has them (null for a figure without), and the columns that no criterion reads, as texts.
    `_latitude` and `_longitude` (degrees, WGS 84; null when unknown or invalid) are there when the criteria name
    columns of positions and a file has them, or its format has positions of its own. `_municipality_code` and
    `_municipality` are texts (null when unknown), there when the criteria name the column and a file has it.
    """

    frame: pl.DataFrame
    """A row for each site; see above."""
    criteria: Criteria
    """The criteria they were read with: ranges, categories and declared marks decide how a cell is read."""
    inputs: tuple[Input, ...]
    """The files that were read, each with its fingerprint (SHA-256)."""
    findings: tuple[Finding, ...]
    """Warnings and information about the files."""
    redaction: Redaction | None = None
    """What was withheld, when they are redacted."""
    blind: Blind | None = None
    """That they are numbers, when they are."""

    def suit(self, criteria: Criteria) -> bool:
        """Say whether reading the files with other criteria would give the same measures."""
        return _reading_settings(self.criteria) == _reading_settings(criteria)


def _reading_settings(criteria: Criteria) -> tuple[object, ...]:
    """Return all settings that decide how a cell is read."""
    data = criteria.data
    measures = [
        (
            criterion.id,
            criterion.column,
            criterion.kind,
            criterion.unit,
            criterion.range,
            criterion.categories,
            criterion.label_texts,
            criterion.required,
        )
        for criterion in criteria.criteria
    ]
    return (
        measures,
        data.columns,
        data.units,
        data.words,
        data.decimal,
        data.missing,
        data.yes,
        data.no,
        data.where,
        data.join,
    )


class InvalidSites(InvalidInput):
    """Site files with errors; `findings` holds all of them."""
