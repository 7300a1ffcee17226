"""Files in old encodings, and names that were read in a wrong encoding and written again."""

import json
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import CRITERIA, brief, criteria_of, read, sites_in, told, told_of
from tests.sites.workbooks import workbook

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.misread_letters import old_encoding, restored_text
from vasterviksmodell.sites.municipalities import municipalities

NUMBER = "criteria: {n: {weight: 1, value: {0: 0, 9: 100}}}\n"
CHECKED = criteria_of(f"version: 1\nsite: {{municipality: kommun, place: ort}}\n{NUMBER}", checked=True)
KNOWN = municipalities()
assert KNOWN is not None
NAMES = KNOWN["name"].to_list()
MISREAD = ["cp1252", "latin-1", "mac_roman", "cp850", "cp437"]


def misread(name: str, encoding: str, times: int) -> str:
    """A name after it was written as UTF-8 and read in another encoding; itself when that cannot be."""
    spelled = name
    for _ in range(times):
        try:
            spelled = spelled.encode().decode(encoding)
        except UnicodeDecodeError:
            return name
    return spelled


def found(content: str) -> list[Finding]:
    return [finding for finding in read(content, CHECKED)[1] if finding.code == "D220"]


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("encoding", MISREAD)
def test_every_name_of_a_municipality_is_found_again(encoding: str, times: int) -> None:
    names = [*NAMES, "Ekby – norra", "Ekby’s", "Ærø", "Café"]
    spelled = [misread(name, encoding, times) for name in names]
    wrong = {line: (name, spelling) for line, (name, spelling) in enumerate(zip(names, spelled, strict=True), 2)}
    wrong = {line: pair for line, pair in wrong.items() if pair[0] != pair[1]}
    assert len(wrong) > 80
    told_of_each = found("id,n\n" + "".join(f"{number} {name},1\n" for number, name in enumerate(spelled)))
    meant = {finding.place.line: finding.message().rpartition("instead of ")[2] for finding in told_of_each}
    assert meant == {line: f"'{line - 2} {name}'" for line, (name, _) in wrong.items()}


def test_right_names_are_not_told_of() -> None:
    names = [
        *NAMES,
        "Ekby – norra",
        "”Ekby”",
        "„Ekby“",
        "Ekby†",
        "UMEÅ–LULEÅ",
        "São Tomé",
        "SÃO",
        "Malmö…",
        "Ârt",
        "Łódź",
    ]
    assert found("id,n\n" + "".join(f"{number} {name},1\n" for number, name in enumerate(names))) == []


def test_what_was_meant_is_told_in_both_languages() -> None:
    (finding,) = found("id,name,n\na,Ã…by,1\nb,Öby,2\n")
    assert (finding.place.line, finding.place.column) == (2, 3)
    assert finding.message() == "'Ã…by' was read in a wrong encoding before this file was saved, instead of 'Åby'"
    assert finding.message("sv").endswith("i stället för 'Åby'")


def test_a_letter_that_is_lost_is_told_of() -> None:
    (finding,) = found("id,name,n\na,V\ufffdsterby,1\n")
    assert finding.message().endswith(": some of its letters are lost")
    assert finding.message("sv").endswith(": bokstäver i den är förlorade")


LETTERS = "åäöÅÄÖé"


@pytest.mark.parametrize("sign", ["?", "??", "\ufffd", "\ufffd\ufffd"])
def test_lost_letters_of_every_name_of_a_municipality_are_found_again(sign: str) -> None:
    lost = {name: re.sub(f"[{LETTERS}]", sign, name) for name in NAMES}
    alike = Counter(lost.values())
    spelled = {text: name for name, text in lost.items() if text != name and alike[text] == 1}
    assert len(spelled) > 80
    assert [name for text, name in spelled.items() if restored_text(text, NAMES) != name] == []
    rows = "".join(f"s{number},{name},1\n" for number, name in enumerate(spelled))
    shown = [finding.message().rpartition("instead of ")[2] for finding in found(f"id,name,n\n{rows}")]
    assert shown == [f"'{name}'" for name in spelled.values()]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0883 V?stervik", "0883 Västervik"),
        ("V?sterviks kommun", "Västerviks kommun"),
        ("V?STERVIK", "Västervik"),
        ("Ume?", "Umeå"),
        ("V?sterbottens l?n", "Västerbottens län"),
        ("?rn?by", None),
        ("Norra ?sby", None),
    ],
)
def test_lost_letters_are_those_of_a_known_name(text: str, meant: str | None) -> None:
    for column in ("id", "kommun", "ort"):
        cells = {"id": "a", "kommun": "Umeå", "ort": "Ek", "n": "1"} | {column: text}
        (finding,) = found(";".join(cells) + "\n" + ";".join(cells.values()) + "\n")
        end = ": some of its letters are lost" if meant is None else f", instead of '{meant}'"
        assert finding.message().endswith(f"before this file was saved{end}")


@pytest.mark.parametrize("name", ["Ekby?", "Ekby ?", "?", "Ekby (var?)", "Malmö?", "Ek? Nej", "Ekby,? 5"])
def test_a_question_is_no_lost_letter(name: str) -> None:
    assert found(f"id;n\n{name};1\n") == []


