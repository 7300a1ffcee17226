"""D217: rows whose code and name, or id and name, are those of two municipalities.

Undeclared columns are compared too, when their headings and cells are those of municipalities.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.check import CellFindings, Check, SiteBlock, placed_findings
from vasterviksmodell.sites.checks.undeclared import are_nearly_all, mostly_agree, municipality_columns
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.layout import detail_column, extra_column
from vasterviksmodell.sites.municipalities import codes_of, codes_stated, mostly_hold_codes, municipalities

_CODE, _NAME = "municipality_code", "municipality"
_FIRST, _FIRST_CODE, _SECOND, _SECOND_CODE = "_first", "_first_code", "_second", "_second_code"


class _Statement(NamedTuple):
    """The municipality that a column states for each site."""

    column: int
    texts: pl.Series
    codes: pl.Series
    """Null where it states no municipality."""


def _see_two_municipalities(block: SiteBlock) -> list[CellFindings] | None:
    known = municipalities() if _may_state_municipalities(block) else None
    if known is None:
        return None
    by_column: dict[int, _Statement] = {}
    for statement in _statements(block, known):
        by_column.setdefault(statement.column, statement)
    statements, names = list(by_column.values()), dict(known.select("code", "name").iter_rows())
    pairs = [*((statements[0], other) for other in statements[1:]), *_undeclared_pairs(block, known, statements)]
    return [_contradictions(block, *pair, names) for pair in pairs]


def _may_state_municipalities(block: SiteBlock) -> bool:
    """Say whether a block may state municipalities; if not, their table need not be read, which takes time."""
    return _CODE in block.layout.details or bool(municipality_columns(block)) or mostly_hold_codes(block.sites["id"])


def _undeclared_pairs(
    block: SiteBlock, known: pl.DataFrame, statements: Sequence[_Statement]
) -> Iterator[tuple[_Statement, _Statement]]:
    """Yield the undeclared columns, each with the column it is compared with: a declared one, or the first of them."""
    found = [
        statement
        for statement in _undeclared(block, known)
        if statement.column not in {other.column for other in statements}
    ]
    declared = {block.layout.details.get(what) for what in (_CODE, _NAME)}
    stated = [statement for statement in statements if statement.column in declared]
    all_statements = (*statements, *_names_of(block, known, found))
    others = [statement for statement in all_statements if statement.column not in declared]
    first = next(iter([*stated, *found]), None)
    for statement in found:
        if first is not None and statement is not first and (not stated or _mostly_agree(first, statement)):
            yield first, statement
    for other in others[:1] if found and not stated else ():
        if _mostly_agree(other, found[0]):
            yield other, found[0]


def _undeclared(block: SiteBlock, known: pl.DataFrame) -> Iterator[_Statement]:
    """Yield the statements of undeclared columns whose headings and cells are those of municipalities."""
    for heading, number in municipality_columns(block).items():
        texts = block.sites[extra_column(heading)]
        codes = codes_stated(texts, known).fill_null(codes_of(texts, known))
        if are_nearly_all(codes, texts):
            yield _Statement(number, texts, codes)


def _names_of(block: SiteBlock, known: pl.DataFrame, found: Sequence[_Statement]) -> Iterator[_Statement]:
    """Yield the names of the sites if they are those of municipalities."""
    named = block.layout.id if block.layout.name is None else block.layout.name
    own = _Statement(named, block.sites["name"], codes_of(block.sites["name"], known))
    if found and _are_municipalities(own, found[0]):
        yield own


def _mostly_agree(one: _Statement, other: _Statement) -> bool:
    both = one.codes.is_not_null() & other.codes.is_not_null()
    return mostly_agree(int((one.codes != other.codes).sum()), int(both.sum()))


def _statements(block: SiteBlock, known: pl.DataFrame) -> Iterator[_Statement]:
    """Yield the statements of columns, codes first, so that names are compared with codes."""
    layout, sites = block.layout, block.sites
    own_id = _Statement(layout.id, sites["id"], codes_stated(sites["id"], known))
    named = layout.id if layout.name is None else layout.name
    own_name = _Statement(named, sites["name"], codes_of(sites["name"], known))
    code, name = (_declared_statement(block, what, known) for what in (_CODE, _NAME))
    ids_are_codes = _are_mostly_known(own_id.codes)
    if ids_are_codes:
        yield own_id
    if code:
        yield code
    if ids_are_codes or (code and not name and _are_municipalities(own_name, code)):
        yield own_name
    if name:
        yield name


def _declared_statement(block: SiteBlock, what: str, known: pl.DataFrame) -> _Statement | None:
    """Return the statement of a declared column, if there is one."""
    if what not in block.layout.details:
        return None
    texts = block.sites[detail_column(what)]
    codes = codes_stated(texts, known) if what == _CODE else codes_of(texts, known)
    return _Statement(block.layout.details[what], texts, codes)


def _are_mostly_known(codes: pl.Series) -> bool:
    return 2 * codes.count() >= len(codes)


def _are_municipalities(name: _Statement, code: _Statement) -> bool:
    """Say whether the sites are municipalities, and not places that share a name with some."""
    return len(name.codes) > 1 and _are_mostly_known(name.codes) and not code.codes.drop_nulls().is_duplicated().any()


def _contradictions(block: SiteBlock, first: _Statement, second: _Statement, names: dict[str, str]) -> CellFindings:
    """Return findings for the sites for which two columns state two municipalities."""
    both = pl.DataFrame(
        {
            ROW: block.sites[ROW],
            _FIRST: first.texts,
            _FIRST_CODE: first.codes,
            _SECOND: second.texts,
            _SECOND_CODE: second.codes,
        }
    )
    differing = both.filter(pl.col(_FIRST_CODE) != pl.col(_SECOND_CODE))

    def make_finding(site: dict[str, Any], place: Place) -> Finding:
        one, other = (f"{code} {names[code]}" for code in (site[_FIRST_CODE], site[_SECOND_CODE]))
        facts = {"text": site[_SECOND], "meant": other, "other": site[_FIRST], "stated": one}
        return Finding(rule("D217"), place, facts)

    return block.findings_at(second.column, differing, make_finding)


def _tell_two_municipalities(observations: Sequence[list[CellFindings]], _: Criteria) -> Iterator[Finding]:
    yield from placed_findings(cells for block in observations for cells in block)


TWO_MUNICIPALITIES = Check(("D217",), _see_two_municipalities, _tell_two_municipalities)
