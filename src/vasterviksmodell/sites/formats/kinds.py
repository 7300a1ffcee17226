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
    """The names of the site formats that read it, or tell what is wrong with it; the first is its own."""

    @property
    def told(self) -> Text:
        """What it is, and what to do with it."""
        return Text(f"it is {self.called.en}: {self.advice.en}", f"det är {self.called.sv}: {self.advice.sv}")


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
_AS_GEOJSON = Text(
    "export it as GeoJSON, or the table as CSV UTF-8", "exportera den som GeoJSON, eller tabellen som CSV UTF-8"
)
SHAPEFILE = Kind(Text("part of a shapefile", "en del av en shapefil"), _AS_GEOJSON)
ZIPPED_SHAPEFILE = Kind(Text("a zipped shapefile", "en zippad shapefil"), _AS_GEOJSON)
GEOPACKAGE = Kind(Text("a GeoPackage", "en GeoPackage"), _AS_GEOJSON)
KML = Kind(Text("KML, as Google Earth writes it", "KML, som Google Earth skriver"), _AS_GEOJSON)
GML = Kind(Text("GML", "GML"), _AS_GEOJSON)
GPX = Kind(Text("GPX", "GPX"), _AS_GEOJSON)
SHAPEFILE_TABLE = Kind(
    Text("a dBASE table (.dbf), as shapefiles have", "en dBASE-tabell (.dbf), som shapefiler har"), _AS_GEOJSON
)
PC_AXIS = Kind(
    Text("a PC-Axis file (.px)", "en PC-Axis-fil (.px)"),
    Text("download the table as CSV or Excel", "ladda ner tabellen som CSV eller Excel"),
)
_STATISTICS = Text("export the table as CSV UTF-8 or Parquet", "exportera tabellen som CSV UTF-8 eller Parquet")

_OF_ELEMENTS = ".elements | map(.tags + .center + del(.tags, .center, .bounds, .geometry, .nodes, .members))"
_OF_BINDINGS = ".results.bindings | map(map_values(.value))"

_AS_TABLE = Text("download the table as CSV", "ladda ner tabellen som CSV")
KOLADA = Kind(
    Text("Kolada's answer", "Koladas svar"),
    Text(
        "it has a row for each measure, municipality, year and sex: download the table as Excel or CSV, or write an "
        "object for each municipality",
        "det har en rad för varje nyckeltal, kommun, år och kön: ladda ner tabellen som Excel eller CSV, eller skriv "
        "ett objekt för varje kommun",
    ),
    ("json",),
)
PXWEB = Kind(Text("PxWeb's JSON", "PxWebs JSON"), _AS_TABLE, ("json",))
JSON_STAT = Kind(Text("JSON-stat", "JSON-stat"), _AS_TABLE, ("json",))
ESRI = Kind(Text("Esri's JSON", "Esris JSON"), Text("export it as GeoJSON", "exportera den som GeoJSON"), ("json",))
TOPOJSON = Kind(Text("TopoJSON", "TopoJSON"), ESRI.advice, ("json",))
OVERPASS = Kind(
    Text("OpenStreetMap's JSON (Overpass)", "OpenStreetMaps JSON (Overpass)"),
    Text(
        f"its sites are made by jq '{_OF_ELEMENTS}' FILE > sites.json",
        f"dess platser ges av jq '{_OF_ELEMENTS}' FIL > orter.json",
    ),
    ("json",),
)
SPARQL = Kind(
    Text("the answer to a query in SPARQL", "svaret på en fråga i SPARQL"),
    Text(
        f"its rows are made by jq '{_OF_BINDINGS}' FILE > sites.json",
        f"dess rader ges av jq '{_OF_BINDINGS}' FIL > orter.json",
    ),
    ("json",),
)
GEOMETRY = Kind(
    Text("a geometry of GeoJSON without a site", "en geometri i GeoJSON utan ort"),
    Text(
        'write a Feature for each site: {"type": "Feature", "id": …, "properties": {…}, "geometry": {…}}',
        'skriv en Feature för varje ort: {"type": "Feature", "id": …, "properties": {…}, "geometry": {…}}',
    ),
    ("geojson", "json"),
)
GEOMETRY_TYPES = frozenset(
    {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}
)
JSON_SHAPES = (
    (frozenset({"values/kpi", "values/period"}), KOLADA),
    (frozenset({"results/kpi", "results/period"}), KOLADA),
    (frozenset({"features", "geometryType"}), ESRI),
    (frozenset({"features", "spatialReference"}), ESRI),
    (frozenset({"features/attributes", "features/geometry"}), ESRI),
    (frozenset({"columns", "comments", "data"}), PXWEB),
    (frozenset({"columns/code", "columns/type", "data"}), PXWEB),
    (frozenset({"dimension", "value"}), JSON_STAT),
    (frozenset({"class", "dimension"}), JSON_STAT),
    (frozenset({"dataset/dimension"}), JSON_STAT),
    (frozenset({"arcs", "objects"}), TOPOJSON),
    (frozenset({"elements", "osm3s"}), OVERPASS),
    (frozenset({"elements/type", "elements/id"}), OVERPASS),
    (frozenset({"head/vars", "results/bindings"}), SPARQL),
)
"""Kinds of JSON that hold tables in shapes of their own, by keys that stand together."""
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
    (rb"(?s)SQLite format 3\0.{52}GP(?:KG|1[0-9])", GEOPACKAGE),
    (rb"SQLite format 3\0", Kind(Text("a SQLite database", "en SQLite-databas"), _EXPORT)),
    (rb"ARROW1\0|FEA1", Kind(Text("an Arrow file", "en Arrowfil"), _STATISTICS)),
    (rb"\0\0\x27\x0a", SHAPEFILE),
    (rb"(?s)[\x02\x03\x30\x31\x43\x63\x83\x8b\xcb\xf5\xfb].[\0-\x0c][\0-\x1f].{8}\0\0", SHAPEFILE_TABLE),
    (rb"(?s)fgb.fgb", Kind(Text("a FlatGeobuf", "en FlatGeobuf"), _AS_GEOJSON)),
    (rb"\0\x01\0\0Standard (?:Jet|ACE) DB", Kind(Text("an Access database", "en Accessdatabas"), _EXPORT)),
    (rb"\$FL[23]@\(#\)", Kind(Text("an SPSS file (.sav)", "en SPSS-fil (.sav)"), _STATISTICS)),
    (rb"<stata_dta>", Kind(Text("a Stata file (.dta)", "en Statafil (.dta)"), _STATISTICS)),
    (rb"\{\\rtf", Kind(Text("a text document (RTF)", "ett textdokument (RTF)"), _NO_TABLE)),
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
    (b"doc.kml", KML),
    (b".shp", ZIPPED_SHAPEFILE),
    (b".gpkg", Kind(Text("a zipped GeoPackage", "en zippad GeoPackage"), _AS_GEOJSON)),
    (b"Index/Document.iwa", Kind(Text("an Apple Numbers sheet", "ett kalkylblad från Apple Numbers"), _SAVE)),
)
"""What only such archives hold, by the names of what is in them."""

