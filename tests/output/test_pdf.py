"""PDF: tagged, whole, harmless, and the same every time."""

import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.conftest import tried
from tests.output.rendered import text_of

from vasterviksmodell.output.document import (
    Bar,
    Bars,
    Block,
    Column,
    Figure,
    Grid,
    Heading,
    Items,
    Legend,
    Lines,
    Meaning,
    PageEnd,
    Paragraph,
    cells,
)
from vasterviksmodell.output.figures.drawing import Drawing, Rectangle, Text
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers import RENDERERS
from vasterviksmodell.output.renderers.pdf import Attachment, Pdf
from vasterviksmodell.output.renderers.pdf.letters import printable
from vasterviksmodell.output.report.matter import Matter

HOSTILE = (
    '#panic("x")',
    "*a* _b_ `c`",
    "$x$ = <l> @l",
    "</script><b>",
    "[#x] \\ // /* ~",
    "= a",
    "- b",
    '"}',
    "é\u0301",
)
TABLE = Grid(
    (Column("Site"), Column("Status"), Column("Score", right=True)),
    (("Ankarsrum", cells.Status("qualified"), "81.5"), ("Gamleby", cells.Status("excluded"), "–")),
)
BARS = Bars((Bar("Gamleby", (40.0, 20.0), 75.0),), ("School", "Health"), "open")
MATTER = Matter("KS 2026/123", date(2026, 11, 29), "Samhällsbyggnad")
DATA = Attachment("ranking.json", b'{"a": 1}\n', "application/json", "The ranking")


def pdf(
    *blocks: Block,
    language: str = "en",
    matter: Matter | None = None,
    carried: tuple[Attachment, ...] = (),
    is_redacted: bool = False,
) -> bytes:
    return Pdf(matter, carried, is_redacted=is_redacted).render(blocks, View(language))  # type: ignore[arg-type]


class Element(NamedTuple):
    """A structure element: what it is, its text that stands for a picture, its scope."""

    name: str
    alternative: str
    scope: str


def structure(content: bytes) -> list[Element]:
    """The structure elements, in the order in which they are read."""

    def walk(element: Any) -> list[Element]:
        if isinstance(element, pikepdf.Array):
            return [found for child in element for found in walk(child)]
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return []
        attributes = element.get("/A", pikepdf.Array())
        scopes = [
            each.get("/Scope", "") for each in (attributes if isinstance(attributes, pikepdf.Array) else [attributes])
        ]
        found = Element(str(element.S)[1:], str(element.get("/Alt", "")), "".join(map(str, scopes)))
        return [found, *walk(element.get("/K", pikepdf.Array()))]

    with pikepdf.open(BytesIO(content)) as opened:
        return walk(opened.Root.StructTreeRoot.K)


def alternatives(content: bytes) -> list[str]:
    return [element.alternative for element in structure(content) if element.name == "Figure"]


def names(content: bytes) -> list[str]:
    return [element.name for element in structure(content)]


def test_it_is_in_the_family_and_bytes() -> None:
    rendered = RENDERERS["pdf"].render([Heading("Title")], View())
    assert isinstance(rendered, bytes)
    assert rendered.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("language", ["en", "sv"])
def test_it_says_its_language_and_title_and_that_it_is_tagged(language: str) -> None:
    content = pdf(Lines(("question",), "Title"), Heading("Part"), language=language)
    with pikepdf.open(BytesIO(content)) as opened:
        assert str(opened.Root.Lang) == language
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert PdfReader(BytesIO(content)).metadata.title == "Title"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("matter", "carried", "archive"),
    [(None, (), None), (MATTER, (), ("2", "A")), (MATTER, (DATA,), ("3", "A")), (None, (DATA,), None)],
)
def test_it_declares_the_standards_that_it_meets(
    matter: Matter | None, carried: tuple[Attachment, ...], archive: tuple[str, str] | None
) -> None:
    with pikepdf.open(BytesIO(pdf(Heading("Title"), TABLE, matter=matter, carried=carried))) as opened:
        told = opened.open_metadata()
        assert told["pdfuaid:part"] == "1"
        declared = (told["pdfaid:part"], told["pdfaid:conformance"]) if "pdfaid:part" in told else None
        assert declared == archive


def test_dates_are_those_of_the_matter_and_no_clock_is_asked() -> None:
    assert PdfReader(BytesIO(pdf(Heading("Title")))).metadata.get("/CreationDate") is None  # type: ignore[union-attr]
    dated = PdfReader(BytesIO(pdf(Heading("Title"), matter=MATTER))).metadata
    assert str(dated.get("/CreationDate")).startswith("D:20261129")  # type: ignore[union-attr]


