"""D217: a code and a name of one row, or its id and its name, that are those of two municipalities."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.at_cells import AtCells, with_places
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.formats.interface import ROW
from vasterviksmodell.sites.layout import beside
from vasterviksmodell.sites.municipalities import codes_in, codes_of, codes_stated, municipalities

_CODE, _NAME = "municipality_code", "municipality"
_FIRST, _FIRST_CODE, _SECOND, _SECOND_CODE = "_first", "_first_code", "_second", "_second_code"


class _Statement(NamedTuple):
    """What a column says of the municipality of each site."""

    column: int
    texts: pl.Series
    codes: pl.Series
    """Null where it says nothing, or what is no municipality."""


def _see(part: Part) -> list[AtCells] | None:
    known = municipalities() if _may_say(part) else None
    if known is None:
        return None
    said: dict[int, _Statement] = {}
    for it in _statements(part, known):
        said.setdefault(it.column, it)
    columns, names = list(said.values()), dict(known.select("code", "name").iter_rows())
    return [_apart(part, columns[0], it, names) for it in columns[1:]]


def _may_say(part: Part) -> bool:
    """Whether a block says anything of municipalities: their table takes time to read."""
    return _CODE in part.layout.beside or _mostly(codes_in(part.block["id"]))


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


def _tell(kept: Sequence[list[AtCells]], _: Criteria) -> Iterator[Finding]:
    yield from with_places(cells for block in kept for cells in block)


CHECK = Check(("D217",), _see, _tell)
