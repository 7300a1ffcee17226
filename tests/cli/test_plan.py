"""`plan`: its options, formats and exit codes, what it saves, and that `verify` and `report` read it again."""

import json
import os
import signal
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copytree

import jsonschema
import openpyxl
import pytest
from tests.conftest import ROOT

from vasterviksmodell.analysis.planning import plan as planning
from vasterviksmodell.analysis.planning.reading import read_plan
from vasterviksmodell.analysis.planning.verification import verification_of_plan, verified_plan
from vasterviksmodell.cli import signals
from vasterviksmodell.findings import Severity
from vasterviksmodell.output.views.plan.schema import plan_schema
from vasterviksmodell.scoring.run import rank_saved
from vasterviksmodell.scoring.saved.document import with_checksum
from vasterviksmodell.scoring.saved.reading import read_ranking

PLAN = ("plan", "sites.csv", "-c", "criteria.yaml", "-q")


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copytree(ROOT / "examples" / "plan", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def saved(cli, *options):
    ended = cli(*PLAN, *options, "-f", "json")
    assert ended.err == ""
    return ended.code, json.loads(ended.out)


def houses(document):
    return {site["id"]: site["houses"] for site in document["plan"]["sites"]}


def test_a_plan_and_no_plan_meet_the_schema(example, cli):
    for options, code in (((), 0), (("--budget", "11500"), 3), (("--action-budget", "2000", "--fix", "radvika=4"), 0)):
        ended, document = saved(cli, *options)
        assert ended == code
        jsonschema.validate(document, plan_schema())


def test_no_feasible_plan_ends_with_3_in_every_format(example, cli):
    for format in ("text", "markdown", "html", "ods", "xlsx", "json", "csv"):
        assert cli(*PLAN, "--houses", "900", "-f", format, "-o", f"out.{format}").code == 3


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {"mallkoping": 4, "radvika": 2, "testerum": 2}),
        (("--max-per-site", "2"), {"latsasby": 2, "mallkoping": 2, "radvika": 2, "testerum": 2}),
        (("--forbid", "Mallköping"), None),
        (("--fix", "radvika=4", "--action-budget", "2000"), {"mallkoping": 4, "radvika": 4}),
        (("--persons", "40"), {"mallkoping": 4}),
        (("--houses", "2", "--min-per-site", "1"), {"mallkoping": 2}),
    ],
)
def test_options_take_the_place_of_what_the_criteria_state(example, cli, options, expected):
    _, document = saved(cli, *options)
    if expected is None:
        assert "mallkoping" not in houses(document)
    else:
        assert houses(document) == expected


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--houses", "2", "--persons", "9"), "--houses and --persons exclude each other"),
        (("--fix", "radvika"), "--fix takes SITE=N, such as gamleby=2, not 'radvika'"),
        (("--fix", "radvika=2", "--fix", "Radvika=3"), "--fix names 'radvika' twice"),
        (("--fix", "radvyka=2"), "no site 'radvyka'; did you mean 'Radvika'?"),
        (
            ("--set", "mallkoping.school_places=12"),
            "say different things about its free places: 13 at least, 12 at most",
        ),
    ],
)
def test_what_cannot_be_asked_is_told(example, cli, options, why):
    ended = cli(*PLAN, *options)
    assert (ended.code, ended.out) == (2, "")
    assert why in ended.err


def test_without_plan_in_the_criteria_it_is_said_what_is_missing(example, cli):
    text = (example / "criteria.yaml").read_text(encoding="utf-8")
    (example / "criteria.yaml").write_text(text.partition("\nplan:")[0], encoding="utf-8")
    ended = cli(*PLAN)
    assert (ended.code, "the criteria say nothing of a plan" in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("written", "changed", "found"),
    [
        (
            "{measure: plots, counts: persons}",
            "{measure: plotz}",
            "error[C127] no criterion of type number reads the measure 'plotz'",
        ),
        ("max_sites: 4", "max_sites: 0", "error[C003] 'max_sites' cannot be '0'"),
        ("max_sites: 4", "max_site: 4", "error[C001] unknown key 'max_site' in plan.limits"),
        ("used_by: pupils", "used_by: grannies", "error[C003] 'used_by' cannot be 'grannies'"),
        ("used_by: pupils", "per_person: 0", "error[C003] 'per_person' cannot be '0'"),
        ("used_by: pupils", "used_by: adults", "error[C128] 'need:' does not state 'adults'"),
        ("per_site: site_cost", "per_site: -2", "'per_site' cannot be '-2': expected a number from 0 up"),
        ("  cost: {per_house: 1350, per_site: site_cost}", "  cost: {}", "error[C128] there is a budget"),
    ],
)
def test_faults_in_plan_are_told_with_their_places(example, cli, written, changed, found):
    text = (example / "criteria.yaml").read_text(encoding="utf-8")
    assert written in text
    (example / "criteria.yaml").write_text(text.replace(written, changed), encoding="utf-8")
    ended = cli("check", "criteria.yaml")
    assert (ended.code, found in ended.out) == (1, True), ended.out


