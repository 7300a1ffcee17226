"""A document as an OpenDocument spreadsheet: each sentence in a cell, and tables whose numbers are numbers.

The parts of the file are those of OpenDocument 1.3 (OASIS, 2021), part 2 (packages) and part 3 (schema).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from math import isfinite
from typing import ClassVar

from vasterviksmodell.i18n import Phrase, written
from vasterviksmodell.i18n.numbers import Decimal, Exact, Percent, Whole
from vasterviksmodell.i18n.wording import Language, visible
from vasterviksmodell.output.document import (
    Bars,
    Block,
    Cell,
    Figure,
    Grid,
    Heading,
    Items,
    Legend,
    Lines,
    PageEnd,
    Paragraph,
)
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers.renderer import Renderer

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{name}="{_OFFICE}:{space}:1.0"'
    for name, space in {
        "office": "office",
        "style": "style",
        "table": "table",
        "text": "text",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
    }.items()
)
_COUNTRIES = {"en": "GB", "sv": "SE"}
"""Where numbers are written as in each language."""
_STYLES = (
    '<number:number-style style:name="n0" {locale}><number:number number:min-integer-digits="1"'
    ' number:decimal-places="0" number:grouping="true"/></number:number-style>'
    '<number:number-style style:name="n1" {locale}><number:number number:min-integer-digits="1"'
    ' number:decimal-places="1" number:min-decimal-places="1"/></number:number-style>'
    '<number:percentage-style style:name="n2" {locale}><number:number number:min-integer-digits="1"'
    ' number:decimal-places="0"/><number:text>{percent}</number:text></number:percentage-style>'
    '<style:style style:name="whole" style:family="table-cell" style:data-style-name="n0">{top}</style:style>'
    '<style:style style:name="decimal" style:family="table-cell" style:data-style-name="n1">{top}</style:style>'
    '<style:style style:name="percent" style:family="table-cell" style:data-style-name="n2">{top}</style:style>'
    '<style:style style:name="heading" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="text" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
)
_TOP = '<style:table-cell-properties style:vertical-align="top"/>'
_COLUMN = (
    '<style:style style:name="{name}" style:family="table-column">'
    '<style:table-column-properties style:column-width="{width:.1f}cm"/></style:style>'
)
_WIDEST = 45
"""The greatest width of a column, in characters; longer texts take several lines."""
_CHARACTER = 0.2
"""The width of a character, in centimetres."""
_TEXT = re.compile("<text:p>(.*)</text:p>", re.DOTALL)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)

Row = list[str]
"""Cells, each as XML."""


class Ods(Renderer):
    name = "ods"
    purpose = "The table for people as an OpenDocument spreadsheet, with numbers that are numbers."
    suffixes: ClassVar[tuple[str, ...]] = (".ods",)
    is_binary = True
    leaves_out: ClassVar[frozenset[type]] = frozenset({Bars})

    def render(self, blocks: Iterable[Block], view: View) -> bytes:
        """Return the bytes of a spreadsheet of one sheet, an empty row between blocks."""
        rows: list[Row] = []
        for block in blocks:
            found = list(_rows(block, view.language))
            rows += [*([[]] if rows and found else []), *found]
        sheet = "".join(f"<table:table-row>{''.join(row) or '<table:table-cell/>'}</table:table-row>" for row in rows)
        styles, columns = _columns(rows)
        return _packed(
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.3">'
            f"<office:automatic-styles>{_styles(view.language)}{styles}</office:automatic-styles>"
            f'<office:body><office:spreadsheet><table:table table:name="1">{columns}{sheet}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"
        )


def _styles(language: Language) -> str:
    """Return the styles of cells, with numbers as people write them in a language."""
    locale = f'number:language="{language}" number:country="{_COUNTRIES[language]}"'
    return _STYLES.format(locale=locale, percent=" %" if language == "sv" else "%", top=_TOP)


def _columns(rows: Iterable[Row]) -> tuple[str, str]:
    """Return the styles of columns, and the columns, each as wide as its widest cell in a table."""
    cells = zip_longest(*(row for row in rows if len(row) > 1), fillvalue="")
    widths = [min(max(map(_length, column)), _WIDEST) * _CHARACTER + 0.5 for column in cells]
    names = [f"column{number}" for number, _ in enumerate(widths)]
    styles = (_COLUMN.format(name=name, width=width) for name, width in zip(names, widths, strict=True))
    return "".join(styles), "".join(f'<table:table-column table:style-name="{name}"/>' for name in names)


def _length(cell: str) -> int:
    """Return how many characters a cell shows."""
    found = _TEXT.search(cell)
    return len(found[1]) if found else 0


def _packed(content: str) -> bytes:
    """Return the archive; its parts have no date, so that the bytes are the same every time."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in (("mimetype", _MIME), ("content.xml", content), ("META-INF/manifest.xml", _MANIFEST)):
            archive.writestr(ZipInfo(name), text, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return packed.getvalue()


def _rows(block: Block, language: Language) -> Iterator[Row]:
    match block:
        case Heading(text):
            yield [_text(text, language, "heading")]
        case Paragraph(text):
            yield [_text(text, language)]
        case Lines(texts, title):
            yield from ([_text(text, language, "heading")] for text in (title,) if text is not None)
            yield from ([_text(text, language)] for text in texts)
        case Items(texts):
            yield from ([_text(text, language)] for text in texts)
        case Legend(lines, last):
            yield from ([_text(meaning.text, language)] for line in lines for meaning in line)
            yield from ([_text(text, language)] for text in (last,) if text is not None)
        case Grid(columns, rows):
            yield [_text(column.heading, language, "heading") for column in columns]
            yield from ([_cell(cell, language) for cell in row] for row in rows)
        case Figure(_, text, caption):
            yield from ([_text(part, language)] for part in (text, caption))
        case Bars() | PageEnd():
            return


def _cell(cell: Cell, language: Language) -> str:
    match cell:
        case Whole(number):
            return _text(cell, language, "whole", f'float" office:value="{number}')
        case Decimal(number) if isfinite(number):
            return _text(cell, language, "decimal", f'float" office:value="{number!r}')
        case Exact(number) if isfinite(number):
            return _text(cell, language, "", f'float" office:value="{number!r}')
        case Percent(share):
            return _text(cell, language, "percent", f'percentage" office:value="{share!r}')
        case _:
            return _text(cell, language, "text")


def _text(phrase: Phrase, language: Language, style: str = "", kind: str = "string") -> str:
    """Return a cell that shows a phrase; the type `string` keeps programs from reading it as a formula."""
    from xml.sax.saxutils import escape

    styled = f' table:style-name="{style}"' if style else ""
    text = escape(visible(written(phrase, language)))
    return f'<table:table-cell{styled} office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>'
