"""`verify FOLDER`: a clean folder is clean, and every seeded tampering is found, at its place."""

import json
import re
import shutil
import sqlite3
import zlib
from base64 import b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried

from vasterviksmodell.analysis.handed_over.verification import verified_folder
from vasterviksmodell.cli.program import run
from vasterviksmodell.output.report.made_again import is_as_made
from vasterviksmodell.scoring.saved.carriers import DECISION, NAME, carried_in, html

CRITERIA = """\
version: 1
language: en
question: Where shall eight flats stand?
criteria:
  school: {label: School, unit: m, range: [0, 9000], weight: 2, value: {500: 100, 4000: 0},
           requirement: {at_most: 4000}, source: A map of 2024}
  jobs: {label: Jobs, range: [0, 90], weight: 1, value: {0: 0, 30: 100}}
plan: {house: {flats: 2, persons_per_flat: 6}, limits: {max_per_site: 3}}
"""
EVENTS = """\
version: 1
events:
  closes: {label: It closes, from: 2028-06, certainty: decided, source: A letter, sets: {ekby: {school: 5000}}}
"""
ACTIONS = """\
version: 1
actions:
  bus: {label: A bus, who: [Town], by: 2027-03, status: agreed, sets: {granby: {jobs: 20}}}
"""
SITES = (
    "id,name,school,jobs\nankarby,Ankarby,500,30\nekby,Ekby,1200,9\ngranby,Granby,3000,2..7\ntallby,Tallby,8600,29\n"
)
OUTCOMES = {"ankarby": "chosen", "ekby": "rejected", "granby": "rejected", "tallby": "rejected"}
REPORTS = ("report.html", "report.pdf", "report.xlsx", "public.html")
SAID = ("--actions", "actions.yaml", "--events", "events.yaml", "-q")


def made(folder: Path) -> None:
    """Make a whole folder, which is handed over."""
    texts = {"criteria.yaml": CRITERIA, "events.yaml": EVENTS, "actions.yaml": ACTIONS, "sites.csv": SITES}
    for name, text in texts.items():
        (folder / name).write_text(text)
    assert run(["score", "sites.csv", *SAID, "-o", "ranking.json"]) == 0
    decided()
    outputs = [text for name in REPORTS[:3] for text in ("-o", name)]
    matter = ("--reference", "EX 2026/1", "--date", "2026-11-25", "--unit", "Planning", "--top", "2")
    assert run(["report", "ranking.json", "--decision", "decision.yaml", "-q", *matter, *outputs]) == 0
    redacted = ("--edition", "redacted", "--lang", "sv", "-o", "public.html")
    assert run(["report", "ranking.json", "--decision", "decision.yaml", "-q", *redacted]) == 0
    assert run(["plan", "ranking.json", "--houses", "2", "-q", "-o", "plan.json"]) == 0
    (folder / "README.txt").unlink(missing_ok=True)
    (folder / "notes").mkdir()


def decided() -> None:
    """Write the record of a decision on the ranking in the working folder."""
    assert run(["decide", "ranking.json", "--init", "-q"]) == 0
    text = Path("decision.yaml").read_text().replace("who: null", "who: The council")
    text = text.replace("\ndate: null", "\ndate: '2026-11-25'")
    for id, outcome in OUTCOMES.items():
        text = re.sub(rf"(  {id}:\n    name: \w+\n    outcome:) null", rf"\1 {outcome}", text)
    Path("decision.yaml").write_text(text)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handed-over")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        made(folder)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the whole folder, with one report; seen from the folder around it."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(whole, tmp_path / "case")
    for name in REPORTS[1:]:
        (tmp_path / "case" / name).unlink()
    return tmp_path / "case"


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, dict[str, object]]]:
    """Verify the folder, and return the exit code with what programs are told."""

    def verify(*said: str) -> tuple[int, dict[str, object]]:
        code = run(["verify", "case", "-f", "json", *said])
        return code, json.loads(capsys.readouterr().out)

    return verify


Told = Callable[..., tuple[int, dict[str, object]]]


def found_in(told: dict[str, object]) -> list[tuple[str, str, str]]:
    """Return severity, code and file of each finding."""
    findings: Sequence[dict[str, str]] = told["findings"]  # type: ignore[assignment]
    return [(each["severity"], each["code"], Path(each["path"]).name) for each in findings]