def test_a_saved_ranking_gives_the_same_plan_as_its_files(example, cli):
    assert cli("score", "sites.csv", "-c", "criteria.yaml", "-q", "-o", "ranking.json").code == 0
    assert cli("plan", "ranking.json", "-q", "-f", "json").out == cli(*PLAN, "-f", "json").out


def test_a_saved_plan_is_verified(example, cli):
    for options in (
        (),
        ("--fix", "radvika=4", "--action-budget", "2000"),
        ("--set", "testerum.plots=24"),
        ("--budget", "9"),
    ):
        cli(*PLAN, *options, "-o", "plan.json")
        ended = cli("verify", "plan.json")
        assert (ended.code, ended.out) == (0, ""), ended.out


def test_whatever_figure_of_a_plan_is_changed_is_found(example, cli):
    text = cli(*PLAN, "--fix", "radvika=4", "--action-budget", "2000", "-f", "json").out
    document = json.loads(text)
    tried = 0
    counted = ("plan", "actions", "by_rank", "concentration", "next_best")
    for way, value in _figures({key: document[key] for key in counted}, ()):
        if way[-1] in ("proven", "gap", "settled"):
            continue
        changed = json.loads(text)
        inner = changed
        for step in way[:-1]:
            inner = inner[step]
        by = -99 if way[-1] == "most_persons" else 1
        inner[way[-1]] = value + by if isinstance(value, int | float) else f"{value}x"
        assert errors_in(text, changed), way
        tried += 1
    assert tried > 80


