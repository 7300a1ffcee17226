"""JSON that holds sites in another shape than a list of objects, told by its keys, and what to do about it."""

from collections.abc import Mapping

from vasterviksmodell.wording import Text, shortened

AS_RECORDS = Text(
    'write each site as an object with its headings; in pandas: to_json(orient="records")',
    'skriv varje plats som ett objekt med sina rubriker; i pandas: to_json(orient="records")',
)
_SPLIT = (frozenset({"columns", "data"}), frozenset({"schema", "data"}))
_USUAL = ("values", "results", "data", "items", "features")
"""Where services put their list."""
OBJECT, LIST_OF_OBJECTS = "{", "[{"


def advice_for(openings: Mapping[str, str]) -> Text | None:
    """What to do with an object without `sites`, by the signs with which what stands under its keys begins."""
    if any(keys <= openings.keys() for keys in _SPLIT):
        return AS_RECORDS
    lists = [key for key, opening in openings.items() if opening == LIST_OF_OBJECTS]
    if lists:
        return _stands_under(next((key for key in _USUAL if key in lists), lists[0]))
    return AS_RECORDS if set(openings.values()) == {OBJECT} else None


def _stands_under(key: str) -> Text:
    return Text(
        f"the list stands under '{shortened(key)}': put it under sites: or at the top",
        f"listan står under '{shortened(key)}': lägg den under sites: eller överst",
    )
