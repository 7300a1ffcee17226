"""The columns of a frame: which of them are read, the ids, and the rows that are chosen."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import isfinite
from operator import and_
from typing import Any

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.frame_columns import as_number
from vasterviksmodell.scoring.frame_ranks import TEMPORARY
from vasterviksmodell.scoring.raw_columns import MEASURE, InvalidFrame, RawColumn, as_words
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.chosen_rows import RowCondition, row_conditions
from vasterviksmodell.sites.headings import match_columns
from vasterviksmodell.sites.identity import COMBINING, normalised
from vasterviksmodell.source.folding import as_word, composed, folded


@dataclass(frozen=True, slots=True)
class FrameHeadings:
    """Which columns of a frame are read."""

    id: str | None
    measures: Mapping[str, tuple[str, ...]]
    """By criterion id: its column, or those of the two ends of an interval."""
    conditions: Mapping[RowCondition, str]
    """The column of each condition about the rows."""
    numbers: Mapping[str, int]
    """The number of each column that is read, by its name."""

    @classmethod
    def of(cls, present: Sequence[Hashable], criteria: Criteria, *, any_case: bool) -> "FrameHeadings":
        """Match names like the headings of files; `InvalidFrame` when that fails. Names that are not texts are ignored.

        `any_case` when the engine treats names that differ only in case as the same.
        """
        texts = {number: name for number, name in enumerate(present) if isinstance(name, str)}
        numbers = _numbers_by_name(texts, any_case=any_case)
        _require_free_names(list(texts.values()), criteria, any_case=any_case)
        found = _columns_by_heading(texts, numbers, criteria)
        measures = {criterion.id: own for criterion in criteria.criteria if (own := _measure_columns(criterion, found))}
        _require_columns(criteria, measures)
        id, conditions = found.get(criteria.site.id), _columns_of_conditions(criteria, found)
        read = {id, *conditions.values(), *(name for own in measures.values() for name in own)}
        return cls(id, measures, conditions, {name: number for number, name in texts.items() if name in read})


def _columns_by_heading(texts: Mapping[int, str], numbers: Mapping[str, int], criteria: Criteria) -> dict[str, str]:
    """Return the name of the column for each heading; raise `InvalidFrame` when there are two."""
    served = {
        heading: [texts[number] for number in found]
        for heading, found in match_columns(numbers, _accepted_headings(criteria))
        if found
    }
    for heading, found in served.items():
        if len(found) > 1:
            both = " and ".join(f"'{name}'" for name in found)
            raise InvalidFrame(f"{both} are both read as '{heading}': rename or drop one of them")
    return {heading: name for heading, (name, *_) in served.items()}


def _numbers_by_name(texts: Mapping[int, str], *, any_case: bool) -> dict[str, int]:
    """Return the numbers of the columns by normalised name; `InvalidFrame` for a repeated name."""
    numbers: dict[str, int] = {}
    seen: dict[str, str] = {}
    for number, name in texts.items():
        key = name.lower() if any_case else composed(name)
        if folded(name) and key in seen:
            raise InvalidFrame(f"the column '{name}' occurs twice: rename or drop one of them")
        seen[key] = name
        numbers.setdefault(composed(name), number)
    return numbers


def _ends(column: str) -> tuple[str, str]:
    return f"{column}_low", f"{column}_high"


def _accepted_headings(criteria: Criteria) -> dict[str, tuple[str, ...]]:
    """Return every heading that a frame may have, each with its aliases."""
    aliases = criteria.data.columns
    headings = [criteria.site.id, *(criterion.column for criterion in criteria.criteria), *criteria.data.where]
    sought = {heading: aliases.get(heading, ()) for heading in headings}
    for criterion in criteria.criteria:
        for end in (0, 1) if criterion.kind == "number" else ():
            sought[_ends(criterion.column)[end]] = tuple(_ends(alias)[end] for alias in sought[criterion.column])
    return sought


def _measure_columns(criterion: Criterion, found: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns `<measure>_low` and `<measure>_high`, or `<measure>`, or none; else `InvalidFrame`."""
    pair = _ends(criterion.column) if criterion.kind == "number" else ()
    present = tuple(name for name in (criterion.column, *pair) if name in found)
    if present not in ((), (criterion.column,), pair):
        raise InvalidFrame(f"{' and '.join(present)}: give '{criterion.column}', or both its ends")
    return tuple(found[name] for name in present)


