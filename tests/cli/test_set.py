"""`--set SITE.MEASURE=VALUE`: what it takes, how it is refused, where it is reported."""

import json
from pathlib import Path

import pytest

from vasterviksmodell.scoring import run

SAYS = "vasterviksmodell: "
NUMBERS = "write 1200, 0..2000, <5, >=48, or leave the cell empty when it is unknown"
RANGES = "check the unit (m), or widen range: in the criteria file"


def shown(ended):
    assert (ended.code, ended.err) == (0, "")
    return ended.out.replace("\u00a0", " ")


def scored(cli, *arguments):
    return json.loads(shown(cli("score", "sites.csv", "-q", "-c", "criteria.yaml", "-f", "json", *arguments)))


@pytest.mark.parametrize(
    ("option", "old", "new"),
    [
        ("ankarby.school=600", "500,housing", "600,housing"),
        ("Ekby.school=<5", "0..2000,none", "<5,none"),
        ("ekby.school=3000..9000", "0..2000,none", "3000..9000,none"),
        ("TALLBY.School=", "9000,housing", ",housing"),
        ("tallby.plan=NONE", "9000,housing", "9000,none"),
        ("tallby.plan=", "9000,housing", "9000,"),
    ],
)
def test_it_is_editing_the_file(here: Path, cli, option, old, new):
    said = scored(cli, "--set", option)
    (here / "sites.csv").write_text((here / "sites.csv").read_text().replace(old, new))
    edited = scored(cli)
    assert (said["sites"], said["counts"]) == (edited["sites"], edited["counts"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["ankarby.school"], "--set takes SITE.MEASURE=VALUE, not 'ankarby.school'"),
        (["school=4"], "--set takes SITE.MEASURE=VALUE, not 'school=4'"),
        (["=4"], "--set takes SITE.MEASURE=VALUE, not '=4'"),
        ([""], "--set takes SITE.MEASURE=VALUE, not ''"),
        (["ankarbi.school=4"], "no site 'ankarbi'; did you mean 'Ankarby'?"),
        ([".school=4"], "no site ''"),
        (["ankarby.scool=4"], "no criterion or column 'scool'; did you mean 'school'?"),
        (["ankarby.=4"], "no criterion or column ''; there are school, plan"),
        (["ankarby.\x1b=4"], "no criterion or column '\\x1b'; there are school, plan"),
        (
            ["ankarby.school=far"],
            "--set: 'far' is not a number (criterion 'school'); " + NUMBERS,
        ),
        (["ankarby.plan=hosing"], "--set: 'hosing' is not a category of criterion 'plan'; did you mean 'housing'?"),
        (
            ["ankarby.school=-4"],
            "--set: '-4' lies outside the range 0..50000 (criterion 'school'); " + RANGES,
        ),
        (["ankarby.school=4", "Ankarby.School=5"], "--set sets 'school' of 'ankarby' more than once"),
    ],
)
@pytest.mark.parametrize("command", [["score"], ["explain", "sites.csv", "ankarby"], ["losses"]], ids=lambda it: it[0])
def test_what_cannot_be_set_is_refused(here: Path, cli, command, options, message):
    name, *rest = command
    sets = [word for it in options for word in ("--set", it)]
    ended = cli(name, *(rest or ["sites.csv"]), "-c", "criteria.yaml", *sets)
    assert (ended.code, ended.out, ended.err) == (2, "", f"{SAYS}{message}\n")


def test_ids_may_hold_dots_and_the_site_ends_at_the_last(here: Path, cli):
    (here / "sites.csv").write_text("id,name,school,plan\nt.1,St. Anna,500,housing\nt.1.school,X,800,none\n")
    for site, id in (("t.1", "t.1"), ("St. Anna", "t.1"), ("t.1.school", "t.1.school")):
        (change,) = scored(cli, "--set", f"{site}.school=700")["changes"]
        assert change["id"] == id


