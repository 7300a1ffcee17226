"""D217: a code and a name of one row, or its id and its name, that are those of two municipalities.

Columns that are not declared are compared, too, when they are called and filled as those of municipalities are.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.check import AtCells, Check, Part, with_places
from vasterviksmodell.sites.checks.undeclared import are_nearly_all, mostly_agree, municipality_columns
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.layout import beside, extra
from vasterviksmodell.sites.municipalities import codes_in, codes_of, codes_stated, municipalities

_CODE, _NAME = "municipality_code", "municipality"
_FIRST, _FIRST_CODE, _SECOND, _SECOND_CODE = "_first", "_first_code", "_second", "_second_code"


class _Statement(NamedTuple):
    """What a column says of the municipality of each site."""

    column: int
    texts: pl.Series
    codes: pl.Series
    """Null where it says nothing, or what is no municipality."""


def _see_two_municipalities(part: Part) -> list[AtCells] | None:
    known = municipalities() if _may_say(part) else None
    if known is None:
        return None
    said: dict[int, _Statement] = {}
    for statement in _statements(part, known):
        said.setdefault(statement.column, statement)
    columns, names = list(said.values()), dict(known.select("code", "name").iter_rows())
    pairs = [*((columns[0], column) for column in columns[1:]), *_undeclared_pairs(part, known, columns)]
    return [_apart(part, *pair, names) for pair in pairs]


def _may_say(part: Part) -> bool:
    """Whether a block says anything of municipalities: their table takes time to read."""
    return _CODE in part.layout.beside or bool(municipality_columns(part)) or _mostly(codes_in(part.block["id"]))


def _undeclared_pairs(
    part: Part, known: pl.DataFrame, columns: Sequence[_Statement]
) -> Iterator[tuple[_Statement, _Statement]]:
    """The columns that are not declared, each with what it is compared with: a declared one, or the first of them."""
    found = [
        statement
        for statement in _undeclared(part, known)
        if statement.column not in {other.column for other in columns}
    ]
    declared = {part.layout.beside.get(what) for what in (_CODE, _NAME)}
    stated = [column for column in columns if column.column in declared]
    others = [column for column in (*columns, *_names_of(part, known, found)) if column.column not in declared]
    first = next(iter([*stated, *found]), None)
    for statement in found:
        if first is not None and statement is not first and (not stated or _mostly_agree(first, statement)):
            yield first, statement
    for other in others[:1] if found and not stated else ():
        if _mostly_agree(other, found[0]):
            yield other, found[0]


def _undeclared(part: Part, known: pl.DataFrame) -> Iterator[_Statement]:
    """What the columns say that are not declared, called as those of municipalities, and filled with them."""
    for heading, number in municipality_columns(part).items():
        texts = part.block[extra(heading)]
        codes = codes_stated(texts, known).fill_null(codes_of(texts, known))
        if are_nearly_all(codes, texts):
            yield _Statement(number, texts, codes)


def _names_of(part: Part, known: pl.DataFrame, found: Sequence[_Statement]) -> Iterator[_Statement]:
    """The names of the sites, when they are those of municipalities."""
    named = part.layout.id if part.layout.name is None else part.layout.name
    own = _Statement(named, part.block["name"], codes_of(part.block["name"], known))
    if found and _are_municipalities(own, found[0]):
        yield own


def _mostly_agree(one: _Statement, other: _Statement) -> bool:
    both = one.codes.is_not_null() & other.codes.is_not_null()
    return mostly_agree(int((one.codes != other.codes).sum()), int(both.sum()))


def _statements(part: Part, known: pl.DataFrame) -> Iterator[_Statement]:
    """What the columns say: codes first, so that names are compared with codes."""
    layout, block = part.layout, part.block
    own_id = _Statement(layout.id, block["id"], codes_stated(block["id"], known))
    named = layout.id if layout.name is None else layout.name
    own_name = _Statement(named, block["name"], codes_of(block["name"], known))
    code, name = (_declared(part, what, known) for what in (_CODE, _NAME))
    ids_are_codes = _mostly(own_id.codes)
    if ids_are_codes:
        yield own_id
    if code:
        yield code
    if ids_are_codes or (code and not name and _are_municipalities(own_name, code)):
        yield own_name
    if name:
        yield name


def _declared(part: Part, what: str, known: pl.DataFrame) -> _Statement | None:
    """What a declared column says, if there is one."""
    if what not in part.layout.beside:
        return None
    texts = part.block[beside(what)]
    codes = codes_stated(texts, known) if what == _CODE else codes_of(texts, known)
    return _Statement(part.layout.beside[what], texts, codes)


def _mostly(codes: pl.Series) -> bool:
    return 2 * codes.count() >= len(codes)


def _are_municipalities(name: _Statement, code: _Statement) -> bool:
    """Whether sites with such names and codes are municipalities, and not places that are called like some."""
    return len(name.codes) > 1 and _mostly(name.codes) and not code.codes.drop_nulls().is_duplicated().any()


def _apart(part: Part, first: _Statement, second: _Statement, names: dict[str, str]) -> AtCells:
    """The sites for which two columns say two municipalities."""
    both = pl.DataFrame(
        {
            ROW: part.block[ROW],
            _FIRST: first.texts,
            _FIRST_CODE: first.codes,
            _SECOND: second.texts,
            _SECOND_CODE: second.codes,
        }
    )
    apart = both.filter(pl.col(_FIRST_CODE) != pl.col(_SECOND_CODE))

    def told(site: dict[str, Any], place: Place) -> Finding:
        one, other = (f"{code} {names[code]}" for code in (site[_FIRST_CODE], site[_SECOND_CODE]))
        facts = {"text": site[_SECOND], "meant": other, "other": site[_FIRST], "stated": one}
        return Finding(rule("D217"), place, facts)

    return AtCells.of(part.table, second.column, apart, told, part.limit)


def _tell_two_municipalities(kept: Sequence[list[AtCells]], _: Criteria) -> Iterator[Finding]:
    yield from with_places(cells for block in kept for cells in block)


TWO_MUNICIPALITIES = Check(("D217",), _see_two_municipalities, _tell_two_municipalities)
