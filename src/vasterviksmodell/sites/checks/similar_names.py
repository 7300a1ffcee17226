"""D117: ids that look alike, as those do that differ in a hyphen or a blank, are perhaps one place twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Enumeration, Message, Phrase
from vasterviksmodell.i18n.wording import UNSEEN, shortened
from vasterviksmodell.sites.checks.check import Check, Part
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Located, Table, places_of
from vasterviksmodell.sites.identity import KEY, lowered, normalised, without_blanks
from vasterviksmodell.sites.layout import beside
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.source.words import BLANKS

_HIDDEN = rf"[\p{{Cf}}{UNSEEN[1:-1]}]"
_CODE_AND_NAME = r"^([0-9]{4,})\s+\p{L}.*$"
_ZEROS = r"^0*([0-9]+)(?:[.,]0+)?$"
"""A whole number, as it is written with zeros in front, and by programs that take it for a decimal."""
_APART = r"[\s\p{Pd}]+"
"""Blanks and hyphens of all kinds."""
_BETWEEN_DIGITS = rf"([0-9]){_APART}([0-9])"
"""What keeps two numbers apart: 1-12 is not 11-2."""
_FILE, _BARE = "_file", "_bare"


def _without_hidden(keys: pl.Series) -> pl.Series:
    return keys.str.replace_all(_HIDDEN, "")


def _without_names(keys: pl.Series) -> pl.Series:
    """Codes without the names after them, as tables of PxWeb have: `0883 Västervik`."""
    return keys.str.replace(_CODE_AND_NAME, "$1")


def _without_zeros(keys: pl.Series) -> pl.Series:
    return keys.str.replace(_ZEROS, "$1")


def _without_hyphens(keys: pl.Series) -> pl.Series:
    """Ids without blanks and hyphens; between digits one blank stands for them."""
    kept = keys.str.replace_all(_BETWEEN_DIGITS, "${1}\0${2}").str.replace_all(_BETWEEN_DIGITS, "${1}\0${2}")
    return kept.str.replace_all(_APART, "")


_HIDDEN_SIGNS = Message("signs that nobody sees")
_NAMES = Message("the name after the code")
_ZEROS_IN_FRONT = Message("zeros")
_STEPS: tuple[tuple[Message, Callable[[pl.Series], pl.Series]], ...] = (
    (_HIDDEN_SIGNS, _without_hidden),
    (_NAMES, _without_names),
    (_ZEROS_IN_FRONT, _without_zeros),
    (Message("hyphens or blanks"), _without_hyphens),
)
"""In what ids may differ, and how to leave that out, one after another."""


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids in a block."""

    table: Table
    column: int
    sites: pl.DataFrame
    """`ROW`, `id`, the id as it is compared, and the same without all in which such ids may differ."""
    limit: int


def _see_alike_ids(part: Part) -> _Ids | None:
    """Of the first sites only, because their ids are kept."""
    sites = part.block.head(part.surveyed)
    keys = normalised(sites[KEY])
    compared = sites.select(ROW, "id", keys.alias(KEY), _bare(keys).alias(_BARE))
    return _Ids(part.table, part.layout.id, compared, part.limit)


def _bare(keys: pl.Series) -> pl.Series:
    for _, left_out in _STEPS:
        keys = left_out(keys)
    return keys


def _tell_alike_ids(kept: Sequence[_Ids], _: Criteria) -> Iterator[Finding]:
    sites = pl.concat(ids.sites.select(pl.lit(number).alias(_FILE), pl.all()) for number, ids in enumerate(kept))
    each = sites.unique(KEY, keep="first", maintain_order=True)
    alike = each.filter(each[_BARE].is_duplicated() & (each[_BARE] != ""))
    first: dict[str, tuple[str, Located]] = {}
    cells: list[Located] = []
    texts: list[tuple[str, str]] = []
    for file, row, text, bare in alike.select(_FILE, ROW, "id", _BARE).iter_rows():
        cell = (kept[file].table, Cell(row, kept[file].column))
        other, other_cell = first.setdefault(bare, (text, cell))
        if other_cell is not cell:
            cells += [cell, other_cell]
            texts.append((text, other))
    places = places_of(cells[: 2 * kept[0].limit])
    found = [
        _finding(*pair, place, other) for pair, place, other in zip(texts, places[::2], places[1::2], strict=False)
    ]
    yield from listed(found, len(texts), kept[0].limit)


