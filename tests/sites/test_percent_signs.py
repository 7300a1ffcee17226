"""D027: columns where only some figures have a per cent sign, in every format, and which plain ones are doubted."""

import json
from collections.abc import Callable, Sequence
from io import BytesIO

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sites.reading import brief, criteria_of, read, read_files
from tests.sites.workbook_reading import workbook

from vasterviksmodell.findings import Finding, Severity
from vasterviksmodell.i18n import written
from vasterviksmodell.sites import scan

SHARES = criteria_of(
    "version: 1\ncriteria:\n  share: {unit: '%', range: [-100, 100], weight: 1, value: {0: 0, 100: 100}}\n",
    checked=True,
)


def as_csv(shares: Sequence[str]) -> bytes:
    return "\n".join(["id;share", *(f"s{number};{share}" for number, share in enumerate(shares))]).encode()


def rows(shares: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": f"s{number}", "share": share} for number, share in enumerate(shares)]


def as_yaml(shares: Sequence[str]) -> bytes:
    return "".join(f"- {{id: {row['id']}, share: {json.dumps(row['share'])}}}\n" for row in rows(shares)).encode()


def as_parquet(shares: Sequence[str]) -> bytes:
    file = BytesIO()
    pl.DataFrame(rows(shares)).write_parquet(file)
    return file.getvalue()


FORMATS: dict[str, Callable[[Sequence[str]], bytes]] = {
    ".csv": as_csv,
    ".json": lambda shares: json.dumps(rows(shares)).encode(),
    ".jsonl": lambda shares: "\n".join(map(json.dumps, rows(shares))).encode(),
    ".yaml": as_yaml,
    ".parquet": as_parquet,
    ".xlsx": lambda shares: workbook([["id", "share"], *([row["id"], row["share"]] for row in rows(shares))]),
}


def told(*shares: str, suffix: str = ".csv") -> list[Finding]:
    """What is told of a column, as far as it is about per cent signs or units."""
    return [finding for finding in read(FORMATS[suffix](shares), SHARES, suffix)[1] if finding.code in ("D027", "D206")]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_share_among_percentages_is_a_warning_in_every_format(suffix: str) -> None:
    (finding,) = told("25.5 %", "0.31", "40 %", suffix=suffix)
    assert (finding.code, finding.severity) == ("D027", Severity.WARNING)
    assert finding.message() == "the column 'share' is shown as per cent in 2 cells and as a plain number in 1 cell"
    assert finding.place.line == {".csv": 3, ".xlsx": 3, ".json": 1}.get(suffix, 2)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("shares", [("25.5 %", "31 %"), ("25.5", "31"), ("0.25", "0.31"), ("25 %", "0"), ("25 %", "")])
def test_a_column_written_in_one_way_is_not_told_of(suffix: str, shares: tuple[str, ...]) -> None:
    assert told(*shares, suffix=suffix) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_plain_figures_of_the_same_size_are_read_as_per_cent_which_is_said(suffix: str) -> None:
    (finding,) = told("25.5 %", "31", suffix=suffix)
    assert (finding.code, finding.severity) == ("D027", Severity.INFO)
    assert "are read as per cent" in finding.hint()
    assert "läses som procent" in finding.hint("sv")


@pytest.mark.parametrize(
    ("shares", "severity"),
    [
        (("20 %", "1"), Severity.WARNING),
        (("20 %", "1.01"), Severity.INFO),
        (("9 %", "0.9"), Severity.INFO),
        (("9.1 %", "0.9"), Severity.WARNING),
        (("0.2 %", "2 %", "0.4"), Severity.INFO),
        (("40 %", "30 %", "31", "0.4"), Severity.WARNING),
        (("-40 %", "-0.4"), Severity.WARNING),
        (("5 %", "5 %", "80 %", "1"), Severity.WARNING),
        (("5 %", "5 %", "38 %", "1"), Severity.INFO),
    ],
)
def test_a_plain_figure_is_doubted_where_it_is_nearer_to_the_percentages_as_a_share(
    shares: tuple[str, ...], severity: Severity
) -> None:
    (finding,) = told(*shares)
    assert finding.severity == severity


def test_it_is_told_at_the_first_cell_of_those_that_are_fewer() -> None:
    lines = [
        told(*shares)[0].place.line
        for shares in (("0.1", "2 %", "0.3"), ("4 %", "3 %", "0.3"), ("4 %", "0.3", "0.2", "3 %"))
    ]
    assert lines == [3, 4, 3]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("signed", "plain"),
    [
        ("10..20 %", "0.31"),
        ("10 % .. 20 %", "<0.5"),
        ("<50 %", "0.31"),
        ("≤ 50 %", "<= 0.5"),
        (">= 8 %", "0.2..0.4"),
        ("≥8%", ">0.3"),
        ("25 %", "0..0.4"),
    ],
)
def test_intervals_and_limits_are_figures(suffix: str, signed: str, plain: str) -> None:
    (finding,) = told(signed, plain, suffix=suffix)
    assert (finding.code, finding.severity) == ("D027", Severity.WARNING)
    assert finding.message() == "the column 'share' is shown as per cent in 1 cell and as a plain number in 1 cell"