@pytest.mark.parametrize("heading", ["Avst?nd", "Avst??nd", "Avst\ufffdnd", "AvstÃ¥nd", "avst?nd"])
def test_headings_with_lost_letters_are_told_of(heading: str) -> None:
    criteria = criteria_of(f"version: 1\ndata: {{columns: {{n: Avstånd}}}}\n{NUMBER}", checked=True)
    contents = [
        (f"id;{heading};x\na;1;2\n", ".csv"),
        (json.dumps([{"id": "a", heading: 1, "x": 2}]), ".json"),
        (workbook([["id", heading, "x"], ["a", 1, 2]]), ".xlsx"),
    ]
    for content, suffix in contents:
        (finding,) = [finding for finding in read(content, criteria, suffix)[1] if finding.code == "D220"]
        assert finding.message().endswith("instead of 'Avstånd'")
        assert finding.message("sv").endswith("i stället för 'Avstånd'")
        assert (finding.place.line, finding.severity.label) == (1, "warning")


def test_other_headings_with_such_signs_are_not_told_of() -> None:
    criteria = criteria_of(f"version: 1\ndata: {{columns: {{n: Avstånd}}}}\n{NUMBER}", checked=True)
    for headings in ("id;Avstånd;Avst?nd", "id;n;Avst?nd", "id;x;Avst?r", "id;x;Avstånd?", "id;x;Ã¥"):
        assert [finding for finding in read(f"{headings}\na;1;2\n", criteria)[1] if finding.code == "D220"] == []


def test_a_heading_that_rows_are_chosen_by_may_have_lost_letters() -> None:
    criteria = criteria_of(f"version: 1\ndata: {{where: {{år: 2017}}}}\n{NUMBER}", checked=True)
    codes = [finding.code for finding in read("id;n;?r\na;1;2017\n", criteria)[1]]
    assert codes == ["D031", "D220"]


def test_letters_of_dos_that_were_read_as_windows_1252_are_told_of() -> None:
    assert restored_text("V„stervik") == "Västervik"
    assert restored_text("Sm†land, J”nk”ping") == "Småland, Jönköping"
    assert len(found("id,n\nV„stervik,1\n")) == 1


def test_ids_names_municipalities_and_places_are_looked_at() -> None:
    rows = "id,name,kommun,ort,n\nÃ¥,Ã¤,Ã¶,Ã…,1\nå,ä,ö,Å,2\n"
    assert told(found(rows)) == [("D220", 2, column) for column in (1, 4, 7, 10)]


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac_roman"])
@pytest.mark.parametrize(
    "names",
    [("Åby", "Öby"), ("Västervik",), ("Jönköping", "Årjäng"), ("Älvsbyn", "Ödeshög", "Café"), ("Öckerö", "Mjölby")],
)
def test_a_file_in_an_old_encoding_is_one_finding_with_its_name(encoding: str, names: tuple[str, ...]) -> None:
    criteria = criteria_of(f"version: 1\n{NUMBER}", checked=True)
    content = "id;name;n\n" + "".join(f"s{number};{name};{number}\n" for number, name in enumerate(names))
    findings = read(content.encode(encoding), criteria)[1]
    assert [finding.code for finding in findings] == ["F001"]
    codec = "mac-roman" if encoding == "mac_roman" else "cp850"
    assert f"write encoding: {codec} under data:" in str(findings[0].hint())
    assert f"skriv encoding: {codec} under data:" in str(findings[0].hint("sv"))
    declared = criteria_of(f"version: 1\ndata: {{encoding: {codec}}}\n{NUMBER}")
    assert sites_in(content.encode(encoding), declared).frame["name"].to_list() == list(names)


@pytest.mark.parametrize("name", ["CP437", "cp850", "macintosh", "macroman", "Mac-Roman"])
def test_old_encodings_have_several_names(name: str) -> None:
    criteria = criteria_of(f"version: 1\ndata: {{encoding: {name}}}\n{NUMBER}")
    assert criteria.data.encoding == ("cp850" if name.lower().startswith("cp") else "mac-roman")


@pytest.mark.parametrize(
    "text",
    [
        "Västervik", "”Ekby”", "„Ekby” – norra", "Ekby†", "€uro", "Mašek", "Žižek", "Škoda, Mašek", "5 €", "Åby ”x”",
        "2™", "Ekby",
    ],
)  # fmt: skip
def test_text_in_windows_1252_is_no_old_encoding(text: str) -> None:
    assert old_encoding(text.encode("cp1252")) is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"M\x94lle", "DOS (cp850)"),
        (b"\x99by, \x8esta", "DOS (cp850)"),
        (b"\x8fby", "DOS (cp850)"),
        (b"V\x8ager", "Mac OS Roman"),
        (b"\x81by", "Mac OS Roman"),
        (b"\x85by, \x80sta", "Mac OS Roman"),
        (b"M\x9alle", None),
        (b"M\x9alle, \x85by", "Mac OS Roman"),
        (b"M\x94lle \xb0", None),
        (b"5\x99by 5\x8ea", None),
    ],
)
def test_an_old_encoding_is_told_by_letters_where_no_sign_can_stand(content: bytes, name: str | None) -> None:
    old = old_encoding(content)
    assert (old.name if old else None) == name


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8), st.sampled_from(["cp850", "mac-roman", "cp1252"]))
@brief
def test_an_old_encoding_is_never_taken_for_another(names: list[str], codec: str) -> None:
    old = old_encoding("\n".join(names).encode(codec))
    assert old is None or old.codec == codec


def test_texts_with_bytes_that_cannot_be_read_are_not_compared() -> None:
    content = b"id,school,plan,bus\n\x8dby,5,none,ja\n\x90by,6,pl\x8dn,nej\nc,x,none,ja\n"
    assert told_of(content, CRITERIA) == [("F001", 2, 1), ("D109", 4, 3)]


def test_in_a_sound_file_they_are_compared() -> None:
    assert told_of("id,school,plan,bus\n\ufffdby,5,none,ja\n\ufffdby,6,none,nej\n", CRITERIA) == [("D102", 3, 1)]
