"""`timeline`, `losses --at` and the years in `report`: what people and programs read."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from tests.conftest import on_terminal

from vasterviksmodell.cli import program

CRITERIA = """\
version: 1
criteria:
  school: {measure: school_m, unit: m, range: [0, 9000], weight: 2, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  bus: {weight: 1, range: [0, 40], value: {0: 0, 20: 100}}
"""  # noqa: E501
SITES = "id,name,school_m,bus\nekby,Ekby,600,4\ntallby,Tallby,700,3\nviken,Viken,8000,9\n"
EVENTS = """\
version: 1
events:
  closes:
    label: {en: The school closes, sv: Skolan läggs ner}
    from: 2028-06
    certainty: decided
    source: {en: A letter, sv: Ett brev}
    sets: {ekby: {school_m: 5000}}
  rumour: {label: A rumour, from: 2027, certainty: possible, source: Talk, sets: {tallby: {school_m: 6000}}}
"""
ACTIONS = """\
version: 1
actions:
  annex: {label: An annex, sets: {ekby: {school_m: 900}}}
"""
ASKED = ("timeline", "sites.csv", "--events", "events.yaml", "--actions", "actions.yaml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"criteria.yaml": CRITERIA, "sites.csv": SITES, "events.yaml": EVENTS, "actions.yaml": ACTIONS}
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = program.run(list(arguments))
    written = capsys.readouterr()
    return code, written.out, written.err


def test_programs_read_when_a_site_ceases_to_qualify_by_what_and_what_would_keep_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = told(capsys, *ASKED, "-f", "json")
    found = json.loads(out)
    endings = {site["id"]: site["ending"] for site in found["sites"]}
    assert (code, found["schema"], found["left_out"]) == (0, "vasterviksmodell/timeline/1", ["rumour"])
    assert endings["ekby"] == {"day": "2028-06-01", "causes": ["closes"], "unmet": ["school"], "kept_by": ["annex"]}
    assert [one["first"] for one in found["moments"]] == [["ekby"], ["tallby"]]
    _, out, _ = told(capsys, *ASKED, "-f", "csv")
    rows = [row for row in csv.DictReader(io.StringIO(out)) if row["id"] == "ekby"]
    assert [(row["day"], row["status"], row["qualified_until"]) for row in rows] == [
        ("", "qualified", "2028-06-01"),
        ("2028-06-01", "excluded", "2028-06-01"),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Qualified until", "The school closes (decided; A letter)", "or the action: An annex", "A rumour")),
        ("sv", ("Kvalificerad till", "Skolan läggs ner (beslutad; Ett brev)", "eller åtgärden: An annex", "möjlig")),
    ],
)
def test_people_read_the_same_in_80_columns(
    language: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_terminal(monkeypatch)
    code, out, _ = told(capsys, *ASKED, "--lang", language)
    flat = " ".join(out.split())
    assert (code, max(map(len, out.splitlines())) <= 80) == (0, True)
    assert [token for word in words for token in word.split() if token not in flat] == []


def test_less_certain_events_count_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capsys, *ASKED, "--certainty", "possible", "-f", "json")
    endings = {site["id"]: site["ending"] and site["ending"]["day"] for site in json.loads(out)["sites"]}
    assert endings == {"ekby": "2028-06-01", "tallby": "2027-01-01", "viken": None}


def test_losses_are_those_of_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    for day, left in (("2028-05", ["ekby", "tallby"]), ("2028-06", ["tallby"])):
        _, out, _ = told(capsys, "losses", "sites.csv", "--events", "events.yaml", "--at", day, "-f", "json")
        assert json.loads(out)["qualified"] == left


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("timeline", "sites.csv"), "no events"),
        (("losses", "sites.csv", "--at", "2028"), "no events"),
        ((*ASKED, "--from", "soon"), "--from takes a date"),
        ((*ASKED, "--from", "2029", "--until", "2028"), "before"),
    ],
)
def test_what_cannot_be_asked_is_said(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = told(capsys, *arguments)
    assert (code, words in err) == (2, True)


def test_an_unknown_site_and_a_wrong_cell_of_an_event_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    Path("events.yaml").write_text(EVENTS.replace("{ekby:", "{eckby:"), encoding="utf-8")
    _, out, _ = told(capsys, "check", "sites.csv", "--events", "events.yaml")
    assert "events.yaml:8:30: warning[D118]" in out
    Path("events.yaml").write_text(EVENTS.replace("5000", "long"), encoding="utf-8")
    code, out, _ = told(capsys, "check", "sites.csv", "--events", "events.yaml")
    assert (code, "events.yaml:8:29: error[D103]" in out) == (1, True)


def test_a_report_has_a_strip_and_a_text_for_each_site_only_where_there_are_events(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = told(capsys, "report", "sites.csv", "--events", "events.yaml", "-f", "html")[1]
    strips = re.findall(r"<figure><svg[^>]*>.*?</svg><figcaption>([^<]*2028-06-01[^<]*)</figcaption>", page)
    assert [text.split(":")[0] for text in strips] == ["Ekby", "Tallby"]
    assert "excluded" in strips[0]
    assert "Over the years" not in told(capsys, "report", "sites.csv", "-f", "html")[1]
    redacted = ("report", "sites.csv", "--events", "events.yaml", "-f", "html", "--edition", "redacted")
    assert "Over the years" not in told(capsys, *redacted)[1]


def test_compare_tells_which_events_changed(capsys: pytest.CaptureFixture[str]) -> None:
    later = EVENTS.replace("from: 2028-06", "from: 2029").replace("school_m: 5000", "school_m: 5500")
    later = later.replace("certainty: decided", "certainty: planned").replace("rumour:", "news:")
    Path("later.yaml").write_text(later, encoding="utf-8")
    for name in ("events", "later"):
        assert told(capsys, "score", "sites.csv", "--events", f"{name}.yaml", "-q", "-o", f"{name}.json")[0] == 0
    code, out, _ = told(capsys, "compare", "events.json", "later.json", "-f", "json")
    found = json.loads(out)["events"]
    assert code == 0
    assert [event["event"] for event in found["added"]] == ["news"]
    assert [event["event"] for event in found["removed"]] == ["rumour"]
    (altered,) = found["altered"]
    assert (altered["event"], altered["what"]) == ("closes", ["begins", "certainty", "sets"])
    assert (altered["old"]["from"], altered["new"]["from"]) == ("2028-06", "2029")
    assert altered["new"]["sets"] == [{"site": "ekby", "measure": "school_m", "cell": "5500"}]
    for language, words in (
        ("en", ("decided", "planned", "New: A rumour")),
        ("sv", ("beslutad", "planerad", "Ny: A rumour")),
    ):
        text = told(capsys, "compare", "events.json", "later.json", "--lang", language)[1]
        assert all(word in text for word in ("ekby.school_m=5500", "2029", *words)), text
    assert "events" not in json.loads(told(capsys, "compare", "events.json", "events.json", "-f", "json")[1])


def test_an_event_that_is_written_elsewhere_is_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    Path("moved.yaml").write_text("# a note\n\n" + EVENTS, encoding="utf-8")
    for name in ("events", "moved"):
        told(capsys, "score", "sites.csv", "--events", f"{name}.yaml", "-q", "-o", f"{name}.json")
    assert "events" not in json.loads(told(capsys, "compare", "events.json", "moved.json", "-f", "json")[1])
