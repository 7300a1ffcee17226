"""D201 and D202: municipality codes that were read as numbers, and what is no municipality."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.checks.interface import AtCells, Check, Part, with_places
from vasterviksmodell.sites.layout import beside
from vasterviksmodell.sites.municipalities import codes_before_names, codes_in, codes_of, municipalities, plain
from vasterviksmodell.sites.positions.coordinates import is_unknown
from vasterviksmodell.wording import nearest

_CODE, _NAME = "municipality_code", "municipality"
_A_CODE, _A_NAME = Message("code"), Message("name")
_FOUR_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def _see(part: Part) -> list[AtCells] | None:
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
    yield _told(part, _CODE, texts.filter(exists & (plain(texts) != codes)), _number)
    yield _told(part, _CODE, texts.filter(~exists), partial(_no_code, known))


def _names(part: Part, known: pl.DataFrame) -> AtCells:
    texts = _different(part, _NAME)
    return _told(part, _NAME, texts.filter(codes_of(texts, known).is_null()), partial(_no_name, known))


def _different(part: Part, what: str) -> pl.Series:
    """The different texts of a column that say something; few, usually."""
    texts = part.block[beside(what)].unique()
    return texts.filter(~is_unknown(texts, part.criteria.data))


def _told(part: Part, what: str, texts: pl.Series, tell: Callable[[str, Place], Finding]) -> AtCells:
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


def _tell(kept: Sequence[Sequence[AtCells]], _: Criteria) -> Iterator[Finding]:
    return with_places(chain.from_iterable(kept))


CHECK = Check(("D201", "D202"), _see, _tell)