def _finding(text: str, other: str, place: Place, first: Place) -> Finding:
    ways = _ways(text, other)
    facts: Mapping[str, Phrase] = {
        "text": text,
        "other": other,
        "first": str(first),
        "ways": Enumeration(ways),
        "column": "id",
    }
    return Finding(rule("D117"), place, facts, advice=_advice(ways))


def _ways(*ids: str) -> list[Message]:
    """In what two ids differ: what has to be left out of either before they are the same."""
    keys = normalised(lowered(pl.Series(ids)))
    ways = []
    for way, left_out in _STEPS:
        if keys.n_unique() == 1:
            break
        before, keys = keys, left_out(keys)
        ways += [way] if (before != keys).any() else []
    return ways


def _advice(ways: Sequence[Message]) -> Phrase | None:
    """What to do about the way that takes most; the usual about hyphens alone."""
    return next((advice for way, advice in _ADVICE if way in ways), None)


_ADVICE = (
    (
        _NAMES,
        Message("one place twice? Then write the code alone as its id, with all its digits"),
    ),
    (
        _ZEROS_IN_FRONT,
        Message(
            "one place twice? Then write its id with all its zeros, and keep ids as text: Excel and others drop"
            " the zeros of what they take for a number"
        ),
    ),
    (
        _HIDDEN_SIGNS,
        Message("one place twice? Then write its id anew, without what is shown as an escape"),
    ),
)


ALIKE_IDS = Check(("D117",), _see_alike_ids, _tell_alike_ids, across_files=True)


_WHERE, _CALLED, _AS_ID = "_where", "_called", "_as_id"


@dataclass(frozen=True, slots=True)
class _Names:
    """The names in a block."""

    table: Table
    column: int
    sites: pl.DataFrame
    """`ROW`, `name`, municipality and name as they are compared, and whether the name is just the id."""
    limit: int


def _see_namesakes(part: Part) -> _Names | None:
    """Of the first sites only, because their names are kept."""
    column, sites = part.layout.name, part.block.head(part.surveyed)
    if column is None or sites.is_empty():
        return None
    called = lowered(sites["name"])
    compared = sites.select(
        ROW,
        "name",
        _municipality(part).alias(_WHERE),
        without_blanks(called).alias(_CALLED),
        (called == sites[KEY]).alias(_AS_ID),
    )
    return _Names(part.table, column, compared, part.limit)


def _municipality(part: Part) -> pl.Expr:
    """The code of the municipality, also when it has lost its zero; empty when nothing says it."""
    if "municipality_code" not in part.layout.beside:
        return pl.lit("")
    return pl.col(beside("municipality_code")).str.strip_chars(BLANKS).str.zfill(4).fill_null("")


def _tell_namesakes(kept: Sequence[_Names], _: Criteria) -> Iterator[Finding]:
    first: dict[tuple[str, str], tuple[Located, bool]] = {}
    cells: list[Located] = []
    facts: list[dict[str, Phrase]] = []
    repeats, limit = 0, kept[0].limit
    for number, row, name, where, called, as_id in _namesakes(kept).iter_rows():
        cell = (kept[number].table, Cell(row, kept[number].column))
        other, other_as_id = first.setdefault((where, called), (cell, as_id))
        if other is cell or (as_id and other_as_id):
            continue
        repeats += 1
        if repeats <= limit:
            cells += [cell, other]
            facts.append({"text": name, "where": _in_municipality(where), "column": "name"})
    places = places_of(cells)
    found = [
        Finding(rule("D203"), place, {**fact, "first": str(other)})
        for fact, place, other in zip(facts, places[::2], places[1::2], strict=True)
    ]
    yield from listed(found, repeats, limit)


def _namesakes(kept: Sequence[_Names]) -> pl.DataFrame:
    """The sites that share their name with others in their municipality."""
    sites = pl.concat(names.sites.select(pl.lit(number), pl.all()) for number, names in enumerate(kept))
    return sites.filter(sites.select(_WHERE, _CALLED).is_duplicated())


def _in_municipality(code: str) -> Phrase:
    return Message(" in municipality {code}").format(code=shortened(code)) if code else ""


NAMESAKES = Check(("D203",), _see_namesakes, _tell_namesakes)