def _columns_of_conditions(criteria: Criteria, found: Mapping[str, str]) -> dict[RowCondition, str]:
    """Return the columns by which rows are chosen; `InvalidFrame` when one is missing."""
    chosen_by = row_conditions(criteria.data)
    missing = [condition.heading for condition in chosen_by if condition.heading not in found]
    if missing:
        raise InvalidFrame(f"the columns {', '.join(missing)}, by which data: where: chooses rows, are missing")
    return {condition: found[condition.heading] for condition in chosen_by}


def _require_free_names(present: Sequence[str], criteria: Criteria, *, any_case: bool) -> None:
    """Raise `InvalidFrame` when a column has the name of one that will be added."""
    added = (*names.RESULT, names.FAULTS, *TEMPORARY)
    prefixes = (f"{MEASURE}__", *(f"{criterion.id}__" for criterion in criteria.criteria))
    provenance = {name for criterion in criteria.criteria for name in columns.provenance(criterion)}
    compared = {name: name.lower() if any_case else name for name in present}
    taken = [
        name for name, key in compared.items() if key in added or (key.startswith(prefixes) and key not in provenance)
    ]
    if taken:
        raise InvalidFrame(f"the columns {', '.join(taken)} would be overwritten: rename or drop them")


def _require_columns(criteria: Criteria, found: Mapping[str, tuple[str, ...]]) -> None:
    """Raise `InvalidFrame` when no criterion has a column, or a required one has none."""
    if not found:
        raise InvalidFrame(
            f"the frame has none of the columns {', '.join(criterion.column for criterion in criteria.criteria)}"
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
        """The normalised ids, but without Unicode composition, which only Polars has."""
        if self.column.kind == "other":
            raise InvalidFrame(
                f"column '{self.column.name}': {self.column.type} cannot be an id: make it a column of texts"
            )
        return as_words(self.column.texts)

    def require_valid(self, frame: Any) -> None:
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
    """Describe how many ids are repeated, with one of them; nothing when none is."""
    same = normalised(keys)
    again = same.is_duplicated() & ~same.is_first_distinct()
    number = int(again.sum())
    return [f"{number} repeated ('{shortened(same.filter(again)[0])}')"] if number else []


@dataclass(frozen=True, slots=True)
class FrameRows:
    """The conditions about the rows, each with its column; at least one."""

    conditions: Mapping[RowCondition, RawColumn]

    def chosen_as_words(self) -> nw.Expr:
        """Return which rows meet every condition, by comparing words and numbers, without a look at the rows."""
        return reduce(and_, (_as_words(condition, column) for condition, column in self.conditions.items()))

    def chosen_from(self, frame: Any) -> nw.Expr:
        """Return which rows of a frame meet every condition; `InvalidFrame` when no row has a text, or none has all."""
        meeting = reduce(and_, (_meeting(condition, column, frame) for condition, column in self.conditions.items()))
        rows = frame.lazy().filter(meeting).select(rows=nw.len()).collect().item()
        if not rows:
            conditions = " and ".join(
                f"{condition.heading}: {' | '.join(condition.texts)}" for condition in self.conditions
            )
            raise InvalidFrame(f"no row has {conditions}, as data: where: requires")
        return meeting


def _refuse_others(column: RawColumn) -> None:
    if column.kind == "other":
        raise InvalidFrame(f"column '{column.name}': rows cannot be chosen by {column.type}: make it a column of texts")


def _as_words(condition: RowCondition, column: RawColumn) -> nw.Expr:
    """Return which cells meet a condition: as the same number in a column of numbers, else as the same word."""
    _refuse_others(column)
    if column.kind == "number":
        numbers = [number for text in condition.texts if isfinite(number := as_number(text))]
        empty = column.values.is_null() if condition.met_by("") else nw.lit(value=False)
        return column.values.cast(nw.Float64).is_in(numbers).fill_null(value=False) | empty
    words = as_words(column.texts.fill_null(""))
    return words.is_in([as_word(text) for text in condition.texts])


def _meeting(condition: RowCondition, column: RawColumn, frame: Any) -> nw.Expr:
    """Return which cells meet a condition, by the different texts of the column."""
    _refuse_others(column)
    cells = column.texts.fill_null("")
    texts = frame.lazy().select(texts=cells).unique().collect(backend=pl).to_native()["texts"].to_list()
    unmet = next((text for text in condition.texts if not condition.only(text).met_by_any(texts)), None)
    if unmet is not None:
        raise InvalidFrame(f"column '{column.name}': no row has '{shortened(unmet)}', as data: where: requires")
    return cells.is_in([text for text in texts if condition.met_by(text)])
