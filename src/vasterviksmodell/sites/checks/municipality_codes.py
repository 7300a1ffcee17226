"""D201 and D202: municipality codes that were read as numbers, and what is no municipality."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import nearest
from vasterviksmodell.sites.checks.check import AtCells, Check, Part, with_places
from vasterviksmodell.sites.checks.undeclared import are_nearly_all, mostly_agree, municipality_columns
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.layout import beside, extra
from vasterviksmodell.sites.misread_letters import are_misread, may_have_lost, meant_by, told_of
from vasterviksmodell.sites.municipalities import (
    COUNTIES,
    COUNTY_NAMES,
    codes_before_names,
    codes_in,
    codes_of,
    codes_stated,
    county_codes,
    municipalities,
    official_names,
    plain,
    stated,
)
from vasterviksmodell.sites.positions.coordinates import is_unknown

_CODE, _NAME = "municipality_code", "municipality"
_A_CODE, _A_NAME = Message("code"), Message("name")
_FOUR_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def _see_municipalities(part: Part) -> list[AtCells] | None:
    if not {_CODE, _NAME} & set(part.layout.beside):
        return None
    known = municipalities()
    found = [*_codes(part, known)] if _CODE in part.layout.beside else []
    if known is not None and _NAME in part.layout.beside:
        found.append(_names(part, known))
    return found


def _codes(part: Part, known: pl.DataFrame | None) -> Iterator[AtCells]:
    texts = _different(part, _CODE)
    if known is not None:
        texts = texts.filter(codes_before_names(texts, known).is_null())
    codes = codes_in(texts)
    exists = (codes.is_not_null() if known is None else codes.is_in(known["code"].implode())).fill_null(value=False)
    yield _at_cells(part, _CODE, texts.filter(exists & (plain(texts) != codes)), _number)
    yield _at_cells(part, _CODE, texts.filter(~exists), partial(_no_code, known))


def _names(part: Part, known: pl.DataFrame) -> AtCells:
    texts = _different(part, _NAME)
    return _at_cells(part, _NAME, texts.filter(codes_of(texts, known).is_null()), partial(_no_name, known))


def _different(part: Part, what: str) -> pl.Series:
    """The different texts of a column that say something; few, usually."""
    texts = part.block[beside(what)].unique()
    return texts.filter(~is_unknown(texts, part.criteria.data))


def _at_cells(part: Part, what: str, texts: pl.Series, tell: Callable[[str, Place], Finding]) -> AtCells:
    """The sites with one of the texts."""
    text = beside(what)
    sites = part.block.filter(pl.col(text).is_in(texts.implode()))
    return AtCells.of(
        part.table, part.layout.beside[what], sites, lambda site, place: tell(site[text], place), part.limit
    )


def _number(text: str, place: Place) -> Finding:
    return Finding(rule("D201"), place, {"text": text}, suggestion=codes_in(pl.Series([text])).item())


def _no_code(known: pl.DataFrame | None, text: str, place: Place) -> Finding:
    meant = None if known is None else _code_in(text, known)
    return Finding(rule("D202"), place, {"text": text, "what": _A_CODE}, suggestion=meant)


def _code_in(text: str, known: pl.DataFrame) -> str | None:
    """The code in a text such as `0883 Västervik`, or that of the municipality which it names."""
    digits = _FOUR_DIGITS.search(text)
    if digits and digits[0] in known["code"]:
        return digits[0]
    code: str | None = codes_of(pl.Series([text]), known).item()
    return code


def _no_name(known: pl.DataFrame, text: str, place: Place) -> Finding:
    return Finding(rule("D202"), place, {"text": text, "what": _A_NAME}, suggestion=nearest(text, known["name"]))


def _tell_municipalities(kept: Sequence[Sequence[AtCells]], _: Criteria) -> Iterator[Finding]:
    return with_places(chain.from_iterable(kept))


MUNICIPALITIES = Check(("D201", "D202"), _see_municipalities, _tell_municipalities)


_HEADINGS = re.compile("(?:lan|län|lans|läns|county)(?:kod|code|namn|name|nr|id|nameshort)?")
"""How columns of counties are called, as letters alone in lower case."""
_COUNTY, _MUNICIPALITY = "_county", "_municipality"
_COUNTY_NAMES = {code: name for name, code in COUNTIES.items()}


def _see_other_county(part: Part) -> list[AtCells] | None:
    columns = {heading: number for heading, number in part.layout.extras.items() if _is_of_counties(heading)}
    if not columns:
        return None
    known = municipalities()
    if not {"municipality_code", "municipality"} & part.layout.beside.keys():
        return None if known is None else list(_by_undeclared(part, columns, known))
    codes = codes_in(part.block[beside("municipality_code")]) if known is None else stated(part.block, known)
    return [_elsewhere(part, heading, number, codes) for heading, number in columns.items()]


def _by_undeclared(part: Part, columns: Mapping[str, int], known: pl.DataFrame) -> Iterator[AtCells]:
    """The sites whose county is not that of a municipality which a column says that is not declared, or the id."""
    texts = [part.block[extra(municipality_column)] for municipality_column in municipality_columns(part)]
    said = ((text, codes_stated(text, known).fill_null(codes_of(text, known))) for text in texts)
    ids = (part.block["id"], codes_stated(part.block["id"], known))
    codes = next((codes for texts, codes in (*said, ids) if are_nearly_all(codes, texts)), None)
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
    elsewhere = sites.filter(pl.col(_COUNTY) != pl.col(_MUNICIPALITY).str.head(2))
    return AtCells.of(
        part.table,
        number,
        elsewhere,
        _county_finding,
        part.limit,
    )


def _county_finding(site: dict[str, Any], place: Place) -> Finding:
    code = site[_MUNICIPALITY]
    county = f"{code[:2]} {_COUNTY_NAMES.get(code[:2], '')}".rstrip()
    return Finding(rule("D218"), place, {"text": site["text"], "municipality": code, "county": county})


def _tell_other_county(kept: Sequence[list[AtCells]], _: Criteria) -> Iterator[Finding]:
    yield from with_places(cells for block in kept for cells in block)


OTHER_COUNTY = Check(("D218",), _see_other_county, _tell_other_county)


_NAMED_COLUMNS = ("municipality", "place")
_TEXT = "text"


def _see_wrong_letters(part: Part) -> list[AtCells]:
    layout = part.layout
    columns = {layout.id: "id"} | ({} if layout.name is None else {layout.name: "name"})
    columns |= {layout.beside[detail]: beside(detail) for detail in _NAMED_COLUMNS if detail in layout.beside}
    return [_misread(part, number, name) for number, name in columns.items()]


def _misread(part: Part, number: int, name: str) -> AtCells:
    """The sites whose text was misread; one with a question mark at its end only where it is a known name."""
    sites = part.block.select(ROW, pl.col(name).alias(_TEXT))
    unsure = sites[_TEXT].filter(may_have_lost(sites[_TEXT])).unique()
    known = (*official_names(), *COUNTY_NAMES) if len(unsure) else ()
    lost = [text for text in unsure if meant_by(text, known) not in (None, text)]
    misread = sites.filter(are_misread(sites[_TEXT]) | sites[_TEXT].is_in(lost))
    return AtCells.of(part.table, number, misread, partial(_wrong_letters_finding, known), part.limit)


def _wrong_letters_finding(known: Sequence[str], site: dict[str, Any], place: Place) -> Finding:
    return told_of(site[_TEXT], meant_by(site[_TEXT], known), place)


def _tell_wrong_letters(kept: Sequence[list[AtCells]], _: Criteria) -> Iterator[Finding]:
    yield from with_places(cells for block in kept for cells in block)


WRONG_LETTERS = Check(("D220",), _see_wrong_letters, _tell_wrong_letters)
