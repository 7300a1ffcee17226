"""A workbook: its sheets, and the texts of their cells."""

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path

from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_STYLE, ARC_WORKBOOK, SHARED_STRINGS, SHEET_MAIN_NS, XLSM, XLSX
from openpyxl.xml.functions import fromstring

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.xlsx.parts import Archive, UnreadableWorkbookError, damaged
from vasterviksmodell.sites.formats.xlsx.rows import SharedStrings, SheetRows, StoredCell, decoded

POINT = "\0"
"""The decimal sign of numbers until that of the sheet's texts is known; no text has it."""
FORMULA = "#formula"
"""The text of a formula without a result."""
_WRONG = "#VALUE!"
_LAST_DAY = 2_958_465
_INTEGER = re.compile("-?[1-9][0-9]{0,14}|0")
"""Numbers whose stored text is the text of the cell."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""The parts of a number format that stand for themselves, or only fill or colour."""

NumberFormatter = Callable[[str], str]
"""Makes the text of a stored number."""


class CellTexts:
    """Makes the texts of the cells of a workbook.

    `strings` has the texts to which cells refer by number, `formats` the number formats by style; dates are counted
    from `epoch`.
    """

    def __init__(self, strings: Sequence[str], formats: Sequence[str], epoch: datetime) -> None:
        self._strings = strings
        self._formatters = [number_formatter(format, epoch) for format in formats] or [plain_number]

    def of(self, cell: StoredCell) -> str:
        """Return the text of a cell."""
        try:
            return self._written(cell)
        except (ValueError, LookupError) as error:
            raise damaged() from error

    def _written(self, cell: StoredCell) -> str:
        match cell.kind:
            case "n":
                return self._formatters[cell.style](cell.text)
            case "s":
                return self._strings[int(cell.text)]
            case "b":
                return "true" if int(cell.text) else "false"
            case "str" | "inlineStr":
                return decoded(cell.text)
            case "formula":
                return FORMULA
            case _:  # errors, and dates that are written as such
                return cell.text


def number_formatter(format: str, epoch: datetime) -> NumberFormatter:
    """Return what writes numbers of a format as they are shown, but with all digits."""
    if is_timedelta_format(format):
        return _duration
    if is_date_format(format):
        return partial(_date, epoch=epoch)
    bare = _LITERAL.sub("", format.partition(";")[0])
    if "%" in bare:
        return _percent
    return partial(_with_zeros, width=len(bare)) if bare and not bare.strip("0") else plain_number


def plain_number(stored: str) -> str:
    """Return the shortest text that reads back as the stored number."""
    if _INTEGER.fullmatch(stored):
        return stored
    return repr(float(stored)).removesuffix(".0").replace(".", POINT)


def _with_zeros(stored: str, width: int) -> str:
    text = plain_number(stored)
    return text.zfill(width) if text.isdecimal() else text


def _percent(stored: str) -> str:
    """Return a share as a percentage; decimal arithmetic, because 100 times the float 0.07 is not 7."""
    hundredfold = Decimal(repr(float(stored))).scaleb(2)
    digits = f"{hundredfold.normalize():f}".replace(".", POINT)
    return f"{digits} %"


def _date(stored: str, epoch: datetime) -> str:
    days = float(stored)
    if not 0 <= days <= _LAST_DAY:
        return _WRONG
    found = from_excel(days, epoch)
    if isinstance(found, datetime) and found.time() == time():
        return found.date().isoformat()
    return str(found.isoformat(timespec="seconds"))


def _duration(stored: str) -> str:
    seconds = round(float(stored) * 86_400)
    sign = "-" if seconds < 0 else ""
    minutes, seconds = divmod(abs(seconds), 60)
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"


_STALE = re.compile(rb"""<(\w+:)?calcPr\s[^>]*\bfullCalcOnLoad=["'](1|true)["']""")


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    visible: bool
    part: str


@dataclass(frozen=True, slots=True)
class Workbook:
    archive: Archive
    sheets: tuple[Sheet, ...]
    """The sheets with cells, in the order of their tabs."""
    opens_on: str | None
    """The name of the sheet on which it opens."""
    cells: CellTexts
    stale: bool
    """Whether formulas must be computed on opening: programs write 0 for results that they do not know."""

    @contextmanager
    def rows(self, sheet: Sheet) -> Iterator[SheetRows]:
        with self.archive.stream(sheet.part) as stream:
            yield SheetRows(stream, stale=self.stale)


@contextmanager
def workbook_at(path: Path) -> Iterator[Workbook]:
    """Open the workbook in a file; raise `UnreadableWorkbookError` when it cannot be read."""
    with Archive(path) as archive:
        yield _workbook_of(archive)


def _workbook_of(archive: Archive) -> Workbook:
    try:
        with warnings.catch_warnings(action="ignore"):
            return _parsed(archive)
    except (UnreadableWorkbookError, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        # openpyxl raises whatever damage makes it stumble over
        raise UnreadableWorkbookError(Message("the workbook is incomplete or damaged")) from error


def _parsed(archive: Archive) -> Workbook:
    manifest = Manifest.from_tree(fromstring(archive.read(ARC_CONTENT_TYPES)))
    main = _part(manifest, XLSX) or _part(manifest, XLSM) or ARC_WORKBOOK
    parser = WorkbookParser(archive, main, keep_links=False)
    parser.parse()
    sheets = tuple(_sheets(parser))
    if not sheets:
        raise UnreadableWorkbookError(Message("it has no sheet with cells"))
    return Workbook(
        archive,
        sheets,
        _opens_on(parser, archive.read(main)),
        CellTexts(_shared_strings(archive, _part(manifest, SHARED_STRINGS)), _formats(archive), parser.wb.epoch),
        _STALE.search(archive.read(main)) is not None,
    )


def _part(manifest: Manifest, content_type: str) -> str | None:
    """Return the name of the part with a content type."""
    found = manifest.find(content_type)
    return None if found is None else found.PartName.removeprefix("/")


def _sheets(parser: WorkbookParser) -> Iterator[Sheet]:
    for sheet, relation in parser.find_sheets():
        if relation.Type.endswith("/worksheet"):
            yield Sheet(sheet.name, sheet.state == "visible", relation.target)


def _opens_on(parser: WorkbookParser, main: bytes) -> str | None:
    view = next(fromstring(main).iter(f"{{{SHEET_MAIN_NS}}}workbookView"), None)
    tab = 0 if view is None else int(view.get("activeTab", 0))
    return parser.sheets[tab].name if 0 <= tab < len(parser.sheets) else None


def _shared_strings(archive: Archive, part: str | None) -> Sequence[str]:
    if part is None:
        return ()
    with archive.stream(part) as stream:
        return SharedStrings().read(stream)


def _formats(archive: Archive) -> Sequence[str]:
    """Return the number format of each style, without openpyxl, which rejects unknown fills and fonts."""
    if ARC_STYLE not in archive.namelist():
        return ()
    root = fromstring(archive.read(ARC_STYLE))
    known = {str(number): format for number, format in BUILTIN_FORMATS.items()}
    known |= {part.get("numFmtId"): part.get("formatCode", "") for part in root.iter(f"{{{SHEET_MAIN_NS}}}numFmt")}
    styles = root.find(f"{{{SHEET_MAIN_NS}}}cellXfs")
    return [known.get(style.get("numFmtId"), "") for style in (() if styles is None else styles)]