def test_a_limit_at_the_end_of_the_range_has_a_sign() -> None:
    for limit in ("<= 100 %", "-100..100 %", ">= -100 %"):
        (finding,) = told(limit, "0.31")
        assert (finding.code, finding.severity) == ("D027", Severity.WARNING)


@pytest.mark.parametrize("shares", [("25 %", ".."), ("25 %", "-100..100"), ("<5", "0.31"), ("<5 %", "10..20 %", "..")])
def test_what_is_unknown_is_no_figure(shares: tuple[str, ...]) -> None:
    assert told(*shares) == []


def test_intervals_of_the_same_size_are_read_as_per_cent_which_is_said() -> None:
    for shares in (("20..30 %", "10..25"), ("<20 %", "15"), ("25 %", "<50")):
        (finding,) = told(*shares)
        assert (finding.code, finding.severity) == ("D027", Severity.INFO)


def test_the_figures_of_single_sites_are_not_told_of_a_second_time() -> None:
    shares = [*(f"{20 + number} %" for number in range(8)), "0.25", "0.31"]
    assert [finding.code for finding in told(*shares)] == ["D027"]


@given(st.lists(st.sampled_from([True, False]), min_size=2, max_size=40))
@example([False] * 5)
@brief
def test_a_mixture_is_told_of_whatever_it_is(signed: list[bool]) -> None:
    found = [
        finding
        for finding in told(*("25,5 %" if has_sign else "0,31" for has_sign in signed))
        if finding.code == "D027"
    ]
    counts = (sum(signed), len(signed) - sum(signed))
    cells = [f"{count} cell{'' if count == 1 else 's'}" for count in counts]
    assert [written(finding.facts["percent"], "en") for finding in found] == [cell for cell in cells[:1] if all(counts)]
    assert all(finding.severity == Severity.WARNING for finding in found)


def test_a_mixture_may_be_spread_over_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 2)
    (finding,) = told("20 %", "30 %", "20 %", "0.2", "0.3")
    assert finding.message().endswith("per cent in 3 cells and as a plain number in 2 cells")
    assert (finding.place.line, finding.severity) == (5, Severity.WARNING)


def test_each_file_has_a_column_of_its_own() -> None:
    files = ["id,share\na,20 %\nb,30 %\n", "id,share\nc,0.2\nd,0.3\n", "id,share\ne,2 %\nf,0.1\n"]
    found = [finding for finding in read_files(files, SHARES)[1] if finding.code == "D027"]
    assert [finding.place.line for finding in found] == [3]
    assert found[0].place.path.endswith("2.csv")
