"""D117, D203: ids that differ only in hyphens, blanks or zeros, and sites that share a name, may be one place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Enumeration, Message, Phrase
from vasterviksmodell.i18n.wording import UNSEEN, shortened
from vasterviksmodell.sites.checks.check import Check, SiteBlock
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Table, TableCell, places_of
from vasterviksmodell.sites.identity import KEY, lowered, normalised, without_blanks
from vasterviksmodell.sites.layout import detail_column
from vasterviksmodell.sites.occurring_signs import OccurringSigns
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.folding import BLANKS

_HIDDEN = rf"[\p{{Cf}}{UNSEEN[1:-1]}]"
_CODE_AND_NAME = r"^([0-9]{4,})\s+\p{L}.*$"
_ZEROS = r"^0*([0-9]+)(?:[.,]0+)?$"
"""A whole number, perhaps with leading zeros, or written as a decimal."""
_APART = r"[\s\p{Pd}]+"
"""Blanks and hyphens of all kinds."""
_ASCII_APART = " \t\n\v\f\r-"
_BETWEEN_DIGITS = rf"([0-9]){_APART}([0-9])"
"""What keeps two numbers apart: 1-12 is not 11-2."""
_FILE, _BARE = "_file", "_bare"


def _without_hidden(keys: pl.Series) -> pl.Series:
    return keys.str.replace_all(_HIDDEN, "")


def _without_names(keys: pl.Series) -> pl.Series:
    """Return codes without the names that tables of PxWeb write after them: `0883 Västervik`."""
    return keys.str.replace(_CODE_AND_NAME, "$1")


def _without_zeros(keys: pl.Series) -> pl.Series:
    return keys.str.replace(_ZEROS, "$1")


def _without_hyphens(keys: pl.Series) -> pl.Series:
    """Return ids without blanks and hyphens; between digits a NUL stands for them."""
    apart = keys.str.replace_all(_BETWEEN_DIGITS, "${1}\0${2}").str.replace_all(_BETWEEN_DIGITS, "${1}\0${2}")
    return apart.str.replace_all(_APART, "")


_HIDDEN_SIGNS = Message("invisible characters")
_NAMES = Message("the name after the code")
_ZEROS_IN_FRONT = Message("zeros")
REMOVED_IN_ORDER: tuple[tuple[Message, Callable[[pl.Series], pl.Series]], ...] = (
    (_HIDDEN_SIGNS, _without_hidden),
    (_NAMES, _without_names),
    (_ZEROS_IN_FRONT, _without_zeros),
    (Message("hyphens or blanks"), _without_hyphens),
)
"""What alike ids may differ in, and how to remove it, in order."""


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of the sites in a block."""

    table: Table
    column: int
    sites: pl.DataFrame
    """`ROW`, `id`, the normalised id, and the same without all that alike ids may differ in."""
    limit: int


def _see_alike_ids(block: SiteBlock) -> _Ids | None:
    """Observe the ids of the first sites only, because they are kept in memory."""
    sites = block.sites.head(block.surveyed)
    keys = normalised(sites[KEY])
    compared = sites.select(ROW, "id", keys.alias(KEY), bare_ids(keys).alias(_BARE))
    return _Ids(block.table, block.layout.id, compared, block.limit)


def bare_ids(keys: pl.Series) -> pl.Series:
    """Return ids without all that alike ids may differ in."""
    if keys.str.contains("^[0-9]").any() or not _are_plain(OccurringSigns(keys)):
        for _, remove in REMOVED_IN_ORDER:
            keys = remove(keys)
    return keys


def _are_plain(signs: OccurringSigns) -> bool:
    """Say whether no id has a sign that is removed, or may be: an ASCII blank or hyphen, or one beyond ASCII."""
    return signs.are_ascii and not signs.include(_ASCII_APART)


def _tell_alike_ids(observations: Sequence[_Ids], _: Criteria) -> Iterator[Finding]:
    sites = pl.concat(
        ids.sites.select(pl.lit(number).alias(_FILE), pl.all()) for number, ids in enumerate(observations)
    )
    each = sites.unique(KEY, keep="first", maintain_order=True)
    alike = each.filter(each[_BARE].is_duplicated() & (each[_BARE] != ""))
    first: dict[str, tuple[str, TableCell]] = {}
    cells: list[TableCell] = []
    texts: list[tuple[str, str]] = []
    for file, row, text, bare in alike.select(_FILE, ROW, "id", _BARE).iter_rows():
        cell = (observations[file].table, Cell(row, observations[file].column))
        other, other_cell = first.setdefault(bare, (text, cell))
        if other_cell is not cell:
            cells += [cell, other_cell]
            texts.append((text, other))
    places = places_of(cells[: 2 * observations[0].limit])
    found = [
        _alike_ids_finding(*pair, place, other)
        for pair, place, other in zip(texts, places[::2], places[1::2], strict=False)
    ]
    yield from truncated(found, len(texts), observations[0].limit)


