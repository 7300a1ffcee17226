"""The columns of a frame: which of them serve the criteria, and which stand in the way."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.raw import MEASURE, InvalidFrame, RawColumn
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.chosen_rows import Wish, wishes
from vasterviksmodell.sites.headings import serving
from vasterviksmodell.sites.identity import COMBINING, normalised
from vasterviksmodell.source.words import BLANKS, composed, folded

AT, MARK = "_at", "_mark"
"""Columns that are added while ranks are counted."""


@dataclass(frozen=True, slots=True)
class FrameHeadings:
    """Which columns of a frame are read."""

    id: str | None
    measures: Mapping[str, tuple[str, ...]]
    """By criterion id: its column, or those of the two ends of an interval."""
    asked: Mapping[Wish, str]
    """By what is asked of the rows: its column."""
    numbers: Mapping[str, int]
    """By the names that are read: the number of the column."""

    @classmethod
    def of(cls, present: Sequence[Hashable], criteria: Criteria, *, any_case: bool) -> "FrameHeadings":
        """Match names as the headings of files; `InvalidFrame` when they cannot be. Names that are no texts pass.

        `any_case` when the engine makes no difference between names that differ in case.
        """
        texts = {number: name for number, name in enumerate(present) if isinstance(name, str)}
        numbers = _numbers(texts, any_case=any_case)
        _refuse_taken(list(texts.values()), criteria, any_case=any_case)
        found = _served(texts, numbers, criteria)
        measures = {criterion.id: own for criterion in criteria.criteria if (own := _columns(criterion, found))}
        _refuse_missing(criteria, measures)
        id, asked = found.get(criteria.site.id), _asked(criteria, found)
        read = {id, *asked.values(), *(name for own in measures.values() for name in own)}
        return cls(id, measures, asked, {name: number for number, name in texts.items() if name in read})


def _served(texts: Mapping[int, str], numbers: Mapping[str, int], criteria: Criteria) -> dict[str, str]:
    """Return the name of the column for each heading; raise `InvalidFrame` when there are two."""
    served = {
        heading: [texts[text] for text in found] for heading, found in serving(numbers, _sought(criteria)) if found
    }
    for heading, found in served.items():
        if len(found) > 1:
            both = " and ".join(f"'{name}'" for name in found)
            raise InvalidFrame(f"{both} are both read as '{heading}': rename or drop one of them")
    return {heading: name for heading, (name, *_) in served.items()}


def _numbers(texts: Mapping[int, str], *, any_case: bool) -> dict[str, int]:
    """Return the columns by their names as they are compared; `InvalidFrame` when one stands twice."""
    numbers: dict[str, int] = {}
    seen: dict[str, str] = {}
    for number, name in texts.items():
        key = name.lower() if any_case else composed(name)
        if folded(name) and key in seen:
            raise InvalidFrame(f"the column '{name}' stands twice: rename or drop one of them")
        seen[key] = name
        numbers.setdefault(composed(name), number)
    return numbers


def _ends(column: str) -> tuple[str, str]:
    return f"{column}_low", f"{column}_high"


def _sought(criteria: Criteria) -> dict[str, tuple[str, ...]]:
    """Return every heading that a frame may have, with those that it may have instead."""
    aliases = criteria.data.columns
    headings = [criteria.site.id, *(criterion.column for criterion in criteria.criteria), *criteria.data.where]
    sought = {heading: aliases.get(heading, ()) for heading in headings}
    for criterion in criteria.criteria:
        for end in (0, 1) if criterion.kind == "number" else ():
            sought[_ends(criterion.column)[end]] = tuple(_ends(alias)[end] for alias in sought[criterion.column])
    return sought


def _columns(criterion: Criterion, found: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns `<measure>_low` and `<measure>_high`, or `<measure>`, or none; else `InvalidFrame`."""
    pair = _ends(criterion.column) if criterion.kind == "number" else ()
    there = tuple(name for name in (criterion.column, *pair) if name in found)
    if there not in ((), (criterion.column,), pair):
        raise InvalidFrame(f"{' and '.join(there)}: give '{criterion.column}', or both its ends")
    return tuple(found[name] for name in there)


def _asked(criteria: Criteria, found: Mapping[str, str]) -> dict[Wish, str]:
    """Return the columns by which rows are chosen; `InvalidFrame` when one is missing."""
    asked = wishes(criteria.data)
    missing = [text.heading for text in asked if text.heading not in found]
    if missing:
        raise InvalidFrame(f"the columns {', '.join(missing)}, by which data: where: chooses rows, are missing")
    return {text: found[text.heading] for text in asked}


