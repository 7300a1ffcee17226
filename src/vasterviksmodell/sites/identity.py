"""Ids: every site has one, and no two are the same after normalisation, across all files of a run."""

from dataclasses import dataclass, field, replace

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.cell_findings import LISTED
from vasterviksmodell.sites.formats.interface import Cell, Table
from vasterviksmodell.sites.grammar import BLANKS


def normalised(ids: pl.Series) -> pl.Series:
    """Ids as they are compared: composed (NFC), without outer blanks, without regard to case."""
    ascii_only = ids.str.len_bytes().sum() == ids.str.len_chars().sum()
    composed = ids if ascii_only else ids.str.normalize("NFC")
    return composed.str.strip_chars(BLANKS).str.to_lowercase()


@dataclass(frozen=True, slots=True)
class Identified:
    """The ids of one block of rows of one table."""

    table: Table
    column: int
    rows: pl.Series
    ids: pl.Series
    hashes: pl.Series


@dataclass(slots=True)
class Identities:
    """Gathers the ids of all files."""

    blocks: list[Identified] = field(default_factory=list)

    def add(self, table: Table, column: int, rows: pl.Series, ids: pl.Series) -> None:
        self.blocks.append(Identified(table, column, rows, ids, normalised(ids).hash()))

    def findings(self) -> list[Finding]:
        """Ids used before. Hashes of 64 bits say quickly that there are none; texts decide when there may be."""
        if not self.blocks:
            return []
        hashes = pl.concat([block.hashes for block in self.blocks])
        if hashes.n_unique() == len(hashes):
            return []
        repeated = hashes.filter(hashes.is_duplicated()).unique()
        return _repeats([_Suspects.of(block, repeated) for block in self.blocks])


@dataclass(frozen=True, slots=True)
class _Suspects:
    """The rows of a block whose id may stand elsewhere too."""

    block: Identified
    rows: list[int]
    ids: list[str]
    keys: list[str]

    @classmethod
    def of(cls, block: Identified, repeated: pl.Series) -> "_Suspects":
        chosen = block.hashes.is_in(repeated.implode())
        ids = block.ids.filter(chosen)
        return cls(block, block.rows.filter(chosen).to_list(), ids.to_list(), normalised(ids).to_list())

    def place(self, row: int) -> Place:
        return self.block.table.places([Cell(row, self.block.column)])[0]


def _repeats(suspects: list[_Suspects]) -> list[Finding]:
    first: dict[str, tuple[_Suspects, int]] = {}
    found: list[Finding] = []
    repeats = 0
    for block in suspects:
        for row, text, key in zip(block.rows, block.ids, block.keys, strict=True):
            if key not in first:
                first[key] = (block, row)
                continue
            repeats += 1
            if repeats <= LISTED:
                other, other_row = first[key]
                facts = {"text": text, "first": str(other.place(other_row)), "column": "id"}
                found.append(Finding(rule("D102"), block.place(row), facts))
    if repeats > LISTED:
        found[-1] = replace(found[-1], more=repeats - LISTED)
    return found
