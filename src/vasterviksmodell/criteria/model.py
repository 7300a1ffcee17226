"""The model of criteria, as frozen data. `file.py` makes it from a criteria file."""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any, Literal

from vasterviksmodell.criteria.actors import Actor, Combination, Frozen, Judgement
from vasterviksmodell.criteria.need import Need
from vasterviksmodell.criteria.plan import PlanSettings
from vasterviksmodell.expected import expect
from vasterviksmodell.findings import Severity
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.i18n.wording import Language, Text
from vasterviksmodell.source.folding import as_word
from vasterviksmodell.source.frozen_mapping import FrozenMapping
from vasterviksmodell.value_functions import ValueFunction
from vasterviksmodell.value_functions.parameters import Range

if TYPE_CHECKING:
    from vasterviksmodell.criteria.actions import Action
    from vasterviksmodell.criteria.events import Event

Meaning = Literal["missing", "zero", "suppressed"] | Range
"""What a mark that stands for a figure means: nothing is known, a true zero, the figure is withheld, or it lies within
a range."""
PROVENANCE = ("source", "date")
"""What is known about a single figure, in the columns `<measure>__source` and `<measure>__date`."""


@dataclass(frozen=True, slots=True)
class DataFiles:
    """What the criteria file states about data files; None is detected in each file."""

    encoding: str | None = None
    delimiter: str | None = None
    decimal: Literal[".", ","] | None = None
    header: tuple[int, ...] = ()
    """The lines of the headings, in a workbook the rows; when empty they are detected."""
    sheet: str | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: FrozenMapping({}))
    """By the heading that the criteria use: other headings that files may have."""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: FrozenMapping({}))
    """By heading: the texts of which a cell must have one; rows with other texts are left out."""
    join: bool = False
    """Whether files with the same sites and other measures make one table."""
    missing: Mapping[str, Meaning] = field(default_factory=lambda: FrozenMapping({}))
    """By mark, besides the empty cell, `.`, `..` and `...`, which mean missing unless they stand here."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=lambda: FrozenMapping({}))
    """By the heading that the criteria use and by category, `yes` and `no` included: further words for it."""
    units: Mapping[str, str] = field(default_factory=lambda: FrozenMapping({}))
    """By the heading that the criteria use: the unit of the figures in the files."""
    as_of: date | None = None
    """The day on which the age of sources is counted."""

    @property
    def comma(self) -> bool:
        """Whether the decimal sign is stated to be a comma."""
        return self.decimal == ","


@dataclass(frozen=True, slots=True)
class Redact:
    """What the criteria file states about the redacted edition, by the headings of columns."""

    withhold: tuple[str, ...] = ()
    """Columns of which nothing is shown: measures, ids or names."""
    publish: tuple[str, ...] = ()
    """Columns of measures that are public anyway, shown as they are."""


@dataclass(frozen=True, slots=True)
class MeasureSource:
    """Where the figures of a measure come from."""

    source: Text
    date: str | None
    """As it is written: a year, a month or a day."""


Unit = Literal["day", "month", "year"]
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PERIOD = re.compile(r"([0-9]{1,4}) (day|month|year)s?")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time, in units of the calendar."""

    number: int
    unit: Unit

    def before(self, day: date) -> date:
        """Return the day that lies one period before another.

        >>> Period(3, "month").before(date(2026, 5, 31))
        datetime.date(2026, 2, 28)
        """
        if self.unit == "day":
            return day - timedelta(days=min(self.number, (day - date.min).days))
        months = day.year * 12 + day.month - 1 - self.number * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        if year < date.min.year:
            return date.min
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def parse_period(text: str) -> Period | None:
    """Return the period of `2 years`, `18 months` or `90 days`; None for anything else."""
    found = _PERIOD.fullmatch(text)
    return Period(int(found[1]), found[2]) if found else None  # type: ignore[arg-type]


def parse_first_day(text: str) -> date | None:
    """Return the first day that `2024`, `2024-10` or `2024-10-15` can mean; None for anything else."""
    last = parse_date(text)
    if last is None:
        return None
    return (
        last.replace(month=1, day=1)
        if len(text) == len("2024")
        else last.replace(day=1)
        if len(text) == len("2024-10")
        else last
    )


def parse_date(text: str) -> date | None:
    """Return the last day that `2024`, `2024-10` or `2024-10-15` can mean; None for anything else."""
    found = _DATE.fullmatch(text)
    if found is None or found[1] == "0000":
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12:  # noqa: PLR2004
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(found[3] or last)
    return date(year, month, day) if 1 <= day <= last else None


Kind = Literal["number", "category", "yes_no"]
UnknownScore = Literal["low", "middle", "high"]
UnknownRequirement = Literal["unverified", "excluded"]
Basis = Literal["cited", "judgement"]


