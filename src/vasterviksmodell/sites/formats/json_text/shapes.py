"""JSON that holds sites in another shape than a list of objects, told by its keys, and what to do about it."""

from collections.abc import Mapping

from vasterviksmodell.wording import Text, shortened

AS_RECORDS = Text(
    'write each site as an object with its headings; in pandas: to_json(orient="records")',
    'skriv varje plats som ett objekt med sina rubriker; i pandas: to_json(orient="records")',
)
_GEOJSON = Text("if it is GeoJSON, let its name end in .geojson", "om det är GeoJSON, låt namnet sluta på .geojson")
_ESRI = Text("it is Esri's JSON: export it as GeoJSON", "det är Esris JSON: exportera den som GeoJSON")
_PXWEB = Text("it is PxWeb's JSON: download the table as CSV", "det är PxWebs JSON: ladda ner tabellen som CSV")
_JSON_STAT = Text("it is JSON-stat: download the table as CSV", "det är JSON-stat: ladda ner tabellen som CSV")
_SHAPES = (
    (frozenset({"features", "type"}), _GEOJSON),
    (frozenset({"features", "geometryType"}), _ESRI),
    (frozenset({"features", "spatialReference"}), _ESRI),
    (frozenset({"columns", "comments", "data"}), _PXWEB),
    (frozenset({"dimension", "value"}), _JSON_STAT),
    (frozenset({"columns", "data"}), AS_RECORDS),
    (frozenset({"schema", "data"}), AS_RECORDS),
)
"""Keys that stand together, the more telling first."""
_USUAL = ("values", "results", "data", "items", "features")
"""Where services put their list."""
OBJECT, LIST_OF_OBJECTS = "{", "[{"


def advice_for(openings: Mapping[str, str]) -> Text | None:
    """What to do with an object without `sites`, by the signs with which what stands under its keys begins."""
    shape = next((advice for keys, advice in _SHAPES if keys <= openings.keys()), None)
    if shape is not None:
        return shape
    lists = [key for key, opening in openings.items() if opening == LIST_OF_OBJECTS]
    if lists:
        return _stands_under(next((key for key in _USUAL if key in lists), lists[0]))
    if openings == {"dataset": OBJECT}:
        return _JSON_STAT
    return AS_RECORDS if set(openings.values()) == {OBJECT} else None


def _stands_under(key: str) -> Text:
    return Text(
        f"the list stands under '{shortened(key)}': put it under sites: or at the top",
        f"listan står under '{shortened(key)}': lägg den under sites: eller överst",
    )