def _alike_ids_finding(text: str, other: str, place: Place, first: Place) -> Finding:
    differences = _differences(text, other)
    facts: Mapping[str, Phrase] = {
        "text": text,
        "other": other,
        "first": str(first),
        "ways": Enumeration(differences),
        "column": "id",
    }
    return Finding(rule("D117"), place, facts, advice=_advice_on_ids(differences))


def _differences(*ids: str) -> list[Message]:
    """Return what two ids differ in: what must be removed before they are the same."""
    keys = normalised(lowered(pl.Series(ids)))
    found = []
    for difference, remove in REMOVED_IN_ORDER:
        if keys.n_unique() == 1:
            break
        before, keys = keys, remove(keys)
        found += [difference] if (before != keys).any() else []
    return found


def _advice_on_ids(differences: Sequence[Message]) -> Phrase | None:
    """Return advice on the gravest difference; None on hyphens, where the rule's own hint will do."""
    return next((advice for difference, advice in _ADVICE if difference in differences), None)


_ADVICE = (
    (
        _NAMES,
        Message("if it is one place, write only the code as its id, with all its digits"),
    ),
    (
        _ZEROS_IN_FRONT,
        Message(
            "if it is one place, write its id with all its zeros, and store ids as text: Excel and"
            " other programs drop leading zeros of numbers"
        ),
    ),
    (
        _HIDDEN_SIGNS,
        Message("if it is one place, type its id again, without the characters that are shown as escapes"),
    ),
)


ALIKE_IDS = Check(("D117",), _see_alike_ids, _tell_alike_ids, across_files=True)


_WHERE, _CALLED, _AS_ID = "_where", "_called", "_as_id"


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of the sites in a block."""

    table: Table
    column: int
    sites: pl.DataFrame
    """`ROW`, `name`, the normalised municipality and name, and whether the name is just the id."""
    limit: int


def _see_namesakes(block: SiteBlock) -> _Names | None:
    """Observe the names of the first sites only, because they are kept in memory."""
    column, sites = block.layout.name, block.sites.head(block.surveyed)
    if column is None or sites.is_empty():
        return None
    called = lowered(sites["name"])
    compared = sites.select(
        ROW,
        "name",
        _municipality(block).alias(_WHERE),
        without_blanks(called).alias(_CALLED),
        (called == sites[KEY]).alias(_AS_ID),
    )
    return _Names(block.table, column, compared, block.limit)


def _municipality(block: SiteBlock) -> pl.Expr:
    """Return the code of the municipality with its leading zero; empty when it is unknown."""
    if "municipality_code" not in block.layout.details:
        return pl.lit("")
    return pl.col(detail_column("municipality_code")).str.strip_chars(BLANKS).str.zfill(4).fill_null("")


def _tell_namesakes(observations: Sequence[_Names], _: Criteria) -> Iterator[Finding]:
    first: dict[tuple[str, str], tuple[TableCell, bool]] = {}
    cells: list[TableCell] = []
    facts: list[dict[str, Phrase]] = []
    repeats, limit = 0, observations[0].limit
    for number, row, name, where, called, as_id in _namesakes(observations).iter_rows():
        cell = (observations[number].table, Cell(row, observations[number].column))
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
    yield from truncated(found, repeats, limit)


def _namesakes(observations: Sequence[_Names]) -> pl.DataFrame:
    """Return the sites that share their name with others in their municipality."""
    sites = pl.concat(names.sites.select(pl.lit(number), pl.all()) for number, names in enumerate(observations))
    return sites.filter(sites.select(_WHERE, _CALLED).is_duplicated())


def _in_municipality(code: str) -> Phrase:
    return Message(" in municipality {code}").format(code=shortened(code)) if code else ""


NAMESAKES = Check(("D203",), _see_namesakes, _tell_namesakes)