@pytest.mark.parametrize("options", [(), ("--budget", "11500")], ids=["a plan", "no plan"])
def test_whatever_is_changed_in_a_plan_is_found_by_its_checksum(example, cli, options):
    text = cli(*PLAN, *options, "-f", "json").out
    end = text.index('  "ranking": ')
    digits = [at for at in range(text.index('"question"'), end) if text[at].isdigit() and text[at - 1] in ' ".']
    for at in digits[:: 1 + len(digits) // 12]:
        content = text[:at] + ("7" if text[at] != "7" else "3") + text[at + 1 :]
        found = verification_of_plan(content.encode(), "plan.json", [Path()])[1]
        assert "R109" in {finding.code for finding in found}


@pytest.mark.parametrize("odd", [None, "x", -1, 0.5, 10**30, [], {}, True], ids=repr)
def test_what_cannot_be_a_plan_is_told_and_breaks_nothing(example, cli, odd):
    text = cli(*PLAN, "--fix", "radvika=4", "--action-budget", "2000", "-f", "json").out
    document = json.loads(text)
    ways = [way for way, _ in _values({key: document[key] for key in ("question", "plan", "next_best")}, ())]
    for way in ways[:: 2 if odd in (None, "x") else 5]:
        changed = json.loads(text)
        inner = changed
        for step in way[:-1]:
            inner = inner[step]
        inner[way[-1]] = odd
        errors_in(text, changed)  # raises nothing


def _values(value, way):
    """Every value in a document, with its way."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*way, key), inner
        yield from _values(inner, (*way, key))


def _figures(value, way):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _figures(inner, (*way, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _figures(inner, (*way, number))
    elif value is not None:
        yield way, value


def errors_in(text, changed):
    """The errors in a plan of which all but the ranking was changed, and the checksum was made to match."""
    head = json.dumps({key: value for key, value in changed.items() if key not in ("ranking", "checksum")}, indent=2)
    ranking = text[text.index('  "ranking": ') : text.rindex('  "checksum": ')]
    content = "".join(with_checksum([head.removesuffix("\n}") + ",\n" + ranking]))
    plan, findings = read_plan(content.encode(), "plan.json")
    assert findings == ()
    found = verified_plan(plan, ranked(plan.ranking))
    return [finding.code for finding in found if finding.severity == Severity.ERROR]


@cache
def ranked(content):
    """The ranking in a plan."""
    return rank_saved(read_ranking(content, "plan.json")[0])


def test_a_limit_that_is_broken_is_named(example, cli):
    text = cli(*PLAN, "-f", "json").out
    changed = json.loads(text)
    changed["question"]["max_sites"] = 2
    assert "R108" in errors_in(text, changed)
    changed["question"]["max_sites"], changed["question"]["budget"] = 4, 100
    assert "R108" in errors_in(text, changed)


def test_what_is_no_plan_is_told(example, cli):
    for text in ('{"schema": "vasterviksmodell/plan/1"', '{"schema": "vasterviksmodell/plan/1"}'):
        (example / "plan.json").write_text(text)
        ended = cli("verify", "plan.json")
        assert (ended.code, "error[R003]" in ended.out) == (1, True)


def test_a_ranking_that_was_changed_in_a_plan_is_found_on_its_line(example, cli):
    cli(*PLAN, "-o", "plan.json")
    text = (example / "plan.json").read_text(encoding="utf-8")
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines, 1) if line.strip().startswith('{"id":"mallkoping"'))
    (example / "plan.json").write_text(text.replace('"score":97.8', '"score":99.8', 1), encoding="utf-8")
    assert f"plan.json:{at}:" in cli("verify", "plan.json").out


def test_what_is_proposed_is_a_file_of_actions_that_nobody_agreed_to(example, cli):
    options = ("--fix", "radvika=4", "--action-budget", "2000", "--propose", "proposed.yaml")
    assert cli(*PLAN, *options).code == 0
    text = (example / "proposed.yaml").read_text(encoding="utf-8")
    assert "agreed" not in text
    assert "en: 4 houses in Radvika" in text
    ended = cli("check", "sites.csv", "-c", "criteria.yaml", "--actions", "proposed.yaml")
    assert ended.code == 0, ended.out
    again = cli("score", "sites.csv", "-c", "criteria.yaml", "--actions", "proposed.yaml", "--apply-actions", "2027-12")
    assert (again.code, "(only proposed)" in again.out) == (0, True)


def test_what_was_proposed_before_is_not_proposed_again(example, cli):
    cli(*PLAN, "--propose", "once.yaml")
    cli(*PLAN, "--actions", "once.yaml", "--propose", "twice.yaml")
    assert (example / "once.yaml").read_bytes() == (example / "twice.yaml").read_bytes()


def test_a_workbook_holds_what_is_said_of_a_plan(example, cli):
    assert cli(*PLAN, "--lang", "sv", "-o", "plan.xlsx").code == 0
    (sheet,) = openpyxl.load_workbook(example / "plan.xlsx").worksheets
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert sheet.title == "Plan"
    assert rows[0][0] == "Hur många hus som ställs var"
    (mallkoping,) = (row for row in rows if row[1] == "Mallköping" and row[3] == 4)
    assert mallkoping[4] == 48


def test_nothing_is_proposed_where_there_is_no_plan(example, cli):
    ended = cli(*PLAN, "--budget", "9", "--propose", "proposed.yaml")
    assert (ended.code, (example / "proposed.yaml").exists()) == (3, False)
    assert "nothing to propose: proposed.yaml is not written" in ended.err


def test_a_report_prints_a_plan_that_follows_from_its_sites(example, cli):
    cli(*PLAN, "-o", "plan.json")
    report = ("report", "sites.csv", "-c", "criteria.yaml", "-q", "--plan", "plan.json")
    ended = cli(*report)
    assert ended.code == 0
    assert "- Mallköping: 4 houses, 48 persons" in ended.out
    assert "## Plan: how many houses go where" in ended.out
    other = cli(*report, "--set", "mallkoping.plots=12")
    assert (other.code, "does not follow from this ranking" in other.err) == (2, True)
    redacted = cli(*report, "--edition", "redacted")
    assert (redacted.code, "the redacted edition shows no plan" in redacted.err) == (2, True)


def test_both_languages_and_80_columns(example, cli, monkeypatch):
    swedish = cli(*PLAN, "--lang", "sv").out
    assert "8 hus med 16 lägenheter för 96 personer på 3 orter; medelpoäng 91,9 (bevisat bäst)." in swedish
    assert "platserna i" not in swedish
    assert "Det finns ingen plan" in cli(*PLAN, "--lang", "sv", "--budget", "11500").out


def test_ctrl_c_gives_the_plan_that_is_found_so_far(example, cli, monkeypatch):
    found = planning.filling

    def interrupted(problem):
        os.kill(os.getpid(), signal.SIGINT)
        return found(problem)

    monkeypatch.setattr(planning, "filling", interrupted)
    ended = cli(*PLAN)
    assert (ended.code, ended.err) == (0, "")
    assert "96 persons in 3 sites" in ended.out
    assert "The search was stopped: tables may be missing." in ended.out


def test_a_plan_that_is_not_proven_says_how_much_better_another_could_be(example, cli, monkeypatch):
    known = planning.best
    monkeypatch.setattr(
        planning, "best", lambda *given: replace(known(*given), gap=8 * 1500, is_settled=False)
    )  # 1.5 points for each of 8 houses
    assert "(not proven: another plan could have 1.5 more, at most)" in " ".join(cli(*PLAN).out.split())
    assert "(inte bevisat: en annan plan kan ha högst 1,5 mer)" in " ".join(cli(*PLAN, "--lang", "sv").out.split())
    _, document = saved(cli)
    jsonschema.validate(document, plan_schema())
    assert (document["plan"]["proven"], document["plan"]["gap"], document["whole"]) == (False, 1.5, False)
    cli(*PLAN, "-o", "plan.json")
    assert cli("verify", "plan.json").code == 0


def test_the_second_ctrl_c_ends_the_run():
    before = signal.getsignal(signal.SIGINT)
    with signals.stopping() as stop:
        assert not stop()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop()
        assert signal.getsignal(signal.SIGINT) is signals._end
    assert signal.getsignal(signal.SIGINT) is before


def test_a_search_that_is_stopped_before_it_has_found_anything_says_so(example, cli, monkeypatch):
    def interrupted(*_):
        os.kill(os.getpid(), signal.SIGINT)
        return known(*_)

    known = planning.figures
    monkeypatch.setattr(planning, "figures", interrupted)
    ended = cli(*PLAN)
    assert (ended.code, ended.out) == (2, "")
    assert "stopped before any plan was found" in ended.err
