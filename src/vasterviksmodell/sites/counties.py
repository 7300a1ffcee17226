"""The counties of Sweden, by name and code, and how files name them."""

import polars as pl

from vasterviksmodell.sites.municipalities import folded_names, plain

COUNTIES = {
    "Stockholm": "01", "Uppsala": "03", "Södermanland": "04", "Östergötland": "05", "Jönköping": "06",
    "Kronoberg": "07", "Kalmar": "08", "Gotland": "09", "Blekinge": "10", "Skåne": "12", "Halland": "13",
    "Västra Götaland": "14", "Värmland": "17", "Örebro": "18", "Västmanland": "19", "Dalarna": "20", "Gävleborg": "21",
    "Västernorrland": "22", "Jämtland": "23", "Västerbotten": "24", "Norrbotten": "25",
}  # fmt: skip
"""By short name: the code, with which the codes of the county's municipalities begin."""
_CODE = r"^([0-9]{1,2})(?:[.,]0+)?$"
_ENDINGS = ("", " län", "s län", " county")


COUNTY_NAMES = tuple(name + ending for name in COUNTIES for ending in _ENDINGS)
"""What the counties are called."""


def county_codes(texts: pl.Series) -> pl.Series:
    """The code of each county, by its code or name or both (`8`, `Kalmar län`, `08 Kalmar län`); null for others."""
    codes = plain(texts).str.extract(_CODE).str.zfill(2)
    named = {
        before + name.lower() + ending: code
        for name, code in COUNTIES.items()
        for ending in _ENDINGS
        for before in ("", f"{code} ")
    }
    known = codes.set(~codes.is_in(list(COUNTIES.values())), None)
    return known.fill_null(folded_names(texts).replace_strict(named, default=None, return_dtype=pl.String))
