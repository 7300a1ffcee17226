"""The layout of a file: its headings matched with the criteria."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, SiteColumns
from vasterviksmodell.criteria.conversions import convertible_to
from vasterviksmodell.criteria.model import PROVENANCE
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, shortened
from vasterviksmodell.sites.chosen_rows import RowCondition, row_conditions
from vasterviksmodell.sites.column_units import ColumnUnit, column_unit, unit_findings
from vasterviksmodell.sites.formats.heading_lines import SurroundingLines
from vasterviksmodell.sites.formats.site_format import Expected, Table
from vasterviksmodell.sites.headings import first_without_heading, lone_parts, match_columns, shared_parts
from vasterviksmodell.sites.misread_letters import are_misread, may_have_lost_letters, misread_finding, restored_text
from vasterviksmodell.sites.missing_columns import MissingColumns
from vasterviksmodell.sites.truncation import DEFAULT_LIMIT, truncated
from vasterviksmodell.source.folding import composed, folded

DETAILS = ("latitude", "longitude", "northing", "easting", "municipality_code", "municipality", "place")
"""The details of a site besides its measures, by the names of `SiteColumns`."""

EXTRA = "_extra__"
"""The prefix of columns that no criterion reads; no criterion id begins so."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The numbers of the columns by what they hold."""

    id: int
    name: int | None
    measures: dict[str, int]
    """By criterion id; a criterion without column is missing."""
    extras: dict[str, int]
    """By heading: the columns that are passed on unread."""
    details: dict[str, int]
    """By detail: columns such as `latitude` and `<criterion>__source`."""
    unheaded: tuple[int, ...] = ()
    """The columns without heading."""
    conditions: Mapping[RowCondition, int] = field(default_factory=dict)
    """By condition on rows: its column."""
    units: Mapping[str, ColumnUnit] = field(default_factory=dict)
    """By criterion id: the unit in which its figures stand, where it is stated."""

    @property
    def text_columns(self) -> set[int]:
        """The columns that are used as the texts that they are."""
        named = {self.id} if self.name is None else {self.id, self.name}
        others = (self.conditions.values(), self.extras.values(), self.details.values(), self.unheaded)
        return named.union(*others)

    def texts(self, criteria: Criteria) -> dict[str, Criterion]:
        """Return the criteria that have a column, by their text columns."""
        return {text_column(criterion): criterion for criterion in criteria.criteria if criterion.id in self.measures}


def text_column(criterion: Criterion) -> str:
    """Return the column of the texts of a criterion."""
    return f"{criterion.id}__text"


def detail_column(name: str) -> str:
    """Return the column of a detail of a site: `latitude`, …, `<criterion>__source`."""
    return f"_detail__{name}"


def extra_column(heading: str) -> str:
    """Return the column under a heading that no criterion reads."""
    return f"{EXTRA}{heading}"


def wanted_headings(criteria: Criteria) -> dict[str, tuple[str, ...]]:
    """Return every heading that the criteria use, with its aliases."""
    site, aliases = criteria.site, criteria.data.columns
    measures = [criterion.column for criterion in criteria.criteria]
    named = [site.id, site.name, *(getattr(site, what) for what in DETAILS), *measures]
    found = {heading: aliases.get(heading, ()) for heading in named if heading}
    for heading in measures:
        for what in PROVENANCE:
            own = f"{heading}__{what}"
            found[own] = (*aliases.get(own, ()), *(f"{alias}__{what}" for alias in found[heading]))
    return found


def labels_as_headings(criteria: Criteria) -> dict[str, frozenset[str]]:
    """Return by the heading of a measure what a file may call it without a declaration, folded.

    These are the labels of its criteria in both languages, unless another column has the same, and the heading, its
    aliases and the labels with a unit in parentheses that can be converted to the criterion's. A source or a date has a
    label with a word after it: `Skola, källa`.
    """
    wanted = wanted_headings(criteria)
    taken = {folded(name): heading for heading, names in wanted.items() for name in (heading, *names)}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for criterion in criteria.criteria:
        labels = {folded(label) for label in (criterion.label.en, criterion.label.sv) if label} - {""}
        names = dict.fromkeys((*map(folded, (criterion.column, *wanted[criterion.column])), *sorted(labels)))
        units = tuple(convertible_to(criterion.unit))
        forms = (form for name in names for unit in units for form in _with_unit(name, unit))
        found[criterion.column] |= dict.fromkeys((*sorted(labels), *forms))
        for what, word in _WORDS_BESIDE:
            found[f"{criterion.column}__{what}"] |= dict.fromkeys(f"{label}, {word}" for label in sorted(labels))
    owners = Counter(label for labels in found.values() for label in labels)
    return {
        heading: frozenset(label for label in labels if owners[label] == 1 and taken.get(label, heading) == heading)
        for heading, labels in found.items()
    }


