"""Whatever `score` writes is read back, with anything in names and texts that a file system or a file allows."""

import csv
import doctest
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import event, given
from hypothesis import strategies as st
from tests.conftest import tried

from vasterviksmodell.cli.program import run
from vasterviksmodell.criteria import load_criteria
from vasterviksmodell.scoring.saved import file as saved_paths
from vasterviksmodell.scoring.saved.in_files import verification_of_file
from vasterviksmodell.source.yaml_writer import as_yaml

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are no bytes here")
ODD = [
    *"'\"\n\r\t\x01\x1b\x7f\x85\u2028\ufeff\u200b\u202e\u00a0\ufffe\uffff -=@+#,;|{}[]*?\\%$&<>:~`.!()",
    *(
        "🏠",
        "👩\u200d🌾",
        "é",
        "e\u0301",
        "א",
        "ع",
        "ß",
        "İ",
        "\U000e0041",
        "null",
        "yes",
        "1e5",
        "0x1",
        "=1+1",
        "..",
        "\\udce5",
    ),
]
"""What means something to a shell, a spreadsheet, YAML, JSON, a terminal or a reader."""
TEXTS = st.lists(
    st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4),
    max_size=5,
).map("".join) | st.sampled_from(["x" * 3000, "å" * 3000, "", " "])
NAMES = (st.binary(max_size=20).map(os.fsdecode) | TEXTS.map(lambda it: it[:40])).map(
    lambda it: it.translate({0: None, ord("/"): None})
)
seldom = tried(12)


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.chdir(name)
        yield Path(name)
        patch.chdir("/")


def criteria(texts: Sequence[str], category: str) -> dict[str, Any]:
    """Criteria with texts wherever a person writes some."""
    title, question, group, en, sv, unit, source, of_all, who, why, label, key = texts
    school = {"label": {"en": en, "sv": sv}, "unit": unit, "weight": 1, "value": {0: 0, 100.5: 100}}
    plan = {"type": "category", "weight": 1, "value": {"none": 0, category: 50, "best": 100}, "source": source}
    actor = {"label": label, "who": who, "when": "2026", "why": why, "weights": {"service": 1, "plan": 2}}
    return {
        "version": 1,
        "title": title,
        "question": {"sv": question},
        "sources": {"school": {"source": of_all, "date": "2024"}, f"k{key}": {"source": "x"}},
        "criteria": {
            "service": {
                "label": group,
                "weight": 2,
                "criteria": {"school": {**school, "requirement": {"at_least": 1}}},
            },
            "plan": plan,
        },
        "actors": {"town": actor},
        "weights_of": "town",
    }


def rows(texts: Sequence[str], category: str) -> list[dict[str, str]]:
    """Three sites with texts wherever a file has some."""
    one, other, name, heading, note, source = texts
    headings = ("id", "name", "school", "plan", f"x{heading}", "school__source")
    cells = [
        (f"{one}1", name, "5", category, note, source),
        (f"2{other}", other, "", "none", heading, ""),
        ("three", "", "2..7", "best", one, note),
    ]
    return [dict(zip(headings, row, strict=True)) for row in cells]


