"""Tables in archives: read where there is one, reported with the archive and the file inside, else refused."""

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Mapping
from hashlib import sha256

import pytest
from tests.sites.reading import CRITERIA, read, read_files, sites_in, told
from tests.sites.workbooks import workbook

from vasterviksmodell.findings import Finding

CSV = b"id;name;school;plan;bus\nankarby;Ankarby;1200;housing;ja\n"
FAULTY = CSV.replace(b"housing", b"hosing")
JSON = b'[{"id": "ankarby", "name": "Ankarby", "school": 1200, "plan": "housing", "bus": "ja"}]'
XLSX = workbook([["id", "name", "school", "plan", "bus"], ["ankarby", "Ankarby", 1200, "housing", "ja"]])


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def place_of(finding: Finding) -> str:
    """The place, without the folder of the files."""
    return "0" + str(finding.place).partition("/0")[2]


def refusal(content: bytes, suffix: str) -> Finding:
    sites, (finding,) = read(content, CRITERIA, suffix)
    assert sites is None
    assert finding.code == "F010"
    assert (place_of(finding), finding.hint("en") != finding.hint("sv")) == (f"0{suffix}", True)
    return finding


PACKED = {
    "gzip": (gzip.compress(CSV), ".csv.gz"),
    "of tabs": (gzip.compress(CSV.replace(b";", b"\t")), ".tsv.gz"),
    "of JSON": (gzip.compress(JSON), ".json.gz"),
    "of a workbook": (gzip.compress(XLSX), ".xlsx.gz"),
    "in upper case": (gzip.compress(JSON), ".JSON.GZ"),
    "without the name inside": (gzip.compress(JSON), ".gz"),
    "in two parts": (gzip.compress(CSV[:30]) + gzip.compress(CSV[30:]), ".csv.gz"),
    "zip": (zipped({"sites.csv": CSV}), ".zip"),
    "in a folder": (zipped({"data/": b"", "data/orter.json": JSON}), ".zip"),
    "stored": (zipped({"orter.xlsx": XLSX}, zipfile.ZIP_STORED), ".zip"),
    "beside a text": (zipped({"readme.txt": b"x", "sites.csv": CSV, "licence.pdf": b"%PDF-"}), ".zip"),
    "from macOS": (zipped({"sites.csv": CSV, "__MACOSX/._sites.csv": b"\0", ".DS_Store": b"\0"}), ".zip"),
    "alone, with another name": (zipped({"sites": CSV}), ".zip"),
    "only a text": (zipped({"sites.txt": CSV}), ".zip"),
    "called gz": (zipped({"sites.csv": CSV}), ".csv.gz"),
    "called by no name": (zipped({"sites.csv": CSV}), ""),
    "gzip called by no name": (gzip.compress(CSV), ".data"),
}


@pytest.mark.parametrize(("content", "suffix"), PACKED.values(), ids=PACKED)
def test_the_table_inside_is_read(content: bytes, suffix: str) -> None:
    sites = sites_in(content, CRITERIA, suffix)
    assert sites.frame.select("id", "name", "school__low").rows() == [("ankarby", "Ankarby", 1200)]
    (input,) = sites.inputs
    assert (input.path.endswith(f"0{suffix}"), input.format, input.sites) == (True, "packed", 1)
    assert input.sha256 == sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "suffix", "place"),
    [
        (zipped({"data/orter.csv": FAULTY}), ".zip", "0.zip/data/orter.csv:2:22"),
        (gzip.compress(FAULTY), ".csv.gz", "0.csv.gz/0.csv:2:22"),
        (gzip.compress(FAULTY), "", "0:2:22"),
    ],
    ids=["zip", "gzip", "without suffix"],
)
def test_a_fault_is_told_in_the_file_inside(content: bytes, suffix: str, place: str) -> None:
    _, (finding,) = read(content, CRITERIA, suffix)
    assert (finding.code, place_of(finding)) == ("D106", place)


