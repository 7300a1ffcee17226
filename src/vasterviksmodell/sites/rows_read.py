"""The rows of a file while it is read: blank rows and those that `where:` excludes are not sites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import or_

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest, shortened
from vasterviksmodell.sites.chosen_rows import RowCondition, in_all_masks
from vasterviksmodell.sites.identity import KEY

_MET = "_met__"
BLANK = "_blank"
"""The column that marks blank rows."""
_MOST = 1000
"""How many texts of a column are kept for findings."""
_SHOWN = 5
"""How many ids a finding shows."""


def condition_column(number: int) -> str:
    """Return the column with the texts that a condition is about."""
    return f"_where__{number}"


def are_blank(cells: Sequence[pl.Expr], id: int) -> pl.Expr:
    """Say which rows are blank; `id` is the number of the column of ids, which blank rows lack."""
    return pl.struct(cells).map_batches(partial(_are_blank, id=id), return_dtype=pl.Boolean, is_elementwise=True)


def are_plainly_blank(cells: Sequence[pl.Expr], id: int) -> tuple[pl.Expr, pl.Expr]:
    """Say which rows are blank because all their cells are null, and which may be blank though they are not."""
    without_id = cells[id].fill_null("").str.strip_chars() == ""
    empty = pl.all_horizontal(cell.is_null() for cell in cells)
    return empty, without_id & ~empty


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
class RowSelector:
    """Selects the sites among the rows, and gathers how the conditions on rows are met."""

    conditions: Mapping[RowCondition, int]
    """By condition: its column."""
    comma: bool
    """Whether the file has decimal commas."""
    left_out: int = 0
    sites: int = 0
    _occurring: dict[RowCondition, dict[str, None]] = field(default_factory=dict)
    _met: dict[RowCondition, set[str]] = field(default_factory=dict)
    """By condition: its texts that occur."""
    _ids: list[pl.DataFrame] = field(default_factory=list)
    """By block: the ids, and which conditions their rows meet."""

    def sites_of(self, block: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of a block that are sites."""
        blank = block[BLANK]
        rows = block.filter(~blank) if blank.any() else block
        if self.conditions:
            meeting = [
                self._meeting(condition, rows[condition_column(number)])
                for condition, number in self.conditions.items()
            ]
            answers = [rows_met.alias(f"{_MET}{number}") for number, rows_met in enumerate(meeting)]
            ids = rows.select(KEY, "id", *answers)
            self._ids.append(ids.unique(pl.exclude("id"), keep="first", maintain_order=True))
            chosen = rows.filter(in_all_masks(meeting, rows.height))
            self.left_out += rows.height - chosen.height
            rows = chosen
        self.sites += rows.height
        return rows

    def _meeting(self, condition: RowCondition, texts: pl.Series) -> pl.Series:
        distinct = texts.fill_null("").unique(maintain_order=True).to_list()
        known = self._occurring.setdefault(condition, {})
        known |= dict.fromkeys(distinct[: _MOST - len(known)])
        met = self._met.setdefault(condition, set())
        met |= {
            text
            for text in condition.texts
            if text not in met and condition.only(text).met_by_any(distinct, comma=self.comma)
        }
        return condition.are_met_by(texts, comma=self.comma)

    def findings(self, headings: Mapping[RowCondition, Place], path: str) -> Iterator[Finding]:
        """Yield findings about conditions that no row, or no row of a site, meets."""
        unmet = [
            (condition, text)
            for condition in self._occurring
            for text in condition.texts
            if text not in self._met[condition]
        ]
        for condition, text in unmet:
            yield self._unmet_finding(condition, text, headings[condition])
        if self.left_out and not self.sites and not unmet:
            yield Finding(rule("D033"), Place(path), {"wanted": self._conditions_text})
        if self.left_out and self.sites:
            yield from self._without_row_findings(path)

    @property
    def _conditions_text(self) -> Phrase:
        return listing(f"{condition.heading}: {' | '.join(condition.texts)}" for condition in self.conditions)

    def _without_row_findings(self, path: str) -> Iterator[Finding]:
        """Yield a finding if sites have rows but no chosen one."""
        lacking, sites = self._sites_without_row()
        if lacking:
            facts: dict[str, Phrase] = {
                "number": str(len(lacking)),
                "sites": str(sites),
                "wanted": self._conditions_text,
                "ids": listing(lacking, _SHOWN),
            }
            yield Finding(rule("D044"), Place(path), facts)

    def _sites_without_row(self) -> tuple[list[str], int]:
        """Return the ids of the sites without a chosen row, and the number of sites.

        A condition that most chosen sites meet in all their rows is about sites, so others are not counted.
        """
        rows = pl.concat(self._ids).filter(pl.col(KEY) != "")
        met = [f"{_MET}{number}" for number in range(len(self.conditions))]
        chosen = rows.filter(pl.all_horizontal(met))[KEY].unique()
        always = rows.filter(pl.col(KEY).is_in(chosen.implode())).group_by(KEY).agg(pl.col(met).all())
        of_sites = [column for column in met if 2 * always[column].sum() >= always.height]
        if len(of_sites) == len(met):
            return [], 0
        counted = rows.filter(pl.all_horizontal(pl.lit(value=True), *of_sites))
        sites = counted.unique(KEY, keep="first", maintain_order=True)
        return sites.filter(~pl.col(KEY).is_in(chosen.implode()))["id"].to_list(), sites.height

    def _unmet_finding(self, condition: RowCondition, text: str, place: Place) -> Finding:
        texts = self._occurring[condition]
        known = (
            listing(f"'{shortened(occurring)}'" for occurring in texts)
            if texts
            else Message("nothing", "there is none")
        )
        facts: dict[str, Phrase] = {"column": condition.heading, "text": text, "known": known}
        return Finding(rule("D032"), place, facts, suggestion=nearest(text, texts))
