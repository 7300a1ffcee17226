"""Which column says what: the headings of a file matched with the criteria."""

from collections.abc import Iterator
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.interface import Table
from vasterviksmodell.sites.headings import composed, folded
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.wording import listing, nearest

BESIDE = ("latitude", "longitude", "northing", "easting", "municipality_code", "place")
"""What is known of a site besides its measures, by the names of `SiteColumns`."""


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

    def texts(self, criteria: Criteria) -> dict[str, Criterion]:
        """The criteria that have a column, each by a text column of its own."""
        return {text_column(it): it for it in criteria.criteria if it.id in self.measures}


def text_column(criterion: Criterion) -> str:
    """The column that holds what the file says about a criterion."""
    return f"{criterion.id}__text"


def match(table: Table, criteria: Criteria, path: str) -> tuple[Layout | None, list[Finding]]:
    """The layout of a table, or None, and what is wrong with its headings."""
    numbers: dict[str, int] = {}
    repeated = []
    for number, heading in enumerate(map(composed, table.headings)):
        if heading and numbers.setdefault(heading, number) != number:
            repeated.append(Finding(rule("D004"), table.heading_places[number], {"column": heading}))
    findings = listed(repeated, len(repeated))
    measures = {it.id: numbers[composed(it.column)] for it in criteria.criteria if composed(it.column) in numbers}
    findings += _missing(numbers, measures, criteria, _line(table, path))
    if criteria.site.id not in numbers or not measures:
        return None, findings
    id_number, name_number = numbers[criteria.site.id], numbers.get(criteria.site.name)
    used = {id_number, name_number, *measures.values()}
    extras = {heading: number for heading, number in numbers.items() if number not in used}
    return Layout(id_number, name_number, measures, extras, _beside(numbers, criteria)), findings


def _beside(numbers: dict[str, int], criteria: Criteria) -> dict[str, int]:
    named = {what: getattr(criteria.site, what) for what in BESIDE}
    named |= {f"{it.id}__{what}": f"{it.column}__{what}" for it in criteria.criteria for what in ("source", "date")}
    return {what: numbers[heading] for what, heading in named.items() if heading in numbers}


def wanted(criteria: Criteria) -> frozenset[str]:
    """The headings that are looked for, as they are compared."""
    site = criteria.site
    named = [site.id, site.name, *(getattr(site, what) for what in BESIDE), *(it.column for it in criteria.criteria)]
    aliases = [heading for headings in criteria.data.columns.values() for heading in headings]
    return frozenset(folded(heading) for heading in (*named, *aliases) if heading)


def _line(table: Table, path: str) -> Place:
    return Place(path, table.heading_places[0].line if table.heading_places else None)


def _missing(numbers: dict[str, int], measures: dict[str, int], criteria: Criteria, place: Place) -> Iterator[Finding]:
    """Columns looked for and not found: each with the free heading that is like it, the others in one finding."""
    free = set(numbers) - {it.column for it in criteria.criteria} - {criteria.site.id, criteria.site.name}
    if criteria.site.id not in numbers:
        meant = nearest(criteria.site.id, sorted(free))
        yield Finding(rule("D005"), place, {"column": criteria.site.id}, suggestion=meant)
    if not measures:
        known = listing(it.column for it in criteria.criteria)
        meant = next(filter(None, (nearest(it.column, sorted(free)) for it in criteria.criteria)), None)
        yield Finding(rule("D007"), place, {"known": known}, suggestion=meant)
        return
    missing = [it for it in criteria.criteria if it.id not in measures]
    for it in missing:
        if it.required:
            meant = nearest(it.column, sorted(free))
            yield Finding(rule("D107"), place, {"criterion": it.id}, suggestion=meant)
    absent = {it.column: nearest(it.column, sorted(free)) for it in missing if not it.required}
    for column, meant in absent.items():
        if meant is not None:
            yield Finding(rule("D006"), place, {"columns": f"'{column}'"}, suggestion=meant)
    others = [column for column, meant in absent.items() if meant is None]
    if others:
        yield Finding(rule("D006"), place, {"columns": listing(f"'{column}'" for column in others)})
