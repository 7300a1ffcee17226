"""`--per`: each municipality of a file by itself, in what people read and in what programs read."""

import json
from csv import DictReader
from io import StringIO
from pathlib import Path

import pytest

CRITERIA = """\
version: 1
language: en
{site}
criteria:
  school: {{range: [0, 9000], weight: 2, value: {{500: 100, 4500: 0}}, requirement: {{at_most: 4000}}}}
  bus: {{range: [0, 90], weight: 1, value: {{0: 0, 20: 100}}, warning: {{at_least: 4}}}}
"""
SITES = """\
id,name,kommun,school,bus
a,Aby,Exempelby,500,20
b,Bby,Östby,4500,
c,Cby,exempelby ,2500,10
d,Dby,Åby,,2
e,Eby,,500,4
f,Fby,..,4000,
"""
NAMED = "site: {municipality: kommun}"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA.format(site=NAMED))
    (tmp_path / "sites.csv").write_text(SITES)
    return tmp_path


def rows(text):
    return list(DictReader(StringIO(text)))


def test_each_part_is_ranked_by_itself_in_the_order_of_the_alphabet_and_the_unknown_last(cli, files):
    found = rows(cli("score", "sites.csv", "--per", "kommun", "-f", "csv", "-q").out)
    assert [(row["part"], row["id"], row["rank"]) for row in found] == [
        ("Exempelby", "a", "1"),
        ("Exempelby", "c", "2"),
        ("Åby", "d", "1"),
        ("Östby", "b", ""),
        ("", "e", "1"),
        ("", "f", "2"),
    ]


def test_a_part_has_the_ranks_that_a_file_of_its_own_would_have(cli, files):
    lines = SITES.splitlines(keepends=True)
    (files / "own.csv").write_text("".join([lines[0], lines[1], lines[3]]))
    own = rows(cli("score", "own.csv", "-f", "csv", "-q").out)
    found = rows(cli("score", "sites.csv", "--per", "kommun", "-f", "csv", "-q").out)[:2]
    assert [{key: text for key, text in row.items() if key != "part"} for row in found] == own


@pytest.mark.parametrize("heading", ["kommun", "KOMMUN", "municipality"])
def test_the_word_municipality_is_the_column_that_the_criteria_name(cli, files, heading):
    named = cli("score", "sites.csv", "--per", heading, "-f", "jsonl", "-q").out
    assert named == cli("score", "sites.csv", "--per", "kommun", "-f", "jsonl", "-q").out


@pytest.mark.parametrize("site", ["", NAMED])
def test_a_saved_ranking_is_divided_and_so_is_a_column_that_the_criteria_do_not_name(cli, files, site):
    (files / "criteria.yaml").write_text(CRITERIA.format(site=site))
    cli("score", "sites.csv", "-o", "saved.json", "-q")
    for source in ("sites.csv", "saved.json"):
        found = rows(cli("score", source, "--per", "kommun", "-f", "csv", "-q").out)
        assert [row["part"] for row in found] == ["Exempelby", "Exempelby", "Åby", "Östby", "", ""]


def test_codes_are_one_code_with_and_without_the_first_zero(cli, files):
    (files / "criteria.yaml").write_text(CRITERIA.format(site="site: {municipality_code: code}"))
    (files / "sites.csv").write_text("id,code,school\na,0883,1\nb,883,2\nc,1480,3\n")
    found = rows(cli("score", "sites.csv", "--per", "code", "-f", "csv", "-q", "--fail-on", "error").out)
    assert [row["part"] for row in found] == ["0883", "0883", "1480"]


def test_json_counts_each_part(cli, files):
    document = json.loads(cli("score", "sites.csv", "--per", "kommun", "-f", "json", "-q").out)
    assert (document["schema"], document["per"]) == ("vasterviksmodell/rankings/1", "kommun")
    assert [(part["part"], part["counts"]["sites"]) for part in document["parts"]] == [
        ("Exempelby", 2),
        ("Åby", 1),
        ("Östby", 1),
        (None, 2),
    ]
    assert [site["part"] for site in document["sites"]] == ["Exempelby", "Exempelby", "Åby", "Östby", None, None]


def test_people_read_a_heading_for_each_part(cli, files):
    text = cli("score", "sites.csv", "--per", "kommun", "-f", "markdown", "-q").out
    headings = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["Exempelby", "Åby", "Östby", "kommun not known"]


def test_the_first_are_the_first_of_each_part_and_what_if_is_about_the_part(cli, files):
    ended = cli("score", "sites.csv", "--per", "kommun", "--top", "1", "--set", "c.school=500", "-f", "csv", "-q")
    assert [row["id"] for row in rows(ended.out)] == ["a", "d", "b", "e"]
    told = cli("score", "sites.csv", "--per", "kommun", "--set", "a.school=4000", "-q").out
    assert "* What if: Aby, school 500 → 4,000: rank 2 instead of 1, 41.7 points instead of 100.0." in told


