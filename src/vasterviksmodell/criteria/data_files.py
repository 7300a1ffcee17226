"""How files of sites are written, as far as a criteria file says, and where their figures come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from vasterviksmodell.value_functions.range import Range
from vasterviksmodell.wording import Text

Meaning = Literal["missing", "zero", "suppressed"] | Range
"""What a mark that stands for a figure means: nothing is known, a true zero, the figure is withheld, or it lies within
a range."""
PROVENANCE = ("source", "date")
"""What is known of a single figure; it stands in the columns `<measure>__source` and `<measure>__date`."""


@dataclass(frozen=True, slots=True)
class DataFiles:
    """What is not to be found out from the files themselves; None is found out."""

    encoding: str | None = None
    delimiter: str | None = None
    decimal: Literal[".", ","] | None = None
    header: tuple[int, ...] = ()
    """The lines of the headings, in a workbook the rows; none are found out."""
    sheet: str | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By the heading that the criteria use: the headings that files may have instead."""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By heading: what the cells of a row say that is read, one of several texts. Other rows are left out."""
    join: bool = False
    """Whether files with the same sites and other measures make one table."""
    missing: Mapping[str, Meaning] = field(default_factory=lambda: MappingProxyType({}))
    """By mark, besides the empty cell, `.`, `..` and `...`, which mean missing unless they stand here."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    as_of: date | None = None
    """The day to which the age of sources is counted."""

    @property
    def comma(self) -> bool:
        """Whether texts are said to have decimal commas."""
        return self.decimal == ","


@dataclass(frozen=True, slots=True)
class MeasureSource:
    """Where the figures of a measure come from."""

    source: Text
    date: str | None
    """As it is written: a year, a month or a day."""