def test_headings_begin_at_1_and_leave_no_level_out() -> None:
    content = pdf(Heading("a", 1), Heading("b", 4), Heading("c", 4), Heading("d", 4), Heading("e", 1), Heading("f", 2))
    assert [name for name in names(content) if name.startswith("H")] == ["H1", "H2", "H3", "H4", "H2", "H2"]


def test_lists_and_tables_are_what_they_are_and_headings_of_columns_have_their_scope() -> None:
    content = pdf(Heading("Title"), Items(("a", "b")), TABLE)
    assert [name for name in names(content) if name in ("L", "LI")] == ["L", "LI", "LI"]
    assert [element.scope for element in structure(content) if element.name == "TH"] == ["/Column"] * 3
    assert names(content).count("TR") == 3
    assert names(content).count("TD") == 6


def test_headings_of_a_table_stand_on_each_of_its_pages() -> None:
    long = Grid((Column("Heading here"), Column("b")), [(f"site {number}", "x") for number in range(150)])
    pages = PdfReader(BytesIO(pdf(Heading("Title"), long))).pages
    assert len(pages) > 2
    assert all("Heading here" in page.extract_text() for page in pages)
    assert f"{len(pages)} ({len(pages)})" in pages[-1].extract_text()


def test_pictures_have_a_text_and_those_that_repeat_what_stands_beside_them_are_ornaments() -> None:
    assert alternatives(pdf(Heading("Title"), BARS)) == ["School 40.0, Health 20.0, open 15.0"]
    drawn = Grid(
        (Column("a"), Column("b"), Column("c")),
        ((cells.ValueBar(10, 50), cells.TwoSidedBar(-0.5), cells.RankBar((0.5, 0.5, 0.0, 0.0))),),
    )
    assert alternatives(pdf(Heading("Title"), drawn)) == ["rank 1: 50%, rank 2: 50%"]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_stands_in_a_file_is_text(text: str) -> None:
    content = pdf(
        Heading(text),
        Paragraph(text),
        Lines((text,), text),
        Items((text,)),
        Grid((Column(text),), ((text,), (cells.Name(text),))),
        Legend(((Meaning(text),),), text),
        Bars((Bar(text, (1.0,), 2.0),), (text,), text),
        matter=Matter(text, date(2026, 1, 1), text),
    )
    told = "".join(text_of(content).split())
    assert told.count("".join(printable(text).split())) == 17
    assert names(content).count("H2") == 1


def test_what_fonts_lack_is_written_with_escapes_and_what_swedish_and_sami_need_is_not() -> None:
    text = "Åäö Ájluokta Čohkkiras ŋ đ ŧ ž – … “x” é ≥ → ✓ █ Київ"
    assert printable(text) == text
    assert text in text_of(pdf(Heading("Title"), Paragraph(text)))
    assert "\\u6771\\u4eac \\u202e \\U0001f3e0" in text_of(pdf(Heading("Title"), Paragraph("東京 \u202e 🏠")))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@settings(tried(60), derandomize=True, database=None, deadline=None)
def test_any_text_can_be_set(text: str) -> None:
    assert pdf(Heading(text), Paragraph(text), Grid((Column(text),), ((text,),)), BARS, matter=MATTER)


def test_every_letter_that_is_not_escaped_has_a_shape() -> None:
    letters = [chr(code) for code in range(0x20, 0x3000) if printable(chr(code)) == chr(code)]
    assert len(letters) > 1500
    assert pdf(Heading("Title"), Grid((Column("a"),), [(" ".join(letters),)]))


def boxes(content: bytes) -> list[tuple[float, float]]:
    return [(float(page.mediabox.width), float(page.mediabox.height)) for page in PdfReader(BytesIO(content)).pages]


def wide(columns: int, text: str = "some words here") -> Grid:
    return Grid(tuple(Column(f"Heading {number}") for number in range(columns)), [(text,) * columns] * 3)


def test_a_table_too_wide_for_an_upright_page_stands_on_a_landscape_page_with_its_heading() -> None:
    content = pdf(Heading("Title"), Paragraph("a"), wide(3), Heading("Part"), wide(12), Heading("End"), Paragraph("b"))
    assert [width < height for width, height in boxes(content)] == [True, False, True]
    assert "Part" in PdfReader(BytesIO(content)).pages[1].extract_text()