def _refuse_taken(present: Sequence[str], criteria: Criteria, *, any_case: bool) -> None:
    """Raise `InvalidFrame` when a column stands where one of ours will."""
    ours = (*names.RESULT, AT, MARK)
    prefixes = (f"{MEASURE}__", *(f"{criterion.id}__" for criterion in criteria.criteria))
    passing = {name for criterion in criteria.criteria for name in columns.provenance(criterion)}
    compared = {name: name.lower() if any_case else name for name in present}
    taken = [name for name, key in compared.items() if key in ours or (key.startswith(prefixes) and key not in passing)]
    if taken:
        raise InvalidFrame(f"the columns {', '.join(taken)} would be overwritten: rename or drop them")


def _refuse_missing(criteria: Criteria, found: Mapping[str, tuple[str, ...]]) -> None:
    """Raise `InvalidFrame` when no criterion has a column, or a required one has none."""
    if not found:
        raise InvalidFrame(
            f"none of the columns {', '.join(criterion.column for criterion in criteria.criteria)} is there"
        )
    missing = [criterion.column for criterion in criteria.criteria if criterion.required and criterion.id not in found]
    if missing:
        raise InvalidFrame(f"the required columns {', '.join(missing)} are missing")


@dataclass(frozen=True, slots=True)
class FrameIds:
    """The column of ids."""

    column: RawColumn

    @property
    def key(self) -> nw.Expr:
        """The ids as they are compared, but not composed, which no engine but Polars does."""
        if self.column.kind == "other":
            raise InvalidFrame(f"column '{self.column.name}': {self.column.type} is no id: make it a column of texts")
        return self.column.texts.str.strip_chars(BLANKS).str.to_lowercase()

    def refuse_faulty(self, frame: Any) -> None:
        """Raise `InvalidFrame` when ids are missing, or used twice."""
        keys = frame.lazy().select(key=self.key)
        known = keys.filter(nw.col("key") != "")
        rows, number, different, apart = (
            keys.select(
                rows=nw.len(),
                number=_count(nw.col("key") != ""),
                different=nw.col("key").n_unique(),
                apart=_count(nw.col("key").str.contains(COMBINING)),
            )
            .collect()
            .row(0)
        )
        faults = [f"{rows - number} missing"] if number is not None and rows > number else []
        if rows and (different < rows or apart):
            faults += _repeats(known.collect(backend=pl).to_native()["key"])
        if faults:
            advice = "give each site an id of its own, or leave the column out"
            raise InvalidFrame(f"column '{self.column.name}': {', '.join(faults)}: {advice}")


def _count(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).sum()


def _repeats(keys: pl.Series) -> list[str]:
    """Return how often ids are used again, and one that is."""
    same = normalised(keys)
    again = same.is_duplicated() & ~same.is_first_distinct()
    number = int(again.sum())
    return [f"{number} used before ('{shortened(same.filter(again)[0])}')"] if number else []


@dataclass(frozen=True, slots=True)
class FrameRows:
    """What is asked of the rows, each wish with its column; at least one."""

    asked: Mapping[Wish, RawColumn]

    def chosen_from(self, frame: Any) -> nw.Expr:
        """Return which rows of a frame meet every wish; `InvalidFrame` when a text occurs in none, or no row does."""
        meeting = reduce(and_, (_meeting(wish, column, frame) for wish, column in self.asked.items()))
        rows = frame.lazy().filter(meeting).select(rows=nw.len()).collect().item()
        if not rows:
            wanted = " and ".join(f"{wish.heading}: {' | '.join(wish.texts)}" for wish in self.asked)
            raise InvalidFrame(f"no row has {wanted}, as data: where: asks")
        return meeting


def _meeting(wish: Wish, column: RawColumn, frame: Any) -> nw.Expr:
    """Return which cells say what is wished for, found out by the different texts of the column."""
    if column.kind == "other":
        raise InvalidFrame(f"column '{column.name}': rows cannot be chosen by {column.type}: make it a column of texts")
    said = column.texts.fill_null("")
    texts = frame.lazy().select(said=said).unique().collect(backend=pl).to_native()["said"].to_list()
    unmet = next((text for text in wish.texts if not wish.only(text).met_by_any(texts)), None)
    if unmet is not None:
        raise InvalidFrame(f"column '{column.name}': no row has '{shortened(unmet)}', as data: where: asks")
    return said.is_in([text for text in texts if wish.met_by(text)])
