"""How many findings of a kind are listed. All are counted."""

from collections.abc import Sequence
from dataclasses import replace
from sys import maxsize

from vasterviksmodell.findings import Finding

LISTED = 100
"""How many findings of one kind in one column are listed, unless a caller asks for more."""
EVERY = maxsize
"""The limit of those who want all of them."""


def listed(findings: Sequence[Finding], number: int, limit: int) -> list[Finding]:
    """Return the first of a number of findings of a kind; the last that is listed counts the rest."""
    first = list(findings[:limit])
    if number > len(first):
        first[-1] = replace(first[-1], more=number - len(first))
    return first
