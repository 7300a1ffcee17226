"""The ids of sites: missing and repeated ones in all files, and files that have the same sites."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal, TypeVar

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Table, TableCell, places_of
from vasterviksmodell.sites.layout import HeadingMatch, Layout
from vasterviksmodell.sites.occurring_signs import OccurringSigns
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.folding import BLANKS

KEY = "_key"
"""The column of lowered ids. Lowering takes time, so it is done while the file is read, by all cores."""
COMBINING = "[\u0300-\u036f]"
Texts = TypeVar("Texts", pl.Expr, pl.Series)


def lowered(ids: Texts) -> Texts:
    """Return ids in lower case without outer blanks."""
    return ids.str.strip_chars(BLANKS).str.to_lowercase()


def composed(texts: pl.Series) -> pl.Series:
    """Return ids or names in composed form, with å as one character; few files need it."""
    if OccurringSigns(texts).are_latin_1:
        return texts
    return texts.str.normalize("NFC") if texts.str.contains(COMBINING).any() else texts


def normalised(lowered_ids: pl.Series, form: Literal["NFC", "NFKC"] = "NFC") -> pl.Series:
    """Return lowered ids in normal form, which takes long and few files need."""
    return lowered_ids if OccurringSigns(lowered_ids).are_in_form(form) else lowered_ids.str.normalize(form)


def without_blanks(lowered_texts: pl.Series) -> pl.Series:
    """Return lowered ids or names without blanks of any kind, all of which NFKC makes ordinary ones."""
    return normalised(lowered_texts, "NFKC").str.replace_all(" ", "", literal=True)


@dataclass(frozen=True, slots=True)
class IdBlock:
    """The ids of one block of rows of one table."""

    table: Table
    column: int
    rows: pl.Series
    ids: pl.Series
    hashes: pl.Series

    def only(self, chosen: pl.Series) -> "IdBlock":
        """Return some of the ids."""
        return replace(
            self, rows=self.rows.filter(chosen), ids=self.ids.filter(chosen), hashes=self.hashes.filter(chosen)
        )


@dataclass(slots=True)
class Identities:
    """Gathers the ids of all files."""

    limit: int
    """How many findings of a kind are listed."""
    blocks: list[IdBlock] = field(default_factory=list)
    missing: list[TableCell] = field(default_factory=list)
    """The first sites that have no id."""
    number_missing: int = 0

    def add(self, table: Table, column: int, block: pl.DataFrame) -> None:
        """Add a block with the columns `ROW`, `id` and `KEY`."""
        rows, ids, keys = block[ROW], block["id"], normalised(block[KEY])
        missing = keys.fill_null("") == ""
        if missing.any():
            self.number_missing += int(missing.sum())
            first = rows.filter(missing).head(self.limit - len(self.missing))
            self.missing += [(table, Cell(row, column)) for row in first]
            rows, ids, keys = rows.filter(~missing), ids.filter(~missing), keys.filter(~missing)
        self.blocks.append(IdBlock(table, column, rows, ids, keys.hash()))

    def extend(self, others: "Identities") -> None:
        """Add the ids of a file."""
        self.blocks += others.blocks
        self.missing += others.missing[: self.limit - len(self.missing)]
        self.number_missing += others.number_missing

    @property
    def hashes(self) -> pl.Series:
        """The hashes of all ids, which show quickly that ids differ."""
        return pl.concat([pl.Series(dtype=pl.UInt64), *(block.hashes for block in self.blocks)])

    @property
    def have_repeats(self) -> bool:
        """Whether an id seems to be repeated."""
        hashes = self.hashes
        return hashes.n_unique() < len(hashes)

    def without_repeats(self) -> "Identities":
        """Return the ids without repeats, each where it occurs first."""
        first = self.hashes.is_first_distinct()
        ends = accumulate(len(block.hashes) for block in self.blocks)
        blocks = [
            block.only(first[end - len(block.hashes) : end]) for block, end in zip(self.blocks, ends, strict=True)
        ]
        return replace(self, blocks=blocks)

    def missing_in(self, others: "Identities") -> "Identities":
        """Return the ids that others do not have."""
        known = others.hashes.implode()
        return replace(self, blocks=[block.only(~block.hashes.is_in(known)) for block in self.blocks])

    def shared_with(self, others: "Identities") -> "Identities":
        """Return the ids that others have too, each once."""
        known = others.hashes.implode()
        return replace(self, blocks=[block.only(block.hashes.is_in(known)) for block in self.blocks]).without_repeats()

    def first(self, number: int) -> list[str]:
        """Return the first ids, as they are written."""
        return pl.concat([pl.Series(dtype=pl.String), *(block.ids for block in self.blocks)]).head(number).to_list()

    def mostly_match(self, others: "Identities") -> bool:
        """Say whether most ids of the smaller set are in the larger one."""
        own, other = self.hashes.unique(), others.hashes.unique()
        shared = int(own.is_in(other.implode()).sum())
        return 2 * shared > min(len(own), len(other))

    def findings(self) -> list[Finding]:
        """Return the findings about sites without id and about repeated ids."""
        missing = [Finding(rule("D101"), place) for place in places_of(self.missing)]
        return truncated(missing, self.number_missing, self.limit) + self._repeated_ids()

    def _repeated_ids(self) -> list[Finding]:
        """Return the findings about repeated ids: hashes exclude them quickly, texts decide."""
        hashes = self.hashes
        if hashes.n_unique() == len(hashes):
            return []
        repeated = hashes.filter(hashes.is_duplicated()).unique()
        return _repeat_findings([_PossibleRepeats.of(block, repeated) for block in self.blocks], self.limit)


@dataclass(frozen=True, slots=True)
class _PossibleRepeats:
    """The rows of a block whose ids may be repeated."""

    block: IdBlock
    rows: list[int]
    ids: list[str]
    keys: list[str]

    @classmethod
    def of(cls, block: IdBlock, repeated: pl.Series) -> "_PossibleRepeats":
        chosen = block.hashes.is_in(repeated.implode())
        ids = block.ids.filter(chosen)
        return cls(block, block.rows.filter(chosen).to_list(), ids.to_list(), normalised(lowered(ids)).to_list())


def _repeat_findings(suspects: list[_PossibleRepeats], limit: int) -> list[Finding]:
    first: dict[str, TableCell] = {}
    texts: list[str] = []
    sites: list[TableCell] = []
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
    return truncated(found, repeats, limit)


_MOST_FILES = 50
"""The most files among which groups with the same sites, and copies, are looked for."""
_SHOWN = 3
_ALL, _SOME = Message("all {number}"), Message("{number} of {sites}, first {ids}")


@dataclass(frozen=True)
class FileIdentities:
    """A file that was read, with its ids."""

    path: str
    layout: Layout
    identities: Identities

    def belongs_to(self, group: "Sequence[FileIdentities]") -> bool:
        """Say whether the file has most sites of other files, and none of their measures."""
        others = (id for other in group for id in other.layout.measures)
        return self.layout.measures.keys().isdisjoint(others) and self.identities.mostly_match(group[0].identities)


Group = list[FileIdentities]


def file_groups(files: Sequence[FileIdentities]) -> list[Group]:
    """Return the groups of files that have the same sites and different measures."""
    groups: list[Group] = []
    for file in files if len(files) <= _MOST_FILES else ():
        fitting = next((group for group in groups if file.belongs_to(group)), None)
        if fitting is None:
            groups.append([file])
        else:
            fitting.append(file)
    return [group for group in groups if len(group) > 1]


def same_sites_findings(groups: Sequence[Group], criteria: Criteria) -> Iterator[Finding]:
    """Yield a finding for each group of files with the same sites and different measures."""
    for first, *others in groups:
        files = listing(f"{file.path} ({_measure_headings(file.layout, criteria)})" for file in (first, *others))
        yield Finding(rule("D035"), Place(others[0].path), {"files": files})


def _measure_headings(layout: Layout, criteria: Criteria) -> str:
    names = [f"'{criteria[id].column}'" for id in layout.measures]
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")  # noqa: PLR2004 - enough to know them by


@dataclass(frozen=True)
class Copy:
    """A file that holds the ids of an earlier one, most of them at least, and some of its measures."""

    file: FileIdentities
    other: FileIdentities
    shared: Identities
    """The ids that no file before the other holds."""

    @property
    def finding(self) -> Finding:
        """The finding that two files hold the same ids."""
        return Finding(rule("D047"), Place(self.file.path), {"file": self.other.path, "extent": self._extent()})

    def _extent(self) -> Phrase:
        """Return how many ids of the file are shared, and the first of them when it is not all."""
        shared, sites = len(self.shared.hashes), self.file.identities.hashes.n_unique()
        if shared == sites:
            return _ALL.format(number=str(shared))
        return _SOME.format(number=str(shared), sites=str(sites), ids=listing(self.shared.first(_SHOWN)))


def file_copies(files: Sequence[FileIdentities], groups: Sequence[Group], limit: int) -> list[Copy]:
    """Return the files that hold the ids of others without forming a group with them; one id makes no copy."""
    if not 1 < len(files) <= _MOST_FILES or not joined_identities(files, groups, (), limit).have_repeats:
        return []
    return [copy for number, file in enumerate(files) for copy in _copies(file, files[:number], groups)]


def _copies(file: FileIdentities, earlier: Sequence[FileIdentities], groups: Sequence[Group]) -> Iterator[Copy]:
    """Yield which earlier files a file copies; an id that it shares with one is not looked for in the next."""
    joined = {id(other) for group in groups if any(member is file for member in group) for other in group}
    rest = file.identities
    for other in sorted(earlier, key=lambda other: id(other) not in joined):
        shared = rest.shared_with(other.identities)
        if id(other) not in joined and len(shared.hashes) > 1 and rest.mostly_match(other.identities):
            yield Copy(file, other, shared)
        rest = rest.missing_in(other.identities)


def missing_columns(matches: Sequence[HeadingMatch], groups: Sequence[Group], criteria: Criteria) -> Iterator[Finding]:
    """Yield findings about missing columns, except those that another file of the group has."""
    for matched in matches:
        group = next((group for group in groups if any(file.layout is matched.layout for file in group)), [])
        elsewhere = {criteria[id].column for file in group for id in file.layout.measures}
        yield from matched.missing.findings(elsewhere)


def missing_in_all(matches: Sequence[HeadingMatch]) -> Iterator[Finding]:
    """Yield findings about columns that no file has: each once, at a file with a similar heading, or the first."""
    served = {heading for matched in matches for heading in matched.missing.served}
    lacking = dict.fromkeys(
        heading for matched in matches for heading in matched.missing.headings() if heading not in served
    )
    owner = {heading: min(matches, key=lambda matched: not matched.missing.has_similar(heading)) for heading in lacking}
    for matched in matches:
        elsewhere = served.union(heading for heading, owning in owner.items() if owning is not matched)
        yield from matched.missing.findings(elsewhere)


def joined_identities(
    files: Sequence[FileIdentities], groups: Sequence[Group], copies: Sequence[Copy], limit: int
) -> Identities:
    """Return the identities of all files; the sites of a group, and those of copies, count once."""
    identities = Identities(limit)
    earlier = {id(file): list(group[:number]) for group in groups for number, file in enumerate(group)}
    for copy in copies:
        earlier.setdefault(id(copy.file), []).append(copy.other)
    for file in files:
        own = file.identities
        for other in earlier.get(id(file), ()):
            own = own.missing_in(other.identities)
        identities.extend(own)
    return identities
