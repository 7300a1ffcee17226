"""Several files read one after another, and the findings about all of them together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, Severity, in_order, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, shortened
from vasterviksmodell.sites.checks import check_findings
from vasterviksmodell.sites.chosen_rows import RowCondition, row_conditions
from vasterviksmodell.sites.formats.records.record_table import without_repeats
from vasterviksmodell.sites.formats.registry import open_source, with_nul_byte
from vasterviksmodell.sites.formats.site_format import Cell, SiteFormat, Table
from vasterviksmodell.sites.identity import (
    FileIdentities,
    file_copies,
    file_groups,
    joined_identities,
    missing_columns,
    missing_in_all,
    same_sites_findings,
)
from vasterviksmodell.sites.layout import HeadingMatch, expectations, match_headings
from vasterviksmodell.sites.scan import BlockResult, Computation, Keep, Reading, SiteFile, compute_nothing
from vasterviksmodell.sites.truncation import DEFAULT_LIMIT
from vasterviksmodell.source.files import Source

_BROKEN_FILES, _BROKEN_ROWS, _BROKEN_CELLS = ("D039",), ("D002", "D003", "D036"), ("D015",)
_UNREAD = ("F001", "F007")


def at_their_level(findings: Iterable[Finding], levels: Mapping[str, Severity | None]) -> Iterator[Finding]:
    """Yield the findings with the severities in the criteria file, without those that it switches off."""
    for finding in findings:
        level = levels.get(finding.code, finding.severity)
        if level is not None:
            yield finding if level == finding.severity else replace(finding, level=level)


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings without those about cells that are wrong only because the cell, row or file is broken.

    Texts with bytes that cannot be read are not reported a second time as unknown or alike.
    """
    files = {finding.place.path for finding in findings if finding.code in _BROKEN_FILES}
    unread = {finding.place.path for finding in findings if finding.code in _UNREAD}
    rows = {(finding.place.path, finding.place.line) for finding in findings if finding.code in _BROKEN_ROWS}
    cells = {finding.place for finding in findings if finding.code in _BROKEN_CELLS}

    def follows(finding: Finding) -> bool:
        """Say whether a finding only follows from another."""
        if finding.code >= "D1" and finding.place.path in files:
            return True
        if finding.code in (*_BROKEN_FILES, *_BROKEN_ROWS, *_BROKEN_CELLS) or finding.code.startswith("F"):
            return False
        if finding.place.path in unread and _holds_unread(finding):
            return True
        return not finding.more and (finding.place in cells or (finding.place.path, finding.place.line) in rows)

    return [finding for finding in findings if not follows(finding)]


def _holds_unread(finding: Finding) -> bool:
    """Say whether a finding is about a text with a byte that could not be read."""
    return any("\ufffd" in text for text in finding.facts.values() if isinstance(text, str))


def missing_condition_columns(matches: Sequence[HeadingMatch], criteria: Criteria) -> Iterator[Finding]:
    """Yield one finding for each condition whose column no file has; else one for each file with a likely misnomer."""
    for condition in row_conditions(criteria.data) if matches else ():
        lacking = [matched for matched in matches if condition not in matched.conditions]
        if len(lacking) == len(matches):
            yield _missing_condition_finding(
                condition, min(matches, key=lambda matched: not _may_have(matched, condition)), matches
            )
        else:
            yield from (
                _missing_condition_finding(condition, matched, [matched], Severity.WARNING)
                for matched in lacking
                if _may_have(matched, condition)
            )


def _may_have(matched: HeadingMatch, condition: RowCondition) -> bool:
    return any(matched.missing.suggestion_for(condition))


def _missing_condition_finding(
    condition: RowCondition, match: HeadingMatch, files: Sequence[HeadingMatch], level: Severity | None = None
) -> Finding:
    known = dict.fromkeys(heading for file in files for heading in file.missing.known)
    facts: dict[str, Phrase] = {
        "column": condition.heading,
        "files": _in_files([file.missing.place.path for file in files]),
        "known": listing(f"'{shortened(heading)}'" for heading in known),
    }
    return Finding(rule("D031"), match.missing.place, facts, *match.missing.suggestion_for(condition), level=level)


def _in_files(paths: Sequence[str]) -> Phrase:
    """Return the names of the files if there are several."""
    if len(paths) < 2:  # noqa: PLR2004 - the place of the finding names a single one
        return ""
    return Message(" in {paths}").format(paths=listing(paths))