def test_ids_may_hold_equals_signs_and_so_may_values(here: Path, cli):
    (here / "sites.csv").write_text("id,name,school,plan\na=b,A,500,housing\na.c=d,X,800,none\n")
    for site, value, measure in (("a=b", "700", [700, 700]), ("a.c=d", ">=48", [48, 50000]), ("A", "=", None)):
        arguments = ("score", "sites.csv", "-q", "-c", "criteria.yaml", "-f", "json", "--set", f"{site}.school={value}")
        if measure is None:
            assert "'=' is not a number" in cli(*arguments).err
        else:
            (change,) = json.loads(shown(cli(*arguments)))["changes"]
            assert (change["id"], change["after"]["measure"]) == (site, measure)


def test_sites_of_several_files_that_have_one_id_are_told_apart(here: Path, cli):
    for name, plan in (("one", "housing"), ("other", "none")):
        (here / f"{name}.csv").write_text(f"id,name,school,plan\na,A,500,{plan}\n")
    alike = ("obstacles", "one.csv", "one.csv", "-c", "criteria.yaml", "-q", "--set", "a.school=800")
    apart = ("obstacles", "one.csv", "other.csv", "-c", "criteria.yaml", "-q", "--set", "a.school=800")
    told = shown(cli(*alike))
    assert (told.count("What if"), told.count("500 m → 800 m")) == (1, 1)
    assert shown(cli(*apart)).count("What if: A, School 500 m → 800 m:") == 2


def test_a_name_that_several_sites_have_is_refused(here: Path, cli):
    (here / "sites.csv").write_text("id,name,school,plan\na,Berga,500,housing\nb,Berga,800,none\n")
    ended = cli("score", "sites.csv", "-c", "criteria.yaml", "--set", "Berga.school=1")
    assert (ended.code, ended.err) == (2, f"{SAYS}several sites are called 'Berga': say which by id: a, b\n")


def test_a_measure_is_named_by_criterion_or_column_and_set_for_all_that_read_it(here: Path, cli):
    (here / "criteria.yaml").write_text("""\
version: 1
data: {columns: {Till skola: [Skolväg]}}
criteria:
  near: {measure: Till skola, range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
  not_far: {measure: Till skola, range: [0, 40000], requirement: {at_most: 4000}}
""")
    (here / "sites.csv").write_text("id,Skolväg\na,500\n")
    for name in ("near", "not_far", "Till skola", "till  SKOLA", "Skolväg"):
        changes = scored(cli, "--set", f"a.{name}=9000")["changes"]
        assert [(it["criterion"], it["after"]["measure"]) for it in changes] == [
            ("near", [9000.0, 9000.0]),
            ("not_far", [9000.0, 9000.0]),
        ]


def test_values_are_written_as_in_the_files(here: Path, cli):
    (here / "sites.csv").write_text("id;name;school;plan\na;A;500,5;housing\n")
    (change,) = scored(cli, "--set", "a.school=1 200,5")["changes"]
    assert change["after"]["measure"] == [1200.5, 1200.5]
    ended = cli("score", "sites.csv", "-c", "criteria.yaml", "--set", "a.school=1.200")
    assert ended.code == 2
    assert "can be read in two ways in a file with decimal commas" in ended.err


def test_errors_in_the_files_go_before_what_is_set(here: Path, cli):
    (here / "sites.csv").write_text("id,name,school,plan\na,A,far,housing\n")
    for command in (["score", "sites.csv"], ["explain", "sites.csv", "a"], ["losses", "sites.csv"]):
        ended = cli(*command, "-c", "criteria.yaml", "--set", "nobody.school=1")
        assert (ended.code, "D103" in ended.err, "nobody" in ended.err) == (1, True, False)


