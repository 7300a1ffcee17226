"""Several files read one after another, and what is found when all of them are known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, Severity, in_order, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, shortened
from vasterviksmodell.sites.checks import check_findings
from vasterviksmodell.sites.chosen_rows import Wish, wishes
from vasterviksmodell.sites.formats.records.record_table import told_once
from vasterviksmodell.sites.formats.registry import nul_byte, opened
from vasterviksmodell.sites.formats.site_format import Cell, SiteFormat, Table
from vasterviksmodell.sites.identity import (
    FileOfSites,
    copies_among,
    each_once,
    groups_of,
    missing_columns,
    missing_in_all,
    together,
)
from vasterviksmodell.sites.layout import Matched, expected, match
from vasterviksmodell.sites.listed import LISTED
from vasterviksmodell.sites.scan import Keep, Kept, Reading, SiteFile, Then, nothing_more
from vasterviksmodell.source.files import Source

_BROKEN_FILES, _BROKEN_ROWS, _BROKEN_CELLS = ("D039",), ("D002", "D003", "D036"), ("D015",)
_UNREAD = ("F001", "F007")


def at_their_level(findings: Iterable[Finding], levels: Mapping[str, Severity | None]) -> Iterator[Finding]:
    """The findings with the severities that the criteria file gives them, without those it switches off."""
    for finding in findings:
        level = levels.get(finding.code, finding.severity)
        if level is not None:
            yield finding if level == finding.severity else replace(finding, level=level)


def one_for_each_cause(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out findings about a cell that is missing or wrong because it, its row or its file is broken.

    In a file with bytes that cannot be read it is no finding that two texts with such bytes are alike, or mean nothing.
    """
    files = {it.place.path for it in findings if it.code in _BROKEN_FILES}
    unread = {it.place.path for it in findings if it.code in _UNREAD}
    rows = {(it.place.path, it.place.line) for it in findings if it.code in _BROKEN_ROWS}
    cells = {it.place for it in findings if it.code in _BROKEN_CELLS}

    def follows(finding: Finding) -> bool:
        """Whether a finding says only what follows from another."""
        if finding.code >= "D1" and finding.place.path in files:
            return True
        if finding.code in (*_BROKEN_FILES, *_BROKEN_ROWS, *_BROKEN_CELLS) or finding.code.startswith("F"):
            return False
        if finding.place.path in unread and _holds_unread(finding):
            return True
        return not finding.more and (finding.place in cells or (finding.place.path, finding.place.line) in rows)

    return [finding for finding in findings if not follows(finding)]


def _holds_unread(finding: Finding) -> bool:
    """Whether a finding is about a text with a byte that could not be read."""
    return any("\ufffd" in text for text in finding.facts.values() if isinstance(text, str))


def choices_missed(matches: Sequence[Matched], criteria: Criteria) -> Iterator[Finding]:
    """For each choice: one finding where no file has the column, else the files with one that was perhaps meant."""
    for wish in wishes(criteria.data) if matches else ():
        lacking = [it for it in matches if wish not in it.wishes]
        if len(lacking) == len(matches):
            yield _finding(wish, min(matches, key=lambda it: not _may_have(it, wish)), matches)
        else:
            yield from (_finding(wish, it, [it], Severity.WARNING) for it in lacking if _may_have(it, wish))


def _may_have(matched: Matched, wish: Wish) -> bool:
    return any(matched.missing.for_wish(wish))


def _finding(wish: Wish, told_at: Matched, files: Sequence[Matched], level: Severity | None = None) -> Finding:
    known = dict.fromkeys(heading for file in files for heading in file.missing.known)
    facts: dict[str, Phrase] = {
        "column": wish.heading,
        "files": _in_files([file.missing.place.path for file in files]),
        "known": listing(f"'{shortened(it)}'" for it in known),
    }
    return Finding(rule("D031"), told_at.missing.place, facts, *told_at.missing.for_wish(wish), level=level)


def _in_files(paths: Sequence[str]) -> Phrase:
    """Which files are meant, where they are several."""
    if len(paths) < 2:  # noqa: PLR2004 - the place of the finding names a single one
        return ""
    return Message(" in {paths}").format(paths=listing(paths))


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
                [criterion.column for criterion in criteria.criteria] if criteria.data.join else ()
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
        before = sum(reading.input.sites for reading in readings)
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
