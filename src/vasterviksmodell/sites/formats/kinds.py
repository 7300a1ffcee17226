"""The kinds of files that are taken for files of sites: how each begins, what it is called, what to do with it."""

import re
from dataclasses import dataclass

from vasterviksmodell.wording import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is, whatever it is called."""

    called: Text
    advice: Text
    formats: tuple[str, ...] = ()
    """The names of the site formats that read it; the first is its own."""


def _read_as(format: str, called: Text, *others: str) -> Kind:
    """A kind that a site format reads; the suffix is the format's name."""
    advice = Text(
        f"rename it so that it ends in .{format}; when its name tells no format: --input-format {format}",
        f"byt namn på den så att det slutar på .{format}; när namnet inte säger något: --input-format {format}",
    )
    return Kind(called, advice, (format, *others))


_SAVE = Text(
    "open it in Excel and save it as .xlsx or CSV UTF-8", "öppna den i Excel och spara som .xlsx eller CSV UTF-8"
)
_UNPACK = Text("unpack it and give the file inside", "packa upp den och ange filen inuti")
_NO_TABLE = Text(
    "ask the publisher for the table as an Excel workbook or CSV",
    "be den som gav ut tabellen om en Excelarbetsbok eller CSV",
)
_EXPORT = Text("export the table as CSV UTF-8", "exportera tabellen som CSV UTF-8")

EXCEL = _read_as("xlsx", Text("an Excel workbook (.xlsx)", "en Excelarbetsbok (.xlsx)"))
PARQUET = _read_as("parquet", Text("a Parquet file", "en Parquetfil"))
JSON = _read_as("json", Text("JSON", "JSON"), "jsonl", "geojson", "yaml")
JSON_LINES = _read_as("jsonl", Text("JSON Lines", "JSON Lines"), "json", "yaml")
GEOJSON = _read_as("geojson", Text("GeoJSON", "GeoJSON"), "json", "yaml")
CSV = _read_as("csv", Text("text in columns (CSV)", "text i kolumner (CSV)"))
TEXT = Kind(CSV.called, CSV.advice)

BINARY_EXCEL = Kind(Text("a binary Excel workbook (.xlsb)", "en binär Excelarbetsbok (.xlsb)"), _SAVE)
OLD_EXCEL = Kind(Text("an old Excel workbook (.xls)", "en gammal Excelarbetsbok (.xls)"), _SAVE)
OLD_DOCUMENT = Kind(Text("an old Office document", "ett gammalt Officedokument"), _SAVE)
LOCKED = Kind(
    Text("an Office file protected with a password", "en Officefil som skyddas med lösenord"),
    Text("open it, remove the password and save it again", "öppna den, ta bort lösenordet och spara den igen"),
)
OPEN_DOCUMENT = Kind(Text("an OpenDocument spreadsheet (.ods)", "ett kalkylblad i OpenDocument (.ods)"), _SAVE)
DOCUMENT = Kind(Text("an Office document, no workbook", "ett Officedokument, ingen arbetsbok"), _NO_TABLE)
ZIP = Kind(Text("a zip archive", "ett zip-arkiv"), _UNPACK)
WEB_PAGE = Kind(
    Text("a web page (HTML)", "en webbsida (HTML)"),
    Text(
        "agencies' downloads for Excel often are: open it in Excel and save it as .xlsx or CSV UTF-8",
        "myndigheters nedladdningar till Excel är ofta det: öppna den i Excel och spara som .xlsx eller CSV UTF-8",
    ),
)
XML_WORKBOOK = Kind(Text("an Excel workbook in XML (Excel 2003)", "en Excelarbetsbok i XML (Excel 2003)"), _SAVE)
XML = Kind(Text("XML", "XML"), _EXPORT)

BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (rb"PAR[1E](?![ -~\r\n])", PARQUET),
    (rb"%PDF-", Kind(Text("a PDF", "en PDF"), _NO_TABLE)),
    (rb"\x1f\x8b", Kind(Text("a gzip archive", "ett gzip-arkiv"), _UNPACK)),
    (rb"7z\xbc\xaf\x27\x1c", Kind(Text("a 7-Zip archive", "ett 7-Zip-arkiv"), _UNPACK)),
    (rb"Rar!\x1a\x07", Kind(Text("a rar archive", "ett rar-arkiv"), _UNPACK)),
    (rb"BZh[1-9]1AY&SY", Kind(Text("a bzip2 archive", "ett bzip2-arkiv"), _UNPACK)),
    (rb"\xfd7zXZ\0", Kind(Text("an xz archive", "ett xz-arkiv"), _UNPACK)),
    (rb"\x28\xb5\x2f\xfd", Kind(Text("a zstd archive", "ett zstd-arkiv"), _UNPACK)),
    (rb"SQLite format 3\0", Kind(Text("a SQLite database", "en SQLite-databas"), _EXPORT)),
    (rb"ARROW1\0", Kind(Text("an Arrow file", "en Arrowfil"), _EXPORT)),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*", Kind(Text("an image", "en bild"), _NO_TABLE)),
)
"""The first bytes of files that are no text, as regular expressions."""

IN_ZIP: tuple[tuple[bytes, Kind], ...] = (
    (b"xl/workbook.bin", BINARY_EXCEL),
    (b"xl/workbook.xml", EXCEL),
    (b"opendocument.spreadsheet", OPEN_DOCUMENT),
    (b"word/document.xml", DOCUMENT),
    (b"ppt/presentation.xml", DOCUMENT),
    (b"opendocument.text", DOCUMENT),
)
"""What only such archives hold, by the names of what is in them."""

IN_OLD_OFFICE: tuple[tuple[bytes, Kind], ...] = (
    ("EncryptedPackage".encode("utf-16-le"), LOCKED),
    ("Workbook".encode("utf-16-le"), OLD_EXCEL),
    ("Book".encode("utf-16-le"), OLD_EXCEL),
)

IN_TEXT: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"<\?xml[^>]*>.*(<html|<table)", re.DOTALL | re.IGNORECASE), WEB_PAGE),
    (re.compile(r"<\?xml.*urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL), XML_WORKBOOK),
    (re.compile(r"<\?xml\s"), XML),
    (re.compile(r"<(!doctype\s+html|html|head|body|table|meta|style|script|div)\b", re.IGNORECASE), WEB_PAGE),
    (re.compile(r'[{\[].{0,200}"FeatureCollection"', re.DOTALL), GEOJSON),
    (re.compile(r'\{\s*"[^\n]*\}[^\S\n]*\n\s*\{'), JSON_LINES),
    (re.compile(r'\{\s*["}]|\[\s*(["{\[\]]|$)'), JSON),
)
"""How texts that are no tables begin, after blanks."""
