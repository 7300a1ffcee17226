"""Where everything stands in the workbook: each sheet's name, the rows of sites, the columns of criteria."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, written
from vasterviksmodell.output.report.workbook.area import FIRST, Area, SiteRows

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion, Group
    from vasterviksmodell.i18n.wording import Language

SHEETS: Mapping[str, Message] = {
    "overview": Message("Overview"),
    "ranking": Message("Ranking"),
    "screening": Message("Screening"),
    "weights": Message("Weights"),
    "limits": Message("Requirements"),
    "measures": Message("Measures"),
    "values": Message("Values"),
    "functions": Message("Value functions"),
    "sources": Message("Sources"),
    "intervals": Message("Intervals"),
    "calculation": Message("Calculation"),
}
"""The names of the sheets, by what they hold."""
RESULTS = (
    "status", "excluded", "score_low", "score_high", "score", "coverage", "known_weight", "standing", "rank", "tied",
    "rank_best", "rank_worst", "id_order", "key", "position", "stored_status", "stored_rank", "stored_low",
    "stored_high", "stored_score", "difference",
)  # fmt: skip
"""What is computed of each site, in the order of its columns."""
NAMES = 2
"""The columns of a site's name and id, before all others."""
POLICY = (2, 1)
"""The cell of the sheet of weights that says which end of a score counts."""
ENDLESS = 1e200
"""Stands for infinity, which cells cannot hold."""
GROUP_POINTS, WEIGHT = 2, 4
"""The columns of points among the members of a group, and of weights, among the weights."""
RANGE, POINT = 3, 4
"""The columns of ranges, and of points, parameters and categories, among the value functions."""
_FIRST_CATEGORY = 3
"""The rows between the limits of numbers and those of categories."""


def points_of(criterion: "Criterion") -> "Mapping[str | float, float | None]":
    """Return the points, parameters or categories of a criterion with their values; None for one without value."""
    if criterion.value is None:
        return dict.fromkeys(criterion.categories)
    return {**dict.fromkeys(criterion.categories), **criterion.value.parameters}


@dataclass(frozen=True)
class Layout:
    """Where everything of a ranking stands in its workbook."""

    criteria: "Criteria"
    sites: SiteRows
    language: "Language"

    def sheet(self, key: str) -> Area:
        """Return a sheet by what it holds."""
        return self._sheets[key]

    @cached_property
    def _sheets(self) -> Mapping[str, Area]:
        return {key: Area(written(name, self.language)) for key, name in SHEETS.items()}

    @cached_property
    def measures(self) -> Mapping[str, int]:
        """By criterion: the column of its measure, of a number that of the low end; the high end follows."""
        places, column = {}, NAMES
        for criterion in self.criteria.criteria:
            places[criterion.id] = column
            column += 2 if criterion.kind == "number" else 1
        return places

    @cached_property
    def numbers(self) -> "tuple[Criterion, ...]":
        return tuple(criterion for criterion in self.criteria.criteria if criterion.kind == "number")

    @cached_property
    def intervals(self) -> Mapping[str, int]:
        """By number: the column of its low end, then its high end; two columns of values follow where it is scored."""
        places, column = {}, NAMES
        for criterion in self.numbers:
            places[criterion.id] = column
            column += 4 if criterion.scored else 2
        return places

    @cached_property
    def values(self) -> Mapping[str, int]:
        """By scored criterion: the column of its lowest value."""
        return {criterion.id: column for column, criterion in enumerate(self.criteria.scored, NAMES)}

    @property
    def blocks(self) -> tuple[int, int, int]:
        """The first columns of the lowest values, the highest values, and of what is known."""
        number = len(self.criteria.scored)
        return NAMES, NAMES + number, NAMES + 2 * number

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """By group or criterion that has points: its row among the weights, each group before its members."""
        return {node.id: row for row, node in enumerate(self._tree(()), FIRST)}

    def _tree(self, groups: tuple[str, ...]) -> "list[Criterion | Group]":
        members = [node for node in self.criteria.nodes if node.groups == groups and node.points > 0]
        return [below for node in members for below in (node, *self._tree((*groups, node.id)))]

    @cached_property
    def limits(self) -> Mapping[str, int]:
        """By criterion with a requirement or a warning: its row."""
        limited = [criterion for criterion in self.criteria.criteria if criterion.requirement or criterion.warning]
        return {criterion.id: row for row, criterion in enumerate(limited, FIRST)}

    @cached_property
    def allowed(self) -> Mapping[str, range]:
        """By criterion of categories with a requirement or a warning: the rows of its categories."""
        places, row = {}, FIRST + len(self.limits) + _FIRST_CATEGORY
        for id in self.limits:
            categories = self.criteria[id].categories
            if categories:
                places[id] = range(row, row + len(categories))
                row += len(categories)
        return places

    @cached_property
    def screening(self) -> Mapping[str, int]:
        """By criterion with a requirement: its column; before them stand the status and what is remarked."""
        return {criterion.id: column for column, criterion in enumerate(self.criteria.screened, NAMES + 4)}

    @cached_property
    def warnings(self) -> Mapping[str, int]:
        """By criterion with a warning: its column."""
        first = NAMES + 4 + len(self.screening)
        return {criterion.id: column for column, criterion in enumerate(self.criteria.flagged, first)}

    @cached_property
    def functions(self) -> Mapping[str, range]:
        """By criterion: the rows of its points, parameters or categories; one where it has none."""
        places, row = {}, FIRST
        for criterion in self.criteria.criteria:
            number = len(points_of(criterion))
            places[criterion.id] = range(row, row + max(1, number))
            row += max(1, number)
        return places

    def categories(self, criterion: "Criterion") -> str:
        """Return the cells that list the categories of a criterion."""
        rows = self.functions[criterion.id]
        return self.sheet("functions").area((rows[0], POINT), (rows[-1], POINT))

    def measure(self, criterion: "Criterion", row: int, *, high: bool = False) -> str:
        """Return the cell where a measure is written."""
        return self.sheet("measures").cell(row, self.measures[criterion.id] + high)

    def weight(self, criterion: "Criterion") -> str:
        """Return the cell with the weight of a criterion, its share of the whole."""
        return self.sheet("weights").cell(self.weights[criterion.id], WEIGHT)

    def end(self, criterion: "Criterion", row: int, *, high: bool = False) -> str:
        """Return the cell with the lowest or the highest number that a measure can be."""
        return self.sheet("intervals").cell(row, self.intervals[criterion.id] + high)

    def value_at_end(self, criterion: "Criterion", row: int, *, high: bool = False) -> str:
        """Return the cell with the value of an end of a measure."""
        return self.sheet("intervals").cell(row, self.intervals[criterion.id] + 2 + high)

    def result(self, key: str, row: int) -> str:
        """Return the cell of something computed of a site."""
        return self.sheet("calculation").cell(row, NAMES + RESULTS.index(key))

    def results(self, key: str) -> str:
        """Return the cells of something computed, of all sites."""
        return self.sites.column(self.sheet("calculation"), NAMES + RESULTS.index(key))
