"""What is known: sites with their measures, and where they came from."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, InvalidInput


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read, as it is recorded beside a result."""

    path: str
    sha256: str
    format: str
    dialect: Mapping[str, str]
    sites: int


@dataclass(frozen=True, slots=True)
class Sites:
    """All sites of one or more files.

    `frame` has one row for each site: `id`, `name`, for each criterion of type number its interval
    `<id>__low`, `<id>__high`, for each other criterion `<id>__category` (null when unknown), its `<id>__source` and
    `<id>__date` where a file has them (null for a figure without), and the columns that no criterion reads, as texts.
    `_latitude` and `_longitude` (degrees, WGS 84; null when not known or wrong) are there when the criteria name
    columns of positions and a file has them, or its format has positions of its own.
    """

    frame: pl.DataFrame
    criteria: Criteria
    """What they were read with: ranges, categories and declared marks decide what a cell says."""
    inputs: tuple[Input, ...]
    findings: tuple[Finding, ...]

    def suit(self, criteria: Criteria) -> bool:
        """Whether reading them again with other criteria would give the same measures."""
        return _measured(self.criteria) == _measured(criteria)


def _measured(criteria: Criteria) -> tuple[object, ...]:
    """All that decides what is read from a cell."""
    data = criteria.data
    measures = [
        (criterion.id, criterion.column, criterion.kind, criterion.range, criterion.categories, criterion.required)
        for criterion in criteria.criteria
    ]
    return measures, data.columns, data.decimal, data.missing, data.yes, data.no, data.where, data.join


class InvalidSites(InvalidInput):
    """Site files with errors; `findings` holds all of them."""
