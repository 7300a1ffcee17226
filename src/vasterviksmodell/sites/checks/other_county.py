"""D218: a county in which the municipality of the row does not lie."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.contradictions import are_nearly_all, mostly_agree, municipality_columns
from vasterviksmodell.sites.checks.interface import AtCells, Check, Part, with_places
from vasterviksmodell.sites.formats.interface import ROW
from vasterviksmodell.sites.layout import beside, extra
from vasterviksmodell.sites.municipalities import (
    COUNTIES,
    codes_in,
    codes_of,
    codes_stated,
    county_codes,
    municipalities,
    stated,
)

_HEADINGS = re.compile("(?:lan|län|lans|läns|county)(?:kod|code|namn|name|nr|id|nameshort)?")
"""How columns of counties are called, as letters alone in lower case."""
_COUNTY, _MUNICIPALITY = "_county", "_municipality"
_NAMES = {code: name for name, code in COUNTIES.items()}


def _see(part: Part) -> list[AtCells] | None:
    columns = {it: number for it, number in part.layout.extras.items() if _is_of_counties(it)}
    if not columns:
        return None
    known = municipalities()
    if not {"municipality_code", "municipality"} & part.layout.beside.keys():
        return None if known is None else list(_by_undeclared(part, columns, known))
    codes = codes_in(part.block[beside("municipality_code")]) if known is None else stated(part.block, known)
    return [_elsewhere(part, heading, number, codes) for heading, number in columns.items()]


def _by_undeclared(part: Part, columns: Mapping[str, int], known: pl.DataFrame) -> Iterator[AtCells]:
    """The sites whose county is not that of a municipality which a column says that is not declared, or the id."""
    texts = [part.block[extra(it)] for it in municipality_columns(part)]
    said = ((it, codes_stated(it, known).fill_null(codes_of(it, known))) for it in texts)
    ids = (part.block["id"], codes_stated(part.block["id"], known))
    codes = next((codes for it, codes in (*said, ids) if are_nearly_all(codes, it)), None)
    if codes is None:
        return
    for heading, number in columns.items():
        counties = county_codes(part.block[extra(heading)])
        apart = (counties != codes.str.head(2)).sum()
        compared = (counties.is_not_null() & codes.is_not_null()).sum()
        if are_nearly_all(counties, part.block[extra(heading)]) and mostly_agree(int(apart), int(compared)):
            yield _elsewhere(part, heading, number, codes)


def _is_of_counties(heading: str) -> bool:
    return _HEADINGS.fullmatch("".join(filter(str.isalpha, heading.casefold()))) is not None


def _elsewhere(part: Part, heading: str, number: int, municipalities: pl.Series) -> AtCells:
    """The sites whose municipality lies in another county than a column says."""
    texts = part.block[extra(heading)]
    sites = pl.DataFrame(
        {ROW: part.block[ROW], "text": texts, _COUNTY: county_codes(texts), _MUNICIPALITY: municipalities}
    )
    return AtCells.of(
        part.table, number, sites.filter(pl.col(_COUNTY) != pl.col(_MUNICIPALITY).str.head(2)), _told, part.limit
    )


def _told(site: dict[str, Any], place: Place) -> Finding:
    code = site[_MUNICIPALITY]
    county = f"{code[:2]} {_NAMES.get(code[:2], '')}".rstrip()
    return Finding(rule("D218"), place, {"text": site["text"], "municipality": code, "county": county})


def _tell(kept: Sequence[list[AtCells]], _: Criteria) -> Iterator[Finding]:
    yield from with_places(cells for block in kept for cells in block)


CHECK = Check(("D218",), _see, _tell)
