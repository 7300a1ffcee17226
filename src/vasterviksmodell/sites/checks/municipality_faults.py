"""D201, D202, D218, D220: invalid municipalities, municipalities of another county, and letters lost in encoding."""

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
from vasterviksmodell.sites.checks.check import CellFindings, Check, SiteBlock, placed_findings
from vasterviksmodell.sites.checks.undeclared import are_nearly_all, mostly_agree, municipality_columns
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.layout import detail_column, extra_column
from vasterviksmodell.sites.misread_letters import (
    are_misread,
    may_be_misread,
    may_have_lost_letters,
    misread_finding,
    restored_text,
)
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
    stated_codes,
    unwrapped_texts,
)
from vasterviksmodell.sites.positions.coordinates import is_unknown

_CODE, _NAME = "municipality_code", "municipality"
_A_CODE, _A_NAME = Message("code"), Message("name")
_FOUR_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def _see_municipalities(block: SiteBlock) -> list[CellFindings] | None:
    if not {_CODE, _NAME} & set(block.layout.details):
        return None
    known = municipalities()
    found = [*_code_findings(block, known)] if _CODE in block.layout.details else []
    if known is not None and _NAME in block.layout.details:
        found.append(_name_findings(block, known))
    return found


def _code_findings(block: SiteBlock, known: pl.DataFrame | None) -> Iterator[CellFindings]:
    texts = _known_texts(block, _CODE)
    if known is not None:
        texts = texts.filter(codes_before_names(texts, known).is_null())
    codes = codes_in(texts)
    exists = (codes.is_not_null() if known is None else codes.is_in(known["code"].implode())).fill_null(value=False)
    yield _findings_of_texts(block, _CODE, texts.filter(exists & (unwrapped_texts(texts) != codes)), _number_finding)
    yield _findings_of_texts(block, _CODE, texts.filter(~exists), partial(_invalid_code_finding, known))


def _name_findings(block: SiteBlock, known: pl.DataFrame) -> CellFindings:
    texts = _known_texts(block, _NAME)
    return _findings_of_texts(
        block, _NAME, texts.filter(codes_of(texts, known).is_null()), partial(_invalid_name_finding, known)
    )


def _known_texts(block: SiteBlock, detail: str) -> pl.Series:
    """Return the distinct known texts of a column; they are usually few."""
    texts = block.sites[detail_column(detail)].unique()
    return texts.filter(~is_unknown(texts, block.criteria.data))


def _findings_of_texts(
    block: SiteBlock, detail: str, texts: pl.Series, make_finding: Callable[[str, Place], Finding]
) -> CellFindings:
    """Return findings for the sites that have one of the texts."""
    text = detail_column(detail)
    sites = block.sites.filter(pl.col(text).is_in(texts.implode()))
    return block.findings_at(block.layout.details[detail], sites, lambda site, place: make_finding(site[text], place))


def _number_finding(text: str, place: Place) -> Finding:
    return Finding(rule("D201"), place, {"text": text}, suggestion=codes_in(pl.Series([text])).item())


def _invalid_code_finding(known: pl.DataFrame | None, text: str, place: Place) -> Finding:
    suggestion = None if known is None else _code_in(text, known)
    return Finding(rule("D202"), place, {"text": text, "what": _A_CODE}, suggestion=suggestion)


def _code_in(text: str, known: pl.DataFrame) -> str | None:
    """Return the code in a text such as `0883 Västervik`, or that of the municipality it names."""
    digits = _FOUR_DIGITS.search(text)
    if digits and digits[0] in known["code"]:
        return digits[0]
    code: str | None = codes_of(pl.Series([text]), known).item()
    return code


def _invalid_name_finding(known: pl.DataFrame, text: str, place: Place) -> Finding:
    return Finding(rule("D202"), place, {"text": text, "what": _A_NAME}, suggestion=nearest(text, known["name"]))


def _tell_cells(observations: Sequence[Sequence[CellFindings]], _: Criteria) -> Iterator[Finding]:
    """Yield the findings at cells, for each check of this module."""
    return placed_findings(chain.from_iterable(observations))


MUNICIPALITIES = Check(("D201", "D202"), _see_municipalities, _tell_cells)


_HEADINGS = re.compile("(?:lan|län|lans|läns|county)(?:kod|code|namn|name|nr|id|nameshort)?")
"""Headings of columns of counties, as letters alone in lower case."""
_COUNTY, _MUNICIPALITY = "_county", "_municipality"
_COUNTY_NAMES = {code: name for name, code in COUNTIES.items()}


