"""Pages: whole, harmless, and to be read by everyone."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from vasterviksmodell.output.document import Bar, Bars, Block, Column, Grid, Heading, Lines, Paragraph, cells
from vasterviksmodell.output.figures import bars as pictures
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers import RENDERERS

HOSTILE = '</script><b onmouseover="x">\'&\u202e'
VOID = {"meta", "rect"}
ENDED_BY = {"td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"}}
"""Elements whose end tag may be left out, and what begins after them (HTML, 13.1.2.4)."""


class Page(HTMLParser):
    """The elements of a page, with their attributes and the text inside each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.open and tag in ENDED_BY.get(self.open[-1], ()):
            self.open.pop()
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] in ENDED_BY and tag in {"thead", "tbody", "table"}:
            self.open.pop()
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(*blocks: Block, language: str = "en") -> tuple[str, Page]:
    text = "".join(RENDERERS["html"].render(blocks, View(language)))  # type: ignore[arg-type]
    return text, Page(text)


TABLE = Grid(
    (Column("Site"), Column("Status"), Column("Score", right=True)),
    (("Ankarsrum", cells.Status("qualified"), "81.5"), (HOSTILE, cells.Status("excluded"), "–")),
)
BARS = Bars((Bar(HOSTILE, (40.0, 20.0), 75.0),), ("School", HOSTILE), "open")


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_page_says_its_language_and_has_one_title(language: str) -> None:
    _, found = page(Lines(("question",), "Title"), Heading("Part", 1), Heading("Part", 2), TABLE, language=language)
    assert found.named("html") == [{"lang": language}]
    assert found.texts["title"] == found.texts["h1"] == ["Title"]
    assert found.texts["h2"] == ["Part", "Part"]
    assert found.open == []


def test_a_page_may_load_and_run_nothing_and_its_style_is_the_one_that_its_policy_names() -> None:
    text, found = page(Heading("Title"), TABLE, BARS)
    policy = found.named("meta")[1]["content"] or ""
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert policy.startswith("default-src 'none'; ")
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert not {name for _, attributes in found.elements for name in attributes} & {"style", "src", "href", "onload"}
    assert not re.search(r"https?:|url\(|@import|<script", text)


def test_whatever_stands_in_a_file_is_text() -> None:
    text, found = page(Heading(HOSTILE), Paragraph(HOSTILE), TABLE, BARS)
    assert "</script>" not in text
    assert not found.named("b")
    assert "\u202e" not in text
    assert "\\u202e" in text


def test_every_column_and_row_of_a_table_has_a_heading_and_the_keyboard_reaches_it() -> None:
    _, found = page(Heading("Title"), TABLE)
    assert [heading["scope"] for heading in found.named("th")] == ["col", "col", "col", "row", "row"]
    assert found.named("div") == [{"class": "table", "role": "region", "aria-label": "Table", "tabindex": "0"}]


def test_a_status_is_told_by_a_sign_and_not_by_colour_alone() -> None:
    text, found = page(Heading("Title"), TABLE)
    assert [cell.get("class") for cell in found.named("td")] == ["qualified", None, "excluded", None]
    for status in ("qualified", "unverified", "excluded"):
        assert f".{status}::before" in text


def test_columns_of_numbers_are_aligned_by_their_place() -> None:
    text, found = page(Heading("Title"), TABLE)
    assert [table.get("class") for table in found.named("table")] == ["n3"]
    assert ".n3 tr > :nth-child(3)" in text


def test_a_picture_says_what_it_shows() -> None:
    _, found = page(Heading("Title"), Bars((Bar("Gamleby", (40.0, 20.0), 75.0),), ("School", "Health"), "open"))
    (group,) = found.named("g")
    assert group == {"role": "img", "aria-label": "Gamleby: School 40.0, Health 20.0, open 15.0"}
    widths = [float(rectangle["width"] or 0) for rectangle in found.named("rect")][:3]
    assert widths == [180.0, 90.0, 67.5]


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.5, 0.25, 0.0, 0.15, 0.1), "rank 1: 50%, rank 2: 25%, later ranks: 15%, no rank: 10%"),
        ((1.0, 0.0, 0.0), "rank 1: 100%"),
    ],
)
def test_a_bar_of_ranks_says_them(shares: tuple[float, ...], said: str) -> None:
    assert f'aria-label="{said}"' in pictures.rank_bar(shares, "en")


def test_a_negative_share_stands_to_the_left_of_the_line() -> None:
    assert '<rect x="30" y="0" width="30"' in pictures.two_sided_bar(-0.5)
    assert '<rect x="60" y="0" width="30"' in pictures.two_sided_bar(0.5)


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ground", ["#ffffff", "#d9d9d6"])
@pytest.mark.parametrize("colour", pictures.PALETTE)
def test_colours_of_pictures_stand_out_by_three_to_one(colour: str, ground: str) -> None:
    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3


def test_pages_are_the_same_every_time() -> None:
    assert page(Heading("Title"), TABLE, BARS)[0] == page(Heading("Title"), TABLE, BARS)[0]
