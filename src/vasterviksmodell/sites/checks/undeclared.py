"""Undeclared columns whose headings and cells leave no doubt about what they hold.

They are compared with other columns but never used, because a heading alone may be misleading.
"""

import re
from dataclasses import replace
from functools import lru_cache

import polars as pl

from vasterviksmodell.sites.checks.check import SiteBlock
from vasterviksmodell.sites.layout import detail_column, extra_column
from vasterviksmodell.sites.positions.position_columns import PAIRS, Pair

_NEARLY_ALL = 0.9
_MUNICIPALITIES = (
    "(?:kommun|kommunens|kommuns|kom|municipality|mun)(?:kod|nr|code|id)|(?:kommun|municipality)"
    "|(?:kommun|kommunens|kommuns|municipality|mun)(?:namn|name)(?:short)?"
)
_OF_WGS_84, _OF_SWEREF = "(?:wgs84)?", "(?:sweref|sweref99|sweref99tm)"
_NORTH, _EAST = "n|north|northing|nord|norr|nkoordinat|nordkoordinat", "e|east|easting|ost|öst|ekoordinat|ostkoordinat"
_COORDINATES = {
    "latitude": f"{_OF_WGS_84}(?:lat|latitude|latitud){_OF_WGS_84}",
    "longitude": f"{_OF_WGS_84}(?:lon|lng|long|longitude|longitud){_OF_WGS_84}",
    "northing": f"{_OF_SWEREF}?(?:{_NORTH}){_OF_SWEREF}?|{_OF_SWEREF}[xy]|[xy]{_OF_SWEREF}",
    "easting": f"{_OF_SWEREF}?(?:{_EAST}){_OF_SWEREF}?|{_OF_SWEREF}[xy]|[xy]{_OF_SWEREF}",
}
"""By the names of `SiteColumns`: headings as letters and digits in lower case.

Files differ in whether X or Y is north. The figures decide, because no northing in Sweden is also an easting.
"""


@lru_cache(maxsize=1 << 15)
def letters_and_digits(heading: str) -> str:
    """Return the letters and digits of a heading in lower case.

    >>> letters_and_digits("SWEREF99_TM N")
    'sweref99tmn'
    """
    return "".join(filter(str.isalnum, heading.casefold()))


def municipality_columns(block: SiteBlock) -> dict[str, int]:
    """Return the undeclared columns with headings of municipalities, by heading; codes first."""
    declared = set(block.layout.details.values())
    found = {
        heading: number
        for heading, number in block.layout.extras.items()
        if number not in declared and re.fullmatch(_MUNICIPALITIES, letters_and_digits(heading))
    }
    return dict(sorted(found.items(), key=lambda item: not re.search("kod|nr|code|id", letters_and_digits(item[0]))))


def are_nearly_all(known: pl.Series, texts: pl.Series) -> bool:
    """Say whether nearly all texts of a column, and at least one, are known."""
    filled = texts.str.strip_chars().str.len_chars().gt(0).sum()
    return known.count() > 0 and known.count() >= _NEARLY_ALL * int(filled)


def mostly_agree(differing: int, compared: int) -> bool:
    """Say whether two columns agree in most rows; otherwise they are about different things."""
    return 2 * differing < compared


def with_coordinates(block: SiteBlock) -> SiteBlock:
    """Return a block in which undeclared pairs of coordinates count as declared, if their cells are coordinates."""
    for pair in PAIRS:
        found = (
            []
            if pair.within(block.sites)
            else [_as_pair(block, pair, heading) for heading in _possible_headings(block, pair)]
        )
        valid = [candidate for candidate in found if _are_mostly_valid(candidate, pair)]
        block = valid[0] if len(valid) == 1 else block
    return block


def _possible_headings(block: SiteBlock, pair: Pair) -> list[tuple[str, str]]:
    """Return the headings that may be those of a pair: one for each coordinate, or two that may be either."""
    declared = set(block.layout.details.values())
    free = {
        heading: letters_and_digits(heading)
        for heading, number in block.layout.extras.items()
        if number not in declared
    }
    first, second = (
        [heading for heading, letters in free.items() if re.fullmatch(_COORDINATES[what], letters)]
        for what in pair.columns
    )
    pairs = [(one, other) for one in first for other in second if one != other]
    return pairs if len({*first, *second}) == len(pair.columns) else []


def _as_pair(block: SiteBlock, pair: Pair, headings: tuple[str, str]) -> SiteBlock:
    """Return a block with two of its columns as a pair of coordinates."""
    named = dict(zip(pair.columns, headings, strict=True))
    sites = block.sites.with_columns(
        pl.col(extra_column(heading)).alias(detail_column(what)) for what, heading in named.items()
    )
    numbers = {what: block.layout.extras[heading] for what, heading in named.items()}
    return replace(block, sites=sites, layout=replace(block.layout, details={**block.layout.details, **numbers}))


def _are_mostly_valid(block: SiteBlock, pair: Pair) -> bool:
    """Say whether nearly all known coordinates of a pair, and at least one, are positions in Sweden."""
    read = pair.read(block.sites)
    known = read.filter(pl.all_horizontal(pl.all().is_not_null()))
    valid = int(known.select(pair.is_valid).to_series().sum())
    return valid > 0 and valid >= _NEARLY_ALL * known.height
