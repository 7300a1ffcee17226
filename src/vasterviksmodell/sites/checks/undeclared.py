"""Columns that no criteria file declares, though their headings and cells leave no doubt of what they say.

They are compared, never used: a heading alone may mean something else than the criteria file would.
"""

import re
from dataclasses import replace

import polars as pl

from vasterviksmodell.sites.checks.check import Part
from vasterviksmodell.sites.layout import beside, extra
from vasterviksmodell.sites.positions.position_columns import PAIRS, Pair

_NEARLY_ALL = 0.9
_MUNICIPALITIES = re.compile(
    "(?:kommun|kommunens|kommuns|kom|municipality|mun)(?:kod|nr|code|id)|(?:kommun|municipality)"
    "|(?:kommun|kommunens|kommuns|municipality|mun)(?:namn|name)(?:short)?"
)
_OF_WGS_84, _OF_SWEREF = "(?:wgs84)?", "(?:sweref|sweref99|sweref99tm)"
_NORTH, _EAST = "n|north|northing|nord|norr|nkoordinat|nordkoordinat", "e|east|easting|ost|öst|ekoordinat|ostkoordinat"
_COORDINATES = {
    "latitude": re.compile(f"{_OF_WGS_84}(?:lat|latitude|latitud){_OF_WGS_84}"),
    "longitude": re.compile(f"{_OF_WGS_84}(?:lon|lng|long|longitude|longitud){_OF_WGS_84}"),
    "northing": re.compile(f"{_OF_SWEREF}?(?:{_NORTH}){_OF_SWEREF}?|{_OF_SWEREF}[xy]|[xy]{_OF_SWEREF}"),
    "easting": re.compile(f"{_OF_SWEREF}?(?:{_EAST}){_OF_SWEREF}?|{_OF_SWEREF}[xy]|[xy]{_OF_SWEREF}"),
}
"""How columns are called, in lower case and without other signs than letters and digits, by the names of `SiteColumns`.

Which of X and Y is north differs; the figures tell, since no northing of Sweden is an easting.
"""


def bare(heading: str) -> str:
    """A heading as its letters and digits alone, in lower case.

    >>> bare("SWEREF99_TM N")
    'sweref99tmn'
    """
    return "".join(filter(str.isalnum, heading.casefold()))


def municipality_columns(part: Part) -> dict[str, int]:
    """The columns that are called as those of municipalities are; codes first."""
    declared = set(part.layout.beside.values())
    found = {
        heading: number
        for heading, number in part.layout.extras.items()
        if number not in declared and _MUNICIPALITIES.fullmatch(bare(heading))
    }
    return dict(sorted(found.items(), key=lambda item: not re.search("kod|nr|code|id", bare(item[0]))))


def are_nearly_all(known: pl.Series, texts: pl.Series) -> bool:
    """Whether nearly all that a column says is known, and something is."""
    said = texts.str.strip_chars().str.len_chars().gt(0).sum()
    return known.count() > 0 and known.count() >= _NEARLY_ALL * int(said)


def mostly_agree(apart: int, compared: int) -> bool:
    """Whether two columns say the same in most rows: else they are about two things."""
    return 2 * apart < compared


def with_coordinates(part: Part) -> Part:
    """A block with pairs of coordinates that are not declared as if they were, where the cells are coordinates."""
    for pair in PAIRS:
        found = [] if pair.within(part.block) else [_as_pair(part, pair, heading) for heading in _headings(part, pair)]
        right = [candidate for candidate in found if _are_right(candidate, pair)]
        part = right[0] if len(right) == 1 else part
    return part


def _headings(part: Part, pair: Pair) -> list[tuple[str, str]]:
    """The headings that may be those of a pair: one column each, or two that may be either."""
    declared = set(part.layout.beside.values())
    free = [heading for heading, number in part.layout.extras.items() if number not in declared]
    first, second = (
        [heading for heading in free if _COORDINATES[what].fullmatch(bare(heading))] for what in pair.columns
    )
    pairs = [(one, other) for one in first for other in second if one != other]
    return pairs if len({*first, *second}) == len(pair.columns) else []


def _as_pair(part: Part, pair: Pair, headings: tuple[str, str]) -> Part:
    """A block with two of its columns as a pair of coordinates."""
    named = dict(zip(pair.columns, headings, strict=True))
    block = part.block.with_columns(pl.col(extra(heading)).alias(beside(what)) for what, heading in named.items())
    numbers = {what: part.layout.extras[heading] for what, heading in named.items()}
    return replace(part, block=block, layout=replace(part.layout, beside={**part.layout.beside, **numbers}))


def _are_right(part: Part, pair: Pair) -> bool:
    """Whether nearly all coordinates of a pair are positions in Sweden."""
    read = pair.read(part.block)
    known = read.filter(pl.all_horizontal(pl.all().is_not_null()))
    right = int(known.select(pair.right).to_series().sum())
    return right > 0 and right >= _NEARLY_ALL * known.height
