"""Ids: every site has one, and no two are the same after normalisation, across all files of a run."""

from dataclasses import dataclass, field
from typing import Literal, TypeVar

import polars as pl

from vasterviksmodell.criteria.words import BLANKS
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table
from vasterviksmodell.sites.listed import LISTED, listed
from vasterviksmodell.sites.located import Located, places_of

KEY = "_key"
"""The column of lowered ids; lowering is work enough to be done by all cores, while the file is read."""
_COMBINING = "[\u0300-\u036f]"
Texts = TypeVar("Texts", pl.Expr, pl.Series)


def lowered(ids: Texts) -> Texts:
    """Ids without outer blanks and without regard to case."""
    return ids.str.strip_chars(BLANKS).str.to_lowercase()


def composed(texts: pl.Series) -> pl.Series:
    """Ids or names with å as one character, not as a and a ring, which few files have."""
    return texts.str.normalize("NFC") if texts.str.contains(_COMBINING).any() else texts


def normalised(lowered_ids: pl.Series, form: Literal["NFC", "NFKC"] = "NFC") -> pl.Series:
    """Lowered ids as they are compared: composed, which few need and which takes long."""
    ascii_only = lowered_ids.str.len_bytes().sum() == lowered_ids.str.len_chars().sum()
    return lowered_ids if ascii_only else lowered_ids.str.normalize(form)


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
    without: list[Located] = field(default_factory=list)
    """The first sites that have no id."""
    number_without: int = 0

    def add(self, table: Table, column: int, block: pl.DataFrame) -> None:
        """Take up a block with `ROW`, `id` and `KEY`."""
        rows, ids, keys = block[ROW], block["id"], normalised(block[KEY])
        missing = keys.fill_null("") == ""
        if missing.any():
            self.number_without += int(missing.sum())
            first = rows.filter(missing).head(LISTED - len(self.without))
            self.without += [(table, Cell(row, column)) for row in first]
            rows, ids, keys = rows.filter(~missing), ids.filter(~missing), keys.filter(~missing)
        self.blocks.append(Identified(table, column, rows, ids, keys.hash()))

    def join(self, others: "Identities") -> None:
        """Take up what gathered while one file was read."""
        self.blocks += others.blocks
        self.without += others.without[: LISTED - len(self.without)]
        self.number_without += others.number_without

    def findings(self) -> list[Finding]:
        """Sites without id, and ids used before."""
        missing = [Finding(rule("D101"), place) for place in places_of(self.without)]
        return listed(missing, self.number_without) + self._repeated()

    def _repeated(self) -> list[Finding]:
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
        return cls(block, block.rows.filter(chosen).to_list(), ids.to_list(), normalised(lowered(ids)).to_list())


def _repeats(suspects: list[_Suspects]) -> list[Finding]:
    first: dict[str, Located] = {}
    texts: list[str] = []
    sites: list[Located] = []
    repeats = 0
    for it in suspects:
        for row, text, key in zip(it.rows, it.ids, it.keys, strict=True):
            site = (it.block.table, Cell(row, it.block.column))
            if first.setdefault(key, site) is site:
                continue
            repeats += 1
            if repeats <= LISTED:
                texts.append(text)
                sites += [site, first[key]]
    places = places_of(sites)
    found = [
        Finding(rule("D102"), place, {"text": text, "first": str(other), "column": "id"})
        for text, place, other in zip(texts, places[::2], places[1::2], strict=True)
    ]
    return listed(found, repeats)