def test_explanations_tell_it_in_words_and_in_json(here: Path, cli):
    arguments = ("explain", "sites.csv", "ekby", "-c", "criteria.yaml", "--set", "ankarby.school=9000")
    told = (
        "What if: Ankarby, School 500 m → 9,000 m: excluded instead of qualified, no rank instead of 1,"
        " 33.3 points instead of 100.0."
    )
    assert shown(cli(*arguments)).splitlines()[2] == told
    assert told in shown(cli(*arguments[:3], "ankarby", *arguments[3:]))
    swedish = (
        "Antag: Ankarby, Skola 500 m → 9 000 m: utesluten i stället för kvalificerad, ingen rang i stället för 1,"
        " 33,3 poäng i stället för 100,0."
    )
    assert swedish in shown(cli(*arguments, "--lang", "sv"))
    (change,) = json.loads(shown(cli(*arguments, "-f", "json")))["changes"]
    assert (change["id"], change["before"]["rank"], change["after"]["rank"]) == ("ankarby", 1, None)
    assert "changes" not in json.loads(shown(cli(*arguments[:5], "-f", "json")))


def test_a_saved_ranking_tells_what_was_set_and_can_be_set_further(here: Path, cli):
    (here / "saved.json").write_text(json.dumps(scored(cli, "--set", "ankarby.school=9000")))
    assert "What if: Ankarby, School 500 m → 9,000 m: excluded" in shown(cli("explain", "saved.json", "ekby"))
    further = shown(cli("explain", "saved.json", "ekby", "--set", "Ekby.plan=housing", "--set", "ankarby.school=600"))
    assert "What if: Ankarby, School 500 m → 600 m: 98.1 points instead of 100.0." in further
    assert "What if: Ekby, Plan none → housing: 71.4 points instead of 38.1." in further


def test_with_the_first_sites_only_large_files_are_read_whole(here: Path, cli, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(run, "_LARGE", 0)
    (site,) = scored(cli, "--top", "1", "--set", "tallby.school=0", "--set", "ankarby.school=4000")["sites"]
    assert (site["id"], site["score"]) == ("tallby", 100.0)


def test_tables_mark_it_and_machine_formats_of_rows_do_not(here: Path, cli):
    arguments = ("score", "sites.csv", "-c", "criteria.yaml", "--set", "ekby.plan=housing")
    table = shown(cli(*arguments))
    assert next(line.split()[:3] for line in table.splitlines() if "*" in line) == ["Ekby", "qualified", "*"]
    assert "\n* What if: Ekby, Plan none → housing: 71.4 points instead of 38.1.\n" in table
    assert "* What if" in shown(cli(*arguments, "--top", "0"))
    for format in ("csv", "tsv", "jsonl"):
        assert "*" not in shown(cli(*arguments, "-f", format))


def test_a_change_that_is_hardly_seen_is_not_told_as_none(here: Path, cli):
    arguments = ("score", "sites.csv", "-c", "criteria.yaml")
    assert "School 500 m → 501 m: points changed by less than 0.1." in shown(
        cli(*arguments, "--set", "ankarby.school=501")
    )
    assert "School 500 m → 400 m: status, rank and points stay." in shown(
        cli(*arguments, "--set", "ankarby.school=400")
    )


def test_a_ranking_with_changes_meets_the_schema_of_rankings(here: Path, cli):
    from jsonschema import Draft202012Validator

    schema = json.loads(cli("schema", "ranking").out)
    told = scored(cli, "--set", "tallby.school=700", "--set", "ekby.plan=")
    Draft202012Validator(schema).validate(told)
    assert [(it["id"], it["criterion"]) for it in told["changes"]] == [("tallby", "school"), ("ekby", "plan")]
    for key in ("id", "criterion", "before", "after"):
        (first, *others) = told["changes"]
        less = {name: value for name, value in first.items() if name != key}
        assert not Draft202012Validator(schema).is_valid({**told, "changes": [less, *others]})
    assert not Draft202012Validator(schema).is_valid({**told, "changes": [{**first, "why": "x"}, *others]})