def test_a_clean_folder_with_every_part_is_clean(whole: Path, folder: Path, told: Told) -> None:
    for name in REPORTS:
        shutil.copy(whole / name, folder / name)
    code, content = told()
    assert (code, content["fits"], content["findings"], content["missing"]) == (0, True, [], [])
    parts = {Path(file["path"]).name: file["part"] for file in content["files"]}  # type: ignore[attr-defined]
    assert parts == dict.fromkeys(REPORTS, "report") | {
        "criteria.yaml": "criteria",
        "actions.yaml": "actions",
        "events.yaml": "events",
        "sites.csv": "sites",
        "ranking.json": "ranking",
        "decision.yaml": "decision",
        "plan.json": "plan",
    }
    for file in content["files"]:  # type: ignore[attr-defined]
        assert file["sha256"] == sha256(Path(file["path"]).read_bytes()).hexdigest()
    assert content["folders"] == ["notes"]
    assert content["ranking"] == {"compared_with": "files", "exact": True}
    editions = {Path(each["path"]).name: each["edition"] for each in content["reports"]}  # type: ignore[attr-defined]
    assert editions == dict.fromkeys(REPORTS[:3], "full") | {"public.html": "redacted"}
    assert {each["not_made_again"] for each in content["reports"]} == {None}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "sought"),
    [
        (
            "en",
            ("What is in case", "decision.yaml", "events", "The parts of the folder fit together.", "byte for byte"),
        ),
        ("sv", ("Vad som finns i case", "beslut", "händelser", "Mappens delar stämmer med varandra.", "byte för byte")),
    ],
)
def test_people_are_told_in_both_languages(
    folder: Path, language: str, sought: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(folder.name), "--lang", language]) == 0
    said = capsys.readouterr()
    assert all(text in said.out + said.err for text in sought)


def replaced(name: str, old: str, new: str, number: int = 1) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new, number))

    return tamper


