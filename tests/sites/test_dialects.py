"""One table in the dialects of Swedish files: it is the same table whatever way it is written."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import Told, criteria_of, read, sites_in, thorough, told, told_of
from tests.sites.written import QUOTINGS, Quoting

from vasterviksmodell import read_sites, score
from vasterviksmodell.criteria import Criteria, DataFiles
from vasterviksmodell.findings import Severity

HEADINGS = ("id", "namn", "avstånd", "lutning", "buss")
TABLE = (
    ("ankarby", "Ankarby – södra", Decimal("1234.5"), Decimal("-3.25"), "ja"),
    ("åby", "Åby", Decimal("12345.0"), Decimal("0.0"), "nej"),
    ("ekby", 'Ekby "gamla" skola', Decimal("0.5"), Decimal("40.75"), ""),
    ("öby", "Öby, norra; östra", Decimal("3999.0"), Decimal("12.0"), "ja"),
)
MEASURES = criteria_of("""\
version: 1
site: {id: id, name: namn}
criteria:
  distance:
    measure: avstånd
    range: [0, 50000]
    weight: 2
    value: {500: 100, 4000: 0}
    requirement: {at_most: 10000}
  slope: {measure: lutning, range: [-50, 50], weight: 1, value: {-10: 0, 30: 100}}
  bus: {type: yes_no, measure: buss, weight: 1}
""")
TITLES = ("Avstånd och lutning, per plats och år", "", "Uppgifterna hämtade 2024-10-15")
NOTES = ("", "Källa: Ankarby kommun", "1) Avser 2023.", "Uppgifter saknas för Ekby, Öby")


@dataclass(frozen=True)
class Dialect:
    """How a table is written."""

    encoding: str = "utf-8"
    delimiter: str = ";"
    decimal: str = ","
    newlines: Sequence[str] = ("\n",)
    """Taken in turn."""
    quoting: Quoting = csv.QUOTE_MINIMAL
    thousands: str = ""
    titles: Sequence[str] = ()
    notes: Sequence[str] = ()
    padded: bool = False
    """Whether titles and notes have as many cells as the table."""
    named: bool = False
    """Whether the first line is Excel's `sep=`."""
    decomposed: bool = False
    blank: int = 0
    """How many blank lines end the file."""

    def written(self, rows: Sequence[Sequence[str | Decimal]]) -> bytes:
        """The bytes of a file: headings and rows."""
        width = len(rows[0]) if self.padded else 1
        titles, notes = (
            [self._row([line] + [""] * (width - 1)) for line in lines] for lines in (self.titles, self.notes)
        )
        named = [f"sep={self.delimiter}"] if self.named else []
        lines = [*named, *titles, *(self._row([self._cell(cell) for cell in row]) for row in rows), *notes]
        text = "".join(line + self._newline(number) for number, line in enumerate([*lines, *[""] * self.blank]))
        return (normalize("NFD", text) if self.decomposed else text).encode(self.encoding)

    def _newline(self, number: int) -> str:
        return self.newlines[number % len(self.newlines)]

    def _row(self, cells: Sequence[str]) -> str:
        if not any(cells):
            return self.delimiter.join(cells)
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, quoting=self.quoting, lineterminator="\r\n").writerow(cells)
        return out.getvalue().removesuffix("\r\n")

    def _cell(self, cell: str | Decimal) -> str:
        if isinstance(cell, str):
            return cell
        return f"{cell:,}".replace(",", "T").replace(".", self.decimal).replace("T", self.thousands)


