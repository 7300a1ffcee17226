"""Which column says what: the headings of a file matched with the criteria."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, SiteColumns
from vasterviksmodell.criteria.model import PROVENANCE
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, shortened
from vasterviksmodell.sites.chosen_rows import Wish, wishes
from vasterviksmodell.sites.formats.heading_lines import LinesAround
from vasterviksmodell.sites.formats.site_format import Expected, Table
from vasterviksmodell.sites.headings import first_without_heading, lone_parts, serving, shared_parts
from vasterviksmodell.sites.listed import LISTED, listed
from vasterviksmodell.sites.misread_letters import are_misread, may_have_lost, meant_by, told_of
from vasterviksmodell.sites.missing_columns import MissingColumns
from vasterviksmodell.source.words import composed, folded

BESIDE = ("latitude", "longitude", "northing", "easting", "municipality_code", "municipality", "place")
"""What is known of a site besides its measures, by the names of `SiteColumns`."""

EXTRA = "_extra__"
"""What the columns begin with that no criterion reads; no id begins so."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The numbers of the columns by what they hold."""

    id: int
    name: int | None
    measures: dict[str, int]
    """By criterion id; a criterion without column is missing."""
    extras: dict[str, int]
    """By heading: what passes through untouched."""
    beside: dict[str, int]
    """By what it is: the other columns that are looked at, such as `latitude` and `<criterion>__source`."""
    unheaded: tuple[int, ...] = ()
    """The columns without heading."""
    wishes: Mapping[Wish, int] = field(default_factory=dict)
    """What the rows are chosen by, each with its column."""

    def texts(self, criteria: Criteria) -> dict[str, Criterion]:
        """The criteria that have a column, each by a text column of its own."""
        return {text_column(criterion): criterion for criterion in criteria.criteria if criterion.id in self.measures}


def text_column(criterion: Criterion) -> str:
    """The column that holds what the file says about a criterion."""
    return f"{criterion.id}__text"


def beside(what: str) -> str:
    """The column of what is known of a site besides its measures: `latitude`, …, `<criterion>__source`."""
    return f"_beside__{what}"


def extra(heading: str) -> str:
    """The column of what no criterion reads."""
    return f"{EXTRA}{heading}"


def sought(criteria: Criteria) -> dict[str, tuple[str, ...]]:
    """Every heading that the criteria use, with those that files may have instead."""
    site, aliases = criteria.site, criteria.data.columns
    measures = [criterion.column for criterion in criteria.criteria]
    named = [site.id, site.name, *(getattr(site, what) for what in BESIDE), *measures]
    found = {heading: aliases.get(heading, ()) for heading in named if heading}
    for heading in measures:
        for what in PROVENANCE:
            own = f"{heading}__{what}"
            found[own] = (*aliases.get(own, ()), *(f"{alias}__{what}" for alias in found[heading]))
    return found


def expected(criteria: Criteria, limit: int = LISTED) -> Expected:
    """What the formats are told of the criteria."""
    names = {heading: frozenset(map(folded, (heading, *others))) for heading, others in sought(criteria).items()}
    measures = (name for criterion in criteria.criteria for name in names[criterion.column])
    every = (name for alike in names.values() for name in alike)
    return Expected(criteria.data, frozenset(every), criteria.site, frozenset(measures), limit)


@dataclass(frozen=True)
class Matched:
    """How the headings of a file match the criteria."""

    layout: Layout | None
    """None when the columns are missing that a table must have."""
    findings: list[Finding]
    missing: MissingColumns
    wishes: Mapping[Wish, int]
    """What rows are chosen by, each with its column; those that the file has no column for are left out."""


def match(table: Table, criteria: Criteria, path: str, limit: int) -> Matched:
    """The layout of a table, or None, and what is wrong with its headings."""
    criteria = replace(criteria, site=_with_positions(criteria.site, table))
    headings = _Headings.of(table, criteria)
    place = replace(table.heading_places[0], column=None) if table.heading_places else Place(path)
    unheaded = first_without_heading(table.headings)
    shared = {
        part: tuple(table.headings[number] for number in numbers)
        for part, numbers in shared_parts(table.heading_parts).items()
    }
    free = headings.free()
    missing = MissingColumns(criteria, headings.served, free, place, table.around, shared, unheaded)
    misread = list(headings.misread(criteria))
    told = [*headings.told(), *headings.passed_over(), *listed(misread, len(misread), limit)]
    findings = [*listed(headings.repeated, len(headings.repeated), limit), *told]
    return Matched(headings.layout(criteria), findings, missing, headings.wishes)


def _with_positions(site: SiteColumns, table: Table) -> SiteColumns:
    """What is declared, with the columns of positions that a file has undeclared, in a system of its own choice."""
    present = set(map(folded, table.headings))
    return replace(site, **{what: heading for what, heading in table.located.items() if folded(heading) in present})