def as_csv(sites: Sequence[Mapping[str, str]]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(sites[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(sites)
    return written.getvalue().encode()


def as_parquet(sites: Sequence[Mapping[str, str]]) -> bytes:
    written = io.BytesIO()
    pl.DataFrame(sites).write_parquet(written)
    return written.getvalue()


FORMATS = {
    ".csv": as_csv,
    ".json": lambda sites: json.dumps(sites).encode(),
    ".jsonl": lambda sites: "".join(f"{json.dumps(it)}\n" for it in sites).encode(),
    ".yaml": lambda sites: yaml.safe_dump(sites, sort_keys=False).encode(),
    ".parquet": as_parquet,
}


def given_as(name: str) -> str:
    """A file name as an argument that is no option."""
    return f"./{name}" if name.startswith("-") else name


def assert_verified(saved: str) -> None:
    """A saved ranking follows from its files, byte for byte."""
    verification, findings = verification_of_file(Path(saved).read_bytes(), saved, [Path()])
    assert [it.code for it in findings] == []
    assert verification is not None
    assert (verification.grounds, verification.is_exact) == ("files", True)


def assert_read_back(saved: str, sites: str) -> None:
    """All commands that read a saved ranking read this one, and it is verified."""
    assert_verified(saved)
    ids = [it["id"] for it in json.loads(Path(saved).read_text())["sites"]]
    for arguments in (
        ("verify", saved, "--inputs", "."),
        ("compare", saved, saved, "--fail-on-change", "rank"),
        ("compare", saved, sites, "--fail-on-change", "status"),
        ("obstacles", saved),
        ("losses", saved),
        ("explain", saved, "--", ids[1]),
        ("explain", saved, "--", ids[0], ids[-1]),
        ("similar", saved, "--", ids[1]),
    ):
        command, *rest = arguments
        assert run([command, "-q", "-o", "answer.txt", *rest]) == 0, arguments


@seldom
@given(st.tuples(NAMES, NAMES, NAMES), st.sampled_from(sorted(FORMATS)))
def test_files_may_be_called_anything(names: tuple[str, str, str], suffix: str) -> None:
    name, saved, model = (
        given_as(f"{it}{end}") for it, end in zip(names, ("s" + suffix, "r.json", "c.yaml"), strict=True)
    )
    with folder():
        Path(name).write_bytes(FORMATS[suffix](rows(["", "", "Ankarby", "", "", ""], "some")))
        Path(model).write_text(as_yaml(criteria(["t"] * 12, "some")))
        assert run(["score", name, "-c", model, "-q", "-o", saved]) == 0
        assert_verified(saved)
        assert run(["compare", saved, name, "-c", model, "--fail-on-change", "rank", "-q", "-o", "answer.txt"]) == 0
        assert run(["explain", saved, "three", "-q", "-o", given_as(f"{names[0]}a.md")]) == 0
        event("no text" if "\\udc" in ascii(name) else "text")
        Path(name).rename(f"moved{suffix}")
        assert run(["verify", saved, "-q", "-o", "answer.txt", "--fail-on", "info"]) in (0, 1)
        assert "R103" in Path("answer.txt").read_text()


@seldom
@given(
    st.lists(TEXTS, min_size=12, max_size=12),
    st.lists(TEXTS, min_size=6, max_size=6),
    TEXTS,
    st.sampled_from(sorted(FORMATS)),
)
def test_criteria_and_sites_may_say_anything(labels: list[str], texts: list[str], category: str, suffix: str) -> None:
    name, category = f"sites{suffix}", f"c{category}"
    with folder():
        Path("criteria.yaml").write_text(as_yaml(criteria(labels, category)))
        Path(name).write_bytes(FORMATS[suffix](rows(texts, category)))
        code = run(["score", name, "-q", "-o", "saved.json"])
        event(f"{suffix} ends with {code}")
        if code == 0:
            assert_read_back("saved.json", name)
            assert run(["score", name, "-q", "--top", "1", "-o", "cut.json"]) == 0
            assert run(["verify", "cut.json", "-q", "-o", "answer.txt"]) == 0
            assert_cells("saved.json", name)


def assert_cells(saved: str, sites: str) -> None:
    """CSV and TSV hold the sites in as many rows, each with as many cells as there are headings, no two alike."""
    ids = [it["id"] for it in json.loads(Path(saved).read_text())["sites"]]
    for name, delimiter in (("out.csv", ","), ("out.tsv", "\t")):
        assert run(["score", sites, "-q", "-o", name]) == 0
        text = Path(name).read_bytes().decode()
        first, *rest = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        assert len(set(first)) == len(first)
        assert [len(it) for it in rest] == [len(first)] * len(ids)
        assert [it[0] for it, id in zip(rest, ids, strict=True) if id == "three"] == ["three"]
    assert run(["score", sites, "-q", "-o", "out.jsonl"]) == 0
    assert [json.loads(it)["id"] for it in Path("out.jsonl").read_text().split("\n")[:-1]] == ids


@seldom
@given(TEXTS, st.sampled_from(["town", "tree"]))
def test_what_was_set_is_read_back(text: str, whose: str) -> None:
    with folder():
        Path("criteria.yaml").write_text(as_yaml(criteria(["t"] * 12, "some")))
        Path("sites.csv").write_bytes(as_csv(rows([text, "", "", "", "", ""], "some")))
        code = run(["score", "sites.csv", "-q", "--actor", whose, "--set", f"{text}1.school=4", "-o", "saved.json"])
        event(f"ends with {code}")
        if code == 0:
            verification, findings = verification_of_file(Path("saved.json").read_bytes(), "saved.json", [Path()])
            assert (findings, verification is not None and verification.is_exact) == ((), True)
            assert run(["explain", "-q", "-o", "answer.md", "saved.json", "--", f"{text}1"]) == 0


BLANK = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and not "\x1c" <= sign <= "\x1f")
"""What is trimmed: what Unicode calls white space. Python counts four separators more."""


@seldom
@given(st.lists(TEXTS, min_size=1, max_size=3), NAMES)
def test_what_is_frozen_and_derived_is_read_back(people: list[str], name: str) -> None:
    with folder():
        model, new = given_as(f"{name}c.yaml"), given_as(f"{name}n.yaml")
        Path(model).write_text(
            as_yaml({**criteria(["t"] * 12, "some"), "judgements": {"top": {"points": {"service": 1, "plan": 2}}}})
        )
        by = [f"{it}b" for it in people]
        options = [f"--by={it}" for it in by]
        assert run(["weights", "freeze", *options, "-c", model, "--into", new, "-q", "-o", "out.yaml"]) == 0
        frozen = load_criteria(new).frozen
        assert frozen is not None
        assert list(frozen.by) == [name.strip(BLANK) for name in by]
        assert yaml.safe_load(Path("out.yaml").read_text())["frozen"]["by"] == list(frozen.by)
        assert run(["weights", "derive", "-c", new, "--into", new, "-q", "-o", "derived.yaml"]) == 0
        assert load_criteria(new).frozen == frozen


def test_the_examples_run() -> None:
    assert doctest.testmod(saved_paths) == (0, 2)


def test_a_category_may_be_longer_than_keys_are_in_yaml_without_a_mark() -> None:
    with folder():
        for length in (1000, 1023, 1024, 1025, 6000):
            category = "x" * length
            Path("criteria.yaml").write_text(as_yaml(criteria(["t"] * 12, category)))
            Path("sites.csv").write_bytes(as_csv(rows([""] * 6, category)))
            assert run(["score", "sites.csv", "-q", "-o", "saved.json", "--data", "decimal=."]) == 0
            assert_verified("saved.json")


def test_a_name_that_is_no_text_is_written_as_text_and_meant_again() -> None:
    with folder():
        Path("criteria.yaml").write_text(as_yaml(criteria(["t"] * 12, "some")))
        for number, name in enumerate(("orter\udce5.csv", "orter\\udce5.csv", "in\udcff/a\udc80\udc81.csv")):
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_bytes(as_csv(rows([str(number), "", "", "", "", ""], "some")))
            assert run(["score", name, "-q", "-o", "saved.json"]) == 0
            (file,) = json.loads(Path("saved.json").read_bytes())["inputs"]
            assert file["path"] == name.encode("utf-8", "backslashreplace").decode()
            assert_verified("saved.json")


def test_a_name_as_long_as_a_name_can_be() -> None:
    with folder():
        Path("criteria.yaml").write_text(as_yaml(criteria(["t"] * 12, "some")))
        for sign in ("x", "å", "🏠", "\udce5"):
            longest = 255 // len(os.fsencode(sign))
            name, saved = (f"{sign * (longest - len(end))}{end}" for end in (".csv", ".json"))
            Path(name).write_bytes(as_csv(rows([""] * 6, "some")))
            assert run(["score", name, "-q", "-o", saved]) == 0
            assert_verified(saved)
