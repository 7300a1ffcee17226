"""A workbook: its sheets, and what their cells refer to."""

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_STYLE, ARC_WORKBOOK, SHARED_STRINGS, SHEET_MAIN_NS, XLSM, XLSX
from openpyxl.xml.functions import fromstring

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.xlsx.cells import CellTexts
from vasterviksmodell.sites.formats.xlsx.parts import Archive, UnreadableError
from vasterviksmodell.sites.formats.xlsx.rows import SharedStrings, SheetRows

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
    """Those with cells, in the order of their tabs."""
    opens_on: str | None
    """The name of the sheet on which it opens."""
    cells: CellTexts
    stale: bool
    """Whether formulas are to be computed when it is opened: programs write 0 for results that they do not know."""

    @contextmanager
    def rows(self, sheet: Sheet) -> Iterator[SheetRows]:
        with self.archive.stream(sheet.part) as stream:
            yield SheetRows(stream, stale=self.stale)


@contextmanager
def workbook_at(path: Path) -> Iterator[Workbook]:
    """The workbook in a file; `UnreadableError` when it cannot be read."""
    with Archive(path) as archive:
        yield _described(archive)


def _described(archive: Archive) -> Workbook:
    try:
        with warnings.catch_warnings(action="ignore"):
            return _as_openpyxl_tells(archive)
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        # openpyxl raises whatever damage makes it stumble over
        raise UnreadableError(Message("it is no whole workbook")) from error


def _as_openpyxl_tells(archive: Archive) -> Workbook:
    manifest = Manifest.from_tree(fromstring(archive.read(ARC_CONTENT_TYPES)))
    main = _part(manifest, XLSX) or _part(manifest, XLSM) or ARC_WORKBOOK
    parser = WorkbookParser(archive, main, keep_links=False)
    parser.parse()
    sheets = tuple(_sheets(parser))
    if not sheets:
        raise UnreadableError(Message("it has no sheet with cells"))
    return Workbook(
        archive,
        sheets,
        _opens_on(parser, archive.read(main)),
        CellTexts(_strings(archive, _part(manifest, SHARED_STRINGS)), _formats(archive), parser.wb.epoch),
        _STALE.search(archive.read(main)) is not None,
    )


def _part(manifest: Manifest, content_type: str) -> str | None:
    """The name of the part with a type."""
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


def _strings(archive: Archive, part: str | None) -> Sequence[str]:
    if part is None:
        return ()
    with archive.stream(part) as stream:
        return SharedStrings().read(stream)


def _formats(archive: Archive) -> Sequence[str]:
    """Read without openpyxl, which refuses a workbook for a fill or a font that it does not know."""
    if ARC_STYLE not in archive.namelist():
        return ()
    root = fromstring(archive.read(ARC_STYLE))
    known = {str(number): format for number, format in BUILTIN_FORMATS.items()}
    known |= {it.get("numFmtId"): it.get("formatCode", "") for it in root.iter(f"{{{SHEET_MAIN_NS}}}numFmt")}
    styles = root.find(f"{{{SHEET_MAIN_NS}}}cellXfs")
    return [known.get(style.get("numFmtId"), "") for style in (() if styles is None else styles)]
