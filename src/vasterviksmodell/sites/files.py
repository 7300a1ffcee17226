"""Several files read one after another, and what is found when all of them are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, in_order
from vasterviksmodell.sites.causes import at_their_level, one_for_each_cause
from vasterviksmodell.sites.checks import check_findings
from vasterviksmodell.sites.choices_missed import choices_missed
from vasterviksmodell.sites.formats.contents import nul_byte, opened
from vasterviksmodell.sites.formats.interface import Cell, SiteFormat, Table
from vasterviksmodell.sites.formats.records.turns import told_once
from vasterviksmodell.sites.layout import Matched, expected, match
from vasterviksmodell.sites.listed import LISTED
from vasterviksmodell.sites.same_sites import (
    FileOfSites,
    copies_among,
    each_once,
    groups_of,
    missing_columns,
    missing_in_all,
    together,
)
from vasterviksmodell.sites.scan import Keep, Kept, Reading, SiteFile, Then, nothing_more
from vasterviksmodell.source import Source

_NO_TEXT = ("F001", "F002", "F009")


@dataclass(frozen=True)
class TableOfSites:
    """A table, and how its headings match the criteria."""

    table: Table
    matched: Matched
    file: SiteFile | None
    """The file read as this table; None when it lacks the columns that a table must have."""

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - what a file is read with
        cls, table: Table, source: Source, format: SiteFormat, criteria: Criteria, sites_before: int, limit: int
    ) -> "TableOfSites":
        """The table of a file."""
        matched = match(table, criteria, source.name, limit)
        if matched.layout is None:
            return cls(table, matched, None)
        return cls(table, matched, SiteFile(source, format, table, matched.layout, criteria, sites_before, limit))

    @property
    def first_site(self) -> Place:
        """Where the first site stands."""
        return self.table.places([Cell(0, None)])[0]

    def findings(self, *, missing: bool) -> Iterator[Finding]:
        """What is wrong with a table that is not ranked; columns may be missing as they were in another."""
        yield from self.matched.findings
        if missing:
            criteria = self.matched.missing.criteria
            yield from self.matched.missing.findings(
                [it.column for it in criteria.criteria] if criteria.data.join else ()
            )
        if self.file is not None:
            reading = self.file.read(nothing_more, lambda *_: None)
            yield from (*reading.findings, *reading.identities.findings())


@dataclass(frozen=True)
class OpenedFile:
    """What is in a file, and what is wrong with its head."""

    findings: Sequence[Finding]
    own: TableOfSites | None = None
    others: Sequence[TableOfSites] = ()
    """The same with other values of keys that stand twice."""

    def in_other_turns(self) -> Iterator[list[Finding]]:
        """What is wrong with the values that are not read because their key stands twice."""
        seen = [self.own.first_site] if self.own is not None and self.others else []
        for other in self.others:
            yield list(other.findings(missing=other.first_site not in seen))
            seen.append(other.first_site)


def open_file(source: Source, format: SiteFormat, criteria: Criteria, sites_before: int, limit: int) -> OpenedFile:
    """A file with its tables."""
    table, findings = opened(source, format, expected(criteria, limit))
    if table is None:
        return OpenedFile(findings)
    own = TableOfSites.of(table, source, format, criteria, sites_before, limit)
    others = [TableOfSites.of(other, source, format, criteria, sites_before, limit) for other in table.others]
    return OpenedFile(findings, own, others)


def read_files(
    sources: Sequence[tuple[Source, SiteFormat]],
    criteria: Criteria,
    then: Then,
    keep: Keep[Kept],
    limit: int = LISTED,
) -> tuple[list[Reading[Kept]], tuple[Finding, ...]]:
    """Read files one after another. The findings are those of all files and of all together.

    Of each kind in a column at most `limit` findings are listed; the last of them counts the rest.
    """
    readings: list[Reading[Kept]] = []
    findings: list[Finding] = []
    matches: list[Matched] = []
    other_turns: list[list[Finding]] = []
    for source, format in sources:
        before = sum(it.input.sites for it in readings)
        opened_file = open_file(source, format, criteria, before, limit)
        found, own = [*opened_file.findings], opened_file.own
        file = None if own is None else own.file
        if own is not None:
            matches.append(own.matched)
            found += own.matched.findings
        if file is not None:
            readings.append(file.read(then, keep))
            found += readings[-1].findings
        other_turns += opened_file.in_other_turns()
        no_text = [it for it in found if it.code in _NO_TEXT] or list(() if format.binary else nul_byte(source))
        findings += no_text if file is None and no_text else [*found, *(it for it in no_text if it not in found)]
    findings = told_once([[*findings, *_of_all(readings, matches, criteria, limit)], *other_turns])
    return readings, in_order(at_their_level(one_for_each_cause(findings), criteria.checks))


def _of_all(
    readings: Sequence[Reading[Kept]], matches: Sequence[Matched], criteria: Criteria, limit: int
) -> Iterator[Finding]:
    """What is found when all files are known: columns that none of them has, ids that two have, and by the checks."""
    seen = [it.seen for it in readings]
    yield from choices_missed(matches, criteria)
    if criteria.data.join:
        yield from missing_in_all(matches)
        for reading in readings:
            yield from reading.identities.findings()
        yield from check_findings(seen, criteria, same_sites=True)
        return
    files = [FileOfSites(it.file.source.name, it.file.layout, it.identities) for it in readings]
    groups = groups_of(files)
    copies = copies_among(files, groups, limit)
    yield from together(groups, criteria)
    yield from (copy.finding for copy in copies)
    yield from missing_columns(matches, groups, criteria)
    yield from each_once(files, groups, copies, limit).findings()
    yield from check_findings(seen, criteria, same_sites=bool(groups or copies))