@dataclass(frozen=True, slots=True)
class Limits:
    """A requirement on a number: both bounds included."""

    at_least: float = -inf
    at_most: float = inf
    unknown: UnknownRequirement = "unverified"


@dataclass(frozen=True, slots=True)
class Allowed:
    """A requirement on a category: the categories that meet it."""

    categories: tuple[str, ...]
    unknown: UnknownRequirement = "unverified"


Requirement = Limits | Allowed


@dataclass(frozen=True, slots=True, repr=False)
class Criterion(FrozenValue):
    """A leaf of the value tree."""

    id: str
    groups: tuple[str, ...]
    """The ids of the groups around it, outermost first."""
    label: Text
    description: Text
    kind: Kind
    column: str
    """The heading of the measure in data files."""
    unit: str
    range: Range
    categories: tuple[str, ...]
    """The declared categories; empty for a number."""
    value: ValueFunction | None
    weight: Fraction
    """The share of the whole: the weights of all criteria sum to 1; 0 when the criterion is not scored."""
    points: Fraction
    """The weight as written: points among the members of a group, when combined per cent of the whole; 0 when not
    scored."""
    requirement: Requirement | None
    warning: Requirement | None
    """A limit that flags a site but excludes none."""
    required: bool
    """Whether an empty cell is an error."""
    source: Text
    basis: Basis
    responsible: Text
    """Who answers for what the measure is about."""
    ask: Text
    """The question to ask about each place, where no register knows the measure; without text where one may know."""
    children: bool
    """Whether it concerns children."""
    fresh_within: Period | None
    """How old the source of a measure may be."""
    effort: float | Mapping[str, float] | None
    """The effort of moving the measure by one unit, or of reaching each category."""
    category_labels: Mapping[str, Text] = field(default_factory=lambda: FrozenMapping({}), kw_only=True)
    """The names of categories for people, by category; some may have none."""
    shares_label: bool = field(default=False, compare=False, kw_only=True)
    """Whether another node has the same label in a language, so that only ids tell them apart."""

    def __repr__(self) -> str:
        return f"Criterion({self.id!r})"

    def _named(self) -> str:
        return self.id

    @property
    def scored(self) -> bool:
        return self.value is not None and self.weight > 0

    @property
    def is_local(self) -> bool:
        """Whether no register knows the measure, so that somebody must be asked."""
        return bool(self.ask.inside("en"))

    @property
    def readers(self) -> "tuple[Criterion, ...]":
        """The criteria that it stands for: itself, unless it joins several that read one figure."""
        return (self,)

    @property
    def label_texts(self) -> "tuple[tuple[str, str], ...]":
        """Each text that names a category in a language, with the category."""
        return tuple(
            (text, category)
            for category, label in self.category_labels.items()
            for text in dict.fromkeys((label.en, label.sv))
            if text is not None
        )

    def spelled(self, category: str) -> str:
        """Return a category as the criterion writes it."""
        if category in self.categories:
            return category
        word = as_word(category)
        return next((own for own in self.categories if as_word(own) == word), category)


