"""Limits on how many findings of a kind are listed; all are counted."""

from collections.abc import Sequence
from dataclasses import replace
from sys import maxsize

from vasterviksmodell.findings import Finding

DEFAULT_LIMIT = 100
"""How many findings of one kind in one column are listed by default."""
NO_LIMIT = maxsize
"""The limit when all findings are listed."""


def truncated(findings: Sequence[Finding], number: int, limit: int) -> list[Finding]:
    """Return the first findings of a kind, of `number` in all; the last that is listed counts the others."""
    first = list(findings[:limit])
    if number > len(first):
        first[-1] = replace(first[-1], more=number - len(first))
    return first
