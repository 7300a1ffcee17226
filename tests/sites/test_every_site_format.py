"""What holds for every member of the family, as it is registered."""

import json
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import CRITERIA, assert_sites_or_errors, few, read, sites_in, told
from tests.sites.workbooks import workbook

from vasterviksmodell.findings import Severity
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.sites.formats import SITE_FORMATS, SiteFormat, format_for, format_of
from vasterviksmodell.sites.formats.registry import kind_of
from vasterviksmodell.sites.formats.site_format import FileEnds
from vasterviksmodell.source.files import Source

Row = Mapping[str, object]
SITES = [
    {"id": "ankarby", "name": "Ankarby", "school": 1200, "plan": "housing"},
    {"id": "ekby", "name": "Ekby", "school": 800, "plan": "none"},
]
FAULTY = [SITES[0], {**SITES[1], "plan": "hosing"}]
"""The last cell of the last row is no category."""


def csv(rows: Sequence[Row]) -> bytes:
    return "".join(";".join(map(str, row)) + "\n" for row in (rows[0], *(row.values() for row in rows))).encode()


def yaml(rows: Sequence[Row]) -> bytes:
    return "".join(f"- {{{', '.join(f'{key}: {cell}' for key, cell in row.items())}}}\n" for row in rows).encode()


def lines(rows: Sequence[Row]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def features(rows: Sequence[Row]) -> bytes:
    found = [{"type": "Feature", "id": row["id"], "properties": {**row}, "geometry": None} for row in rows]
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


def parquet(rows: Sequence[Row]) -> bytes:
    content = BytesIO()
    pl.DataFrame(rows).write_parquet(content)
    return content.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


WRITERS: dict[str, Callable[[Sequence[Row]], bytes]] = {
    "csv": csv,
    "yaml": yaml,
    "json": lambda rows: json.dumps(rows).encode(),
    "jsonl": lines,
    "geojson": features,
    "xlsx": lambda rows: workbook([list(rows[0]), *(list(row.values()) for row in rows)]),
    "parquet": parquet,
    "packed": lambda rows: zipped({"sites.csv": csv(rows)}),
}
"""By format: what writes a table as its programs do."""
PLACES = {"xlsx": (3, 4), "parquet": (2, 4), "packed": (3, 15)}
"""By binary format: row and column of the last cell. In texts the text is looked for."""
UNRECOGNISED = {"csv", "yaml"}
"""Texts that tell nothing: they are taken for CSV where a name does not say otherwise."""

each = pytest.mark.parametrize("member", SITE_FORMATS.values(), ids=SITE_FORMATS)


def written(member: SiteFormat, rows: Sequence[Row] = SITES) -> bytes:
    return WRITERS[member.name](rows)


def place_of_the_fault(text: str) -> tuple[int, int]:
    """The line and column at which the text that is no category begins, or its quote."""
    at = max(text.find('"hosing"'), 0) or text.index("hosing")
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@each
def test_it_is_called_by_one_name_and_ends_as_no_other_does(member: SiteFormat) -> None:
    assert SITE_FORMATS[member.name] is member
    suffixes = list(chain.from_iterable(site_format.suffixes for site_format in SITE_FORMATS.values()))
    assert member.suffixes
    for suffix in member.suffixes:
        assert suffixes.count(suffix) == 1
        assert suffix == suffix.lower()
        assert format_of(f"X{suffix.upper()}") is member


@each
def test_it_names_only_formats_that_are_there(member: SiteFormat) -> None:
    named = {*member.also_opens, *member.yields_to}
    assert named <= set(SITE_FORMATS) - {member.name}


@each
def test_it_says_in_both_languages_what_its_files_are_and_what_to_do_with_them(member: SiteFormat) -> None:
    assert member.title
    assert member.description.inside("en")
    assert member.kind.advice.inside("en") != member.kind.advice.inside("sv")
    assert all(member.kind.hint.inside(language) for language in LANGUAGES)


@each
def test_a_small_table_is_read(member: SiteFormat) -> None:
    for suffix in member.suffixes:
        sites = sites_in(written(member), CRITERIA, suffix)
        assert sites.frame["id"].to_list() == ["ankarby", "ekby"]
        assert sites.frame["name"].to_list() == ["Ankarby", "Ekby"]
        assert sites.frame["school__low"].to_list() == [1200, 800]
        assert sites.frame["plan__category"].to_list() == ["housing", "none"]
        assert sites.inputs[0].format == member.name


@each
def test_a_cell_is_found_again_where_it_stands(member: SiteFormat) -> None:
    content = written(member, FAULTY)
    _, findings = read(content, CRITERIA, member.suffixes[0])
    place = PLACES[member.name] if member.binary else place_of_the_fault(content.decode())
    assert ("D106", *place) in told(findings)


@each
@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_one_finding(member: SiteFormat, content: bytes) -> None:
    for suffix in member.suffixes:
        assert [finding.code for finding in read(content, CRITERIA, suffix)[1]] == ["F006"]


@each
def test_a_file_that_is_cut_off_is_read_or_refused(member: SiteFormat) -> None:
    """Of a text that ends at the end of a row nobody can say that more should follow."""
    content = written(member)
    whole = 0
    for part in range(1, 8):
        cut = content[: len(content) * part // 8]
        found = read(cut, CRITERIA, member.suffixes[0])
        assert_sites_or_errors(cut if not member.binary else b"\n" * 1000, found)
        whole += found[0] is not None
    assert whole == 0 or not member.binary


@each
@few
@given(content=st.binary(max_size=200))
def test_any_bytes_give_findings_and_no_exception(member: SiteFormat, content: bytes) -> None:
    sites, findings = read(content, CRITERIA, member.suffixes[0])
    assert (sites is None) == any(finding.severity is Severity.ERROR for finding in findings)
    assert all(finding.message("sv") for finding in findings)


@each
def test_bytes_behind_its_beginning_give_findings_and_no_exception(member: SiteFormat) -> None:
    content = written(member)
    for junk in (bytes(range(256)), b"\xff" * 100):
        sites, findings = read(content[: len(content) // 2] + junk, CRITERIA, member.suffixes[0])
        assert sites is None
        assert any(finding.severity is Severity.ERROR for finding in findings)


@each
def test_a_nul_in_a_text_is_refused(member: SiteFormat) -> None:
    if member.binary:
        assert b"\0" in written(member)
        return
    content = written(member).replace(b"Ekby", b"Ek\0by")
    sites, findings = read(content, CRITERIA, member.suffixes[0])
    assert sites is None
    assert "F002" in {finding.code for finding in findings}


@each
def test_its_files_are_recognised_by_it_and_by_no_other(member: SiteFormat, tmp_path: Path) -> None:
    path = tmp_path / "sites.data"
    path.write_bytes(written(member))
    source = Source.of(path)
    known = [name for name, site_format in SITE_FORMATS.items() if site_format.recognises(FileEnds(source))]
    kind = kind_of(source)
    if member.name in UNRECOGNISED:
        assert known == []
        assert kind is None
        assert format_for(source).name == "csv"
    else:
        assert known == [member.name]
        assert kind == member.kind
        assert format_for(source) is member


@each
@pytest.mark.parametrize("other", SITE_FORMATS.values(), ids=SITE_FORMATS)
def test_what_it_says_of_the_files_of_another_leads_to_a_file_that_is_read(
    member: SiteFormat, other: SiteFormat
) -> None:
    """Texts that tell nothing excepted, it takes what it recognises and refuses the rest by its name."""
    sites, findings = read(written(other), CRITERIA, member.suffixes[0])
    if sites is None and other.name not in UNRECOGNISED:
        hints = " ".join(str(finding.hint()) for finding in findings)
        assert other.suffixes[0] in hints or str(other.kind.advice.inside("en")) in hints
        sites = sites_in(written(other), CRITERIA, other.suffixes[0])
    if sites is not None:
        assert sites.frame["id"].to_list() == ["ankarby", "ekby"]