def _see_other_county(block: SiteBlock) -> list[CellFindings] | None:
    columns = {heading: number for heading, number in block.layout.extras.items() if _is_county_heading(heading)}
    if not columns:
        return None
    known = municipalities()
    if not {"municipality_code", "municipality"} & block.layout.details.keys():
        return None if known is None else list(_compared_with_undeclared(block, columns, known))
    codes = (
        codes_in(block.sites[detail_column("municipality_code")]) if known is None else stated_codes(block.sites, known)
    )
    return [_findings_of_other_counties(block, heading, number, codes) for heading, number in columns.items()]


def _compared_with_undeclared(
    block: SiteBlock, columns: Mapping[str, int], known: pl.DataFrame
) -> Iterator[CellFindings]:
    """Yield findings for sites whose county is not that of the municipality in an undeclared column or the id."""
    columns_of_texts = (block.sites[extra_column(heading)] for heading in municipality_columns(block))
    stated = ((texts, codes_stated(texts, known).fill_null(codes_of(texts, known))) for texts in columns_of_texts)
    ids = (block.sites["id"], codes_stated(block.sites["id"], known))
    codes = next((codes for texts, codes in (*stated, ids) if are_nearly_all(codes, texts)), None)
    if codes is None:
        return
    for heading, number in columns.items():
        counties = county_codes(block.sites[extra_column(heading)])
        apart = (counties != codes.str.head(2)).sum()
        compared = (counties.is_not_null() & codes.is_not_null()).sum()
        if are_nearly_all(counties, block.sites[extra_column(heading)]) and mostly_agree(int(apart), int(compared)):
            yield _findings_of_other_counties(block, heading, number, codes)


def _is_county_heading(heading: str) -> bool:
    return _HEADINGS.fullmatch("".join(filter(str.isalpha, heading.casefold()))) is not None


def _findings_of_other_counties(block: SiteBlock, heading: str, number: int, codes: pl.Series) -> CellFindings:
    """Return findings for the sites whose municipality lies in another county than a column states."""
    texts = block.sites[extra_column(heading)]
    sites = pl.DataFrame({ROW: block.sites[ROW], "text": texts, _COUNTY: county_codes(texts), _MUNICIPALITY: codes})
    elsewhere = sites.filter(pl.col(_COUNTY) != pl.col(_MUNICIPALITY).str.head(2))
    return block.findings_at(number, elsewhere, _county_finding)


def _county_finding(site: dict[str, Any], place: Place) -> Finding:
    code = site[_MUNICIPALITY]
    county = f"{code[:2]} {_COUNTY_NAMES.get(code[:2], '')}".rstrip()
    return Finding(rule("D218"), place, {"text": site["text"], "municipality": code, "county": county})


OTHER_COUNTY = Check(("D218",), _see_other_county, _tell_cells)


_NAMED_COLUMNS = ("municipality", "place")
_TEXT = "text"


def _see_wrong_letters(block: SiteBlock) -> list[CellFindings]:
    layout = block.layout
    columns = {layout.id: "id"} | ({} if layout.name is None else {layout.name: "name"})
    columns |= {layout.details[detail]: detail_column(detail) for detail in _NAMED_COLUMNS if detail in layout.details}
    return [
        _misread_texts(block, number, name) for number, name in columns.items() if may_be_misread(block.sites[name])
    ]


def _misread_texts(block: SiteBlock, number: int, name: str) -> CellFindings:
    """Return findings for misread texts; one that ends in a question mark counts only when it fits a known name."""
    sites = block.sites.select(ROW, pl.col(name).alias(_TEXT))
    unsure = sites[_TEXT].filter(may_have_lost_letters(sites[_TEXT])).unique()
    known = (*official_names(), *COUNTY_NAMES) if len(unsure) else ()
    lost = [text for text in unsure if restored_text(text, known) not in (None, text)]
    misread = sites.filter(are_misread(sites[_TEXT]) | sites[_TEXT].is_in(lost))
    return block.findings_at(number, misread, partial(_wrong_letters_finding, known))


def _wrong_letters_finding(known: Sequence[str], site: dict[str, Any], place: Place) -> Finding:
    return misread_finding(site[_TEXT], restored_text(site[_TEXT], known), place)


WRONG_LETTERS = Check(("D220",), _see_wrong_letters, _tell_cells)
