"""The account of alternatives as a document by itself, for whoever needs it apart from the report."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from vasterviksmodell.output.document import Block, Heading, Lines
from vasterviksmodell.output.formats import Suffixes
from vasterviksmodell.output.renderers import RENDERERS
from vasterviksmodell.output.report.first_page import header
from vasterviksmodell.output.report.sections.alternatives import KEY
from vasterviksmodell.output.report.sections.decision import KEY as DECISION

if TYPE_CHECKING:
    from vasterviksmodell.output.formats import View
    from vasterviksmodell.output.report.report import Report

ACCOUNT_SUFFIXES: Suffixes = MappingProxyType({name: member.suffixes for name, member in RENDERERS.items()})


def account(report: "Report", format: str, view: "View") -> str | bytes:
    """Return the account of alternatives of a report, with the decision before it, in one of the formats of documents.

    Raises `KeyError` where the report has none.
    """
    rendered = RENDERERS[format].render(_document(report), view)
    return rendered if isinstance(rendered, bytes) else "".join(rendered)


def _document(report: "Report") -> Iterator[Block]:
    sections: Mapping[str, tuple[Block, ...]] = {section.key: section.blocks for section in report.sections}
    titles = {section.key: section.title for section in report.sections}
    yield Heading(titles[KEY], 1)
    above = tuple(header(report.evidence.ranking.criteria, report.matter))
    if above:
        yield Lines(above)
    yield from map(_raised, sections[KEY])
    yield Heading(titles[DECISION])
    yield from sections[DECISION]


def _raised(block: Block) -> Block:
    """Return a block of a section as one of a document: headings stand one level higher."""
    return replace(block, level=block.level - 1) if isinstance(block, Heading) else block
