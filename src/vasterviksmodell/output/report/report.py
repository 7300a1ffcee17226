"""A report: its header, the page for the committee, and sections of evidence that anyone can check."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vasterviksmodell.analysis.decided_sites import Record
from vasterviksmodell.analysis.evidence import Evidence
from vasterviksmodell.i18n import Phrase
from vasterviksmodell.output.document import Block, Heading, PageEnd
from vasterviksmodell.output.report.matter import Matter


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the evidence. Its blocks begin at level 3; the title is a heading of level 2."""

    key: str
    """By which links refer to it; the same in every language."""
    title: Phrase
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What is put before a committee."""

    evidence: Evidence
    matter: Matter
    title: Phrase
    first_page: tuple[Block, ...]
    sections: tuple[Section, ...]
    record: Record | None = None
    """The decision that it shows, if any."""
    besides: tuple[str, ...] = ()
    """What it shows besides, which it does not carry: an outline, a plan."""

    def section(self, key: str) -> Section:
        """Return the section of a key."""
        return next(section for section in self.sections if section.key == key)

    def blocks(self) -> Iterator[Block]:
        """Yield the whole report as one document."""
        yield Heading(self.title, 1)
        yield from self.first_page
        yield PageEnd()
        for section in self.sections:
            yield Heading(section.title)
            yield from section.blocks


def of_analysis(key: str, document: Iterable[Block]) -> Section:
    """Return the document of an analysis as a section, which has the title of the document."""
    title, *blocks = document
    if not isinstance(title, Heading):
        raise TypeError(title)
    return Section(key, title.text, tuple(lowered(blocks)))


def lowered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the document of an analysis as part of a section: without its title, its headings one level lower."""
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
        elif block.level > 1:
            yield replace(block, level=block.level + 1)
