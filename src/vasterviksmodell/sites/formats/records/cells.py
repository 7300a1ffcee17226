"""The cells of records: what a value of YAML or JSON says in the one cell that it has in a table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vasterviksmodell.findings import Severity
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.wording import same, shortened

_BOUND = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?")
"""A number with digits on both sides of its decimal sign, as the grammar has it at the ends of an interval."""

A_SITE = Message("a site: headings, each with a cell")
A_CELL = Message("a number, a text or [low, high]")
SITES = Message("a list of sites, or sites: with such a list")
LIST = Message("a list")
LISTS = Message("a list of lists")
MAPPING = Message("a mapping of keys to values")
NOTHING = Message("nothing", "there is none")


@dataclass(frozen=True, slots=True)
class Misfit:
    """What fits in no cell, or is no site: the rule it breaks, and the facts."""

    facts: Mapping[str, Phrase]
    code: str = "D012"
    advice: Phrase | None = None
    level: Severity = Severity.ERROR


RecordCell = str | None | Misfit
"""What a record has under a heading: a text as CSV would have it, nothing, or what fits in no cell."""


def misfit(expected: Phrase, found: Phrase) -> Misfit:
    return Misfit({"expected": expected, "found": found})


def quoted(text: str) -> Phrase:
    """A text of a file, to be shown."""
    return same(f"'{shortened(text)}'")


def interval(low: str | None, high: str | None) -> RecordCell:
    """The cell of a list of two: the ends of an interval, None where it is open."""
    if not all(_BOUND.fullmatch(it) for it in (low, high) if it is not None):
        return misfit(A_CELL, LIST)
    if low is None:
        return None if high is None else f"<={high}"
    return f">={low}" if high is None else f"{low}..{high}"
