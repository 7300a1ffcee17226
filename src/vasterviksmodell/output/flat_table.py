"""Entries for programs as CSV: a row for each, every figure in full; no text in it is taken for a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from vasterviksmodell.i18n.wording import with_escapes
from vasterviksmodell.output.ranking.delimited import FORMULA, NUMBER

_ENDS = ("_low", "_high")


def flat_table(columns: Sequence[str], entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    r"""Yield a table in CSV: the headings, then a row for each entry.

    `old.rank` is the key `rank` in `old`; `measure_low` and `measure_high` are the ends of the interval `measure`.

    >>> entries = [{"id": "a", "old": {"rank": 1}, "measure": [0.5, None]}]
    >>> "".join(flat_table(("id", "old.rank", "measure_low", "measure_high"), entries))
    'id,old.rank,measure_low,measure_high\na,1,0.5,\n'
    """
    yield _line(columns)
    yield from (_line([_cell(_found(entry, column)) for column in columns]) for entry in entries)


def _line(cells: Sequence[str]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return with_escapes(written.getvalue())


def _found(entry: Mapping[str, Any], column: str) -> Any:
    """Return what an entry says under a column."""
    key, dot, inside = column.partition(".")
    if dot:
        return _found(entry.get(key) or {}, inside)
    for number, end in enumerate(_ENDS):
        interval = column.removesuffix(end)
        if column not in entry and interval in entry and column.endswith(end):
            return entry[interval] and entry[interval][number]
    return entry.get(column)


def _cell(content: Any) -> str:
    match content:
        case None:
            return ""
        case bool():
            return str(content).lower()
        case str():
            return _harmless(content)
        case list() | tuple():
            return _harmless("; ".join(map(_cell, content)))
        case _:
            return repr(content)


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if re.match(FORMULA, text) and not re.match(NUMBER, text) else text
