"""`report`: its formats, several files at once, whole or not at all."""

from pathlib import Path

import pytest

MATTER = ("--reference", "KS 2026/123", "--date", "2026-11-29", "--unit", "Planning")


def test_several_files_are_written_from_one_run(here: Path, cli):
    ended = cli("report", "sites.csv", "-q", "-o", "a.html", "-o", "a.md", "-o", "a.geojson")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (here / "a.html").read_text().startswith("<!DOCTYPE html>")
    assert (here / "a.md").read_text().startswith("# ")
    assert (here / "a.geojson").read_text().startswith("{")


def test_without_a_file_markdown_goes_to_standard_output(here: Path, cli):
    ended = cli("report", "sites.csv", "-q")
    assert ended.code == 0
    assert cli("report", "sites.csv", "-q", "-o", "a.md").code == 0
    assert (here / "a.md").read_text() == ended.out


def test_the_matter_stands_in_every_format(here: Path, cli):
    assert cli("report", "sites.csv", "-q", *MATTER, "-o", "a.html", "-o", "a.md").code == 0
    for name in ("a.html", "a.md"):
        text = (here / name).read_text()
        assert all(word in text for word in ("KS 2026/123", "2026-11-29", "Planning"))


def test_a_day_that_is_none_is_refused_and_nothing_is_written(here: Path, cli):
    ended = cli("report", "sites.csv", "--date", "29/11", "-o", "a.md")
    assert ended.code == 2
    assert "--date takes a day like 2026-11-29, not '29/11'" in ended.err
    assert not (here / "a.md").exists()


def test_a_file_that_is_named_twice_is_refused(here: Path, cli):
    ended = cli("report", "sites.csv", "-o", "a.md", "-o", "./a.md")
    assert (ended.code, (here / "a.md").exists()) == (2, False)
    assert "given twice" in ended.err


def test_no_file_is_written_when_one_of_the_formats_is_unknown(here: Path, cli):
    ended = cli("report", "sites.csv", "-o", "a.md", "-o", "a.docx")
    assert (ended.code, (here / "a.md").exists()) == (2, False)


def test_the_input_is_never_overwritten(here: Path, cli):
    (here / "sites.md").write_bytes((here / "sites.csv").read_bytes())
    before = (here / "sites.md").read_bytes()
    ended = cli("report", "sites.md", "--input-format", "csv", "-o", "sites.md")
    assert ended.code == 2
    assert (here / "sites.md").read_bytes() == before


def test_sites_with_errors_give_findings_and_no_report(here: Path, cli):
    (here / "sites.csv").write_text("id,name,school\na,A,many\n")
    ended = cli("report", "sites.csv", "-o", "a.md")
    assert (ended.code, (here / "a.md").exists()) == (1, False)
    assert "D103" in ended.err


def test_a_saved_ranking_gives_the_same_report_as_its_sites(here: Path, cli):
    assert cli("score", "sites.csv", "-q", "-o", "r.json").code == 0
    for format in ("markdown", "html"):
        of_sites, of_ranking = (cli("report", source, "-q", "-f", format).out for source in ("sites.csv", "r.json"))
        assert of_sites == of_ranking


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_report_is_the_same_every_time(here: Path, cli, language):
    runs = {cli("report", "sites.csv", "-q", "-f", "html", "--lang", language).out for _ in range(2)}
    assert len(runs) == 1


def test_only_the_first_sites_are_explained_one_by_one(here: Path, cli):
    out = cli("report", "sites.csv", "-q", "--top", "1").out
    assert "2 more sites have no sheets of their own." in out


@pytest.mark.parametrize("rows", ["", "a,A,500\n", "a,</script><b>,500\nb,=1+1,500\nc,`x`|*y*,9000\n"])
def test_any_sites_have_a_report(here: Path, cli, rows):
    (here / "sites.csv").write_text(f"id,name,school\n{rows}")
    ended = cli("report", "sites.csv", "-q", "-o", "a.html", "-o", "a.md")
    assert (ended.code, ended.err) == (0, "")
    assert "</script><b>" not in (here / "a.html").read_text()


def test_a_workbook_holds_the_matter_and_opens(here: Path, cli):
    from openpyxl import load_workbook

    assert cli("report", "sites.csv", "-q", *MATTER, "-o", "a.xlsx", "--lang", "sv").code == 0
    book = load_workbook(here / "a.xlsx")
    assert book.sheetnames[:3] == ["Översikt", "Rangordning", "Gallring"]
    cells = {str(cell.value) for row in book["Översikt"].iter_rows() for cell in row}
    assert {"KS 2026/123", "2026-11-29", "Planning"} <= cells


def test_what_a_workbook_cannot_hold_is_told_and_nothing_is_written(here: Path, cli):
    criteria = (here / "criteria.yaml").read_text()
    steps = ", ".join(f"{place}: {place % 7}" for place in range(80))
    long = f"  long: {{range: [0, 100], weight: 1, value: {{steps: {{{steps}}}}}}}\n"
    (here / "criteria.yaml").write_text(criteria.replace("criteria:\n", f"criteria:\n{long}", 1))
    ended = cli("report", "sites.csv", "-q", "-o", "a.md", "-o", "a.xlsx")
    assert (ended.code, (here / "a.md").exists(), (here / "a.xlsx").exists()) == (2, False, False)
    assert "the value function of long is too long for a formula of a workbook" in ended.err


@pytest.mark.parametrize("suffix", ["html", "pdf", "xlsx"])
def test_a_report_is_verified_by_the_ranking_that_it_carries(here: Path, cli, suffix):
    assert cli("report", "sites.csv", "-q", "-o", f"a.{suffix}").code == 0
    verified = cli("verify", f"a.{suffix}")
    assert verified.code == 0
    assert "byte for byte" in verified.err
    (here / "sites.csv").write_text((here / "sites.csv").read_text().replace("500", "501", 1))
    assert "byte for byte" not in cli("verify", f"a.{suffix}").err


@pytest.mark.parametrize("suffix", ["html", "pdf", "xlsx"])
def test_a_report_stands_for_its_ranking(here: Path, cli, suffix):
    assert cli("report", "sites.csv", "-q", "-o", f"a.{suffix}").code == 0
    assert cli("score", f"a.{suffix}", "-q", "-f", "csv").out == cli("score", "sites.csv", "-q", "-f", "csv").out