def removed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def written(name: str, content: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        (folder / name).write_text(content)

    return tamper


def copied(name: str, other: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        shutil.copy(folder / name, folder / other)

    return tamper


def element(name: str, change: Callable[[bytes], bytes] | None) -> Callable[[Path], None]:
    """Change what the page carries under a name, or take it out."""

    def tamper(folder: Path) -> None:
        path = folder / "report.html"
        inner = carried_in(BytesIO(path.read_bytes()), name)
        assert inner is not None
        before = html.element(inner, name)
        assert before in path.read_text()
        after = "" if change is None else html.element(change(inner), name)
        path.write_text(path.read_text().replace(before, after))

    return tamper


def sealed(content: bytes, old: bytes, new: bytes) -> bytes:
    """Change a saved ranking, and seal it again, as someone does who knows the checksum."""
    assert old in content
    body = content.replace(old, new)[: content.replace(old, new).rindex(b'  "checksum"')]
    return body + f'  "checksum": "{sha256(body).hexdigest()}"\n}}\n'.encode()


def resealed(old: str, new: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        path = folder / "ranking.json"
        path.write_bytes(sealed(path.read_bytes(), old.encode(), new.encode()))

    return tamper


def passed_over(folder: Path) -> None:
    """Choose the second site in place of the first, and give no reason."""
    replaced("decision.yaml", "outcome: chosen", "outcome: parked")(folder)
    replaced("decision.yaml", "outcome: rejected", "outcome: chosen")(folder)


SCORE = '"score":100.0'
TAMPERINGS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a cell of the sites": (replaced("sites.csv", "1200,9", "1100,9"), "R102", "ranking.json"),
    "a name of the sites": (replaced("sites.csv", "Ekby", "Ekeby"), "R102", "ranking.json"),
    "a weight": (replaced("criteria.yaml", "weight: 2", "weight: 3"), "M101", "criteria.yaml"),
    "a label": (replaced("criteria.yaml", "label: Jobs", "label: Work"), "M101", "criteria.yaml"),
    "a criterion more": (written("criteria.yaml", CRITERIA + "title: Other\n"), "M101", "criteria.yaml"),
    "criteria that cannot be read": (written("criteria.yaml", CRITERIA + "tittle: x\n"), "C001", "criteria.yaml"),
    "an event": (replaced("events.yaml", "2028-06", "2029-06"), "M101", "events.yaml"),
    "an action": (replaced("actions.yaml", "jobs: 20", "jobs: 30"), "M101", "actions.yaml"),
    "other criteria": (copied("criteria.yaml", "criteria-2.yaml"), "M002", "criteria-2.yaml"),
    "another decision beside it": (copied("decision.yaml", "decision-2.yaml"), "M002", "decision-2.yaml"),
    "another ranking beside it": (copied("ranking.json", "ranking-2.json"), "M002", "ranking-2.json"),
    "a score, sealed again": (resealed(SCORE, '"score":99.0'), "R101", "ranking.json"),
    "a source, sealed again": (resealed("A map of 2024", "A map of 2025"), "M101", "criteria.yaml"),
    "a source in the ranking": (replaced("ranking.json", "A map of 2024", "A map of 2025"), "R106", "ranking.json"),
    "no ranking any more": (
        written("ranking.json", '{"schema": "vasterviksmodell/ranking/2"}'),
        "R001",
        "ranking.json",
    ),
    "an outcome": (replaced("decision.yaml", "outcome: rejected", "outcome: parked"), "M203", "report.html"),
    "a choice against the ranking": (passed_over, "O006", "decision.yaml"),
    "a rank of the decision": (replaced("decision.yaml", "rank: 2", "rank: 1"), "O102", "decision.yaml"),
    "a score of the decision": (replaced("decision.yaml", "score: 100.0", "score: 99.5"), "O102", "decision.yaml"),
    "the criteria of the decision": (
        replaced("decision.yaml", "criteria: ", "criteria: f"),
        "O103",
        "decision.yaml",
    ),
    "the sites of the decision": (replaced("decision.yaml", "sites.csv: ", "sites.csv: f"), "O104", "decision.yaml"),
    "a site of the decision": (replaced("decision.yaml", "  tallby:", "  talby:"), "O001", "decision.yaml"),
    "a decision of a wrong form": (written("decision.yaml", "sites: {a: {outcome: best}}\n"), "C", "decision.yaml"),
    "a figure on the page": (replaced("report.html", "100.0", "99.9"), "M205", "report.html"),
    "a blank on the page": (replaced("report.html", "</main>", " </main>"), "M205", "report.html"),
    "the ranking in the page": (
        element(NAME, lambda inner: sealed(inner, SCORE.encode(), b'"score":99.0')),
        "M201",
        "report.html",
    ),
    "the decision in the page": (
        element(DECISION, lambda inner: inner.replace(b"The council", b"The board")),
        "M203",
        "report.html",
    ),
    "a page that says otherwise how it was made": (
        element("report.json", lambda inner: inner.replace(b"Planning", b"Building")),
        "M205",
        "report.html",
    ),
    "a page that does not say how it was made": (element("report.json", None), "M205", "report.html"),
    "a page that says it in a wrong form": (element("report.json", lambda _: b"[]"), "M205", "report.html"),
    "a damaged page": (replaced("report.html", 'id="ranking">', 'id="ranking">!'), "R001", "report.html"),
    "houses of the plan": (replaced("plan.json", '"houses": 2', '"houses": 3'), "R", "plan.json"),
}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_every_kind_of_tampering_is_an_error_at_its_place(kind: str, folder: Path, told: Told) -> None:
    tamper, code, name = TAMPERINGS[kind]
    tamper(folder)
    ended, content = told()
    found = found_in(content)
    assert ended == 1
    assert not content["fits"]
    assert any(each[0] == "error" and each[1].startswith(code) and each[2] == name for each in found), found


LACKING: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "no criteria": (removed("criteria.yaml"), "M001", "case"),
    "no sites": (removed("sites.csv"), "R103", "ranking.json"),
    "no ranking": (removed("ranking.json"), "M001", "case"),
    "no decision": (removed("decision.yaml"), "M001", "case"),
    "no report": (removed("report.html"), "M001", "case"),
    "sites that were not ranked": (written("more.csv", "id,name,school,jobs\nx,X,1,2\n"), "M102", "more.csv"),
    "a page without the ranking": (written("report.html", "<!DOCTYPE html>\n<p>x"), "M202", "report.html"),
    "a page without the decision": (element(DECISION, None), "M204", "report.html"),
}


@pytest.mark.parametrize("kind", LACKING)
def test_what_is_lacking_is_said(kind: str, folder: Path, told: Told) -> None:
    tamper, code, name = LACKING[kind]
    tamper(folder)
    _, content = told()
    assert ("warning", code, name) in found_in(content)
    assert ended_with(folder, "--fail-on", "warning") == 1


def ended_with(folder: Path, *said: str) -> int:
    return run(["verify", folder.name, *said])


def test_without_events_in_the_ranking_the_file_is_a_warning_that_says_what_to_do(folder: Path, told: Told) -> None:
    for name in ("report.html", "decision.yaml", "plan.json"):
        (folder / name).unlink()
    assert run(["score", "case/sites.csv", "--actions", "case/actions.yaml", "-q", "-o", "case/ranking.json"]) == 0
    code, content = told()
    assert code == 0
    assert ("warning", "M101", "events.yaml") in found_in(content)
    hints = [each["hint"] for each in content["findings"] if each["code"] == "M101"]  # type: ignore[attr-defined]
    assert "--events" in hints[0]


def test_what_an_option_set_is_a_warning(folder: Path, told: Told) -> None:
    for name in ("report.html", "decision.yaml", "plan.json"):
        (folder / name).unlink()
    said = ["score", "case/sites.csv", "--data", "delimiter=,", "--actions", "case/actions.yaml", "--events"]
    assert run([*said, "case/events.yaml", "-q", "-o", "case/ranking.json"]) == 0
    code, content = told()
    assert code == 0
    assert ("warning", "M101", "criteria.yaml") in found_in(content)


def test_a_ranking_that_only_a_report_carries_is_verified_and_said_to_lack(folder: Path, told: Told) -> None:
    (folder / "ranking.json").unlink()
    code, content = told()
    assert (code, content["fits"], content["missing"]) == (0, True, ["ranking"])
    replaced("decision.yaml", "rank: 2", "rank: 1")(folder)
    assert {code for _, code, _ in found_in(told()[1])} == {"M001", "M203", "O102"}


def test_a_folder_with_nothing_to_verify_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "criteria.yaml").write_text(CRITERIA)
    assert run(["verify", "case"]) == 1
    assert run(["verify", "none"]) == 2


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_tampering_is_found_in_every_kind_of_report(name: str, whole: Path, folder: Path, told: Told) -> None:
    shutil.copy(whole / name, folder / name)
    path = folder / name
    path.write_bytes(tampered(name, path.read_bytes()))
    code, content = told()
    assert code == 1
    assert ("error", "M205", name) in found_in(content)


