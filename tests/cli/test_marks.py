"""No invisible or direction mark reaches anybody raw, wherever foreign text stands and whatever writes it."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Ended
from tests.cli.every_command import COMMANDS, SUFFIXES

from vasterviksmodell.cli import program
from vasterviksmodell.i18n.wording import with_escapes
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.output.report.formats import REPORT_FORMATS

Cli = Callable[..., Ended]
MARKS = "\u200b\u202e\u2066\ufeff\u00ad\u200f\u2060\u034f\u3164\ufe0f\U000e0041\U000e0100\x1b\x9b\x7f"
"""Zero width, direction, byte order, soft hyphen, joiners, fillers, selectors, tags, controls."""
QUOTED = json.dumps(MARKS)[1:-1].replace("\\udb40\\udc41", "\\U000e0041").replace("\\udb40\\udd00", "\\U000e0100")
"""The same between double quotes in YAML."""
CRITERIA = f"""\
version: 1
title: "T{QUOTED}"
question: "Q{QUOTED}"
target_group: "G{QUOTED}"
site: {{name: "name{QUOTED}", latitude: lat, longitude: lon, municipality: "kommun{QUOTED}"}}
sources: {{school: {{source: "S{QUOTED}", date: 2024}}}}
criteria:
  service:
    label: "L{QUOTED}"
    weight: 2
    criteria:
      school: {{label: "M{QUOTED}", unit: "m{QUOTED}", source: "U{QUOTED}", range: [0, 9000], weight: 1,
        value: {{500: 100, 4000: 0}}, requirement: {{at_most: 4000}}}}
      bus: {{label: "B{QUOTED}", range: [0, 90], weight: 1, value: {{0: 0, 30: 100}}, warning: {{at_least: 5}}}}
  plan:
    label: "P{QUOTED}"
    type: category
    weight: 1
    value: {{"c{QUOTED}": 100, none: 0, "d{QUOTED}": 0}}
    requirement: {{in: ["c{QUOTED}", none]}}
actors:
  town: {{label: "A{QUOTED}", who: "W{QUOTED}", when: 2026-03-01, why: "Y{QUOTED}", weights: {{service: 3, plan: 1}}}}
  state: {{who: "Z{QUOTED}", when: 2026-03-02, why: "X{QUOTED}", weights: {{service: 1, plan: 1}}}}
weights_of: town
judgements:
  top: {{points: {{service: 3, plan: 1}}}}
plan:
  house: {{flats: 2, persons_per_flat: 6}}
  facilities: {{f: {{label: "H{QUOTED}", places: bus, at: "extra{QUOTED}", per_person: 0.5}}}}
  limits: {{max_per_site: 2}}
"""
SCENARIOS = f"""version: 1\nscenarios: {{near: {{label: "I{QUOTED}", sets: {{"b{QUOTED}": {{school: 100}}}}}}}}\n"""
EVENTS = f"""version: 1
events:
  closes:
    {{label: "J{QUOTED}", from: 2028-06, certainty: decided, source: "V{QUOTED}",
     sets: {{"b{QUOTED}": {{school: 5000}}}}}}
"""
SITES = f"""\
id,name{MARKS},school,bus,plan,lat,lon,kommun{MARKS},school__source,extra{MARKS}
a{MARKS},Ankarby{MARKS},500,17,c{MARKS},57.7,16.5,K{MARKS},F{MARKS},E{MARKS}
b{MARKS},Ekby{MARKS},0..2000,3,none,57.6,16.4,K{MARKS},,={MARKS}
c{MARKS},Tallby{MARKS},900,,none,57.5,16.3,K{MARKS},,-{MARKS}
"""
FOR_EXCEL = "\ufeff"
SHOWN = MARKS.translate(dict.fromkeys(map(ord, "\x1b\x9b\x7f")))
"""Those that a file name is given; the others are signs of terminals."""
STUDY, SAVED, MODEL = f"sites{SHOWN}.csv", f"old{SHOWN}.json", f"criteria{SHOWN}.yaml"
ARGUMENTS = {"sites.csv": STUDY, "old.json": SAVED, "ekby": f"b{MARKS}", "ankarby": f"Ankarby{MARKS}", "Bo": MARKS}
"""What stands in the place of what the commands are given elsewhere."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / MODEL).write_text(CRITERIA)
    (tmp_path / "scenarios.yaml").write_text(SCENARIOS)
    (tmp_path / "events.yaml").write_text(EVENTS)
    (tmp_path / STUDY).write_text(SITES.replace("900,,", "800,,"))
    (tmp_path / SAVED).write_bytes(ranking())
    (tmp_path / STUDY).write_text(SITES)
    return tmp_path


@cache
def ranking() -> bytes:
    """The ranking of what stands in the working directory, which is the same every time."""
    assert program.run(["score", STUDY, "-c", MODEL, "-o", SAVED, "-q"]) == 0
    return Path(SAVED).read_bytes()