@dataclass(frozen=True)
class TableOfSites:
    """A table, and how its headings match the criteria."""

    table: Table
    match: HeadingMatch
    file: SiteFile | None
    """The file read as this table; None when it lacks columns that a table must have."""

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - what a file is read with
        cls, table: Table, source: Source, format: SiteFormat, criteria: Criteria, sites_before: int, limit: int
    ) -> "TableOfSites":
        """Return a table of a file with its match."""
        matched = match_headings(table, criteria, source.name, limit)
        if matched.layout is None:
            return cls(table, matched, None)
        return cls(table, matched, SiteFile(source, format, table, matched.layout, criteria, sites_before, limit))

    @property
    def first_site(self) -> Place:
        """The place of the first site."""
        return self.table.places([Cell(0, None)])[0]

    def findings(self, *, missing: bool) -> Iterator[Finding]:
        """Yield the findings about a table that is not ranked; about missing columns only if asked."""
        yield from self.match.findings
        if missing:
            criteria = self.match.missing.criteria
            joined = [criterion.column for criterion in criteria.criteria] if criteria.data.join else ()
            yield from self.match.missing.findings(joined)
        if self.file is not None:
            reading = self.file.read(compute_nothing, lambda *_: None)
            yield from (*reading.findings, *reading.identities.findings())


@dataclass(frozen=True)
class OpenedFile:
    """The tables of a file, and the findings about its beginning."""

    findings: Sequence[Finding]
    own: TableOfSites | None = None
    alternatives: Sequence[TableOfSites] = ()
    """The tables from the other values of repeated keys."""

    def alternative_findings(self) -> Iterator[list[Finding]]:
        """Yield the findings about values that are not used because their key is repeated."""
        seen = [self.own.first_site] if self.own is not None and self.alternatives else []
        for table in self.alternatives:
            yield list(table.findings(missing=table.first_site not in seen))
            seen.append(table.first_site)


def open_file(source: Source, format: SiteFormat, criteria: Criteria, sites_before: int, limit: int) -> OpenedFile:
    """Open a file, and match the headings of its tables."""
    table, findings = open_source(source, format, expectations(criteria, limit))
    if table is None:
        return OpenedFile(findings)
    own, *alternatives = (
        TableOfSites.of(one, source, format, criteria, sites_before, limit) for one in (table, *table.alternatives)
    )
    return OpenedFile(findings, own, alternatives)


def read_files(
    sources: Sequence[tuple[Source, SiteFormat]],
    criteria: Criteria,
    compute: Computation,
    keep: Keep[BlockResult],
    limit: int = DEFAULT_LIMIT,
) -> tuple[list[Reading[BlockResult]], tuple[Finding, ...]]:
    """Read files one after another, and return the readings and all findings.

    Of each kind in a column at most `limit` findings are listed; the last of them counts the rest.
    """
    readings: list[Reading[BlockResult]] = []
    findings: list[Finding] = []
    matches: list[HeadingMatch] = []
    of_other_values: list[list[Finding]] = []
    for source, format in sources:
        before = sum(reading.input.sites for reading in readings)
        opened = open_file(source, format, criteria, before, limit)
        found, own = [*opened.findings], opened.own
        file = None if own is None else own.file
        if own is not None:
            matches.append(own.match)
            found += own.match.findings
        if file is not None:
            readings.append(file.read(compute, keep))
            found += readings[-1].findings
        of_other_values += opened.alternative_findings()
        findings += with_nul_byte(found, source, format, is_open=file is not None)
    findings = without_repeats(
        [[*findings, *_findings_of_all_files(readings, matches, criteria, limit)], *of_other_values]
    )
    return readings, in_order(at_their_level(without_consequences(findings), criteria.checks))


def _findings_of_all_files(
    readings: Sequence[Reading[BlockResult]], matches: Sequence[HeadingMatch], criteria: Criteria, limit: int
) -> Iterator[Finding]:
    """Yield the findings about all files: missing columns, repeated ids, and those of the checks."""
    observations = [reading.observations for reading in readings]
    yield from missing_condition_columns(matches, criteria)
    if criteria.data.join:
        yield from missing_in_all(matches)
        for reading in readings:
            yield from reading.identities.findings()
        yield from check_findings(observations, criteria, same_sites=True)
        return
    files = [FileIdentities(reading.file.source.name, reading.file.layout, reading.identities) for reading in readings]
    groups = file_groups(files)
    copies = file_copies(files, groups, limit)
    yield from same_sites_findings(groups, criteria)
    yield from (copy.finding for copy in copies)
    yield from missing_columns(matches, groups, criteria)
    yield from joined_identities(files, groups, copies, limit).findings()
    yield from check_findings(observations, criteria, same_sites=bool(groups or copies))