def tampered(name: str, content: bytes) -> bytes:
    """Change something that is shown, and nothing that is carried."""
    if name.endswith(".html"):
        return content.replace(b"Ankarby", b"Ankarbo", 1)
    if name.endswith(".pdf"):
        with pikepdf.open(BytesIO(content)) as opened:
            opened.docinfo["/Title"] = "Another title"
            opened.save(changed := BytesIO())
        return changed.getvalue()
    with ZipFile(BytesIO(content)) as archive, ZipFile(changed := BytesIO(), "w") as other:
        for part in archive.namelist():
            other.writestr(part, archive.read(part).replace(b"Ankarby", b"Ankarbo", 1))
    return changed.getvalue()


def test_a_report_with_an_outline_is_not_made_again_and_that_is_said(folder: Path, told: Told) -> None:
    outline = {"type": "Polygon", "coordinates": [[[15, 57], [18, 57], [18, 59], [15, 59], [15, 57]]]}
    Path("outline.geojson").write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": outline}))
    said = ["report", "case/ranking.json", "--decision", "case/decision.yaml", "--outline", "outline.geojson", "-q"]
    assert run([*said, "-o", "case/report.html"]) == 0
    code, content = told()
    assert (code, content["findings"]) == (0, [])
    (report,) = content["reports"]  # type: ignore[misc]
    assert report["not_made_again"] == "it shows what it does not carry: an outline"


