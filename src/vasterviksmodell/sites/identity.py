"""Ids: every site has one, and no two are the same after normalisation, across all files of a run."""

from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal, TypeVar

import polars as pl

from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.sites.located import Located, places_of
from vasterviksmodell.words import BLANKS

KEY = "_key"
"""The column of lowered ids; lowering is work enough to be done by all cores, while the file is read."""
COMBINING = "[\u0300-\u036f]"
Texts = TypeVar("Texts", pl.Expr, pl.Series)


def lowered(ids: Texts) -> Texts:
    """Ids without outer blanks and without regard to case."""
    return ids.str.strip_chars(BLANKS).str.to_lowercase()


def composed(texts: pl.Series) -> pl.Series:
    """Ids or names with å as one character, not as a and a ring, which few files have."""
    return texts.str.normalize("NFC") if texts.str.contains(COMBINING).any() else texts


def normalised(lowered_ids: pl.Series, form: Literal["NFC", "NFKC"] = "NFC") -> pl.Series:
    """Lowered ids as they are compared: composed, which few need and which takes long."""
    ascii_only = lowered_ids.str.len_bytes().sum() == lowered_ids.str.len_chars().sum()
    return lowered_ids if ascii_only else lowered_ids.str.normalize(form)


def without_blanks(lowered_texts: pl.Series) -> pl.Series:
    """Lowered ids or names without blanks of any kind: NFKC makes ordinary ones of them all."""
    return normalised(lowered_texts, "NFKC").str.replace_all(" ", "", literal=True)


@dataclass(frozen=True, slots=True)
class Identified:
    """The ids of one block of rows of one table."""

    table: Table
    column: int
    rows: pl.Series
    ids: pl.Series
    hashes: pl.Series

    def only(self, chosen: pl.Series) -> "Identified":
        """Some of the ids."""
        return replace(
            self, rows=self.rows.filter(chosen), ids=self.ids.filter(chosen), hashes=self.hashes.filter(chosen)
        )


@dataclass(slots=True)
class Identities:
    """Gathers the ids of all files."""

    limit: int
    """How many findings of a kind are listed."""
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
            first = rows.filter(missing).head(self.limit - len(self.without))
            self.without += [(table, Cell(row, column)) for row in first]
            rows, ids, keys = rows.filter(~missing), ids.filter(~missing), keys.filter(~missing)
        self.blocks.append(Identified(table, column, rows, ids, keys.hash()))

    def join(self, others: "Identities") -> None:
        """Take up what gathered while one file was read."""
        self.blocks += others.blocks
        self.without += others.without[: self.limit - len(self.without)]
        self.number_without += others.number_without

    @property
    def hashes(self) -> pl.Series:
        """Those of all ids, which tell quickly that two are not the same."""
        return pl.concat([pl.Series(dtype=pl.UInt64), *(block.hashes for block in self.blocks)])

    @property
    def have_repeats(self) -> bool:
        """Whether an id seems to stand twice."""
        hashes = self.hashes
        return hashes.n_unique() < len(hashes)

    def without_repeats(self) -> "Identities":
        """Each id once, where it stands first."""
        first = self.hashes.is_first_distinct()
        ends = accumulate(len(block.hashes) for block in self.blocks)
        kept = [block.only(first[end - len(block.hashes) : end]) for block, end in zip(self.blocks, ends, strict=True)]
        return replace(self, blocks=kept)

    def missing_in(self, others: "Identities") -> "Identities":
        """Those ids that others do not have."""
        known = others.hashes.implode()
        return replace(self, blocks=[block.only(~block.hashes.is_in(known)) for block in self.blocks])

    def shared_with(self, others: "Identities") -> "Identities":
        """Those ids that others have too, each once."""
        known = others.hashes.implode()
        return replace(self, blocks=[block.only(block.hashes.is_in(known)) for block in self.blocks]).without_repeats()

    def first(self, number: int) -> list[str]:
        """The first ids, as they are written."""
        return pl.concat([pl.Series(dtype=pl.String), *(block.ids for block in self.blocks)]).head(number).to_list()

    def are_those_of(self, others: "Identities") -> bool:
        """Whether most ids of the smaller number are those of the larger."""
        own, other = self.hashes.unique(), others.hashes.unique()
        shared = int(own.is_in(other.implode()).sum())
        return 2 * shared > min(len(own), len(other))

    def findings(self) -> list[Finding]:
        """Sites without id, and ids used before."""
        missing = [Finding(rule("D101"), place) for place in places_of(self.without)]
        return listed(missing, self.number_without, self.limit) + self._repeated()

    def _repeated(self) -> list[Finding]:
        """Ids used before. Hashes of 64 bits say quickly that there are none; texts decide when there may be."""
        hashes = self.hashes
        if hashes.n_unique() == len(hashes):
            return []
        repeated = hashes.filter(hashes.is_duplicated()).unique()
        return _repeats([_Suspects.of(block, repeated) for block in self.blocks], self.limit)


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


def _repeats(suspects: list[_Suspects], limit: int) -> list[Finding]:
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
            if repeats <= limit:
                texts.append(text)
                sites += [site, first[key]]
    places = places_of(sites)
    found = [
        Finding(rule("D102"), place, {"text": text, "first": str(other), "column": "id"})
        for text, place, other in zip(texts, places[::2], places[1::2], strict=True)
    ]
    return listed(found, repeats, limit)
