"""The rows of a file while it is read: blank ones and those that `where:` leaves out are no sites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import or_

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.chosen_rows import Wish, all_of
from vasterviksmodell.wording import Text, listing, nearest, shortened

BLANK = "_blank"
"""The column that says which rows hold nothing."""
_MOST = 1000
"""So many texts of a column are kept, to be told."""


def asked(number: int) -> str:
    """The column with the texts that a wish is about."""
    return f"_where__{number}"


def are_blank(cells: Sequence[pl.Expr], id: int) -> pl.Expr:
    """Which rows hold nothing but blanks; only those without id, the number of whose column is given, are looked at."""
    return pl.struct(cells).map_batches(partial(_are_blank, id=id), return_dtype=pl.Boolean, is_elementwise=True)


def _are_blank(cells: pl.Series, id: int) -> pl.Series:
    frame = cells.struct.unnest()
    blank = _is_blank(frame.to_series(id))
    rows = blank.arg_true()
    if rows.is_empty():
        return blank
    filled = [~_is_blank(column) for column in frame[rows].iter_columns()]
    return blank.scatter(rows, ~reduce(or_, filled))


def _is_blank(texts: pl.Series) -> pl.Series:
    return texts.fill_null("").str.strip_chars() == ""


@dataclass(slots=True)
class RowsRead:
    """Tells the sites among the rows, and gathers what the rows say that is wished for."""

    wishes: Mapping[Wish, int]
    """Each with its column."""
    comma: bool
    """Whether the file has decimal commas."""
    left_out: int = 0
    sites: int = 0
    _occurring: dict[Wish, dict[str, None]] = field(default_factory=dict)
    _met: dict[Wish, set[str]] = field(default_factory=dict)
    """The texts wished for that occur."""

    def sites_of(self, block: pl.DataFrame) -> pl.DataFrame:
        """The rows of a block that are sites."""
        blank = block[BLANK]
        rows = block.filter(~blank) if blank.any() else block
        if self.wishes:
            meeting = [self._meeting(wish, rows[asked(number)]) for wish, number in self.wishes.items()]
            chosen = rows.filter(all_of(meeting, rows.height))
            self.left_out += rows.height - chosen.height
            rows = chosen
        self.sites += rows.height
        return rows

    def _meeting(self, wish: Wish, texts: pl.Series) -> pl.Series:
        distinct = texts.fill_null("").unique(maintain_order=True).to_list()
        known = self._occurring.setdefault(wish, {})
        known |= dict.fromkeys(distinct[: _MOST - len(known)])
        met = self._met.setdefault(wish, set())
        met |= {it for it in wish.texts if it not in met and wish.only(it).met_by_any(distinct, comma=self.comma)}
        return wish.met_by_each(texts, comma=self.comma)

    def findings(self, headings: Mapping[Wish, Place], path: str) -> Iterator[Finding]:
        """What is wished for and occurs in no row."""
        unmet = [(wish, it) for wish in self._occurring for it in wish.texts if it not in self._met[wish]]
        for wish, text in unmet:
            yield self._without(wish, text, headings[wish])
        if self.left_out and not self.sites and not unmet:
            wanted = listing(f"{wish.heading}: {' | '.join(wish.texts)}" for wish in self.wishes)
            yield Finding(rule("D033"), Place(path), {"wanted": wanted})

    def _without(self, wish: Wish, text: str, place: Place) -> Finding:
        texts = self._occurring[wish]
        known = listing(f"'{shortened(it)}'" for it in texts) if texts else Text("nothing", "ingenting")
        facts: dict[str, str | Text] = {"column": wish.heading, "text": text, "known": known}
        return Finding(rule("D032"), place, facts, suggestion=nearest(text, texts))