def test_other_files_are_named_and_not_judged(folder: Path, told: Told) -> None:
    (folder / "minutes.txt").write_text("§ 12 The council decides.\n")
    (folder / "letter.docx").write_bytes(b"PK\x03\x04")
    (folder / ".hidden").write_text("x")
    sqlite3.connect(folder / "map.gpkg").close()
    _, content = told()
    parts = {Path(file["path"]).name: file["part"] for file in content["files"]}  # type: ignore[attr-defined]
    assert (parts["letter.docx"], parts["map.gpkg"]) == ("other", "other")
    assert ".hidden" not in parts


def test_options_that_do_not_go_with_a_folder_are_refused(folder: Path) -> None:
    assert ended_with(folder, "--inputs", ".") == 2
    assert ended_with(folder, "--decision", "case/decision.yaml") == 2
    before = (folder / "ranking.json").read_bytes()
    assert ended_with(folder, "-o", "case/ranking.json") == 2
    assert (folder / "ranking.json").read_bytes() == before


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
def test_findings_are_written_in_the_formats_of_build_services(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced("criteria.yaml", "weight: 2", "weight: 3")(folder)
    assert ended_with(folder, "-f", form) == 1
    assert "M101" in capsys.readouterr().out


def test_that_another_program_packs_otherwise_is_no_tampering(folder: Path, told: Told) -> None:
    path = folder / "report.html"
    inner = carried_in(BytesIO(path.read_bytes()))
    assert inner is not None
    packer = zlib.compressobj(1, wbits=31)
    packed = b64encode(packer.compress(inner) + packer.flush()).decode()
    before, after = html.element(inner), f'<script type="application/gzip" id="ranking">{packed}</script>'
    assert before != after
    path.write_text(path.read_text().replace(before, after))
    code, content = told()
    assert (code, content["findings"]) == (0, [])


def test_a_record_of_what_was_frozen_is_judged_with_the_folder(
    folder: Path, told: Told, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("actions.yaml", "events.yaml", "plan.json", "report.html", "decision.yaml"):
        (folder / name).unlink()
    monkeypatch.chdir(folder)
    assert run(["score", "sites.csv", "-q", "-o", "ranking.json"]) == 0
    decided()
    steps = (("criteria.yaml", "2026-09-01"), ("sites.csv", "2026-09-15"), ("decision.yaml", "2026-11-25"))
    for name, day in steps:
        assert run(["freeze", name, "--by", "Bo Lind", "--date", day]) == 0
    capsys.readouterr()
    monkeypatch.chdir(folder.parent)
    code, content = told()
    parts = {Path(file["path"]).name: file["part"] for file in content["files"]}  # type: ignore[attr-defined]
    assert (code, parts["frozen.yaml"]) == (0, "record")
    assert not [each for each in found_in(content) if each[0] == "error"]
    replaced("frozen.yaml", "Bo Lind", "Bo Lund")(folder)
    code, content = told()
    assert (code, content["fits"]) == (1, False)
    assert ("error", "H001", "frozen.yaml") in found_in(content)


@given(st.sampled_from(["ranking.json", "sites.csv", "decision.yaml", "report.html"]), st.data())
@tried(12)
def test_any_byte_that_is_changed_is_found(whole: Path, name: str, data: st.DataObject) -> None:
    """Of a page only what it shows: what it carries is packed, and may be packed otherwise."""
    content = (whole / name).read_bytes()
    shown = content.index(b'<script type="application/gzip"') if name.endswith(".html") else len(content)
    at = data.draw(st.integers(0, shown - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda drawn: drawn != content[at]))
    with TemporaryDirectory() as other:
        case = Path(other) / "case"
        shutil.copytree(whole, case)
        for report in REPORTS[1:]:
            (case / report).unlink()
        (case / name).write_bytes(content[:at] + bytes([byte]) + content[at + 1 :])
        assert not verified_folder(str(case), is_as_made).fits


@pytest.mark.parametrize("form", ["text", "github", "gitlab", "sarif", "junit"])
def test_no_mark_in_the_name_of_a_file_is_written_raw(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "no\u200bwhere\x1b[31m.csv").write_text("id,name,school,jobs\nx,X,1,2\n")
    assert ended_with(folder, "-f", form) == 0
    told = capsys.readouterr()
    assert "M102" in told.out
    assert "\u200b" not in told.out + told.err
    assert "\x1b" not in told.out + told.err