DIALECTS = {
    "plain": Dialect(),
    "comma": Dialect(delimiter=",", decimal="."),
    "comma and decimal comma": Dialect(delimiter=","),
    "tab": Dialect(delimiter="\t", newlines=("\r\n",)),
    "tab and point": Dialect(delimiter="\t", decimal=".", blank=3),
    "bar": Dialect(delimiter="|"),
    "for Excel": Dialect("utf-8-sig", newlines=("\r\n",)),
    "cp1252": Dialect("cp1252", newlines=("\r\n",), blank=2),
    "cp1252 with comma": Dialect("cp1252", delimiter=",", decimal=".", quoting=csv.QUOTE_ALL),
    "Unicode text": Dialect("utf-16", delimiter="\t", newlines=("\r\n",)),
    "UTF-16 LE": Dialect("utf-16-le", named=True),
    "UTF-16 BE": Dialect("utf-16-be", quoting=csv.QUOTE_ALL, titles=TITLES),
    "decomposed": Dialect(decomposed=True, newlines=("\r",)),
    "mixed newlines": Dialect(newlines=("\r\n", "\n", "\r")),
    "separator named": Dialect(named=True, quoting=csv.QUOTE_ALL, newlines=("\r\n",)),
    "agency": Dialect("utf-8-sig", titles=TITLES, notes=NOTES, padded=True, thousands=" "),
    "old agency": Dialect("cp1252", titles=TITLES, notes=NOTES, thousands="\u00a0", newlines=("\r\n",), blank=2),
}


def test_seventeen_ways_of_writing_one_table_give_seventeen_identical_rankings(tmp_path: Path) -> None:
    rankings = {}
    for name, dialect in DIALECTS.items():
        path = tmp_path / f"{name}.csv"
        path.write_bytes(dialect.written([HEADINGS, *TABLE]))
        sites = read_sites(path, MEASURES)
        encoding = "cp1252" if dialect.encoding == "cp1252" else "utf"
        assert sites.inputs[0].dialect["encoding"].startswith(encoding)
        rankings[name] = score(sites, MEASURES).frame
    assert len(rankings) == 17
    assert rankings["plain"]["id"].to_list() == ["ekby", "ankarby", "öby", "åby"]
    for name, frame in rankings.items():
        assert frame.equals(rankings["plain"]), name


LETTERS = st.text(st.sampled_from("abcåäöÅÄÖé 0"), min_size=1, max_size=8)
CELLS = st.lists(LETTERS | st.sampled_from([";", ",", "\t", '"', "\n", "1,5", "|"]), max_size=3).map("".join)
METRES = st.decimals(0, 50000, places=3) | st.integers(0, 50000).map(Decimal)
WAYS = st.builds(
    Dialect,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]),
    delimiter=st.sampled_from([";", ",", "\t", "|"]),
    decimal=st.sampled_from([",", "."]),
    newlines=st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=1, max_size=3),
    quoting=st.sampled_from(QUOTINGS),
    thousands=st.sampled_from(["", " ", "\u00a0"]),
    titles=st.lists(LETTERS | st.just(""), max_size=4),
    notes=st.sampled_from([(), NOTES, ("* uppskattat",), ("", "Källa: SCB, Ankarby", "", "Anm. nya gränser")]),
    padded=st.booleans(),
    named=st.booleans(),
    blank=st.integers(0, 3),
)


@thorough
@given(way=WAYS, rows=st.lists(st.tuples(CELLS, METRES, CELLS), max_size=6))
def test_a_table_in_any_dialect_is_read_back_with_its_exact_values(
    way: Dialect, rows: list[tuple[str, Decimal, str]]
) -> None:
    rows = [("Ankarby", Decimal("1.5"), "å"), *rows]
    table = [(f"s{number}", name, metres, "housing", "ja", note) for number, (name, metres, note) in enumerate(rows)]
    content = way.written([("id", "name", "school", "plan", "bus", "note"), *table])
    sites, findings = read(content)
    assert sites is not None, told(findings)
    frame = sites.frame.select("id", "name", "school__low", "school__high", "_extra__note")
    assert frame.rows() == [
        (f"s{number}", name or f"s{number}", float(metres), float(metres), note or None)
        for number, (name, metres, note) in enumerate(rows)
    ]
    expected = {"F008": way.encoding == "cp1252", "D008": any(map(str.strip, way.titles)), "D009": bool(way.notes)}
    assert sorted(finding.code for finding in findings) == sorted(code for code, wanted in expected.items() if wanted)


HEAD, ROWS = "id;name;school\n", "ankarby;Ankarby;5,5\nekby;Ekby;6\n"
SCHOOL = criteria_of("""\
version: 1
criteria:
  school: {range: [0, 50000], weight: 2, value: {500: 100, 4000: 0}}
""")


