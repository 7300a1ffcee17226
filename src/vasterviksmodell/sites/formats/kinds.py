"""Kinds of files that are mistaken for files of sites: their signatures, names, and what to do with them."""

import re

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Kind

_SAVE = Message("open it in Excel and save it as .xlsx or CSV UTF-8")
_UNPACK = Message("unpack it and use the file inside")
_NO_TABLE = Message("ask the publisher for the table as an Excel workbook or CSV")
_EXPORT = Message("export the table as CSV UTF-8")

BINARY_EXCEL = Kind(Message("a binary Excel workbook (.xlsb)"), _SAVE)
OLD_EXCEL = Kind(Message("an old Excel workbook (.xls)"), _SAVE)
OLD_DOCUMENT = Kind(Message("an old Office document"), _SAVE)
LOCKED = Kind(
    Message("an Office file protected with a password"),
    Message("open it, remove the password and save it again"),
)
OPEN_DOCUMENT = Kind(Message("an OpenDocument spreadsheet (.ods)"), _SAVE)
DOCUMENT = Kind(Message("an Office document that is not a workbook"), _NO_TABLE)
ZIP = Kind(Message("a zip archive"), _UNPACK)
_AS_GEOJSON = Message("export it as GeoJSON, or the table as CSV UTF-8")
SHAPEFILE = Kind(Message("part of a shapefile"), _AS_GEOJSON)
ZIPPED_SHAPEFILE = Kind(Message("a zipped shapefile"), _AS_GEOJSON)
GEOPACKAGE = Kind(Message("a GeoPackage"), _AS_GEOJSON)
KML = Kind(Message("KML, as Google Earth writes it"), _AS_GEOJSON)
GML = Kind(Message("GML"), _AS_GEOJSON)
GPX = Kind(Message("GPX"), _AS_GEOJSON)
SHAPEFILE_TABLE = Kind(Message("a dBASE table (.dbf), which is part of a shapefile"), _AS_GEOJSON)
PC_AXIS = Kind(
    Message("a PC-Axis file (.px)"),
    Message("download the table as CSV or Excel"),
)
_STATISTICS = Message("export the table as CSV UTF-8 or Parquet")

_OF_ELEMENTS = ".elements | map(.tags + .center + del(.tags, .center, .bounds, .geometry, .nodes, .members))"
_OF_BINDINGS = ".results.bindings | map(map_values(.value))"

_AS_TABLE = Message("download the table as CSV")
KOLADA = Kind(
    Message("a response from Kolada"),
    Message(
        "it has a row for each measure, municipality, year and sex: download the table as Excel or CSV, or write"
        " an object for each municipality"
    ),
    reported_by=("json",),
)
PXWEB = Kind(Message("PxWeb's JSON"), _AS_TABLE, reported_by=("json",))
JSON_STAT = Kind(Message("JSON-stat"), _AS_TABLE, reported_by=("json",))
ESRI = Kind(Message("Esri's JSON"), Message("export it as GeoJSON"), reported_by=("json",))
TOPOJSON = Kind(Message("TopoJSON"), ESRI.advice, reported_by=("json",))
OVERPASS = Kind(
    Message("OpenStreetMap's JSON (Overpass)"),
    Message("make a list of sites with jq '{of_elements}' FILE > sites.json").format(of_elements=_OF_ELEMENTS),
    reported_by=("json",),
)
SPARQL = Kind(
    Message("the results of a SPARQL query"),
    Message("make a list of sites with jq '{of_bindings}' FILE > sites.json").format(of_bindings=_OF_BINDINGS),
    reported_by=("json",),
)
GEOMETRY = Kind(
    Message("a GeoJSON geometry without a site"),
    Message('write a Feature for each site: {{"type": "Feature", "id": …, "properties": {{…}}, "geometry": {{…}}}}'),
    reported_by=("geojson", "json"),
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
"""Kinds of JSON that hold tables in other shapes, by keys that occur together."""
WEB_PAGE = Kind(
    Message("a web page (HTML)"),
    Message(
        "downloads for Excel from agencies often are web pages: open it in Excel and save it as .xlsx or CSV UTF-8"
    ),
)
XML_WORKBOOK = Kind(Message("an Excel workbook in XML (Excel 2003)"), _SAVE)
XML = Kind(Message("XML"), _EXPORT)

BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (rb"%PDF-", Kind(Message("a PDF"), _NO_TABLE)),
    (rb"7z\xbc\xaf\x27\x1c", Kind(Message("a 7-Zip archive"), _UNPACK)),
    (rb"Rar!\x1a\x07", Kind(Message("a rar archive"), _UNPACK)),
    (rb"BZh[1-9]1AY&SY", Kind(Message("a bzip2 archive"), _UNPACK)),
    (rb"\xfd7zXZ\0", Kind(Message("an xz archive"), _UNPACK)),
    (rb"\x28\xb5\x2f\xfd", Kind(Message("a zstd archive"), _UNPACK)),
    (rb"(?s)SQLite format 3\0.{52}GP(?:KG|1[0-9])", GEOPACKAGE),
    (rb"SQLite format 3\0", Kind(Message("a SQLite database"), _EXPORT)),
    (rb"ARROW1\0|FEA1", Kind(Message("an Arrow file"), _STATISTICS)),
    (rb"\0\0\x27\x0a", SHAPEFILE),
    (rb"(?s)[\x02\x03\x30\x31\x43\x63\x83\x8b\xcb\xf5\xfb].[\0-\x0c][\0-\x1f].{8}\0\0", SHAPEFILE_TABLE),
    (rb"(?s)fgb.fgb", Kind(Message("a FlatGeobuf"), _AS_GEOJSON)),
    (rb"\0\x01\0\0Standard (?:Jet|ACE) DB", Kind(Message("an Access database"), _EXPORT)),
    (rb"\$FL[23]@\(#\)", Kind(Message("an SPSS file (.sav)"), _STATISTICS)),
    (rb"<stata_dta>", Kind(Message("a Stata file (.dta)"), _STATISTICS)),
    (rb"\{\\rtf", Kind(Message("a text document (RTF)"), _NO_TABLE)),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*", Kind(Message("an image"), _NO_TABLE)),
)
"""Signatures of binary files: regular expressions of their first bytes."""

IN_ZIP: tuple[tuple[bytes, Kind], ...] = (
    (b"xl/workbook.bin", BINARY_EXCEL),
    (b"opendocument.spreadsheet", OPEN_DOCUMENT),
    (b"word/document.xml", DOCUMENT),
    (b"ppt/presentation.xml", DOCUMENT),
    (b"opendocument.text", DOCUMENT),
    (b"doc.kml", KML),
    (b".shp", ZIPPED_SHAPEFILE),
    (b".gpkg", Kind(Message("a zipped GeoPackage"), _AS_GEOJSON)),
    (b"Index/Document.iwa", Kind(Message("an Apple Numbers sheet"), _SAVE)),
)
"""Kinds of zip archives, by parts of the names in them."""

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
)
"""Signatures of texts that are not tables: regular expressions of their beginning, after blanks."""

BY_NAME = {**dict.fromkeys((".shp", ".shx", ".dbf", ".prj", ".cpg", ".qpj", ".sbn", ".sbx"), SHAPEFILE), ".px": PC_AXIS}
"""Files that are known by their suffix, because their contents say little."""
