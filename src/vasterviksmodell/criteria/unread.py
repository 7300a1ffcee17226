"""Headings that a criteria file speaks of although no criterion reads such a column."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple
from typing import TYPE_CHECKING

from vasterviksmodell.criteria.data_files import PROVENANCE
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.criteria.spot import spot_at
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.findings.fault import KEY
from vasterviksmodell.wording import listing, nearest, same
from vasterviksmodell.yaml_document import Node

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase

_MOST = 50
"""Among so many headings the one that was meant is looked for: that takes long."""


def unread_headings(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Findings about the keys of `sources` and of `data: columns`."""
    measures = list(dict.fromkeys(it.column for it in criteria.criteria))
    columns = list(filter(None, (*astuple(criteria.site), *measures, *criteria.data.where)))
    provenance = {f"{heading}__{what}" for heading in measures for what in PROVENANCE}
    yield from _unread(criteria.sources.keys(), measures, ("sources",), root, path)
    yield from _unread(criteria.data.columns.keys() - provenance, columns, ("data", "columns"), root, path)


def _unread(
    headings: AbstractSet[str], read: Sequence[str], way: tuple[str, ...], root: Node, path: str
) -> Iterator[Finding]:
    section, known = same(": ".join((*way, "")).strip()), listing(read)
    for heading in headings - set(read):
        place = spot_at(root, (*way, heading, KEY), path).place
        facts: dict[str, Phrase] = {"heading": heading, "section": section, "known": known}
        yield Finding(rule("C203"), place, facts, suggestion=nearest(heading, read[:_MOST]))
