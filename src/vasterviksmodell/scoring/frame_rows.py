"""The rows of a frame that count: those whose cells say what the criteria ask for under `data: where:`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import narwhals as nw
import polars as pl

from vasterviksmodell.scoring.invalid_frame import InvalidFrame
from vasterviksmodell.scoring.raw import Raw
from vasterviksmodell.sites.chosen_rows import Wish
from vasterviksmodell.wording import shortened


@dataclass(frozen=True, slots=True)
class FrameRows:
    """What is asked of the rows, each wish with its column; at least one."""

    asked: Mapping[Wish, Raw]

    def chosen_from(self, frame: Any) -> nw.Expr:
        """Return which rows of a frame meet every wish; `InvalidFrame` when a text occurs in none, or no row does."""
        meeting = reduce(and_, (_meeting(wish, column, frame) for wish, column in self.asked.items()))
        rows = frame.lazy().filter(meeting).select(rows=nw.len()).collect().item()
        if not rows:
            wanted = " and ".join(f"{wish.heading}: {' | '.join(wish.texts)}" for wish in self.asked)
            raise InvalidFrame(f"no row has {wanted}, as data: where: asks")
        return meeting


def _meeting(wish: Wish, column: Raw, frame: Any) -> nw.Expr:
    """Which cells say what is wished for, found out by the different texts of the column."""
    if column.kind == "other":
        raise InvalidFrame(f"column '{column.name}': rows cannot be chosen by {column.type}: make it a column of texts")
    said = column.texts.fill_null("")
    texts = frame.lazy().select(said=said).unique().collect(backend=pl).to_native()["said"].to_list()
    unmet = next((it for it in wish.texts if not wish.only(it).met_by_any(texts)), None)
    if unmet is not None:
        raise InvalidFrame(f"column '{column.name}': no row has '{shortened(unmet)}', as data: where: asks")
    return said.is_in([it for it in texts if wish.met_by(it)])
