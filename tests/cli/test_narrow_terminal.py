"""Every command that shows tables fits them on a terminal, and the ranking is what remains on the screen."""

import re
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests import conftest

SIZES = [(80, 24), (160, 50)]
EXAMPLES = Path(__file__).parents[2] / "examples"
VASTERVIK = (str(EXAMPLES / "vastervik" / "sites.csv"), "--criteria", str(EXAMPLES.parent / "criteria.yaml"))
EXEMPELKOMMUN = (
    str(EXAMPLES / "exempelkommun" / "orter.csv"),
    "--criteria",
    str(EXAMPLES / "exempelkommun" / "criteria-actors.yaml"),
)
SITES = {"vastervik": (VASTERVIK, "ankarsrum", "ukna"), "exempelkommun": (EXEMPELKOMMUN, "exempelstad", "slumpang")}
COMMANDS = {
    "score": "score {sites}",
    "score wide": "score {sites} --wide",
    "explain": "explain {sites} {last}",
    "explain pair": "explain {sites} {first} {last}",
    "explain target": "explain {sites} {last} --target rank=1",
    "obstacles": "obstacles {sites}",
    "obstacles of two": "obstacles {sites} other.csv",
    "obstacles per part": "obstacles {sites} --per part",
    "score per part": "score {sites} --per part",
    "similar": "similar {sites} {first}",
    "losses": "losses {sites}",
    "robustness": "robustness {sites} --draws 100",
    "compare": "compare old.json {sites}",
    "compare scenarios": "compare {sites} --scenarios scenarios.yaml",
    "weights agree": "weights agree {sites}",
    "weights compare": "weights compare {sites}",
}
WIDEST = (1000, 24)
ONLY_WHERE_NARROW = {"warning", "warnings", "varning", "varningar", "okända", "okänt", "more", "till"}
"""What a table says instead of names."""
WITHOUT_ACTORS = {("vastervik", "weights agree")}


@pytest.fixture
def on_terminal(cli, tmp_path, monkeypatch):
    """Run the program in an empty folder, with a terminal of a size as standard output."""
    monkeypatch.chdir(tmp_path)

    def ended(size, *arguments):
        conftest.on_terminal(monkeypatch, *size)
        return cli(*arguments)

    return ended


def _in_parts(text):
    """The same sites in seven municipalities, and some in none."""
    heading, *lines = text.splitlines()
    mark = ";" if ";" in heading else ","
    parts = [*(f"Municipality {name}" for name in "ABCDEFG"), ""]
    rows = (f"{line}{mark}{parts[number % len(parts)]}\n" for number, line in enumerate(lines))
    return f"{heading}{mark}part\n" + "".join(rows)


def _words(text):
    return {*re.findall(r"[^\W\d_]{2,}", text)}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("example", SITES)
def test_no_line_is_wider_than_the_terminal(example, command, on_terminal):
    if (example, command) in WITHOUT_ACTORS:
        pytest.skip("the criteria name no actors")
    (sites, *options), first, last = SITES[example]
    if command == "compare":
        changed = on_terminal(
            SIZES[0], "score", sites, *options, "--set", f"{last}.school_m=100", "-q", "-o", "old.json"
        )
        assert changed.code == 0, changed.err
    if command == "obstacles of two":
        Path("other.csv").write_bytes(Path(sites).read_bytes())
    if command.endswith("per part"):
        Path("parts.csv").write_text(_in_parts(Path(sites).read_text(encoding="utf-8-sig")))
        sites = "parts.csv"
    if command == "compare scenarios":
        sets = f"{{{first}: {{school_m: 9000}}, {last}: {{school_m: 100}}}}"
        one = "label: A school that closes and another one that opens nearby, sets: " + sets
        scenarios = ", ".join(f"{name}: {{{one}}}" for name in "abcd")
        Path("scenarios.yaml").write_text(f"version: 1\nscenarios: {{{scenarios}}}\n")
    arguments = [part.format(sites=sites, first=first, last=last) for part in COMMANDS[command].split()]
    for language in ("en", "sv"):
        _fits(on_terminal, [*arguments, *options, "--lang", language, "-q"])


def _fits(on_terminal, arguments, code=0):
    """Assert that a command fits terminals and breaks no word."""
    words = _words(on_terminal(WIDEST, *arguments).out)
    for size in SIZES:
        ended = on_terminal(size, *arguments)
        assert ended.code == code, ended.err
        assert {cell_len(line) for line in ended.out.splitlines()} <= set(range(size[0] + 1))
        assert _words(ended.out) - words <= ONLY_WHERE_NARROW, "a word is broken"


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fix", "radvika=4", "--action-budget", "2000"], 0),
        (["--budget", "11500"], 3),
        (["--houses", "900"], 3),
    ],
    ids=["a plan", "actions", "no plan", "far too many"],
)
def test_no_line_of_a_plan_is_wider_than_the_terminal(options, code, language, on_terminal):
    plan = ["plan", str(EXAMPLES / "plan" / "sites.csv"), "-c", str(EXAMPLES / "plan" / "criteria.yaml")]
    _fits(on_terminal, [*plan, *options, "--lang", language, "-q"], code)


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize(
    "command", ["rules", "rules D206", "rules F001", "check {broken}", "score {broken}", "score {nothing}", "init x"]
)
def test_findings_and_notes_fit_the_terminal(command, language, on_terminal, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    files = {"broken": str(EXAMPLES / "broken" / "sites.csv"), "nothing": "no-such-file.csv"}
    ended = on_terminal((80, 24), *(part.format(**files) for part in command.split()), "--lang", language)
    paths = re.escape(str(EXAMPLES))
    lines = [re.sub(paths, "examples", line) for line in (ended.out + ended.err).splitlines()]
    assert lines
    assert {cell_len(line) for line in lines} <= set(range(81))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("language", "heading"), [("en", "Site "), ("sv", "Ort ")])
def test_the_ranking_stays_on_the_screen(size, language, heading, on_terminal):
    ended = on_terminal(size, "score", *VASTERVIK, "--lang", language)
    screen = ended.out.splitlines()[1 - size[1] :]
    table = screen[next(number for number, line in enumerate(screen) if line.startswith(heading)) + 1 :]
    assert len(table) == 13
    assert table[0].startswith("Ankarsrum")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_of_a_ranking_that_is_longer_than_the_screen_the_first_places_stay(size, on_terminal):
    ended = on_terminal(size, "score", *EXEMPELKOMMUN, "--lang", "en")
    screen = ended.out.splitlines()[1 - size[1] :]
    assert " 1 " in " ".join(line for line in screen if "Exempelstad" in line)


@pytest.mark.parametrize("command", ["score", "score --wide"])
@pytest.mark.parametrize(
    ("language", "counted", "named"),
    [("en", "7 of 10 met", "unknown: Free places"), ("sv", "7 av 10 uppfyllda", "okänt: Lediga")],
)
def test_requirements_are_counted_in_the_table_or_named_in_a_wide_one(command, language, counted, named, on_terminal):
    ended = on_terminal(SIZES[0], *command.split(), *VASTERVIK, "--lang", language)
    assert counted in ended.out
    assert (named in ended.out) is command.endswith("--wide")


def test_a_pipe_gets_the_same_table_with_and_without_wide(cli):
    assert cli("score", *VASTERVIK).out == cli("score", "--wide", *VASTERVIK).out
