"""D212: facilities whose name contains another place than the one stated for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.check import CellFindings, Check, SiteBlock, placed_findings
from vasterviksmodell.sites.formats.site_format import ROW, Table
from vasterviksmodell.sites.layout import detail_column
from vasterviksmodell.sites.positions.coordinates import is_unknown

_SHORTEST = 4
"""The fewest letters of a place that is looked for in names: shorter ones are often other words."""
_LONGEST = 100
"""How many characters of a name or place are compared."""
_PLACE, _OWN, _WORDS, _OTHER = "_place", "_own", "_words", "_other"


@dataclass(frozen=True, slots=True)
class _Facilities:
    """The names of a block of sites, and their places."""

    table: Table
    column: int
    sites: pl.DataFrame
    limit: int


def _see_facility_place(block: SiteBlock) -> _Facilities | None:
    if "place" not in block.layout.details or not block.surveyed:
        return None
    sites = block.sites.head(block.surveyed).select(ROW, "name", pl.col(detail_column("place")).alias(_PLACE))
    stated = sites.filter(~is_unknown(sites[_PLACE], block.criteria.data))
    worded = stated.with_columns(_words("name").alias(_WORDS), _words(_PLACE).alias(_OWN))
    return _Facilities(block.table, block.layout.details["place"], worded.drop_nulls(), block.limit)


def _words(column: str) -> pl.Expr:
    """Return the lower-case words of each text with a blank around each, so that only whole words match."""
    text = (
        pl.col(column)
        .str.head(_LONGEST)
        .str.normalize("NFC")
        .str.to_lowercase()
        .str.replace_all(r"[^\p{L}\p{N}]+", " ")
    )
    return pl.format(" {} ", text.str.strip_chars(" "))


def _tell_facility_place(observations: Sequence[_Facilities], _: Criteria) -> Iterator[Finding]:
    places = pl.concat(facilities.sites.select(_OWN, _PLACE) for facilities in observations).unique(
        _OWN, keep="first", maintain_order=True
    )
    spelled = {
        f" {words.strip()}{genitive} ": place
        for genitive in ("s", "")
        for words, place in places.iter_rows()
        if len(words.strip()) >= _SHORTEST
    }
    if spelled:
        yield from placed_findings(
            CellFindings.of(
                facilities.table,
                facilities.column,
                _naming_other_places(facilities.sites, spelled),
                _facility_finding,
                facilities.limit,
            )
            for facilities in observations
        )


def _naming_other_places(sites: pl.DataFrame, spelled: Mapping[str, str]) -> pl.DataFrame:
    """Return the sites whose name contains another place but not their own, with the longest such place."""
    words, own = pl.col(_WORDS), pl.col(_OWN)
    found = words.str.extract_many(list(spelled), overlapping=True)
    longest = found.list.eval(pl.element().sort_by(pl.element().str.len_chars(), descending=True)).list.first()
    at_home = words.str.contains(own, literal=True) | words.str.contains(_genitive(own), literal=True)
    named = sites.filter(~at_home).with_columns(longest.alias(_OTHER)).drop_nulls(_OTHER)
    is_part = own.str.contains(pl.col(_OTHER), literal=True)
    return named.filter(~is_part).with_columns(pl.col(_OTHER).replace_strict(spelled))


def _genitive(words: pl.Expr) -> pl.Expr:
    return pl.format("{}s ", words.str.strip_chars_end(" "))


def _facility_finding(site: dict[str, Any], place: Place) -> Finding:
    return Finding(rule("D212"), place, {"name": site["name"], "other": site[_OTHER], "place": site[_PLACE]})


FACILITY_PLACE = Check(("D212",), _see_facility_place, _tell_facility_place)