def test_a_heading_that_no_file_has_is_refused_with_those_that_there_are(cli, files):
    ended = cli("score", "sites.csv", "--per", "komun", "-q")
    assert (ended.code, ended.out) == (2, "")
    assert "no column 'komun'" in ended.err
    assert "did you mean 'kommun'?" in ended.err


def test_unknown_is_never_counted_as_nothing(cli, files):
    text = cli("obstacles", "sites.csv", "--by", "obstacle", "-q").out
    assert "1 of 6, alone 1, unknown 1" in text  # the school of Dby is unknown
    assert "1 of 6, unknown 2" in text  # the bus of Bby and of Fby, of which the criteria warn
    document = json.loads(cli("obstacles", "sites.csv", "-f", "json", "-q").out)
    (bus,) = (entry for entry in document["files"][0]["by_obstacle"] if entry["id"] == "bus")
    assert (bus["warns"], set(bus["warns_unknown"])) == (["d"], {"b", "f"})


def test_obstacles_of_the_municipalities_of_a_file(cli, files):
    document = json.loads(cli("obstacles", "sites.csv", "--per", "municipality", "-f", "json", "-q").out)
    assert [(part["path"], part["part"], part["sites"]) for part in document["files"]] == [
        ("sites.csv", "Exempelby", 2),
        ("sites.csv", "Åby", 1),
        ("sites.csv", "Östby", 1),
        ("sites.csv", None, 2),
    ]
    text = cli("obstacles", "sites.csv", "--per", "kommun", "--by", "obstacle", "-q").out
    table = text.split("What stops sites\n\n")[1].split("\n\n")[0]
    assert [" ".join(line.split()) for line in table.splitlines()[1:]] == [
        "school 1 of 6, alone 1, unknown 1",
        "Exempelby 0 of 2, alone 0",
        "Åby 0 of 1, alone 0, unknown 1",
        "Östby 1 of 1, alone 1",
        "kommun not known 0 of 2, alone 0",
    ]


def test_parts_stand_side_by_side_with_what_is_not_known_in_a_column_of_its_own(cli, files):
    text = cli("obstacles", "sites.csv", "--per", "kommun", "--by", "part", "-q").out
    heading, *lines = text.split("Side by side\n\n")[1].split("\n\n")[0].splitlines()
    starts = [heading.index(name) for name in ("Part", "Sites", "Obstacles", "Opportunities", "Not known")]
    ends = [*starts[1:], None]
    cells = [[line[start:end].strip() for start, end in zip(starts, ends, strict=True)] for line in lines]
    assert [row[0] for row in cells] == ["Exempelby", "Åby", "Östby", "kommun not known"]
    assert cells[:3] == [
        ["Exempelby", "2", "", "school (1), bus (1)", ""],
        ["Åby", "1", "bus (1)", "", "school (1)"],
        ["Östby", "1", "school (1)", "", "bus (1)"],
    ]
    assert "What stops sites" not in text
    document = json.loads(cli("obstacles", "sites.csv", "--by", "part", "-f", "json", "-q").out)
    assert document["files"][0]["counts_by_obstacle"] == document["total"]["counts_by_obstacle"]


def test_files_are_called_by_their_names_where_these_differ(cli, files):
    for folder in ("north", "south"):
        (files / folder).mkdir()
        (files / folder / "sites.csv").write_text(SITES)
        (files / folder / f"{folder}.csv").write_text(SITES)
    by_name = cli("obstacles", "north/north.csv", "south/south.csv", "--by", "obstacle", "-q").out
    assert "Obstacle  north" in by_name
    by_path = cli("obstacles", "north/sites.csv", "south/sites.csv", "--by", "obstacle", "-q").out
    assert "Obstacle  north/sites.csv" in by_path
    both = cli("obstacles", "north/north.csv", "south/south.csv", "--by", "site", "--per", "kommun", "-q").out
    assert "What would open each site: Östby (north)" in both


def test_a_ranking_of_the_first_contract_which_holds_no_municipality_is_verified_by_its_inputs(cli, files):
    cli("score", "sites.csv", "-q", "-o", "new.json")
    document = json.loads((files / "new.json").read_text())
    document["schema"] = "vasterviksmodell/ranking/1"
    del document["checksum"]
    for site in document["sites"]:
        del site["municipality"]
        site["coverage"] = site.pop("known_weight")
    (files / "old.json").write_text(json.dumps(document))
    ended = cli("verify", "old.json")
    assert ended.code == 0, ended.out
