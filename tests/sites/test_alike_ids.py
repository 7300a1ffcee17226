"""Ids are written as they are compared, and those that look alike are reported."""

import json

import pytest
from tests.sites.reading import criteria_of, read, read_files, sites_in, told
from tests.sites.workbooks import workbook

SCHOOL = criteria_of("""\
version: 1
criteria: {school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}}
""")


def alike(*ids: str) -> list[tuple[str, int | None, int | None]]:
    rows = [{"id": id, "school": number} for number, id in enumerate(ids)]
    return told(read(json.dumps(rows, indent=0, ensure_ascii=False), SCHOOL, ".json")[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Upplands-Bro", "Upplands Bro"),
        ("upplands bro", "Upplandsbro"),
        ("Upplands  Bro", "Upplands Bro"),
        ("Upplands\u2013Bro", "Upplands-Bro"),
        ("Upplands\u2011Bro", "Upplands\u00a0Bro"),
        ("Upp\u00adlands", "Upplands"),
        ("ekby 1", "ekby1"),
        ("0114-01", "0114 01"),
        ("1-1-1", "1 1 1"),
        ("-a", "a"),
        ("a-", "a"),
        ("0114", "114"),
        ("0114", "114.0"),
        ("007", "7"),
        ("0114 Upplands V\u00e4sby", "0114"),
        ("0114 Upplands V\u00e4sby", "114"),
        ("ek\u200bby", "ekby"),
        ("\ufeffekby", "ekby"),
        ("ek\u2060-\ufe0fby", "ek by"),
    ],
)
def test_ids_that_look_alike_are_told(one: str, other: str) -> None:
    assert [code for code, *_ in alike(one, "oby", other)] == ["D117"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-12", "11-2"),
        ("1-12", "112"),
        ("1 1", "11"),
        ("a_b", "ab"),
        ("a.b", "ab"),
        ("åby", "aby"),
        ("a-b", "a-c"),
        ("1-1-11", "1-11-1"),
        ("0114", "1140"),
        ("0114", "0115 Vallentuna"),
        ("0114", "a0114"),
        ("12", "12 Storgatan"),
        ("1.1", "1.10"),
        ("1234a", "1234"),
        ("\u200b", "\u2060"),
    ],
)
def test_ids_that_differ_otherwise_are_not(one: str, other: str) -> None:
    assert alike(one, "oby", other) == []


def test_each_id_is_held_against_the_first_like_it() -> None:
    sites, findings = read("id;school\nek-by;1\noby;2\nEk by;3\nekby;4\nek by;5\n", SCHOOL)
    assert sites is None
    assert sorted(told(findings)) == [("D102", 6, 1), ("D117", 4, 1), ("D117", 5, 1)]
    assert {str(finding.facts["first"]).rpartition("/")[2] for finding in findings if finding.code == "D117"} == {
        "0.csv:2:1"
    }
    assert [finding.facts["text"] for finding in findings if finding.code == "D117"] == ["Ek by", "ekby"]


def test_every_one_of_many_is_listed() -> None:
    rows = "".join(f"ort {number}a;1\nort-{number}a;1\n" for number in range(150))
    _, findings = read(f"id;school\n{rows}", SCHOOL)
    assert (len(findings), sum(finding.count for finding in findings)) == (150, 150)


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", "\u2009", "\r\n "])
def test_ids_are_written_without_outer_blanks_in_every_format(blank: str) -> None:
    records = [{"id": f"{blank}a{blank}", "school": 5}, {"id": f"b b{blank}", "school": 6}]
    contents: dict[str, str | bytes] = {
        ".json": json.dumps(records),
        ".jsonl": "\n".join(map(json.dumps, records)),
        ".yaml": "".join(f"- {json.dumps(record)}\n" for record in records),
        ".csv": f'id;school\n"{blank}a{blank}";5\n"b b{blank}";6\n',
        ".xlsx": workbook([["id", "school"], *([record["id"], record["school"]] for record in records)]),
    }
    for suffix, content in contents.items():
        frame = sites_in(content, SCHOOL, suffix).frame
        assert frame.select("id", "name").rows() == [("a", "a"), ("b b", "b b")], suffix


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_record_of_blanks_is_a_blank_row(suffix: str) -> None:
    records = [{"id": "a", "school": 5}, {"id": " \t", "school": "\u00a0", "note": ""}, {"id": "", "note": " x"}]
    assert [finding.code for finding in read(json.dumps(records), SCHOOL, suffix)[1]] == ["D101"]
    assert sites_in(json.dumps(records[:2]), SCHOOL, suffix).frame["id"].to_list() == ["a"]


BOTH = """\
version: 1
criteria:
  school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
  bus: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
data: {join: JOIN}
"""


@pytest.mark.parametrize("join", ["true", "false"])
@pytest.mark.parametrize(
    ("others", "ways"),
    [
        (("114", "115"), "zeros"),
        (("0114 Upplands Väsby", "0115 Vallentuna"), "the name after the code"),
        (("114 ", "0115 Vallentuna"), "zeros|the name after the code"),
        (("01\u200b14", "\u200e0115"), "invisible characters"),
    ],
)
def test_ids_of_files_that_are_written_otherwise_are_told(join: str, others: tuple[str, str], ways: str) -> None:
    files = ["id;school\n0114;1\n0115;2\n", "id;bus\n{};1\n{};2\n".format(*others)]
    findings = read_files(files, criteria_of(BOTH.replace("JOIN", join)))[1]
    found = [finding for finding in findings if finding.code == "D117"]
    assert [(finding.place.line, str(finding.facts["first"])[-5:]) for finding in found] == [(2, "v:2:1"), (3, "v:3:1")]
    for finding, way in zip(found, ways.split("|") * 2, strict=False):
        assert finding.message().endswith(f"only in {way}")


def test_what_is_to_be_done_goes_by_how_ids_differ() -> None:
    rows = [
        ("0114", 1),
        ("114", 2),
        ("ekby", 3),
        ("ek\u200bby", 4),
        ("0883 Västervik", 5),
        ("883", 6),
        ("a-b", 7),
        ("ab", 8),
    ]
    content = "id;school\n" + "".join(f"{id};{number}\n" for id, number in rows)
    found = [finding for finding in read(content, SCHOOL)[1] if finding.code == "D117"]
    assert [finding.message().rpartition("only in ")[2] for finding in found] == [
        "zeros",
        "invisible characters",
        "the name after the code and zeros",
        "hyphens or blanks",
    ]
    hints = [finding.hint() or "" for finding in found]
    words = ["with all its zeros", "escape", "only the code", "same way"]
    assert [word in hint for word, hint in zip(words, hints, strict=True)] == [True] * 4
    assert len({finding.hint("sv") for finding in found}) == 4
    assert "'ek\\u200bby'" in found[1].message()
    assert "'ek\\u200bby'" in found[1].message("sv")
