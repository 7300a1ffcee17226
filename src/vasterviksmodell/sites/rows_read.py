"""The rows of a file while it is read: blank ones and those that `where:` leaves out are no sites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import or_

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest, shortened
from vasterviksmodell.sites.chosen_rows import Wish, all_of
from vasterviksmodell.sites.identity import KEY

_MET = "_met__"
BLANK = "_blank"
"""The column that says which rows hold nothing."""
_MOST = 1000
"""So many texts of a column are kept, to be told."""
_SHOWN = 5
"""So many ids are told."""


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
    _ids: list[pl.DataFrame] = field(default_factory=list)
    """The ids of each block, and which wishes their rows meet."""

    def sites_of(self, block: pl.DataFrame) -> pl.DataFrame:
        """The rows of a block that are sites."""
        blank = block[BLANK]
        rows = block.filter(~blank) if blank.any() else block
        if self.wishes:
            meeting = [self._meeting(wish, rows[asked(number)]) for wish, number in self.wishes.items()]
            answers = [rows_met.alias(f"{_MET}{number}") for number, rows_met in enumerate(meeting)]
            named = rows.select(KEY, "id", *answers)
            self._ids.append(named.unique(pl.exclude("id"), keep="first", maintain_order=True))
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
        met |= {
            text for text in wish.texts if text not in met and wish.only(text).met_by_any(distinct, comma=self.comma)
        }
        return wish.met_by_each(texts, comma=self.comma)

    def findings(self, headings: Mapping[Wish, Place], path: str) -> Iterator[Finding]:
        """What is wished for and occurs in no row."""
        unmet = [(wish, text) for wish in self._occurring for text in wish.texts if text not in self._met[wish]]
        for wish, text in unmet:
            yield self._without(wish, text, headings[wish])
        if self.left_out and not self.sites and not unmet:
            yield Finding(rule("D033"), Place(path), {"wanted": self._wanted})
        if self.left_out and self.sites:
            yield from self._without_row(path)

    @property
    def _wanted(self) -> Phrase:
        return listing(f"{wish.heading}: {' | '.join(wish.texts)}" for wish in self.wishes)

    def _without_row(self, path: str) -> Iterator[Finding]:
        """The sites that have rows, but not the one that is chosen."""
        lacking, sites = self._lacking()
        if lacking:
            facts: dict[str, Phrase] = {
                "number": str(len(lacking)),
                "sites": str(sites),
                "wanted": self._wanted,
                "ids": listing(lacking, _SHOWN),
            }
            yield Finding(rule("D044"), Place(path), facts)

    def _lacking(self) -> tuple[list[str], int]:
        """The ids of the sites without a chosen row, and how many sites there are.

        A wish that most chosen sites meet in all their rows is about sites: those that do not meet it are not meant.
        """
        rows = pl.concat(self._ids).filter(pl.col(KEY) != "")
        met = [f"{_MET}{number}" for number in range(len(self.wishes))]
        chosen = rows.filter(pl.all_horizontal(met))[KEY].unique()
        always = rows.filter(pl.col(KEY).is_in(chosen.implode())).group_by(KEY).agg(pl.col(met).all())
        of_sites = [column for column in met if 2 * always[column].sum() >= always.height]
        if len(of_sites) == len(met):
            return [], 0
        meant = rows.filter(pl.all_horizontal(pl.lit(value=True), *of_sites))
        sites = meant.unique(KEY, keep="first", maintain_order=True)
        return sites.filter(~pl.col(KEY).is_in(chosen.implode()))["id"].to_list(), sites.height

    def _without(self, wish: Wish, text: str, place: Place) -> Finding:
        texts = self._occurring[wish]
        known = (
            listing(f"'{shortened(occurring)}'" for occurring in texts)
            if texts
            else Message("nothing", "there is none")
        )
        facts: dict[str, Phrase] = {"column": wish.heading, "text": text, "known": known}
        return Finding(rule("D032"), place, facts, suggestion=nearest(text, texts))
