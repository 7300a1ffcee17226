"""What a check is given, and what it does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.formats.interface import Table
from vasterviksmodell.sites.layout import Layout

SURVEYED = 100_000
"""Checks that would need much memory or time look at so many sites at most."""


@dataclass(frozen=True)
class Part:
    """A block of sites, blank rows left out, without faults in its cells."""

    table: Table
    layout: Layout
    criteria: Criteria
    block: pl.DataFrame
    """`ROW`, `id`, `name`, the columns `beside(what)` as texts, and the measures."""
    measures: Mapping[str, tuple[str, ...]]
    """By criterion id, for those with a column in the file: one column for a number known exactly or not at all (null),
    or for a category; two for an interval, which is the criterion's whole range when nothing is known."""
    before: int
    """How many sites come before it, in all files."""


@dataclass(frozen=True)
class Check:
    codes: tuple[str, ...]
    """The rules that it looks after."""
    see: Callable[[Part], Any]
    """What it keeps of a block, None when nothing: called once for each block in order, must be quick."""
    tell: Callable[[Sequence[Any], Criteria], Iterator[Finding]]
    """Its findings, from all that it kept."""


Seen = dict[Check, list[Any]]
"""What the checks have kept."""