def _with(**data: Any) -> Criteria:
    return replace(SCHOOL, data=DataFiles(**data))


@pytest.mark.parametrize(
    ("below", "number", "noted"),
    [
        ("\nKälla: Ankarby kommun\n", 2, [("D009", 5, None)]),
        ("Källa: Ankarby; Ekby; Oby; egna beräkningar\n", 2, [("D009", 4, None)]),
        ("* uppskattat;;\n", 2, [("D009", 4, None)]),
        ("1) Avser 2023.\n\n¹ Preliminärt.\n\n\n", 2, [("D009", 4, None)]),
        (
            ";;\nFörklaring till tabellen ovan;;\nskola;vägen till den närmaste skolan;\n",
            2,
            [("D009", 5, None)],
        ),
        ('\n"Anm. en rad\noch en ""till"""\n', 2, [("D009", 5, None)]),
        ("(1) Avser 2023;;\n† Preliminärt;;\n", 2, [("D009", 4, None)]),
        ("Not 1:;;\n", 2, [("D009", 4, None)]),
        ("Summa;;11,5\n\nKälla: Ankarby kommun\n", 3, [("D009", 6, None)]),
        ("Källa;;\n", 3, []),
        ("Källa;Källa by;7\n", 3, []),
        ("\noby;;\n", 3, []),
        ('oby;"Oby\n\nKälla: Ekby";7\n', 3, []),
    ],
)
def test_notes_below_a_table_are_passed_over_and_sites_are_not(below: str, number: int, noted: list[Told]) -> None:
    sites, findings = read(HEAD + ROWS + below, SCHOOL)
    assert sites is not None
    assert sites.frame.height == number
    assert told(findings) == noted
    assert ("footnotes" in sites.inputs[0].dialect) is bool(noted)


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("oby;Oby", ("D002", 4, 5)),
        ("oby", ("D002", 4, 1)),
        ("Källa;Källa by", ("D002", 4, 7)),
        ("oby\n\nKälla: Ankarby kommun\n", ("D002", 4, 1)),
        ("oby;Oby;tolv\n\nKälla: Ankarby kommun\n", ("D103", 4, 9)),
        ("\nKälla: Ankarby kommun\noby;Oby;7\n", ("D002", 5, 1)),
        ('oby;"Oby;7\n\nKälla: Ankarby kommun\n', ("D003", 4, 5)),
        ('\n"Källa:" Ankarby kommun\n', ("D003", 5, 1)),
        ('\nKälla: rör 5";"Ankarby kommun\n', ("D003", 5, 15)),
    ],
)
def test_a_broken_end_is_no_note(below: str, expected: Told) -> None:
    _, findings = read(HEAD + ROWS + below, SCHOOL)
    assert told(finding for finding in findings if finding.severity == Severity.ERROR) == [expected]


@pytest.mark.parametrize(
    ("above", "line", "noted"),
    [
        ("Avstånd per plats;;\n;;\nÅr: 2024/25;;\n;;\n", 5, [("D008", 1, None)]),
        ('\n"Avstånd; plats, år"\n\n', 4, [("D008", 2, None)]),
        ("id\n", 2, [("D008", 1, None)]),
        ("sep=;\n", 2, []),
        ("\n\n;;\n", 4, []),
    ],
)
def test_headings_are_found_below_titles(above: str, line: int, noted: list[Told]) -> None:
    sites, findings = read(above + HEAD + ROWS, SCHOOL)
    assert sites is not None
    assert sites.frame["school__low"].to_list() == [5.5, 6]
    assert told(findings) == noted
    assert sites.inputs[0].dialect["headings"] == str(line)
    assert told_of(above + HEAD + ROWS.replace("6", "w"), SCHOOL)[-1] == ("D103", line + 2, 11)


@pytest.mark.parametrize(("titles", "found"), [(49, [("D008", 1, None)]), (50, [("D005", 1, None), ("D007", 1, None)])])
def test_headings_stand_among_the_first_fifty_rows(titles: int, found: list[Told]) -> None:
    assert told_of("Avstånd, per ort\n" * titles + HEAD + ROWS, SCHOOL) == found


