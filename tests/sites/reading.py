"""What the tests of this room read: criteria from text, sites from bytes."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import tried

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.file import read_criteria
from vasterviksmodell.findings import RULES, Finding, Severity
from vasterviksmodell.sites import InvalidSites, Sites, read_sites
from vasterviksmodell.sites.formats.parquet import footer, parquet_table

thorough = tried(50)
brief = tried(20)
"""For examples that each take a whole reading or ranking."""
few = tried(8)
"""For examples that each take dozens of them."""

NO_CHECKS = {code: None for code, rule in RULES.items() if rule.adjustable and code >= "D2"}

Told = tuple[str, int | None, int | None]
"""A finding as code, line and column."""


def criteria_of(text: str, *, checked: bool = False) -> Criteria:
    """The criteria in a text; unless `checked`, with the checks of the subject switched off."""
    criteria, findings = read_criteria(text.encode(), "criteria.yaml")
    assert criteria is not None, [it.message() for it in findings]
    return criteria if checked else replace(criteria, checks={**NO_CHECKS, **criteria.checks})


CRITERIA = criteria_of("""\
version: 1
criteria:
  school:
    range: [0, 50000]
    weight: 2
    value: {500: 100, 4000: 0}
    requirement: {at_most: 4000}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
  bus: {type: yes_no, weight: 1}
""")


def read_files(
    contents: Iterable[str | bytes], criteria: Criteria = CRITERIA, suffix: str = ".csv"
) -> tuple[Sites | None, tuple[Finding, ...]]:
    """The sites in files `0.csv`, `1.csv`, …, or None, and every finding, with the bare names as paths."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, content in enumerate(contents):
            paths.append(Path(folder, f"{number}{suffix}"))
            paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            sites = read_sites(paths, criteria)
        except InvalidSites as invalid:
            return None, invalid.findings
        return sites, sites.findings


def read(
    content: str | bytes, criteria: Criteria = CRITERIA, suffix: str = ".csv"
) -> tuple[Sites | None, tuple[Finding, ...]]:
    return read_files([content], criteria, suffix)


def sites_in(content: str | bytes, criteria: Criteria = CRITERIA, suffix: str = ".csv") -> Sites:
    """The sites in a file without faults."""
    sites, findings = read(content, criteria, suffix)
    assert sites is not None, told(findings)
    return sites


def assert_sites_or_errors(
    content: str | bytes, found: tuple[Sites | None, tuple[Finding, ...]], criteria: Criteria = CRITERIA
) -> None:
    """Sites within their ranges, no more than there are lines, or else an error; each finding at a place that is."""
    sites, findings = found
    assert (sites is None) == any(it.severity == Severity.ERROR for it in findings)
    data = content.encode() if isinstance(content, str) else content
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for it in findings:
        assert it.code in RULES
        assert 1 <= (it.place.line or 1) <= lines + 1
        assert (it.place.column or 1) >= 1
        assert it.message("en").replace("\u00a0", " ").isprintable()
        assert it.message("sv").replace("\u00a0", " ").isprintable()
    if sites is not None:
        assert sites.frame.height < max(lines, 1) + 1
        assert "" not in sites.frame["id"].to_list()
        assert sites.frame["id"].n_unique() == sites.frame.height
        for it in (one for one in criteria.criteria if one.kind == "number"):
            low, high = (sites.frame[f"{it.id}__{end}"] for end in ("low", "high"))
            assert ((it.range.low <= low) & (low <= high) & (high <= it.range.high)).all()


@contextmanager
def judged_here() -> Iterator[None]:
    """Judge Parquet files here rather than in a process of its own, which takes ten times as long; for sound ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_table, "_problem", lambda source: parquet_table._VERDICTS[footer.verdict(source.path)])
        yield


def told(findings: Iterable[Finding]) -> list[Told]:
    return [(it.code, it.place.line, it.place.column) for it in findings]


def told_of(content: str | bytes, criteria: Criteria = CRITERIA, suffix: str = ".csv") -> list[Told]:
    """The findings of a file."""
    return told(read(content, criteria, suffix)[1])
