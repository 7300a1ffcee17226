"""Documents as text and as Markdown: whole in a pipe, fitted on a terminal, and no sign of a text is markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vasterviksmodell.cli.outputs import view_on
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers import RENDERERS

TEXTS = st.text("abå |*\n\u00a0\x1b", max_size=30)
LONG = "a rather long text that must be narrowed"
BLOCKS: list[Block] = [
    Heading("What a site lacks", 1),
    Paragraph("one two three four five six seven"),
    Items(("first item with many words in it", "second")),
    Grid(
        (Column("Site"), Column("Why"), Column("Score", right=True)), (("Alby", LONG, "1.0"), ("B norra", "no", "10.0"))
    ),
]
WHOLE = f"""\
What a site lacks

one two three four five six seven

- first item with many words in it
- second

Site     Why                                       Score
Alby     {LONG}    1.0
B norra  no                                         10.0
"""
NARROW = """\
What a site lacks

one two three four five six
seven

- first item with many words
  in it
- second

Site     Why           Score
Alby     a rather        1.0
         long text
         that must be
         narrowed
B norra  no             10.0
"""
MARKDOWN = f"""\
# What a site lacks

one two three four five six seven

- first item with many words in it
- second

| Site | Why | Score |
| --- | --- | ---: |
| Alby | {LONG} | 1.0 |
| B norra | no | 10.0 |
"""


def text(blocks: list[Block], width: int | None = None, *, colour: bool = False) -> str:
    return "".join(RENDERERS["text"].render(blocks, View("en", width, colour=colour)))


@pytest.mark.parametrize(("width", "shown"), [(None, WHOLE), (56, WHOLE), (200, WHOLE), (28, NARROW)])
def test_a_document_is_whole_where_it_fits_and_else_narrowed(width: int | None, shown: str) -> None:
    assert text(BLOCKS, width) == shown


def test_one_column_less_narrows_the_widest_text_by_one() -> None:
    lines = text(BLOCKS[3:], 55).splitlines()
    assert lines == [
        "Site     Why                                      Score",
        "Alby     a rather long text that must be            1.0",
        "         narrowed",
        "B norra  no                                        10.0",
    ]


def test_texts_are_narrowed_to_twelve_columns_then_to_their_widest_word_then_to_six() -> None:
    for width, heading in (
        (28, "Site     Why           Score"),
        (26, "Site     Why         Score"),
        (25, "Site     Why        Score"),
        (22, "Site   Why       Score"),
        (1, "Site   Why     Score"),
    ):
        assert text(BLOCKS[3:], width).splitlines()[0] == heading


def test_headings_of_numbers_are_wrapped_before_texts_are_narrowed_and_numbers_are_never_broken() -> None:
    grid = Grid((Column("Site"), Column("Points of the site", right=True)), (("a rather long name", "12.5"),))
    assert text([grid], 26).splitlines() == [
        "Site                Points",
        "                    of the",
        "                      site",
        "a rather long name    12.5",
    ]
    numbers = Grid((Column("Number", right=True), Column("Other", right=True)), (("123 456 789 123 456", "7"),))
    assert text([numbers], 5).splitlines()[-1] == "123 456 789 123 456      7"


@pytest.mark.parametrize("width", [1, 2, 3])
def test_the_narrowest_terminal_has_every_sign(width: int) -> None:
    assert "".join(text([Items(("ab cd",))], width).split()) == "-abcd"


def test_only_headings_are_bold_where_there_are_colours() -> None:
    lines = text(BLOCKS, colour=True).splitlines()
    assert [line for line in lines if "\x1b" in line] == [
        "\x1b[1mWhat a site lacks\x1b[0m",
        "\x1b[1mSite\x1b[0m     \x1b[1mWhy\x1b[0m                                       \x1b[1mScore\x1b[0m",
    ]
    assert "\x1b" not in text(BLOCKS)


def test_markdown_has_levels_lists_and_tables() -> None:
    assert "".join(RENDERERS["markdown"].render(BLOCKS, View("en", 10, colour=True))) == MARKDOWN


def test_a_table_without_its_empty_columns() -> None:
    columns = (Column("a"), Column("b", right=True), Column("c"))
    assert Grid(columns, (("", "1", ""), ("", "", "x"))).filled() == Grid(columns[1:], (("1", ""), ("", "x")))
    assert Grid(columns, ()).filled() == Grid((), ())


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), st.integers(1, 60) | st.none())
def test_every_line_of_a_row_has_its_columns_in_their_places(rows: list[tuple[str, str]], width: int | None) -> None:
    grid = Grid((Column("First"), Column("Second", right=True)), tuple(rows))
    lines = text([grid], width).splitlines()
    assert all(line == line.rstrip() for line in lines)
    assert all(line.replace("\u00a0", " ").isprintable() for line in lines)
    assert max(map(cell_len, lines)) == cell_len(lines[0])
    if width is None:
        assert len(lines) == 1 + len(rows)


class Terminal:
    """A standard output that is a terminal or none."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown

    def isatty(self) -> bool:
        return self.shown


@pytest.mark.parametrize(
    ("shown", "output", "environment", "width", "colour"),
    [
        (True, None, {}, 77, True),
        (True, "-", {}, 77, True),
        (True, "x.txt", {}, None, False),
        (False, None, {}, None, False),
        (True, None, {"NO_COLOR": "1"}, 77, False),
        (True, None, {"NO_COLOR": ""}, 77, True),
        (True, None, {"TERM": "dumb"}, 77, False),
    ],
)
def test_only_a_terminal_has_a_width_and_colours(  # noqa: PLR0913, PLR0917 - a row of a table
    monkeypatch: pytest.MonkeyPatch,
    shown: bool,
    output: str | None,
    environment: dict[str, str],
    width: int | None,
    colour: bool,
) -> None:
    for name, value in {"COLUMNS": "77", "LINES": "33", "TERM": "xterm", "NO_COLOR": "", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout", Terminal(shown))
    assert view_on(output, "sv") == View("sv", width, colour=colour, height=width and 33)


def test_no_standard_output_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert view_on(None, "en") == View("en")