@pytest.mark.parametrize(("rows", "found"), [(48, [("D001", None, None), ("D008", 1, None)]), (49, [("D002", 51, 1)])])
def test_rows_below_the_first_fifty_do_not_tell_what_divides_cells(rows: int, found: list[Told]) -> None:
    content = "id,school\n" + "".join(f"s{number},5\n" for number in range(rows)) + "id;school;name\n"
    assert told_of(content, SCHOOL) == found


def test_headings_that_are_not_looked_for_are_those_of_most_rows() -> None:
    content = "Avstånd per plats\n\nnr;ort;skola\n1;Ankarby;5\n2;Ekby;6\n"
    assert told_of(content, SCHOOL) == [("D008", 1, None), ("D005", 3, None), ("D007", 3, None)]


@pytest.mark.parametrize(
    ("cells", "delimiter", "expected"),
    [
        (["1,234", "2,500"], "\t", [("D108", 2, 4), ("D108", 3, 4)]),
        (["1,234", "2,500"], "|", [("D108", 2, 4), ("D108", 3, 4)]),
        (["1,234", "2,5"], "\t", [1.234, 2.5]),
        (["1,234", "0,250"], "\t", [1.234, 0.25]),
        (["1.234", "2.500"], "\t", [1.234, 2.5]),
        (["1,234", "2,500"], ";", [1.234, 2.5]),
        (["1,234", "2.5"], ";", [("D108", 2, 4)]),
        (["1.234", "2,5"], ";", [("D108", 2, 4)]),
        (['"1,234"', "2.5"], ",", [("D108", 2, 4)]),
        (['"1,234"', '"2,5"'], ",", [1.234, 2.5]),
    ],
)
def test_a_sign_that_can_be_that_of_thousands_tells_nothing(
    cells: Sequence[str], delimiter: str, expected: list[Any]
) -> None:
    rows = (f"s{number}{delimiter}{cell}\n" for number, cell in enumerate(cells))
    sites, findings = read(f"id{delimiter}school\n{''.join(rows)}", SCHOOL)
    assert (told(findings) if sites is None else sites.frame["school__low"].to_list()) == expected


def test_headings_that_nobody_looks_for_are_on_the_first_line_like_those_below() -> None:
    assert told_of("foo,bar,x\na,A,500\nb,B,700\nSumma,3\n", SCHOOL) == [("D005", 1, None), ("D007", 1, None)]


def test_the_criteria_file_decides_how_files_are_written() -> None:
    twice = "t;t;t\n" + HEAD + HEAD + ROWS
    assert sites_in(twice, _with(header=(3,))).frame.height == 2
    assert told_of(twice, _with(header=(30,))) == [("D019", None, None)]
    assert told_of(twice, _with(header=(10**20,))) == [("D019", None, None)]
    assert told_of(HEAD + "\n" + ROWS, _with(header=(2,))) == [("D019", 2, None)]
    assert sites_in("sep=,\n" + HEAD + ROWS, _with(delimiter=";")).frame.height == 2
    assert told_of(HEAD + ROWS, _with(delimiter="|")) == [("D005", 1, None), ("D007", 1, None)]
    assert sites_in("id;school\na;5.125\n", _with(decimal=".")).frame["school__low"].to_list() == [5.125]
    assert sites_in('id,school\na,"5,125"\n', _with(decimal=",")).frame["school__low"].to_list() == [5.125]


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        ("å;A;5\n".encode("cp1252"), None, [("F008", 2, 1)]),
        ("å;A;5\n".encode("cp1252"), "cp1252", []),
        ("å;A;5\n".encode("cp1252"), "utf-8", [("F001", 2, 1)]),
        ("a;å;5\n".encode(), "cp1252", [("F008", 2, 3)]),
        (b"a;\x9d;5\n", "cp1252", [("F001", 2, 3)]),
        ("a;å;5\n".encode() + "å;b;tolv".encode("cp1252"), None, [("F007", 3, 1), ("D103", 3, 5)]),
        (b"a;A;5\n" * 2 + "å;b;5".encode("cp1252"), None, [("F008", 4, 1), ("D102", 3, 1)]),
    ],
)
def test_encodings_found_and_declared(content: bytes, declared: str | None, expected: list[Told]) -> None:
    assert sorted(told_of(HEAD.encode() + content, _with(encoding=declared))) == sorted(expected)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_a_byte_that_cannot_be_decoded_has_its_line_wherever_the_pieces_end_that_are_decoded(end: str) -> None:
    for shift in range(9):
        rows = f"first;{'A' * shift};5{end}" + f"s;A;5,5{end}" * 4200
        content = (HEAD.replace("\n", end) + rows).encode() + b"t;\x9d;5" + end.encode()
        assert told_of(content, _with(encoding="cp1252")) == [("F001", 4203, 3)]