_WORDS_BESIDE = (("source", "source"), ("source", "källa"), ("date", "date"), ("date", "datum"))
"""What is known of a single figure, and the word for it after a label, in both languages."""


def _with_unit(name: str, unit: str) -> tuple[str, ...]:
    return f"{name} ({unit})", f"{name}({unit})", f"{name} [{unit}]"


def expectations(criteria: Criteria, limit: int = DEFAULT_LIMIT) -> Expected:
    """Return what formats know about the criteria."""
    labels = labels_as_headings(criteria)
    names = {
        heading: frozenset((*map(folded, (heading, *others)), *labels.get(heading, ())))
        for heading, others in wanted_headings(criteria).items()
    }
    measures = (name for criterion in criteria.criteria for name in names[criterion.column])
    every = (name for alike in names.values() for name in alike)
    return Expected(criteria.data, frozenset(every), criteria.site, frozenset(measures), limit)


@dataclass(frozen=True)
class HeadingMatch:
    """The headings of a file matched with the criteria."""

    layout: Layout | None
    """None when a necessary column is missing."""
    findings: list[Finding]
    missing: MissingColumns
    conditions: Mapping[RowCondition, int]
    """By condition on rows: its column, if the file has one."""


def match_headings(table: Table, criteria: Criteria, path: str, limit: int) -> HeadingMatch:
    """Match the headings of a table with the criteria."""
    criteria = replace(criteria, site=_with_positions(criteria.site, table))
    headings = _Headings.of(table, criteria)
    place = replace(table.heading_places[0], column=None) if table.heading_places else Place(path)
    unheaded = first_without_heading(table.headings)
    shared = {
        part: tuple(table.headings[number] for number in numbers)
        for part, numbers in shared_parts(table.heading_parts).items()
    }
    free = headings.free()
    missing = MissingColumns(criteria, headings.served, free, place, table.surrounding_lines, shared, unheaded)
    misread = list(headings.misread(criteria))
    units = list(unit_findings(headings.columns(criteria), criteria.criteria, criteria.data))
    converted = {finding.place for finding in units}
    renamed = (finding for finding in headings.renamed() if finding.code != "D010" or finding.place not in converted)
    others = [*renamed, *units, *headings.unused(), *truncated(misread, len(misread), limit)]
    findings = [*truncated(headings.repeated, len(headings.repeated), limit), *others]
    return HeadingMatch(headings.layout(criteria), findings, missing, headings.conditions)


def _with_positions(site: SiteColumns, table: Table) -> SiteColumns:
    """Return the declared columns with those of positions that the format has itself."""
    present = set(map(folded, table.headings))
    return replace(
        site, **{what: heading for what, heading in table.position_headings.items() if folded(heading) in present}
    )


