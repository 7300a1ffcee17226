"""How many findings of a kind are listed. All are counted."""

from collections.abc import Sequence
from dataclasses import replace

from vasterviksmodell.findings import Finding

LISTED = 100
"""How many findings of one kind in one column are listed."""


def listed(findings: Sequence[Finding], number: int) -> list[Finding]:
    """The first of a number of findings of a kind; the last that is listed counts the rest."""
    first = list(findings[:LISTED])
    if number > len(first):
        first[-1] = replace(first[-1], more=number - len(first))
    return first