def test_what_mixed_encodings_name() -> None:
    _, findings = read(HEAD.encode() + "a;å;5\n".encode() + b"b;\xe5;5\n", SCHOOL)
    assert findings[0].facts["byte"] == "0xE5"
    assert str(findings[0].facts["other"]).endswith("0.csv:2:3")


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (b"x", ("F001", 4, 1)),
        ("oby;O".encode("utf-16-le") + b"\x00\xd8x\x00", ("F001", 4, 6)),
        ("oby;O\0;5".encode("utf-16-le"), ("F002", 4, 6)),
    ],
)
def test_damaged_utf_16(end: bytes, expected: Told) -> None:
    assert told_of((HEAD + ROWS).encode("utf-16-le") + end, SCHOOL) == [expected]
    assert told_of((HEAD + ROWS).encode("utf-16") + end, SCHOOL) == [expected]


def _long(rows: str = "") -> str:
    """A table in ASCII, longer than what is looked at first."""
    return HEAD + "".join(f"s{number};A;5,5\n" for number in range(30_000)) + rows


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("å;ä;7\n", [("F008", 30_002, 1)]),
        ("å;ä;7\rö;b;8\r\n\r\nKälla: Åby\r\n", [("F008", 30_002, 1), ("D009", 30_005, None)]),
        ("å;ä;7;8\n", [("D002", 30_002, 7), ("F008", 30_002, 1)]),
        ("å;ä;tolv\n", [("F008", 30_002, 1), ("D103", 30_002, 5)]),
    ],
)
def test_windows_1252_that_shows_late(rows: str, expected: list[Told]) -> None:
    sites, findings = read(_long(rows).encode("cp1252"), SCHOOL)
    assert sorted(told(findings)) == sorted(expected)
    if sites is not None:
        assert sites.frame["name"][30_000] == "ä"
        assert sites.inputs[0].dialect["encoding"] == "cp1252"
    with_a_letter_before = (HEAD + "é;e;5\n").encode() + "å;ä;7\n".encode("cp1252")
    assert told_of(with_a_letter_before, SCHOOL) == [("F007", 3, 1)]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
@pytest.mark.parametrize("shift", range(3))
def test_line_ends_between_two_blocks_of_a_file(encoding: str, shift: int) -> None:
    width = 2 if encoding == "utf-16" else 1
    head = HEAD.replace("\n", "\r\n") + "å;"
    name = "x" * ((1 << 20) // width - len(head) - len(";5") - shift)
    content = f"{head}{name};5\r\nb;B;tolv\r\n"
    assert ("D103", 3, 5) in told_of(content.encode(encoding), SCHOOL)


def test_excel_texts_are_no_broken_quotes() -> None:
    rows = "".join(f'="{number:05}";"Ankarby ""södra""";5,5\n' for number in range(40_000))
    sites = sites_in(HEAD + rows, SCHOOL)
    assert sites.frame["id"].to_list()[:2] == ["00000", "00001"]
    assert sites.findings == ()


def test_a_line_without_end_is_refused_before_it_is_read() -> None:
    assert told_of(HEAD + ROWS + "oby;" + "x" * 70_000_000, SCHOOL) == [("F010", 4, None)]
    assert told_of("x" * 300_000, SCHOOL) == [("D019", 1, None)]
    assert told_of('"' + ROWS * 20_000, SCHOOL) == [("D003", 1, 1)]