@dataclass(frozen=True)
class _Headings:
    """The headings of a table, and the wanted headings that they serve."""

    table: Table
    wanted: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, frozenset[str]]
    """By wanted heading: what else may stand for it, folded."""
    numbers: dict[str, int]
    """The columns by heading."""
    repeated: list[Finding]
    serving: dict[str, tuple[int, ...]]
    """By wanted heading: the columns that serve it, at least one."""
    conditions: Mapping[RowCondition, int]
    """By condition on rows: its column."""

    @classmethod
    def of(cls, table: Table, criteria: Criteria) -> "_Headings":
        numbers: dict[str, int] = {}
        repeated = []
        around = table.surrounding_lines
        for number, heading in enumerate(map(composed, table.headings)):
            if folded(heading) and numbers.setdefault(heading, number) != number:
                place, advice = table.heading_places[number], _advice_on_lines(around, heading)
                repeated.append(Finding(rule("D004"), place, {"column": heading}, advice=advice))
        looked_for = wanted_headings(criteria)
        parts = lone_parts(table.heading_parts)
        labels = labels_as_headings(criteria)
        served = {heading: found for heading, found in match_columns(numbers, looked_for, parts, labels) if found}
        unheaded = None if folded(criteria.site.id) else first_without_heading(table.headings)
        if unheaded is not None:
            looked_for[criteria.site.id] = ()
            served[criteria.site.id] = (unheaded,)
        return cls(table, looked_for, labels, numbers, repeated, served, _condition_columns(numbers, parts, criteria))

    @property
    def served(self) -> dict[str, int]:
        """By wanted heading: the first column that serves it."""
        return {heading: numbers[0] for heading, numbers in self.serving.items()}

    def free(self) -> dict[str, str]:
        """Return the headings that serve nothing, by their folded form."""
        return {folded(heading): heading for heading in self._unused()}

    def _unused(self) -> dict[str, int]:
        used = {number for numbers in self.serving.values() for number in numbers}
        return {heading: number for heading, number in self.numbers.items() if number not in used}

    def renamed(self) -> Iterator[Finding]:
        """Yield findings about headings that serve in another spelling, and about two that serve the same."""
        for heading, (number, *others) in self.serving.items():
            written = self.table.headings[number]
            if not folded(heading) or self._is_part_of(heading, number):
                continue
            if written.strip() not in (heading.strip(), *(name.strip() for name in self.wanted[heading])):
                facts = {"column": written, "read": heading}
                advice: Phrase | None = _OTHER_FORM if composed(written) == composed(heading) else None
                yield Finding(rule("D010"), self.table.heading_places[number], facts, advice=advice)
            for other in others:
                advice = _both_read(written, self.table.headings[other])
                yield Finding(rule("D004"), self.table.heading_places[other], {"column": heading}, advice=advice)

    def _is_part_of(self, heading: str, number: int) -> bool:
        """Say whether a heading is one line of a column's headings over several lines."""
        parts = self.table.heading_parts[number : number + 1]
        return any(folded(name) in map(folded, part) for part in parts for name in (heading, *self.wanted[heading]))

    def unused(self) -> Iterator[Finding]:
        """Yield findings about headings that would serve if another did not serve better."""
        better = {
            folded(name): self.table.headings[numbers[0]]
            for heading, numbers in self.serving.items()
            for name in (heading, *self.wanted[heading], *self.labels.get(heading, ()))
        }
        for heading, number in self._unused().items():
            if folded(heading) in better:
                facts = {"column": heading, "read": better[folded(heading)]}
                yield Finding(rule("D025"), self.table.heading_places[number], facts)

    def misread(self, criteria: Criteria) -> Iterator[Finding]:
        """Yield findings about headings that would serve if they had been read in the right encoding."""
        lacking = {heading: names for heading, names in self.wanted.items() if heading not in self.serving}
        lacking |= {
            condition.heading: condition.names
            for condition in row_conditions(criteria.data)
            if condition not in self.conditions
        }
        known = [name for heading, names in lacking.items() for name in (heading, *names)]
        free = pl.Series(list(self._unused()), dtype=pl.String)
        for heading in free.filter(are_misread(free) | may_have_lost_letters(free)) if known else ():
            restored = restored_text(heading, known)
            if restored != heading and restored is not None and folded(restored) in map(folded, known):
                yield misread_finding(heading, restored, self.table.heading_places[self.numbers[heading]])

    def columns(self, criteria: Criteria) -> dict[str, tuple[str, tuple[str, ...], Place]]:
        """Return by criterion id the heading of its column, the parts of the heading, and its place."""
        numbers = {criterion.id: self.serving.get(criterion.column, ())[:1] for criterion in criteria.criteria}
        table, parts = self.table, self.table.heading_parts
        return {
            id: (table.headings[number], parts[number] if parts else (), table.heading_places[number])
            for id, found in numbers.items()
            for number in found
        }

    def _units(self, criteria: Criteria) -> dict[str, ColumnUnit]:
        units = {
            id: column_unit(heading, parts, criteria[id], criteria.data)
            for id, (heading, parts, _) in self.columns(criteria).items()
        }
        return {id: unit for id, unit in units.items() if unit is not None}

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
        details = {detail: getattr(criteria.site, detail) for detail in DETAILS} | provenance
        used = {id, name, *measures.values(), *(served.get(heading) for heading in provenance.values())}
        return Layout(
            id,
            name,
            measures,
            {heading: number for heading, number in self.numbers.items() if number not in used},
            {detail: served[heading] for detail, heading in details.items() if heading in served},
            tuple(number for number, heading in enumerate(self.table.headings) if not folded(heading) and number != id),
            self.conditions,
            self._units(criteria),
        )


def _condition_columns(
    numbers: Mapping[str, int], parts: Mapping[str, int], criteria: Criteria
) -> dict[RowCondition, int]:
    """Return by condition on rows the first column that serves it."""
    wanted = row_conditions(criteria.data)
    found = dict(match_columns(numbers, {condition.heading: condition.names for condition in wanted}, parts))
    return {condition: found[condition.heading][0] for condition in wanted if found[condition.heading]}


def _advice_on_lines(surrounding_lines: SurroundingLines, heading: str) -> Phrase | None:
    """Return how to declare the lines above that distinguish columns with the same heading."""
    found = surrounding_lines.distinguishing_lines(folded(heading))
    if found is None:
        return None
    lines, headings = found
    setting, names = f"data: {{header: {list(lines)}}}", listing(f"'{shortened(heading)}'" for heading in headings)
    return Message("together with the lines above they are {names}: write {setting} in the criteria file").format(
        names=names, setting=setting
    )


_OTHER_FORM = Message("its å, ä or ö is a letter and a separate combining mark, as in file names on macOS")


def _both_read(first: str, second: str) -> Phrase:
    form = Message("'{first}' and '{second}' are read as the same column: rename or remove one of them")
    return form.format(first=shortened(first), second=shortened(second))
