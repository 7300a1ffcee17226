"""Two readings of a delimited text: Polars's fast one and the exact one agree, or the exact one says why not."""

import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sites.reading import CRITERIA, thorough, told

from vasterviksmodell.sites.formats.csv.csv_table import open_table
from vasterviksmodell.sites.formats.csv.records import cells, records
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.layout import expectations
from vasterviksmodell.source.files import Source

Rows = list[tuple[str | None, ...]]
PIECES = st.sampled_from(['"', '""', ";", ";", "\n", "\n", "\r\n", "\r", " ", "a", "b;c\n", '"x";"y"\n', "å", "\0"])


def exact(path: Path) -> Rows:
    """All rows but the headings; empty cells and those of blank lines are None, blank rows have two cells."""
    rows = [[cell.text or None for cell in cells(record, ";")] for record in records(path, ";")]
    return [tuple(row if any(map(_says_something, row)) else (*row, None)[:2]) for row in rows[1:]]


def _says_something(text: str | None) -> bool:
    return bool(text and text.strip())


@example("\r\0")
@example('x;y\na;5" r')
@example("x;y\na;b;")
@example('x;y\na;"b""')
@example('x;y\na;""b"')
@example('"x"\r;y\n')
@example("\n\r\na;b\n")
@thorough
@given(content=st.lists(PIECES, max_size=14).map("".join))
def test_polars_reads_what_the_exact_reading_reads_or_there_is_a_fault_that_is_noticed(content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sites.csv")
        path.write_bytes(b"id;school\n" + content.encode())
        table, findings = open_table(Source.of(path), expectations(CRITERIA))
        if table is None:
            assert [code for code, *_ in told(findings)] == ["F002"]
            return
        assert {code for code, *_ in told(findings)} <= {"D009"}
        assert table.dialect["delimiter"] == ";"
        faults = table.faults(100)
        try:
            frame = table.frame.collect()
        except pl.exceptions.PolarsError:
            if faults:
                return
            with table.rewritten() as rewritten:
                frame = rewritten.frame.collect()
        if faults:
            assert table.may_have_faults(short=frame["1"].has_nulls())
            return
        path = table.text.source.path
        wanted = exact(path)
        first = next((number for number, row in enumerate(wanted) if row != (None, None)), len(wanted))
        blank = next((number for number, record in enumerate(list(records(path, ";"))[1:]) if record.text), first)
        assert frame.drop(ROW).rows() == wanted[blank:]
        assert frame[ROW].to_list() == list(range(frame.height))


def test_a_record_is_a_row_with_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_bytes('\ufeffa;"b\n\n""c"\r\n\r\nd;\n"e\n'.encode())
    assert [(record.line, record.text) for record in records(path, ";")] == [
        (1, 'a;"b\n\n""c"\r'),
        (4, ""),
        (5, "d;"),
        (6, '"e\n'.removesuffix("\n")),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(1, 1, "", None)]),
        ("a;b", [(1, 1, "a", None), (1, 3, "b", None)]),
        (";", [(1, 1, "", None), (1, 2, "", None)]),
        ('"a;""\n;";c', [(1, 1, 'a;"\n;', None), (2, 4, "c", None)]),
        ('"a\n\nbc";"d\ne";f', [(1, 1, "a\n\nbc", None), (3, 5, "d\ne", None), (4, 4, "f", None)]),
        ('"a', [(1, 1, "a", "open")]),
        ('"a"x;b', [(1, 1, "a", "trailing"), (1, 6, "b", None)]),
        (' "a";b', [(1, 1, ' "a"', None), (1, 6, "b", None)]),
        ("😀;b", [(1, 1, "😀", None), (1, 3, "b", None)]),
        ('"a"\r;b\r', [(1, 1, "a", None), (1, 6, "b", None)]),
    ],
)
def test_cells_of_a_record_and_their_places(
    tmp_path: Path, text: str, found: list[tuple[int, int, str, str | None]]
) -> None:
    path = tmp_path / "sites.csv"
    path.write_text(text + "\n", newline="")
    record = next(records(path, ";"))
    assert [(cell.line, cell.column, cell.text, cell.problem) for cell in cells(record, ";")] == found