@dataclass(frozen=True)
class _Headings:
    """The headings of a table, and what they serve."""

    table: Table
    sought: Mapping[str, tuple[str, ...]]
    numbers: dict[str, int]
    """The columns by heading."""
    repeated: list[Finding]
    serving: dict[str, tuple[int, ...]]
    """By heading that is sought: the columns that serve it, at least one."""
    wishes: Mapping[Wish, int]
    """What rows are chosen by, each with its column."""

    @classmethod
    def of(cls, table: Table, criteria: Criteria) -> "_Headings":
        numbers: dict[str, int] = {}
        repeated = []
        around = table.around
        for number, heading in enumerate(map(composed, table.headings)):
            if folded(heading) and numbers.setdefault(heading, number) != number:
                place, advice = table.heading_places[number], _apart(around, heading)
                repeated.append(Finding(rule("D004"), place, {"column": heading}, advice=advice))
        looked_for = sought(criteria)
        parts = lone_parts(table.heading_parts)
        served = {heading: found for heading, found in serving(numbers, looked_for, parts) if found}
        unheaded = None if folded(criteria.site.id) else first_without_heading(table.headings)
        if unheaded is not None:
            looked_for[criteria.site.id] = ()
            served[criteria.site.id] = (unheaded,)
        return cls(table, looked_for, numbers, repeated, served, _wished(numbers, parts, criteria))

    @property
    def served(self) -> dict[str, int]:
        """By heading that is sought: the column that serves it."""
        return {heading: numbers[0] for heading, numbers in self.serving.items()}

    def free(self) -> dict[str, str]:
        """The headings that serve nothing, by how they are compared."""
        return {folded(heading): heading for heading in self._unused()}

    def _unused(self) -> dict[str, int]:
        used = {number for numbers in self.serving.values() for number in numbers}
        return {heading: number for heading, number in self.numbers.items() if number not in used}

    def told(self) -> Iterator[Finding]:
        """Headings that serve although they are written otherwise, and those that serve what another serves."""
        for heading, (number, *others) in self.serving.items():
            written = self.table.headings[number]
            if not folded(heading) or self._is_part_of(heading, number):
                continue
            if written.strip() not in (heading.strip(), *(name.strip() for name in self.sought[heading])):
                facts = {"column": written, "read": heading}
                advice: Phrase | None = _OTHER_FORM if composed(written) == composed(heading) else None
                yield Finding(rule("D010"), self.table.heading_places[number], facts, advice=advice)
            for other in others:
                advice = _both_read(written, self.table.headings[other])
                yield Finding(rule("D004"), self.table.heading_places[other], {"column": heading}, advice=advice)

    def _is_part_of(self, heading: str, number: int) -> bool:
        """Whether a column is called so on one of several lines of headings."""
        parts = self.table.heading_parts[number : number + 1]
        return any(folded(name) in map(folded, part) for part in parts for name in (heading, *self.sought[heading]))

    def passed_over(self) -> Iterator[Finding]:
        """Headings that would serve if another did not serve better."""
        better = {
            folded(name): self.table.headings[numbers[0]]
            for heading, numbers in self.serving.items()
            for name in (heading, *self.sought[heading])
        }
        for heading, number in self._unused().items():
            if folded(heading) in better:
                facts = {"column": heading, "read": better[folded(heading)]}
                yield Finding(rule("D025"), self.table.heading_places[number], facts)

    def misread(self, criteria: Criteria) -> Iterator[Finding]:
        """Headings that serve nothing and would, had their letters not been read in a wrong encoding."""
        lacking = {heading: names for heading, names in self.sought.items() if heading not in self.serving}
        lacking |= {wish.heading: wish.names for wish in wishes(criteria.data) if wish not in self.wishes}
        known = [name for heading, names in lacking.items() for name in (heading, *names)]
        free = pl.Series(list(self._unused()), dtype=pl.String)
        for heading in free.filter(are_misread(free) | may_have_lost(free)) if known else ():
            meant = meant_by(heading, known)
            if meant != heading and meant is not None and folded(meant) in map(folded, known):
                yield told_of(heading, meant, self.table.heading_places[self.numbers[heading]])

    def layout(self, criteria: Criteria) -> Layout | None:
        served = self.served
        measures = {
            criterion.id: served[criterion.column] for criterion in criteria.criteria if criterion.column in served
        }
        if criteria.site.id not in served or not (measures or criteria.data.join):
            return None
        id, name = served[criteria.site.id], served.get(criteria.site.name)
        provenance = {
            f"{criterion.id}__{what}": f"{criterion.column}__{what}"
            for criterion in criteria.criteria
            for what in PROVENANCE
        }
        beside = {what: getattr(criteria.site, what) for what in BESIDE} | provenance
        used = {id, name, *measures.values(), *(served.get(heading) for heading in provenance.values())}
        return Layout(
            id,
            name,
            measures,
            {heading: number for heading, number in self.numbers.items() if number not in used},
            {what: served[heading] for what, heading in beside.items() if heading in served},
            tuple(number for number, heading in enumerate(self.table.headings) if not folded(heading) and number != id),
            self.wishes,
        )


def _wished(numbers: Mapping[str, int], parts: Mapping[str, int], criteria: Criteria) -> dict[Wish, int]:
    """What rows are to be chosen by, each with the first column that serves it."""
    wanted = wishes(criteria.data)
    found = dict(serving(numbers, {wish.heading: wish.names for wish in wanted}, parts))
    return {wish: found[wish.heading][0] for wish in wanted if found[wish.heading]}


def _apart(around: LinesAround, heading: str) -> Phrase | None:
    """How to declare the lines above by which columns with one heading are told apart."""
    found = around.apart(folded(heading))
    if found is None:
        return None
    lines, called = found
    setting, names = f"data: {{header: {list(lines)}}}", listing(f"'{shortened(heading)}'" for heading in called)
    return Message("with what stands above they are {names}: write {setting} in the criteria file").format(
        names=names, setting=setting
    )


_OTHER_FORM = Message("it has å, ä or ö as a letter and a sign of its own, as file names on macOS have")


def _both_read(first: str, second: str) -> Phrase:
    form = Message("'{first}' and '{second}' are both read so: rename or remove one of them")
    return form.format(first=shortened(first), second=shortened(second))
