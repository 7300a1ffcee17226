"""Workbooks for tests, written with openpyxl."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

_SHEET = re.compile(r"\[(?P<name>\w+)(?: merged (?P<merged>\w+:\w+))?(?: hidden (?P<hidden>\w+))?\]")

_STRUCK = re.compile("~(.+)~(.+)")


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def workbook(
    *sheets: Iterable[Sequence[Any]],
    names: Sequence[str] = ("Blad1",),
    then: Callable[[Workbook], None] = lambda _: None,
) -> bytes:
    """A workbook with the rows of its sheets, changed once more before it is saved."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in zip(names, sheets, strict=True):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    then(book)
    return saved(book)


def workbook_of(text: str) -> bytes:
    """The workbook that a text describes: each sheet as `[name]` with CSV below it.

    Cells that are numbers or dates or begin with = are numbers, dates and formulas. `[name merged B2:B3 hidden 3]`
    tells what is merged or
    hidden, `hidden C` a column. In `~800~1200` the first number is struck out.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    described: dict[Worksheet, re.Match[str]] = {}
    for row in csv.reader(text.splitlines()):
        if description := _SHEET.fullmatch(row[0]):
            described[book.create_sheet()] = description
        else:
            book.worksheets[-1].append([_value(cell) for cell in row])
    for sheet, description in described.items():
        _describe(sheet, description)
    return saved(book)


def changed(content: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """A workbook with some of its parts changed; a part that it does not have is made from an empty text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts |= {name: change(parts.get(name, "")) for name, change in changes.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def replacing(old: str, new: str) -> Callable[[str], str]:
    """A change of the first occurrence of a text that must be there."""

    def change(text: str) -> str:
        assert old in text, text
        return text.replace(old, new, 1)

    return change


def _value(cell: str) -> Any:
    if struck := _STRUCK.fullmatch(cell):
        return CellRichText(TextBlock(InlineFont(strike=True), struck[1]), struck[2])
    for kind in (int, float, date.fromisoformat):
        with suppress(ValueError):
            return kind(cell)
    return cell or None


def _describe(sheet: Worksheet, description: re.Match[str]) -> None:
    sheet.title = description["name"]
    if description["merged"]:
        sheet.merge_cells(description["merged"])
    if hidden := description["hidden"]:
        (sheet.row_dimensions[int(hidden)] if hidden.isdecimal() else sheet.column_dimensions[hidden]).hidden = True