IN_OLD_OFFICE: tuple[tuple[bytes, Kind], ...] = (
    ("EncryptedPackage".encode("utf-16-le"), LOCKED),
    ("Workbook".encode("utf-16-le"), OLD_EXCEL),
    ("Book".encode("utf-16-le"), OLD_EXCEL),
)

_COORDINATE_SYSTEM = r"(?:GEOG|PROJ|COMPD_|LOCAL_|GEOC)(?:CS|CRS)\["

IN_TEXT: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"<\?xml[^>]*>.*(<html|<table)", re.DOTALL | re.IGNORECASE), WEB_PAGE),
    (re.compile(r"<\?xml.*urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL), XML_WORKBOOK),
    (re.compile(r"(?:<\?xml[^>]*>)?\s*(?:<!--.*?-->\s*)*<(?:\w+:)?kml\b", re.DOTALL), KML),
    (re.compile(r"<.{0,4000}http://www\.opengis\.net/gml", re.DOTALL), GML),
    (re.compile(r"(?:<\?xml[^>]*>)?\s*<gpx\b"), GPX),
    (re.compile(r"<\?xml\s"), XML),
    (re.compile(r"<(!doctype\s+html|html|head|body|table|meta|style|script|div)\b", re.IGNORECASE), WEB_PAGE),
    (re.compile(_COORDINATE_SYSTEM), SHAPEFILE),
    (re.compile(r'[A-Z][A-Z0-9-]*(?:\[\w+\])?=(?:"[^"\n]*"|[\w-]+);\s*$', re.MULTILINE), PC_AXIS),
    (re.compile(r"MIME-Version:"), WEB_PAGE),
    (re.compile(r'\{\s*"[^\n]*\}[^\S\n]*\n\s*\{'), JSON_LINES),
    (re.compile(r'\{\s*["}]|\[\s*(["{\[\]]|$)'), JSON),
)
"""How texts that are no tables begin, after blanks."""

BY_NAME = {**dict.fromkeys((".shp", ".shx", ".dbf", ".prj", ".cpg", ".qpj", ".sbn", ".sbx"), SHAPEFILE), ".px": PC_AXIS}
"""Files whose contents tell little, by the ends of their names."""
