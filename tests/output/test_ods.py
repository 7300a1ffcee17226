"""Documents as OpenDocument spreadsheets: what a spreadsheet program shows of them."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from vasterviksmodell.i18n.numbers import Decimal, Percent, Whole
from vasterviksmodell.output.document import Column, Grid, Paragraph
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers import RENDERERS

TABLE = Grid(
    (Column("Site"), Column("Score"), Column("Rank"), Column("Coverage")),
    (("Ankarsrum", Decimal(81.46), Whole(1), Percent(0.5)), ("x" * 200, Decimal(7), Whole(2), Percent(1))),
)


def content(language: str) -> str:
    rendered = RENDERERS["ods"].render([Paragraph("y" * 300), TABLE], View(language))  # type: ignore[arg-type]
    with ZipFile(BytesIO(rendered)) as archive:  # type: ignore[arg-type]
        return archive.read("content.xml").decode()


@pytest.mark.parametrize(("language", "country"), [("en", "GB"), ("sv", "SE")])
def test_numbers_are_shown_as_people_write_them_in_the_language(language: str, country: str) -> None:
    text = content(language)
    styles = re.findall(r'<number:(?:number|percentage)-style style:name="(\w+)" ([^>]*)>(<number:number [^>]*>)', text)
    assert [name for name, _, _ in styles] == ["n0", "n1", "n2"]
    for _, locale, number in styles:
        assert locale == f'number:language="{language}" number:country="{country}"'
        assert 'number:min-integer-digits="1"' in number
    cells = dict(re.findall(r'table:style-name="(\w+)" office:value-type="\w+" office:value="([^"]+)"', text))
    assert {style: float(value) for style, value in cells.items()} == {"decimal": 7, "whole": 2, "percent": 1}


def test_columns_are_as_wide_as_their_texts_up_to_a_limit_and_sentences_widen_none() -> None:
    widths = [float(width) for width in re.findall(r'column-width="([0-9.]+)cm"', content("en"))]
    assert widths == [9.5, 1.5, 1.3, 2.1]
    assert content("en").count("<table:table-column ") == len(widths)