def test_packed_files_and_others_are_read_together() -> None:
    other = CSV.replace(b"nkarby", b"lby")
    sites, findings = read_files([zipped({"a.csv": CSV}), zipped({"b.csv": other})], CRITERIA, ".zip")
    assert sites is not None
    assert sites.frame["id"].to_list() == ["ankarby", "alby"]
    _, (twice, *_) = read_files([zipped({"a.csv": CSV}), zipped({"a.csv": CSV})], CRITERIA, ".zip")
    assert (twice.code, "0.zip/a.csv:2:1" in twice.message()) == ("D102", True)
    assert not [finding for finding in findings if finding.code != "D008"]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"a.csv": CSV, "b/c.json": JSON}, "it contains several tables: a.csv, b/c.json"),
        ({"a.txt": CSV, "b.txt": CSV}, "it contains several tables: a.txt, b.txt"),
        ({"a.pdf": b"%PDF-", "b.doc": b"x"}, "it contains no table of sites"),
        ({}, "it contains no table of sites"),
        ({"a.zip": zipped({"sites.csv": CSV})}, "it contains another archive"),
        ({"sites.csv.gz": gzip.compress(CSV)}, "it contains another archive"),
    ],
)
def test_a_zip_without_one_table_is_refused(files: Mapping[str, bytes], problem: str) -> None:
    assert refusal(zipped(files), ".zip").message() == f"cannot be read as zip: {problem}"


def test_a_gzip_of_archives_is_refused() -> None:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        part = tarfile.TarInfo("sites.csv")
        part.size = len(CSV)
        archive.addfile(part, io.BytesIO(CSV))
    for inside, suffix in ((content.getvalue(), ".tar.gz"), (gzip.compress(CSV), ".csv.gz.gz")):
        assert "it contains another archive" in refusal(gzip.compress(inside), suffix).message()


def test_a_bomb_is_not_unpacked() -> None:
    bomb = b"id\n" + b"\n" * 60_000_000
    assert "unpacked it takes more than" in refusal(gzip.compress(bomb, 9), ".csv.gz").message()
    assert "unpacked it takes more than" in refusal(zipped({"sites.csv": bomb}), ".zip").message()


def flagged(content: bytes, *, flags: int = 0, method: int = 8) -> bytes:
    """A zip whose only part is said to be protected, or packed in another way."""
    local, central = 6, content.index(b"PK\1\2") + 8
    marked = bytearray(content)
    for at in (local, central):
        struct.pack_into("<HH", marked, at, flags, method)
    return bytes(marked)


def test_what_is_protected_or_packed_in_another_way_is_refused() -> None:
    content = zipped({"sites.csv": CSV})
    assert "a password protects it" in refusal(flagged(content, flags=1), ".zip").message()
    assert "its compression method is not supported" in refusal(flagged(content, method=99), ".zip").message()


@pytest.mark.parametrize("suffix", [".csv.gz", ".zip"])
def test_what_is_damaged_or_cut_off_is_refused(suffix: str) -> None:
    content = gzip.compress(CSV * 9) if suffix == ".csv.gz" else zipped({"sites.csv": CSV * 9})
    middle = len(content) // 3
    for bad in (content[:middle], content[:-5], content[:middle] + b"\xff" * 9 + content[middle + 9 :]):
        assert "a part of it is damaged or missing" in refusal(bad, suffix).message()


def test_what_is_wrong_with_the_file_inside_is_told_of_it() -> None:
    for inside, code in ((b"", "F006"), (CSV.replace(b"Ank", b"A\0k"), "F002"), (b"%PDF-1.7", "F009")):
        sites, findings = read(zipped({"sites.csv": inside}), CRITERIA, ".zip")
        assert sites is None
        assert code in [finding.code for finding in findings]
        assert {place_of(finding).split(":")[0] for finding in findings} == {"0.zip/sites.csv"}


def test_what_is_called_an_archive_and_is_none_is_named() -> None:
    assert told(read(CSV, CRITERIA, ".zip")[1]) == [("F009", None, None)]