def seen(text: str) -> str:
    """A text of which everything is seen, but what Excel needs around a table."""
    if text.startswith(FOR_EXCEL):
        text = text.removeprefix(FOR_EXCEL).replace("\r\n", "\n")
    assert with_escapes(text) == text
    assert "\r" not in text
    return text


def run(cli: Cli, *arguments: str) -> Ended:
    ended = cli(*(ARGUMENTS.get(it, it) for it in arguments))
    seen(ended.out)
    seen(ended.err)
    return ended


def asked(command: str) -> tuple[str, ...]:
    return COMMANDS[command] if command == "verify" else (*COMMANDS[command], "-c", MODEL)


BINARY = {name for family in (RANKING_FORMATS, REPORT_FORMATS) for name, format in family.items() if format.is_binary}
"""Archives: that their texts show every mark, the contract of renderers tells."""
EVERYTHING = [
    (command, format)
    for command in COMMANDS
    if command not in ("derive", "decide")  # their own tests ask them the same, of the files that they read
    for format in SUFFIXES[command]
    if format not in BINARY
]

NAMELESS = {
    *(("weights derive", format) for format in SUFFIXES["weights derive"]),
    *((command, "csv") for command in ("explain", "explain target", "weights compare")),
}
"""What holds only ids of criteria and numbers."""


@pytest.mark.parametrize(("command", "format"), EVERYTHING)
def test_no_mark_is_written_raw(cli: Cli, command: str, format: str) -> None:
    more = ("--lang", "sv", *(() if command == "verify" else ("-v",))) if format == "text" else ()
    ended = run(cli, *asked(command), "-f", format, *more)
    assert ended.code in (0, 1)
    assert ended.out
    if command not in ("check", "verify"):
        assert (ended.code, "\\u200b" in ended.out or (command, format) in NAMELESS) == (0, True)
    if format in ("json", "sarif", "gitlab"):
        json.loads(ended.out)
    name = f"out{SHOWN}{(*SUFFIXES[command][format], '')[0]}"
    assert run(cli, *asked(command), "-f", format, "-o", name).code == ended.code
    seen(Path(name).read_text())


@pytest.mark.parametrize("format", [format for format in SUFFIXES["score"] if format not in BINARY])
def test_no_mark_in_what_was_set_is_written_raw(cli: Cli, format: str) -> None:
    settings = ("--set", f"b{MARKS}.school=400", "--set", f"a{MARKS}.plan=d{MARKS}")
    assert run(cli, "score", STUDY, "-c", MODEL, "-f", format, *settings).code == 0
    if format in ("json", "markdown"):
        ended = run(cli, "explain", STUDY, f"a{MARKS}", "-c", MODEL, "-f", format, *settings)
        assert (ended.code, "d\\u200b" in ended.out or "d\\\\u200b" in ended.out) == (0, True)


def test_no_mark_is_drawn_raw(cli: Cli) -> None:
    pytest.importorskip("vl_convert")
    assert run(cli, *asked("robustness"), "-q", "--plot", "ranks.svg").code == 0
    assert "Ankarby\\u200b" in seen(Path("ranks.svg").read_text())


def test_programs_read_the_marks_again(cli: Cli) -> None:
    sites = [json.loads(line) for line in run(cli, "score", STUDY, "-c", MODEL, "-f", "jsonl").out.splitlines()]
    assert {it["id"] for it in sites} == {f"a{MARKS}", f"b{MARKS}", f"c{MARKS}"}
    assert f"extra{MARKS}" in sites[0]["extra"]
    frozen = yaml.safe_load(run(cli, *COMMANDS["weights freeze"], "-c", MODEL).out)
    assert frozen["frozen"]["by"] == [MARKS]
    assert run(cli, *COMMANDS["weights freeze"], "-c", MODEL, "--into", "new.yaml").code == 0
    assert "C204" not in run(cli, "check", "-c", "new.yaml").out


def test_schemas_show_every_mark(cli: Cli) -> None:
    schema = json.loads(run(cli, "schema", "sites", "-c", MODEL).out)
    assert SHOWN in json.dumps(schema, ensure_ascii=False)
    for what in ("criteria", "ranking"):
        assert run(cli, "schema", what).code == 0


