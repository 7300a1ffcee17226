"""What all ranking formats promise."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import tried
from tests.output.rendered import text_of

from vasterviksmodell.output.formats import format_of_name
from vasterviksmodell.output.ranking import RANKING_FORMATS, RANKING_SUFFIXES, View

GOLDEN = Path(__file__).parent / "golden"
CASE = Path(__file__).parent / "case"
FILES = {
    "table.en.txt": ("table", View("en")),
    "table.sv.txt": ("table", View("sv")),
    "table.80.en.txt": ("table", View("en", 80)),
    "table.120.colour.sv.txt": ("table", View("sv", 120, colour=True)),
    "csv.csv": ("csv", View()),
    "tsv.tsv": ("tsv", View()),
    "json.json": ("json", View()),
    "jsonl.jsonl": ("jsonl", View()),
    "markdown.en.md": ("markdown", View("en")),
    "markdown.sv.md": ("markdown", View("sv")),
    "csv-excel.en.csv": ("csv-excel", View("en")),
    "csv-excel.sv.csv": ("csv-excel", View("sv")),
    "geojson.geojson": ("geojson", View()),
    "html.en.html": ("html", View("en")),
    "html.sv.html": ("html", View("sv")),
}
PEOPLE = ("table", "markdown", "html")
MACHINES = ("csv", "tsv", "json", "jsonl", "geojson")
VIEWS = [View("en"), View("sv"), View("sv", 100), View("en", 80, colour=True), View("en", 20, colour=True)]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), min_size=1, max_size=20)

every_format = pytest.mark.parametrize("name", RANKING_FORMATS)
every_view = pytest.mark.parametrize("view", VIEWS, ids=str)


def written(name, ranking, view=None):
    return text_of(RANKING_FORMATS[name].render(ranking, view or View()))


def test_the_registry_names_the_formats_in_order_and_cannot_be_changed():
    assert list(RANKING_FORMATS)[:6] == ["table", "csv", "tsv", "json", "jsonl", "markdown"]
    assert not hasattr(RANKING_FORMATS, "__setitem__")


def test_every_format_of_text_has_a_golden_file():
    texts = {name for name, format in RANKING_FORMATS.items() if not format.is_binary}
    assert {name for name, _ in FILES.values()} == texts
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_golden(file, case, golden):
    name, view = FILES[file]
    golden.check(GOLDEN / file, written(name, case, view))


@every_format
def test_the_purpose_is_a_help_text(name):
    assert RANKING_FORMATS[name].name == name
    assert 10 < len(RANKING_FORMATS[name].purpose) < 100


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b.txt", "table"),
        ("b.CSV", "csv"),
        ("b.tsv", "tsv"),
        ("b.json", "json"),
        ("b.jsonl", "jsonl"),
        ("b.ndjson", "jsonl"),
        ("b.md", "markdown"),
    ],
)
def test_the_suffix_tells_the_format(path, name):
    assert format_of_name(path, RANKING_SUFFIXES) == name


@pytest.mark.parametrize("path", ["a", "a.xls", "csv", ".csv", ""])
def test_other_suffixes_tell_none(path):
    assert format_of_name(path, RANKING_SUFFIXES) is None


@pytest.mark.parametrize("name", [name for name, format in RANKING_FORMATS.items() if not format.is_binary])
@every_view
def test_the_result_is_text_with_lines_that_end(name, view, ranking):
    chunks = list(RANKING_FORMATS[name].render(ranking, view))
    assert all(isinstance(chunk, str) for chunk in chunks)
    result = "".join(chunks)
    result.encode()
    assert result.endswith("\n") or (name, ranking.frame.height) == ("jsonl", 0)
    assert not result.endswith("\n\n")


@pytest.mark.parametrize("name", MACHINES)
def test_machines_get_the_same_in_every_view(name, ranking):
    assert len({written(name, ranking, view) for view in VIEWS}) == 1


@every_format
def test_a_terminal_obeys_no_name(name, hostile):
    result = written(name, hostile).removeprefix("\ufeff").replace("\t", "").replace("\n", "").replace("\r", "")
    assert all(sign >= " " and not "\x7f" <= sign <= "\x9f" for sign in result)


@pytest.mark.parametrize("name", PEOPLE)
@every_view
def test_people_see_only_printable_signs(name, view, hostile):
    result = written(name, hostile, view)
    for code in (0, 1, 2, *range(31, 37)):
        result = result.replace(f"\x1b[{code}m", "") if view.colour else result
    assert all(sign.isprintable() or sign in "\n\u00a0" for sign in result)


@every_format
@given(name_of_site=ANY_TEXT, heading=ANY_TEXT)
@settings(tried(25), derandomize=True, database=None)
def test_any_text_can_be_written(name, name_of_site, heading, case):
    frame = case.frame.with_columns(
        case.frame["name"].clear(len(case.frame)).fill_null(name_of_site),
        case.frame["_extra__note"].alias(f"_extra__{heading}"),
    )
    result = written(name, _with(case, frame), View("en", 90, colour=True))
    assert result.encode().decode() == result


def _with(ranking, frame):
    return replace(ranking, frame=frame)


def test_importing_the_registry_imports_neither_data_frames_nor_rich():
    program = (
        "import sys, vasterviksmodell.output.ranking\n"
        "print(sorted({'polars', 'narwhals', 'rich', 'pydantic', 'numpy'} & set(sys.modules)))"
    )
    assert _run(program) == b"[]\n"


def _run(program):
    return subprocess.run(
        [sys.executable, "-c", program],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
        },
        cwd=CASE,
        capture_output=True,
        check=True,
    ).stdout