@dataclass(frozen=True, slots=True, repr=False)
class Group(FrozenValue):
    """An inner node of the value tree."""

    id: str
    groups: tuple[str, ...]
    label: Text
    weight: Fraction
    points: Fraction
    shares_label: bool = field(default=False, compare=False, kw_only=True)
    """Whether another node has the same label in a language, so that only ids tell them apart."""

    def __repr__(self) -> str:
        return f"Group({self.id!r})"

    def _named(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class SiteColumns:
    """The headings of the columns of a site that are not measures."""

    id: str = "id"
    name: str = "name"
    latitude: str | None = None
    longitude: str | None = None
    northing: str | None = None
    easting: str | None = None
    municipality_code: str | None = None
    municipality: str | None = None
    """The heading of the names of municipalities."""
    place: str | None = None
    """The heading of the place where a facility lies, when sites are facilities."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """The criteria file that a model was read from."""

    path: str | None
    """As it was given or found; None for the packaged model."""
    sha256: str


@dataclass(frozen=True, eq=False, repr=False)
class Criteria(FrozenValue):
    """A whole model: criteria in the order of the file, with what applies to all of them."""

    title: Text
    """What the model is called, in each language."""
    question: Text
    """What is asked, in each language."""
    target_group: Text
    """For whom places are sought, in each language."""
    need: Need | None
    """What is to be housed, to which limits, points and texts refer."""
    language: Language | None
    """Of what people read, unless they ask for another; None where the file says nothing."""
    unknown: UnknownScore
    """Which end of a score interval ranks: low is cautious."""
    site: SiteColumns
    """The headings of id, name, position and municipality."""
    data: DataFiles
    """How files of sites are written."""
    sources: Mapping[str, MeasureSource]
    """By the heading of a measure: where its figures come from."""
    checks: Mapping[str, Severity | None]
    """The severity of findings by code; None for those that are switched off."""
    redact: Redact
    """What is withheld when the sites are redacted."""
    criteria: tuple[Criterion, ...]
    """The leaves of the tree, weights as exact shares of the whole, 0–1."""
    groups: tuple[Group, ...]
    """The inner nodes of the tree."""
    tree_points: Mapping[str, Fraction]
    """By the ids of groups and criteria: their points in the tree, no matter whose weights count."""
    actors: tuple[Actor, ...]
    """Those who weigh, each with its own points."""
    combine: Combination | None
    """The rule by which the actors' weights are combined."""
    weights_of: str
    """Whose weights count: `tree`, `combined`, or the id of an actor."""
    judgements: Mapping[str, Judgement]
    """By group (its id, or `top`): judgements that belong to no actor."""
    frozen: Frozen | None
    """Who recorded the weights, and when; None where nobody has."""
    actions: "tuple[Action, ...]"
    """What actors do by a date, in the order of the file."""
    events: "tuple[Event, ...]"
    """How services change at a date, in the order of the file."""
    plan: PlanSettings | None
    """What a plan of houses keeps to."""
    document: dict[str, Any] = field(compare=False, repr=False)
    """The criteria file as plain values: with it the model can be written and read again."""
    file: ModelFile | None = field(default=None, compare=False)
    """Where it was read from, if from a file."""

    def to_dict(self) -> dict[str, Any]:
        """Return the model as plain values, its criteria and groups in full. Raises nothing."""
        nodes = {"criteria": self.criteria, "groups": self.groups}
        return super().to_dict() | {name: [node.to_dict() for node in held] for name, held in nodes.items()}

    @cached_property
    def scored(self) -> tuple[Criterion, ...]:
        """The criteria with a value and a weight."""
        return tuple(criterion for criterion in self.criteria if criterion.scored)

    @cached_property
    def screened(self) -> tuple[Criterion, ...]:
        """The criteria with a requirement."""
        return tuple(criterion for criterion in self.criteria if criterion.requirement)

    @cached_property
    def flagged(self) -> tuple[Criterion, ...]:
        """The criteria with a warning."""
        return tuple(criterion for criterion in self.criteria if criterion.warning)

    @cached_property
    def nodes(self) -> tuple[Criterion | Group, ...]:
        """Every node of the value tree below its root."""
        return (*self.groups, *self.criteria)

    @cached_property
    def reading(self) -> tuple[tuple[Criterion, ...], ...]:
        """The criteria grouped by the figure that they read: those of one column together."""
        by_column: dict[str, list[list[Criterion]]] = {}
        found: list[list[Criterion]] = []
        for criterion in self.criteria:
            shared = by_column.setdefault(criterion.column, [])
            readers = next((group for group in shared if _can_agree([*group, criterion])), None)
            if readers is None:
                readers = []
                shared.append(readers)
                found.append(readers)
            readers.append(criterion)
        return tuple(map(tuple, found))

    @cached_property
    def by_id(self) -> Mapping[str, Criterion]:
        """The criteria by their ids."""
        return {criterion.id: criterion for criterion in self.criteria}

    def __getitem__(self, id: str) -> Criterion:
        """Return the criterion of an id; raise `KeyError` when there is none."""
        return self.by_id[id]


def expect_criteria(given: object) -> None:
    """Raise `TypeError`, which says what to do, where something else was given than criteria."""
    how = "give criteria, as default_criteria(), load_criteria(path) or criteria_from(mapping) return them"
    expect(given, Criteria, "criteria belong", how)


def _can_agree(criteria: Sequence[Criterion]) -> bool:
    """Return whether all criteria can read the same cell, all as a number or all as a category."""
    kinds = {criterion.kind == "number" for criterion in criteria}
    if kinds == {True}:
        return max(criterion.range.low for criterion in criteria) <= min(criterion.range.high for criterion in criteria)
    return kinds == {False} and bool(common_categories(criteria))


def common_categories(criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """Return the categories that all criteria have, as the first of them writes them."""
    known = [{as_word(category) for category in criterion.categories} for criterion in criteria]
    return tuple(category for category in criteria[0].categories if all(as_word(category) in words for words in known))


def declared_categories(kind: Kind, value: ValueFunction | None, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the categories of a criterion: those with a value, those listed, or yes and no."""
    if kind == "number":
        return ()
    if value is not None and value.category_values:
        return tuple(value.category_values)
    return listed or ("yes", "no") if kind == "yes_no" else listed