@pytest.mark.parametrize("columns", [1, 2, 5, 9, 14, 30, 80])
@pytest.mark.parametrize("text", ["some words here", "x" * 60, "123456.7"])
def test_no_table_is_cut_off(columns: int, text: str) -> None:
    content = pdf(Heading("Title"), wide(columns, text))
    told = "".join(text_of(content).split())
    assert told.count("".join(text.split())) >= columns * 3
    for page in PdfReader(BytesIO(content)).pages:
        assert rightmost(page) <= float(page.mediabox.width) - 50


def rightmost(page: Any) -> float:
    """The furthest that a line of a table or the beginning of a text reaches to the right."""
    found: list[float] = []
    page.extract_text(visitor_text=lambda text, matrix, place, *_: found.append(place[4] * matrix[0] + matrix[4]))
    return max(found)


def test_a_page_may_be_ended() -> None:
    pages = PdfReader(BytesIO(pdf(Heading("One"), Paragraph("a"), PageEnd(), Heading("Two"), wide(12)))).pages
    assert len(pages) == 2
    assert "Two" in pages[1].extract_text()
    assert "Two" not in pages[0].extract_text()
    assert len(PdfReader(BytesIO(pdf(Heading("One"), PageEnd()))).pages) == 1


def figure(width: int, height: int) -> Figure:
    shapes = (Rectangle(0, 0, width, height, "#eee"), Text(5, 20, "Åby 東 <b>"))
    return Figure(Drawing(width, height, shapes), "What it shows", "Below it")


@pytest.mark.parametrize("size", [(20, 20), (440, 400), (3000, 200), (200, 3000)])
def test_a_figure_fits_the_page_and_has_a_text_and_a_caption(size: tuple[int, int]) -> None:
    content = pdf(Heading("Title"), figure(*size))
    assert alternatives(content) == ["What it shows"]
    assert "Åby \\u6771 <b>" in text_of(content)
    assert "Below it" in text_of(content)
    assert len(boxes(content)) == 1


@pytest.mark.parametrize("lines", [1, 10, 20, 28])
def test_what_stands_before_the_first_end_of_a_page_is_one_page_its_figure_as_small_as_that_needs(lines: int) -> None:
    blocks = [Heading("Title"), figure(440, 400), *[Paragraph("words")] * lines, PageEnd(), Heading("Two"), TABLE]
    pages = PdfReader(BytesIO(pdf(*blocks))).pages
    assert len(pages) == 2
    assert pages[0].extract_text().count("words") == lines
    assert "Two" in pages[1].extract_text()


def test_the_header_holds_what_is_known_of_the_matter_on_every_page() -> None:
    content = pdf(Heading("One"), PageEnd(), Heading("Two"), matter=MATTER)
    for number, page in enumerate(PdfReader(BytesIO(content)).pages, 1):
        told = page.extract_text()
        assert all(part in told for part in ("KS 2026/123", "2026-11-29", "Samhällsbyggnad", f"{number} (2)"))
    redacted = pdf(Heading("One"), language="sv", is_redacted=True)
    assert "maskad" in text_of(redacted)


def test_files_are_carried_as_they_are() -> None:
    other = Attachment("criteria.yaml", b"version: 1\n", "application/yaml", "The criteria")
    carried = PdfReader(BytesIO(pdf(Heading("Title"), carried=(DATA, other)))).attachments
    assert {name: list(content) for name, content in carried.items()} == {
        "ranking.json": [DATA.content],
        "criteria.yaml": [other.content],
    }


PROGRAM = """
import sys
from datetime import date
from vasterviksmodell.output.document import *
from vasterviksmodell.output.figures.drawing import Drawing, Rectangle, Text
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers.pdf import Attachment, Pdf
from vasterviksmodell.output.report.matter import Matter
pdf = Pdf(Matter("KS 1", date(2026, 1, 1), "u") if "dated" in sys.argv else None, (Attachment("a", b"b", "c/d", "e"),))
blocks = [Heading("T"), Grid((Column("a"), Column("b")), [(f"å{n}", "x") for n in range(90)])]
blocks.append(Bars((Bar("a", (1.0, 2.0), 4.0),), ("b", "c"), "d"))
sys.stdout.buffer.write(pdf.render(blocks, View("sv")))
"""


@pytest.mark.parametrize("dated", [(), ("dated",)])
def test_the_bytes_are_the_same_in_every_run_time_zone_and_with_every_hash_seed(dated: tuple[str, ...]) -> None:
    machines = ({}, {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}, {"SOURCE_DATE_EPOCH": "5", "LANG": "sv_SE.UTF-8"})
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, *dated], env={**os.environ, **machine}, capture_output=True, check=True
        ).stdout
        for machine in machines
    }
    assert len(found) == 1
    assert found.pop().startswith(b"%PDF")
