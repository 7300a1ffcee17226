"""A saved ranking is computed again: whatever was changed in it is found, reported in words and at its place."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.analysis.worlds import ROWS, ranking
from tests.cli.conftest import Ended
from tests.conftest import ROOT
from tests.sites.reading import brief

from vasterviksmodell.cli.program import run
from vasterviksmodell.findings import Finding, Severity, worst
from vasterviksmodell.i18n import written
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.scoring.saved.in_files import verification_of_file
from vasterviksmodell.source.json_scan import leaves

Cli = Callable[..., Ended]
CRITERIA = """\
version: 1
title: Test
site: {latitude: lat, longitude: lon}
criteria:
  school:
    range: [0, 9000]
    weight: 2
    value: {500: 100, 2000: 60, 4000: 0}
    requirement: {at_most: 4000}
  bus: {range: [0, 90], weight: 1, value: {0: 0, 30: 100}, source: A map}
  plan: {type: category, weight: 1, value: {housing: 100, hindrance: 0}}
  received: {warning: {at_most: 40}}
"""
SITES = """\
id,name,school,bus,plan,received,lat,lon,school__date,note
a1,Ankarby 1,500.5,17,housing,<5,57.75,16.63,2024,7 houses
b2,Ekby,0..2000.5,>=7,hindrance,40.5,,,2025-03,
c3,Tallby,9000,30,housing,>=7,58.1,16.2,,2 & 3
d4,Sjöby,4000,,,40,,,,
e5,Granby,4000.5,0.1,housing,39.5,,,,
f6,Norrby,>=8000,..,,,,,,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with sites and their saved ranking."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA)
    (tmp_path / "sites.csv").write_text(SITES)
    (tmp_path / "ranking.json").write_bytes(ranking_here())
    return tmp_path


@cache
def ranking_here() -> bytes:
    """The ranking of what stands in the working directory, which is the same every time."""
    assert run(["score", "sites.csv", "-q", "-o", "ranking.json"]) == 0
    return Path("ranking.json").read_bytes()


@pytest.fixture
def small(folder: Path, cli: Cli) -> Path:
    """The same with few sites, for what is tried at each of their digits."""
    (folder / "sites.csv").write_text("".join(SITES.splitlines(keepends=True)[:3]))
    assert cli("score", "sites.csv", "-o", "ranking.json").code == 0
    return folder


def sealed(text: str) -> str:
    """A text with the checksum that belongs to it: as somebody leaves it who hides a change."""
    before, found, _ = text.rpartition('  "checksum": ')
    assert found
    return f'{before}  "checksum": "{sha256(before.encode()).hexdigest()}"\n}}\n'


