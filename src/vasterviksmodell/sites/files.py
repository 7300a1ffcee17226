"""Several files read one after another, and what is found when all of them are known."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, in_order
from vasterviksmodell.sites.causes import at_their_level, one_for_each_cause
from vasterviksmodell.sites.checks import check_findings
from vasterviksmodell.sites.choices_missed import choices_missed
from vasterviksmodell.sites.formats.contents import nul_byte, opened
from vasterviksmodell.sites.formats.interface import SiteFormat
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


def open_file(
    source: Source, format: SiteFormat, criteria: Criteria, sites_before: int, limit: int
) -> tuple[SiteFile | None, Matched | None, list[Finding]]:
    """A file with its layout, or None; how its headings match the criteria; and what is wrong with its head."""
    table, findings = opened(source, format, expected(criteria, limit))
    if table is None:
        return None, None, list(findings)
    matched = match(table, criteria, source.name, limit)
    found = [*findings, *matched.findings]
    if matched.layout is None:
        return None, matched, found
    return SiteFile(source, format, table, matched.layout, criteria, sites_before, limit), matched, found


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
        file, matched, found = open_file(source, format, criteria, before, limit)
        matches += [matched] if matched is not None else []
        if file is not None:
            readings.append(file.read(then, keep))
            found = [*found, *readings[-1].findings]
            other_turns += _in_other_turns(file)
        no_text = [it for it in found if it.code in _NO_TEXT] or list(() if format.binary else nul_byte(source))
        findings += no_text if file is None and no_text else [*found, *(it for it in no_text if it not in found)]
    findings = told_once([[*findings, *_of_all(readings, matches, criteria, limit)], *other_turns])
    return readings, in_order(at_their_level(one_for_each_cause(findings), criteria.checks))


def _in_other_turns(file: SiteFile) -> Iterator[list[Finding]]:
    """What is wrong with the values that are not read because their key stands twice."""
    for table in file.table.others:
        matched = match(table, file.criteria, file.source.name, file.limit)
        yield matched.findings
        if matched.layout is not None:
            other = replace(file, table=table, layout=matched.layout)
            reading = other.read(nothing_more, lambda *_: None)
            yield [*reading.findings, *reading.identities.findings()]


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
