"""Ids: every site has one, and no two are the same after normalisation, across all files of a run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal, TypeVar

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Located, Table, places_of
from vasterviksmodell.sites.layout import Layout, Matched
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.source.words import BLANKS

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
    for suspect in suspects:
        for row, text, key in zip(suspect.rows, suspect.ids, suspect.keys, strict=True):
            site = (suspect.block.table, Cell(row, suspect.block.column))
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


_MOST_FILES = 50
"""Among more files none are looked for that belong together, or are copies."""
_SHOWN = 3
_ALL, _SOME = Message("all {number}"), Message("{number} of {sites}, first {ids}")


@dataclass(frozen=True)
class FileOfSites:
    """A file that was read."""

    path: str
    layout: Layout
    identities: Identities

    def belongs_to(self, group: "Sequence[FileOfSites]") -> bool:
        """Whether it has the sites of other files, most of them at least, and none of their measures."""
        others = (id for other in group for id in other.layout.measures)
        return self.layout.measures.keys().isdisjoint(others) and self.identities.are_those_of(group[0].identities)


Group = list[FileOfSites]


def groups_of(files: Sequence[FileOfSites]) -> list[Group]:
    """The files that belong together, group by group; each with those that stand alone left out."""
    groups: list[Group] = []
    for file in files if len(files) <= _MOST_FILES else ():
        fitting = next((group for group in groups if file.belongs_to(group)), None)
        if fitting is None:
            groups.append([file])
        else:
            fitting.append(file)
    return [group for group in groups if len(group) > 1]


def together(groups: Sequence[Group], criteria: Criteria) -> Iterator[Finding]:
    """That files have the same sites and other measures: one finding for each group."""
    for first, *others in groups:
        files = listing(f"{file.path} ({_columns(file.layout, criteria)})" for file in (first, *others))
        yield Finding(rule("D035"), Place(others[0].path), {"files": files})


def _columns(layout: Layout, criteria: Criteria) -> str:
    names = [f"'{criteria[id].column}'" for id in layout.measures]
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")  # noqa: PLR2004 - enough to know them by


@dataclass(frozen=True)
class Copy:
    """A file that holds the ids of one before it, most of them at least, and some of its measures."""

    file: FileOfSites
    other: FileOfSites
    shared: Identities
    """The ids that no file before the other holds."""

    @property
    def finding(self) -> Finding:
        """That two files hold the same ids."""
        return Finding(rule("D047"), Place(self.file.path), {"file": self.other.path, "extent": self._extent()})

    def _extent(self) -> Phrase:
        """How many of the ids of the file are shared, and the first of them when it is not all."""
        shared, sites = len(self.shared.hashes), self.file.identities.hashes.n_unique()
        if shared == sites:
            return _ALL.format(number=str(shared))
        return _SOME.format(number=str(shared), sites=str(sites), ids=listing(self.shared.first(_SHOWN)))


def copies_among(files: Sequence[FileOfSites], groups: Sequence[Group], limit: int) -> list[Copy]:
    """The files that hold the ids of others without belonging together with them; a single id makes no copy."""
    if not 1 < len(files) <= _MOST_FILES or not each_once(files, groups, (), limit).have_repeats:
        return []
    return [copy for number, file in enumerate(files) for copy in _copies(file, files[:number], groups)]


def _copies(file: FileOfSites, earlier: Sequence[FileOfSites], groups: Sequence[Group]) -> Iterator[Copy]:
    """Of which files before it a file is a copy: what it shares with one is not looked for in the next."""
    joined = {id(other) for group in groups if any(file_of_sites is file for file_of_sites in group) for other in group}
    rest = file.identities
    for other in sorted(earlier, key=lambda file_of_sites: id(file_of_sites) not in joined):
        shared = rest.shared_with(other.identities)
        if id(other) not in joined and len(shared.hashes) > 1 and rest.are_those_of(other.identities):
            yield Copy(file, other, shared)
        rest = rest.missing_in(other.identities)


def missing_columns(matches: Sequence[Matched], groups: Sequence[Group], criteria: Criteria) -> Iterator[Finding]:
    """The columns that files lack; what another of the same group has is not lacking."""
    for matched in matches:
        group = next((it for it in groups if any(file.layout is matched.layout for file in it)), [])
        elsewhere = {criteria[id].column for file in group for id in file.layout.measures}
        yield from matched.missing.findings(elsewhere)


def missing_in_all(matches: Sequence[Matched]) -> Iterator[Finding]:
    """The columns that none of several files has: each told once, where one is like it, else at the first file."""
    served = {heading for matched in matches for heading in matched.missing.served}
    lacking = dict.fromkeys(it for matched in matches for it in matched.missing.headings() if it not in served)
    owner = {it: min(matches, key=lambda matched: not matched.missing.has_like(it)) for it in lacking}
    for matched in matches:
        passed = served.union(it for it, owning in owner.items() if owning is not matched)
        yield from matched.missing.findings(passed)


def each_once(files: Sequence[FileOfSites], groups: Sequence[Group], copies: Sequence[Copy], limit: int) -> Identities:
    """The identities of all files; of those that belong together or are copies, each site counts once."""
    identities = Identities(limit)
    earlier = {id(file): list(group[:number]) for group in groups for number, file in enumerate(group)}
    for copy in copies:
        earlier.setdefault(id(copy.file), []).append(copy.other)
    for file in files:
        own = file.identities
        for other in earlier.get(id(file), ()):
            own = own.missing_in(other.identities)
        identities.join(own)
    return identities