def test_questions_and_answers_show_every_mark(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for method in ("ahp", "swing", "points", "ranking", "bwm"):
        monkeypatch.setattr("sys.stdin", iter([f"{MARKS}\n", "1\n", "1\n"]))
        name = f"answers{SHOWN}{method}.yaml"
        assert run(cli, "weights", "ask", name, "-m", method, "-c", MODEL, "-v").code == 0
        if Path(name).exists():
            seen(Path(name).read_text())


REFUSED = [
    ("score", f"nowhere{MARKS}.csv"),
    ("score", STUDY, "-c", f"nowhere{MARKS}.yaml"),
    ("score", STUDY, "-c", MODEL, "-o", f"x.{MARKS}"),
    ("score", STUDY, "-c", MODEL, "-o", f"no{MARKS}/x.csv"),
    ("score", STUDY, "-c", MODEL, "-f", "csv", "-o", STUDY),
    ("score", STUDY, "-c", MODEL, "-f", f"csv{MARKS}"),
    ("score", STUDY, f"--top{MARKS}"),
    ("score", STUDY, "--top", f"1{MARKS}"),
    ("score", STUDY, "-c", MODEL, "--actor", MARKS),
    ("score", STUDY, "-c", MODEL, "--data", f"{MARKS}=1"),
    ("score", STUDY, "-c", MODEL, "--data", f"encoding={MARKS}"),
    ("score", STUDY, "-c", MODEL, "--data", f"decimal='{MARKS}"),
    ("score", STUDY, "-c", MODEL, "--set", MARKS),
    ("score", STUDY, "-c", MODEL, "--set", f"{MARKS}.school=1"),
    ("score", STUDY, "-c", MODEL, "--set", f"a{MARKS}.{MARKS}=1"),
    ("score", STUDY, "-c", MODEL, "--set", f"a{MARKS}.school={MARKS}"),
    ("score", STUDY, "-c", MODEL, "--set", f"a{MARKS}.plan={MARKS}"),
    ("score", STUDY, "-c", MODEL, "--set", f"a{MARKS}.bus=1", "--set", f"a{MARKS}.bus=2"),
    ("score", SAVED, "-c", MODEL, "--lang", MARKS),
    ("explain", STUDY, f"x{MARKS}", "-c", MODEL),
    ("explain", MARKS, STUDY, "-c", MODEL),
    ("explain", STUDY, f"a{MARKS}", "-c", MODEL, "--target", MARKS),
    ("explain", STUDY, f"a{MARKS}", MARKS, "-c", MODEL, "--target", "rank=1"),
    ("explain", SAVED, f"a{MARKS}", "-c", MODEL),
    ("losses", STUDY, "-c", MODEL, "--criterion", MARKS),
    ("robustness", STUDY, "-c", MODEL, "--spread", MARKS),
    ("robustness", STUDY, "-c", MODEL, "--bounds", f"{MARKS}=1%..2%"),
    ("robustness", STUDY, "-c", MODEL, "--order", f"{MARKS},plan"),
    ("robustness", STUDY, "-c", MODEL, "--pair", MARKS, MARKS),
    ("robustness", STUDY, "-c", MODEL, "--plot", MARKS),
    ("compare", SAVED, SAVED, "--old-actor", MARKS),
    ("verify", SAVED, "--inputs", MARKS),
    ("check", "-c", MODEL, "--select", MARKS),
    ("rules", MARKS),
    ("schema", MARKS),
    ("init", f"{STUDY}"),
    ("weights", "derive", "-c", MODEL, "--actor", MARKS),
    ("weights", "derive", "-c", MODEL, "--judgements", f"no{MARKS}.yaml"),
    ("weights", "derive", "-c", MODEL, "--into", f"x.{MARKS}"),
    ("weights", "ask", f"x.{MARKS}", "-c", MODEL),
    ("weights", "ask", f"x{MARKS}.yaml", "-c", MODEL, "--set", MARKS),
    ("weights", "freeze", "-c", MODEL, "--by", "Bo", "--date", MARKS),
    (f"nonsense{MARKS}",),
]


@pytest.mark.parametrize("arguments", REFUSED, ids=range(len(REFUSED)))
def test_no_refusal_repeats_a_mark(cli: Cli, arguments: tuple[str, ...]) -> None:
    ended = run(cli, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1].startswith(("vasterviksmodell: ", "Error: "))


FOUND = {
    "id": ("sites.csv", f"id,school\n{MARKS},1\n{MARKS},2\n"),
    "number": ("sites.csv", f"id,school\na,{MARKS}x\nb,1{MARKS}2\n"),
    "category": ("sites.csv", f"id,plan\na,x{MARKS}\n"),
    "heading": ("sites.csv", f"id,scho{MARKS}ol\na,1\n"),
    "key": ("criteria.yaml", f'version: 1\n"k{QUOTED}": 1\n'),
    "value": ("criteria.yaml", f'version: "v{QUOTED}"\n'),
    "file": (STUDY, "id,school\na,tolv\n"),
}


@pytest.mark.parametrize("place", FOUND)
def test_no_finding_repeats_a_mark(cli: Cli, place: str) -> None:
    name, content = FOUND[place]
    Path(name).write_text(content)
    arguments = ("check", "-c", name) if name.endswith(".yaml") else ("check", name, "-c", MODEL)
    for format in SUFFIXES["check"]:
        for language in ("en", "sv"):
            assert run(cli, *arguments, "-f", format, "--lang", language).out
    assert run(cli, "score", *arguments[1:], *(() if name != "criteria.yaml" else (STUDY,)), "-v").code in (0, 1)
