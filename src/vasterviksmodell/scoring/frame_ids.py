"""The ids of a frame: every site has one, and no two are the same, as in files. A frame may also have no ids."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria.words import BLANKS
from vasterviksmodell.scoring.invalid_frame import InvalidFrame
from vasterviksmodell.scoring.raw import Raw
from vasterviksmodell.sites.identity import COMBINING, normalised
from vasterviksmodell.wording import shortened


@dataclass(frozen=True, slots=True)
class FrameIds:
    """The column of ids."""

    column: Raw

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
    """How often ids are used again, and one that is."""
    same = normalised(keys)
    again = same.is_duplicated() & ~same.is_first_distinct()
    number = int(again.sum())
    return [f"{number} used before ('{shortened(same.filter(again)[0])}')"] if number else []
