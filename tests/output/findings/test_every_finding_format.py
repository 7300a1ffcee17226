"""What all finding formats promise. `UPDATE_GOLDEN=1` rewrites the golden files, and fails."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import tried

from vasterviksmodell.findings import Finding, Place, Report, rule
from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.output.findings import FINDING_FORMATS, Context

GOLDEN = Path(__file__).parent / "golden"
FILES = {
    "text.en.txt": ("text", "en"),
    "text.sv.txt": ("text", "sv"),
    "json.json": ("json", "en"),
    "github.txt": ("github", "en"),
    "gitlab.json": ("gitlab", "en"),
    "sarif.json": ("sarif", "en"),
    "junit.xml": ("junit", "en"),
}
MACHINES = sorted(set(FINDING_FORMATS) - {"text"})
SAY_UNLISTED = sorted(set(FINDING_FORMATS) - {"gitlab"})
ANY_TEXT = st.text(st.characters(), max_size=20)  # lone surrogates included

every_format = pytest.mark.parametrize("name", FINDING_FORMATS)


def test_the_registry_names_the_formats_in_order_and_cannot_be_changed():
    assert list(FINDING_FORMATS) == ["text", "json", "github", "gitlab", "sarif", "junit"]
    assert not hasattr(FINDING_FORMATS, "__setitem__")


def test_every_format_has_a_golden_file():
    assert {name for name, _ in FILES.values()} == set(FINDING_FORMATS)
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_golden(file, handful):
    name, language = FILES[file]
    result = FINDING_FORMATS[name].render(handful, Context(language, "1.2.3")).encode()
    path = GOLDEN / file
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(result)
        pytest.fail(f"{file} rewritten")
    assert result.decode() == path.read_bytes().decode()


@every_format
def test_the_docstring_is_a_help_text(name):
    first = FINDING_FORMATS[name].purpose
    assert 10 < len(first) < 100


@pytest.mark.parametrize("name", MACHINES)
def test_machines_are_addressed_in_english(name, handful, context):
    languages = (replace(context, language=language) for language in ("en", "sv"))
    english, swedish = (FINDING_FORMATS[name].render(handful, it) for it in languages)
    assert english == swedish


@every_format
def test_hostile_texts_become_encodable_text_without_control_characters(name, hostile, context):
    result = FINDING_FORMATS[name].render(hostile, context)
    result.encode()
    assert all(sign.isprintable() for sign in result.replace("\n", ""))


@every_format
@given(text=ANY_TEXT, path=ANY_TEXT, suggestion=ANY_TEXT | st.none(), line=st.none() | st.integers(1, 9))
@settings(tried(50), derandomize=True, database=None)
def test_any_text_becomes_encodable_text_without_control_characters(name, text, path, suggestion, line):
    facts = {"text": text, "criterion": Text(text)}
    finding = Finding(rule("D103"), Place(path, line), facts, suggestion=suggestion)
    result = FINDING_FORMATS[name].render(Report.of([finding]), Context("en", "1"))
    result.encode()
    assert all(sign.isprintable() or sign in "\n\u00a0" for sign in result)


@every_format
def test_the_text_ends_with_a_newline(name, handful, context):
    result = FINDING_FORMATS[name].render(handful, context)
    assert result.endswith("\n")
    assert not result.endswith("\n\n")


@pytest.mark.parametrize("name", SAY_UNLISTED)
def test_what_is_not_listed_is_counted(name, cut_short, context):
    assert cut_short.unlisted == 11
    assert "11" in FINDING_FORMATS[name].render(cut_short, context)


def test_the_hash_seed_changes_nothing():
    """Two interpreters with different seeds write the same bytes."""
    program = (
        "from vasterviksmodell.findings import *\n"
        "from vasterviksmodell.output.findings import *\n"
        "places = [Place('b', 2), Place('a', 1), Place('c')]\n"
        "report = Report.of(Finding(rule(code), it, {'text': 'x', 'criterion': 'y'})"
        " for it in places for code in ('D103', 'D101'))\n"
        "print(*(format.render(report, Context('en', '1')) for format in FINDING_FORMATS.values()))"
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(results) == 1
    assert b"D103" in results.pop()
