"""Several files with the same sites: those with measures of their own can be joined, others are copies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.identity import Identities
from vasterviksmodell.sites.layout import Layout, Matched
from vasterviksmodell.wording import listing

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
    joined = {id(other) for group in groups if any(it is file for it in group) for other in group}
    rest = file.identities
    for other in sorted(earlier, key=lambda it: id(it) not in joined):
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
