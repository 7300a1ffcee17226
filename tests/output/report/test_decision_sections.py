"""`report --decision`: both lists with their reasons, and the account of alternatives, in every format."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried
from tests.output.rendered import text_of
from tests.output.report.test_redacted_reports import contents

from vasterviksmodell.cli.program import run
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.output.report.formats import REPORT_FORMATS, REPORT_SUFFIXES

CRITERIA = """\
version: 1
site: {latitude: lat, longitude: lon}
redact: {withhold: [owner_m]}
criteria:
  school: {label: School, unit: m, range: [0, 9000], weight: 2, value: {500: 100, 4000: 0},
           requirement: {at_most: 4000}}
  jobs: {label: Jobs, range: [0, 90], weight: 1, value: {0: 0, 30: 100}}
  owner_m: {label: Owner, unit: m, range: [0, 9000], weight: 1, value: {0: 0, 9000: 100}}
events:
  closes: {label: It closes, from: 2028-06, certainty: decided, source: A letter, sets: {ekby: {school: 5000}}}
"""
SITES = """\
id,name,school,jobs,owner_m,lat,lon
ankarby,Ankarby,501,23,17,57.7,16.5
ekby,Ekby,1207,2..9,18,57.6,16.4
granby,Granby,3333,7,19,57.5,16.3
tallby,Tallby,8642,29,21,57.4,16.2
"""
DECISION = {
    "version": 1,
    "question": "Where shall the eight flats stand?",
    "who": "The council",
    "date": "2026-11-25",
    "reference": "EX 2026/1",
    "alternatives": {
        "area": "The whole of the parish",
        "found": "The villages were asked",
        "left_out": "Sjöby: it is let",
        "zero": "Rooms at the camp",
        "not_covered": "What the neighbours think",
    },
    "sites": {
        "ankarby": {"outcome": "parked", "reason": "The plot is let."},
        "ekby": {"outcome": "chosen", "reason": "It is near.", "figures": {"school": 1207}},
        "granby": {"outcome": "rejected", "who": "The board", "date": "2026-10-01"},
        "tallby": {"outcome": "rejected"},
    },
}
STANDINGS = {"ankarby": ("qualified", 1), "ekby": ("qualified", 2), "granby": ("qualified", 3), "tallby": ("excluded",)}
DOCUMENTS = ("markdown", "html", "pdf", "xlsx")
ACCOUNT = {"en": "Account of alternatives", "sv": "Redovisning av alternativ"}
MISSING = {"en": "missing – nobody has stated it", "sv": "saknas – ingen har angett det"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA)
    (tmp_path / "sites.csv").write_text(SITES)
    decide(DECISION)
    return tmp_path


def decide(plain: dict[str, object], **changed: object) -> None:
    """Write a record with the standing of each site."""
    sites = {
        id: entry | {"ranked": dict(zip(("status", "rank"), STANDINGS[id], strict=False))}
        for id, entry in plain["sites"].items()  # type: ignore[attr-defined]
    }
    Path("decision.yaml").write_text(yaml.safe_dump(plain | {"sites": sites} | changed, allow_unicode=True))


def reported(*options: str, language: str = "en", decision: str = "decision.yaml") -> dict[str, bytes]:
    """Write the report in all formats."""
    paths = {name: f"out{suffixes[0]}" for name, suffixes in REPORT_SUFFIXES.items()}
    outputs = [text for path in paths.values() for text in ("-o", path)]
    said = ["report", "sites.csv", "--decision", decision, "-q", "--lang", language, *options, *outputs]
    assert run(said) == 0
    return {name: Path(path).read_bytes() for name, path in paths.items()}


def account(language: str = "en") -> str:
    """Return the account of alternatives as Markdown."""
    assert run(["report", "sites.csv", "--decision", "decision.yaml", "-q", "--lang", language, "-o", "out.md"]) == 0
    return Path("out.md").read_text().partition(f"## {ACCOUNT[language]}\n")[2].partition("\n## ")[0]


def words(rendered: bytes) -> str:
    """Return the text of a report on one line."""
    text = text_of(rendered) if rendered[:2] in (b"PK", b"%P") else rendered.decode()
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_lists_stand_in_every_document_with_all_that_is_recorded(language: str) -> None:
    lists = {
        "en": ("Chosen: 1 site", "Rejected: 2 sites", "Parked: 1 site", "It meets every requirement", "(8,642 m"),
        "sv": ("Vald: 1 ort", "Avvisade: 2 orter", "Vilande: 1 ort", "Orten uppfyller alla krav", "(8\u00a0642 m"),
    }
    recorded = ("It is near.", "The plot is let.", "The council", "The board", "2026-11-25", "2026-10-01", "EX 2026/1")
    found = reported(language=language)
    for name in DOCUMENTS:
        text = words(found[name])
        for sought in (*lists[language], *recorded, ACCOUNT[language], "Where shall the eight flats stand?"):
            assert " ".join(sought.split()) in text, (name, sought)


def test_files_for_maps_say_what_was_decided_about_each_site() -> None:
    found = reported()
    assert sorted(re.findall(r'"decision": ?"(\w+)"', found["geojson"].decode())) == [
        "chosen",
        "parked",
        "rejected",
        "rejected",
    ]
    assert text_of(found["gpkg"]).count("rejected") == 2


def test_what_has_changed_since_is_told_and_until_when_the_choice_holds() -> None:
    Path("sites.csv").write_text(SITES.replace("501", "2500"))
    text = words(reported()["markdown"])
    assert "'ankarby' stood as qualified, rank 1 when the decision was taken, and stands as qualified, rank 2" in text
    assert "Ekby qualifies until 2028-06-01." in text


def test_a_record_with_a_gap_gives_findings_and_no_report(capsys: pytest.CaptureFixture[str]) -> None:
    silent = DECISION["sites"] | {"ankarby": {"outcome": "parked"}}  # type: ignore[operator]
    decide(DECISION | {"sites": silent})
    assert run(["report", "sites.csv", "--decision", "decision.yaml", "-o", "out.md"]) == 1
    assert "O006" in capsys.readouterr().err
    Path("decision.yaml").write_text("version: 1\n")
    assert run(["report", "sites.csv", "--decision", "decision.yaml", "-o", "out.md"]) == 1
    assert run(["report", "sites.csv", "--decision", "none.yaml", "-o", "out.md"]) == 2
    assert not Path("out.md").exists()


def test_a_report_without_a_record_has_neither_section() -> None:
    assert run(["report", "sites.csv", "-q", "-o", "out.md"]) == 0
    text = Path("out.md").read_text()
    assert ACCOUNT["en"] not in text
    assert "a basis for a decision, not a decision" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", list(DECISION["alternatives"]))  # type: ignore[call-overload]
def test_just_what_nobody_states_is_marked_as_missing(key: str, language: str) -> None:
    assert MISSING[language] not in account(language)
    stated = {name: text for name, text in DECISION["alternatives"].items() if name != key}  # type: ignore[attr-defined]
    decide(DECISION, alternatives=stated)
    text = account(language)
    assert text.count(MISSING[language]) == 2, "in its place, and in the list of what is asked for"
    assert DECISION["alternatives"][key] not in text  # type: ignore[index]


def test_a_question_that_is_missing_and_a_reason_that_is_missing_are_marked() -> None:
    decide({key: entry for key, entry in DECISION.items() if key != "question"})
    text = account()
    assert text.count(MISSING["en"]) == 2
    assert "missing for Granby – no reason is stated" in text
    assert "Tallby is excluded, because it does not meet: School (8,642\u00a0m; required ≤ 4,000\u00a0m)." in text


def test_it_says_that_it_is_no_legal_advice_and_cites_what_it_asks() -> None:
    text = account()
    assert "This is no legal advice" in text
    for source in ("boverket.se", "naturvardsverket.se", "MÖD 2013:9"):
        assert source in text


figures = st.tuples(st.integers(0, 3999), st.integers(0, 90), st.integers(0, 9000))


@given(st.lists(figures, min_size=3, max_size=3), st.integers(4001, 9000))
@tried(8)
def test_every_number_in_the_account_traces_to_a_cell(rows: list[tuple[int, int, int]], far: int) -> None:
    names = ("ankarby", "ekby", "granby")
    lines = [
        f"{id},{id.title()},{school},{jobs}..{jobs + 1},{owner},57.7,16.5"
        for id, (school, jobs, owner) in zip(names, rows, strict=True)
    ]
    lines.append(f"tallby,Tallby,{far},29,21,57.4,16.2")
    Path("sites.csv").write_text("\n".join([SITES.splitlines()[0], *lines, ""]).replace("90..91", "89..90"))
    reasoned = {id: {"outcome": "rejected", "reason": "As it is."} for id in STANDINGS}
    decide(DECISION | {"sites": reasoned | {"ekby": {"outcome": "chosen"}}})
    assert run(["score", "sites.csv", "-q", "-o", "ranking.csv"]) == 0
    text = account().partition("### What such an account is asked for")[0]
    numbers = set(re.findall(r"\d[\d,]*(?:\.\d+)?", text.replace("A score of 80", "").replace("one of 40", "")))
    assert numbers <= told(Path("ranking.csv").read_text(), lines)


def told(ranking: str, lines: list[str]) -> set[str]:
    """Return every number that data and criteria have, as an account writes it; and the counts of its lists."""
    header, *rows = (line.split(",") for line in ranking.splitlines())
    columns = [dict(zip(header, row, strict=True)) for row in rows]
    scores = {f"{float(row['score']):,.1f}" for row in columns}
    ranks = {row["rank"] for row in columns}
    cells = {f"{int(cell):,}" for line in lines for cell in re.findall(r"\d+", ",".join(line.split(",")[2:5]))}
    of_criteria = {"50%", "25%", "4,000", "50", "25"}
    counts = {"1", "3", "4"}  # requirements; criteria, and unknown figures with the sites that have them; sites
    return scores | ranks | cells | of_criteria | counts


SECRETS = {
    "question": "Gäddviken?",
    "alternatives": {
        "area": "Gäddviken",
        "found": "Storholmen",
        "left_out": "Ön",
        "zero": "Gäddviken",
        "not_covered": "x",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_secret_of_the_record_is_in_any_byte_of_a_redacted_report(language: str) -> None:
    sites = {
        id: {"outcome": "rejected", "reason": "Gäddviken 73918", "ranked": {"status": "excluded", "score": 12.345678}}
        for id in ("ankarby", "granby", "tallby")
    }
    chosen = {"outcome": "chosen", "reason": "Storholmen", "figures": {"owner_m": 18}}
    Path("hidden.yaml").write_text(
        yaml.safe_dump(DECISION | SECRETS | {"sites": {"ekby": chosen} | sites}, allow_unicode=True)
    )
    found = reported("--edition", "redacted", language=language, decision="hidden.yaml")
    assert set(found) == set(REPORT_FORMATS)
    for name, report in found.items():
        for content in contents(name, report):
            for secret in ("Gäddviken", "Storholmen", "73918", "12.345678", "hidden.yaml", "It closes"):
                assert secret.encode() not in content, (name, secret)
    for name in DOCUMENTS:
        text = words(found[name])
        assert ACCOUNT[language] not in text
        for sought in ("The council", {"en": "Chosen: 1 site", "sv": "Vald: 1 ort"}[language]):
            assert sought in text, name


def test_the_secrets_are_found_in_the_full_edition() -> None:
    decide(DECISION | SECRETS)
    found = reported()
    for name in DOCUMENTS:
        assert "Storholmen" in words(found[name]), name


def test_the_order_of_the_record_changes_no_byte_of_a_redacted_report() -> None:
    decide(DECISION)
    one = reported("--edition", "redacted")
    decide(DECISION | {"sites": dict(reversed(DECISION["sites"].items()))})  # type: ignore[attr-defined]
    assert reported("--edition", "redacted") == one


def test_a_redacted_edition_that_withholds_names_takes_no_record(capsys: pytest.CaptureFixture[str]) -> None:
    Path("criteria.yaml").write_text(CRITERIA.replace("[owner_m]", "[name]"))
    said = ["report", "sites.csv", "--decision", "decision.yaml", "--edition", "redacted", "-o", "out.md"]
    assert run(said) == 2
    assert "withholds their names" in capsys.readouterr().err
    assert not Path("out.md").exists()


def test_a_record_is_never_overwritten_by_a_report() -> None:
    Path("decision.md").write_bytes(Path("decision.yaml").read_bytes())
    before = Path("decision.md").read_bytes()
    assert run(["report", "sites.csv", "--decision", "decision.md", "-o", "decision.md"]) == 2
    assert Path("decision.md").read_bytes() == before


def test_what_a_record_says_is_text_and_never_markup() -> None:
    entry = {"outcome": "parked", "reason": "<script>alert(1)</script> | [a](b) \u202e"}
    decide(DECISION | {"sites": DECISION["sites"] | {"ankarby": entry}})  # type: ignore[operator]
    found = reported()
    assert b"<script>alert" not in found["html"]
    for name in ("markdown", "html"):
        assert "\u202e" not in found[name].decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".ods", ".html", ".pdf"])
def test_the_account_is_also_a_document_by_itself(
    suffix: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["report", "sites.csv", "--decision", "decision.yaml", "--reference", "EX 2026/1", "-q", "--lang", language]
    assert run([*said, "--account", f"account{suffix}"]) == 0
    assert capsys.readouterr().out == ""
    content = Path(f"account{suffix}").read_bytes()
    text = words(content) if suffix != ".ods" else " ".join(text_of(content).split())
    for sought in (ACCOUNT[language], "EX 2026/1", "Rooms at the camp", "It is near.", "boverket.se"):
        assert sought in text, sought


def test_an_account_needs_a_decision_and_the_full_edition() -> None:
    said = ["report", "sites.csv", "-q", "--account", "account.md"]
    assert run(said) == 2
    assert run([*said, "--decision", "decision.yaml", "--edition", "redacted"]) == 2
    assert run([*said[:-1], "decision.docx", "--decision", "decision.yaml"]) == 2
    assert not Path("account.md").exists()
