"""Several files with the same sites, each with measures of its own: seen, and told how to join."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.identity import Identities
from vasterviksmodell.sites.layout import Layout, Matched
from vasterviksmodell.wording import listing

_MOST_FILES = 50
"""Among more files none are looked for that belong together."""


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


def each_once(files: Sequence[FileOfSites], groups: Sequence[Group], limit: int) -> Identities:
    """The identities of all files; of those that belong together, each site counts once."""
    identities = Identities(limit)
    later = {id(file): group[:number] for group in groups for number, file in enumerate(group)}
    for file in files:
        own = file.identities
        for other in later.get(id(file), ()):
            own = own.missing_in(other.identities)
        identities.join(own)
    return identities