def found_in(text: str, folders: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """What is found in a ranking whose checksum holds."""
    return verification_of_file(sealed(text).encode(), "ranking.json", folders)[1]


def told(findings: Sequence[Finding]) -> list[str]:
    return [f"{it.code} {it.message()}" for it in findings if it.severity == Severity.ERROR]


def with_another_digit(text: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Each way to change one digit of a part of a text, with its offset."""
    for found in re.compile("[0-9]").finditer(text, first, last):
        at = found.start()
        yield at, text[:at] + str((int(found[0]) + 1) % 10) + text[at + 1 :]


def test_a_changed_digit_of_the_counts_and_the_sites_is_found(small: Path) -> None:
    text = (small / "ranking.json").read_text()
    parts = ((text.index('"counts"'), text.index('"inputs"')), (text.index('"sites": ['), text.index('"checksum"')))
    for at, changed in islice((it for part in parts for it in with_another_digit(text, *part)), 0, None, 3):
        errors = [it for it in found_in(changed, [small]) if it.severity == Severity.ERROR]
        assert is_told_at(errors, text, at, 25), changed[at - 40 : at + 40]


def test_every_changed_digit_of_the_criteria_is_found_by_what_follows(folder: Path) -> None:
    text = (folder / "ranking.json").read_text()
    for at, changed in with_another_digit(text, text.index('"criteria": {'), text.index('"sites": [')):
        assert told(found_in(changed, [folder])), changed[at - 40 : at + 40]


def is_told_at(findings: Sequence[Finding], text: str, at: int, before: int) -> bool:
    """Whether a finding stands at the figure with a digit; what a leading zero breaks is told at the next sign."""
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return any(it.place.line == line and column - before <= (it.place.column or 0) <= column + 1 for it in findings)


def test_a_changed_digit_of_what_is_computed_is_found_without_the_files(small: Path) -> None:
    text = (small / "ranking.json").read_text()
    computed = re.compile(
        r'"(rank|rank_best|rank_worst|score|score_low|score_high|coverage|known_weight|weight|contribution)":([-0-9.e]+)'
        r'|"value":\[([^\]]*)\]'
    )
    for part in computed.finditer(text, text.index('\n  "sites": ['), text.index('"checksum"')):
        for at, changed in islice(with_another_digit(text, *part.span()), 0, None, 3):  # the first, fourth, …
            errors = [it for it in found_in(changed) if it.code in ("R101", "R001")]
            assert len(errors) == 1, changed[at - 40 : at + 40]
            assert is_told_at(errors, text, at, 20), changed[at - 40 : at + 40]


def changed(text: str, change: Callable[[Any], object]) -> str:
    document = json.loads(text)
    checksum = document.pop("checksum")
    change(document)
    return json.dumps({**document, "checksum": checksum}, ensure_ascii=False, indent=2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda it: it["sites"][0].update(score=1.5), "R101 site 'a1': score is 1.5, but "),
        (lambda it: it["sites"][0].update(status="excluded"), "R101 site 'a1': status is \"excluded\", but"),
        (lambda it: it["sites"][0].update(name="X"), 'R101 site \'a1\': name is "X", but "Ankarby 1" follows'),
        (lambda it: it["sites"][0].update(comment="X"), "R101 site 'a1': comment is \"X\", but nothing follows"),
        (lambda it: it["sites"][0].pop("coverage"), "R101 site 'a1': coverage is missing, but 1.0 follows"),
        (lambda it: it["sites"][0]["position"].reverse(), "R101 site 'a1': position[0] is 16.63, but 57.75 follows"),
        (lambda it: it["sites"][0].pop("position"), "R101 site 'a1': position[0] is missing, but 57.75 follows"),
        (lambda it: it["sites"][0].update(id="z9"), 'R101 site \'z9\': id is "z9", but "a1" follows'),
        (
            lambda it: it["sites"][0]["extra"].update(note="8"),
            'R101 site \'a1\': extra.note is "8", but "7 hou',
        ),
        (
            lambda it: it["sites"][0]["criteria"]["school"].update(date="2023"),
            'R101 site \'a1\': criteria.school.date is "2023", but "2024" follows',
        ),
        (
            lambda it: it["sites"][0]["criteria"]["school"].update(value=[100.0, 100.0]),
            "R101 site 'a1': criteria.school.value[0] is 100.0, but 99.98",
        ),
        (lambda it: it["counts"].update(excluded=9), "R101 the ranking: counts.excluded is 9, but 3 follows"),
        (lambda it: it["inputs"][0].update(sites=9), "R101 the ranking: inputs[0].sites is 9, but 6 follows"),
        (lambda it: it["inputs"][0].update(sha256="0" * 64), "R102 'sites.csv' is no longer the file that was read"),
        (lambda it: it.update(unknown="high"), 'R101 the ranking: unknown is "high", but "low" follows'),
        (lambda it: it.pop("unknown"), 'R101 the ranking: unknown is missing, but "low" follows'),
        (lambda it: it["sites"].insert(0, it["sites"].pop(1)), "R101 site '"),
        (lambda it: it["sites"].pop(), None),  # as --top 5 writes it
        (lambda it: it["criteria"]["criteria"]["school"]["requirement"].update(at_most=9000), "R101 "),
        (lambda it: it["criteria"].update(title="Another"), None),
    ],
)
def test_what_was_changed_is_told_in_words(folder: Path, change: Callable[[Any], object], said: str | None) -> None:
    messages = told(found_in(changed((folder / "ranking.json").read_text(), change), [folder]))
    assert messages == [] if said is None else any(said in it for it in messages), messages


def test_a_site_that_was_put_in_or_left_out_is_one_finding(folder: Path) -> None:
    text = (folder / "ranking.json").read_text()
    more = changed(text, lambda it: it["sites"].append({**it["sites"][-1], "id": "z9"}))
    assert told(found_in(more, [folder])) == ["R101 site 'z9': id is \"z9\", but nothing follows"]
    without = changed(text, lambda it: (it["sites"].pop(), it["counts"].update(sites=5, excluded=1)))
    assert told(found_in(without, [folder])) == [
        "R101 the ranking: counts.sites is 5, but 6 follows",
        "R101 the ranking: counts.excluded is 1, but 3 follows",
        "R101 site 'f6': id is missing, but \"f6\" follows",
    ]


def test_sites_in_another_order_are_one_finding(folder: Path) -> None:
    turned = changed((folder / "ranking.json").read_text(), lambda it: it["sites"].reverse())
    (message,) = told(found_in(turned))
    assert re.fullmatch(r"R101 site '..': its place in the order is 1, but \d follows", message)


def test_a_key_that_stands_twice_is_found(folder: Path) -> None:
    text = (folder / "ranking.json").read_text().replace('"name":"Ekby"', '"name":"Ekby","score":99.0', 1)
    assert told(found_in(text)) == ["R101 site 'b2': score is there twice, but only one follows"]


def test_the_last_digit_counts_even_where_a_computer_rounds_it_away(folder: Path) -> None:
    text = (folder / "ranking.json").read_text()
    long = next(it for it in re.findall(r'"contribution":(\d+\.\d{14,})', text))
    assert float(long + "1") == float(long)
    assert told(found_in(text.replace(f'"contribution":{long}', f'"contribution":{long}1', 1))) != []


def test_another_layout_is_told_and_the_figures_are_verified(folder: Path, cli: Cli) -> None:
    document = json.loads((folder / "ranking.json").read_text())
    without = {key: document[key] for key in sorted(document) if key != "checksum"}
    pretty = json.dumps(without, indent=4, sort_keys=True).replace("100.0,", "1e2,")
    (folder / "pretty.json").write_text(sealed(pretty.removesuffix("\n}") + ',\n  "checksum": '))
    ended = cli("verify", "pretty.json")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.endswith(", figure by figure; the file is not formatted as the program formats it\n")
    assert cli("verify", "ranking.json").err == (
        "verified: everything about 6 sites follows from the criteria and the unchanged input files, byte for byte\n"
    )
    (folder / "crlf.json").write_bytes((folder / "ranking.json").read_bytes().replace(b"\n", b"\r\n"))
    (finding,) = (it for it in cli("verify", "crlf.json").out.splitlines() if "error" in it and "[" in it)
    assert "error[R106] something was changed after the ranking was saved, even if only a blank" in finding


def test_the_input_files_are_sought_where_they_were_and_beside_the_ranking(
    folder: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert "unchanged input files" in cli("verify", "../ranking.json").err
    missing = cli("verify", "../ranking.json", "--inputs", ".")
    assert missing.code == 0
    assert "warning[R103] 'sites.csv' is missing" in missing.out
    assert "the criteria and measures in the ranking, byte for byte" in missing.err
    assert cli("verify", "../ranking.json", "--inputs", ".", "--fail-on", "warning").code == 1
    (elsewhere / "sites.csv").write_text("another file of this name\n")
    assert "unchanged input files" in cli("verify", "../ranking.json").err
    other = cli("verify", "../ranking.json", "--inputs", ".")
    assert (other.code, "error[R102] 'sites.csv'" in other.out, other.err) == (1, True, "not verified\n")
    assert cli("verify", "../ranking.json", "--inputs", "nowhere").code == 2
    absolute = cli("score", str(folder / "sites.csv"), "-c", "../criteria.yaml", "-o", "absolute.json")
    assert absolute.code == 0
    assert "unchanged input files" in cli("verify", "absolute.json").err
    assert "R102" in cli("verify", "absolute.json", "--inputs", ".").out


def test_a_cut_ranking_is_verified_whole_with_its_files_and_except_for_ranks_without(folder: Path, cli: Cli) -> None:
    for cut in (("--top", "3"), ("--qualified-only",), ("--top", "1", "--qualified-only"), ("--top", "0")):
        assert cli("score", "sites.csv", *cut, "-o", "cut.json").code == 0
        text = (folder / "cut.json").read_text()
        assert found_in(text, [folder]) == ()
        assert [it.code for it in found_in(text)] == ["R103", "R105"]
    cli("score", "sites.csv", "--top", "3", "-o", "cut.json")
    text = (folder / "cut.json").read_text()
    assert told(found_in(text.replace('"rank":1,', '"rank":2,', 1))) == []
    assert told(found_in(text.replace('"rank":1,', '"rank":2,', 1), [folder])) != []
    assert told(found_in(re.sub('"score":[0-9]', '"score":9', text, count=1))) != []
    assert told(found_in(text.replace('"sites": 6,\n    "q', '"sites": 7,\n    "q'))) != []
    verification, _ = verification_of_file(text.encode(), "ranking.json", [])
    assert verification is not None
    assert "except ranks" in written(verification.closing, "en")


def test_another_version_is_told_and_the_figures_verified(folder: Path, cli: Cli) -> None:
    text = (folder / "ranking.json").read_text()
    (folder / "older.json").write_text(sealed(re.sub('"version": "[^"]*"', '"version": "0.0.1"', text, count=1)))
    ended = cli("verify", "older.json", "--lang", "sv")
    assert ended.code == 0
    assert "older.json:3:14: info[R104] version 0.0.1 av vasterviksmodell gjorde rangordningen" in ended.out
    assert ended.err.startswith("verifierat: allt som sägs om 6 orter")


def test_what_was_set_is_verified_too(folder: Path, cli: Cli) -> None:
    assert cli("score", "sites.csv", "--set", "e5.school=700", "-o", "set.json").code == 0
    text = (folder / "set.json").read_text()
    assert '"changes"' in text
    assert found_in(text, [folder]) == ()
    assert told(found_in(text)) == []
    assert told(found_in(text.replace('"rank": null', '"rank": 6', 1))) == [
        "R101 the ranking: changes[0].before.rank is 6, but null follows"
    ]


def test_findings_come_in_the_formats_of_check(folder: Path, cli: Cli) -> None:
    (folder / "changed.json").write_text((folder / "ranking.json").read_text().replace('"rank":1,', '"rank":3,', 1))
    for format in ("text", "json", "github", "gitlab", "sarif", "junit"):
        ended = cli("verify", "changed.json", "--format", format)
        assert ended.code == 1
        assert "R101" in ended.out
        assert "R106" in ended.out
        assert ended.err == "not verified\n"
    assert cli("verify", "changed.json", "--quiet").err == ""
    listed = json.loads(cli("verify", "changed.json", "-f", "json", "--max-findings", "0").out)
    assert (listed["counts"]["error"], listed["findings"]) == (2, [])


def test_what_is_no_ranking_or_not_there(folder: Path, cli: Cli) -> None:
    assert "error[R001]" in cli("verify", "sites.csv").out
    assert cli("verify", "nowhere.json").code == 2
    assert "is an input" in cli("verify", "ranking.json", "-o", "ranking.json").err


@brief
@given(ROWS, st.sampled_from(["low", "middle", "high"]))
def test_random_rankings_are_verified_byte_for_byte(rows: list[dict[str, str]], unknown: str) -> None:
    text = "".join(RANKING_FORMATS["json"].render(ranking(rows, unknown), View()))
    verification, findings = verification_of_file(text.encode(), "ranking.json", [])
    assert verification is not None
    assert worst(findings) == Severity.WARNING  # the file is gone
    assert verification.is_exact


ODD = (
    "null",
    "true",
    "-1",
    "1e308",
    "1e999",
    "1" + 5000 * "0",
    "{}",
    "[1, 2]",
    '"x"',
    '"\\ud800"',
    '"a\\u0000"',
    "-0.0",
)


@brief
@given(ROWS, st.integers(min_value=0), st.sampled_from(ODD))
def test_whatever_stands_anywhere_is_told_and_no_accident(rows: list[dict[str, str]], number: int, odd: str) -> None:
    text = "".join(RANKING_FORMATS["json"].render(ranking(rows), View()))
    found = list(leaves(text))
    leaf = found[number % len(found)]
    odd_one = text[: leaf.at] + odd + text[leaf.at + len(leaf.text) :]
    findings = verification_of_file(odd_one.encode(), "ranking.json", [])[1]
    errors = sorted(it.code for it in findings if it.severity == Severity.ERROR)
    if odd == leaf.text:
        assert errors == []
    elif errors != ["R001"]:  # what can be read is held against the checksum, and against what follows
        assert errors.count("R106") == 1
        assert set(errors) <= {"R101", "R106"}
    for finding in findings:
        assert finding.message("sv").isprintable()


def test_the_checksum_is_of_every_byte_before_its_line(folder: Path) -> None:
    content = (folder / "ranking.json").read_bytes()
    *before, line, end = content.splitlines(keepends=True)
    assert line == f'  "checksum": "{sha256(b"".join(before)).hexdigest()}"\n'.encode()
    assert end == b"}\n"


@pytest.mark.skipif(not (shutil.which("sha256sum") and shutil.which("bash")), reason="no sha256sum here")
def test_the_documented_command_recomputes_the_checksum(folder: Path) -> None:
    page = (ROOT / "docs" / "ranking.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"```sh\n(head [^\n]*sha256sum)\n```", page)
    ended = subprocess.run(["bash", "-c", command], capture_output=True, check=True, text=True, timeout=60)
    assert ended.stdout.split()[0] == json.loads((folder / "ranking.json").read_text())["checksum"]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ('"title": "Test"', '"title": "Best"'),
        ('"source": "A map"', '"source": "A cap"'),
        ('"version": "', '"version":  "'),
        ('"measure":[40.5,40.5]', '"measure":[40.6,40.6]'),
        ('"2024"', '"2023"'),
    ],
)
def test_a_change_from_which_nothing_follows_is_found_by_the_checksum(folder: Path, then: str, now: str) -> None:
    text = (folder / "ranking.json").read_text()
    assert then in text
    _, findings = verification_of_file(text.replace(then, now, 1).encode(), "ranking.json", [])  # the file is gone
    (error,) = (it for it in findings if it.severity == Severity.ERROR)
    assert error.code == "R106"
    assert is_told_at([error], text, text.index('"checksum": "') + len('"checksum": "') - 1, 0)


@pytest.fixture(scope="module")
def saved_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ranking, of which each character is changed in turn in a copy beside it."""
    row = {"school": "400", "size": "20..70", "plan": "housing", "travel": "5", "road": "yes", "air": "1"}
    path = tmp_path_factory.mktemp("saved") / "ranking.json"
    path.write_text("".join(RANKING_FORMATS["json"].render(ranking([row, {**row, "school": ""}]), View())))
    return path


def ends_with(changed: str, path: Path) -> int:
    """The exit code of `verify` for a changed ranking."""
    copy = path.with_name("changed.json")
    copy.write_bytes(changed.encode())
    return run(["verify", str(copy), "--quiet", "--format", "text", "--output", os.devnull])


KINDS: dict[str, Callable[[str], bool]] = {
    "blank": str.isspace,
    "digit": str.isdigit,
    "letter": str.isalpha,
    "any": bool,
}


@brief
@given(
    st.sampled_from(sorted(KINDS)),
    st.integers(min_value=0),
    st.sampled_from([*" \t\n\r", *"0189", *"aZå", *'",:{}[]\\-.']) | st.characters(codec="utf-8"),
)
def test_any_single_changed_character_is_found(saved_once: Path, kind: str, number: int, sign: str) -> None:
    text = saved_once.read_text()
    places = [at for at, it in enumerate(text) if KINDS[kind](it)]
    at = places[number % len(places)]
    assume(text[at] != sign)
    assert ends_with(text[:at] + sign + text[at + 1 :], saved_once) == 1
    assert ends_with(text[:at] + text[at + 1 :], saved_once) == 1
    assert ends_with(text[:at] + sign + text[at:], saved_once) == 1


def test_each_changed_character_of_the_last_lines_is_found(saved_once: Path) -> None:
    text = saved_once.read_text()
    assert ends_with(text, saved_once) == 0
    for at in range(text.rindex("\n  ],\n"), len(text)):
        other = "a" if text[at] != "a" else "b"
        assert ends_with(text[:at] + other + text[at + 1 :], saved_once) == 1, text[at:]


def test_an_older_ranking_without_checksum_is_verified_as_far_as_can_be(folder: Path, cli: Cli) -> None:
    text = (folder / "ranking.json").read_text()
    older = re.sub(r',\n  "checksum": ".*"\n', "\n", text)
    assert older.endswith("\n  ]\n}\n")
    (folder / "older.json").write_text(older)
    ended = cli("verify", "older.json")
    assert ended.code == 0
    assert ended.out.startswith("older.json: warning[R107] the ranking has no checksum")
    assert ended.err.endswith("the unchanged input files, byte for byte\n")
    assert cli("verify", "older.json", "--fail-on", "warning").code == 1
    changed = verification_of_file(older.replace('"rank":1,', '"rank":2,', 1).encode(), "ranking.json", [folder])[1]
    assert told(changed) == ["R101 site 'a1': rank is 2, but 1 follows"]
    assert cli("compare", "older.json", "ranking.json").code == 0


def test_files_in_a_format_that_is_not_known_are_not_read_again(folder: Path) -> None:
    text = changed((folder / "ranking.json").read_text(), lambda it: it["inputs"][0].update(format="dbf"))
    verification, findings = verification_of_file(sealed(text).encode(), "ranking.json", [folder])
    assert verification is not None
    assert told(findings) == []


def test_a_heading_with_quotes_is_named_as_it_is(folder: Path, cli: Cli) -> None:
    (folder / "sites.csv").write_text('id,school,bus,plan,received,"he""j","å\\ö"\na1,500,17,housing,5,7,8\n')
    assert cli("score", "sites.csv", "-o", "ranking.json").code == 0
    text = (folder / "ranking.json").read_text()
    for heading in ('he"j', "å\\ö"):
        said = told(
            found_in(changed(text, lambda it, key=heading: it["sites"][0]["extra"].update({key: "9"})), [folder])
        )
        assert len(said) == 1
        assert f"R101 site 'a1': extra.{heading} is \"9\", but " in said[0]
