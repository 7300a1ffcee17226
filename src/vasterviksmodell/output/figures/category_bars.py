"""The value function of categories as bars, with the number of sites in each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.criteria import Allowed
from vasterviksmodell.i18n import Message, Plural
from vasterviksmodell.i18n.numbers import Exact
from vasterviksmodell.output.document.cells import MORE, category_name
from vasterviksmodell.output.figures.drawing import Drawing, Path, Rectangle, Shape, Text
from vasterviksmodell.output.figures.palette import LIMIT, QUIET, SITE

if TYPE_CHECKING:
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.value_functions import ValueFunction

_WIDTH, _BARS, _UNIT = 320, 126, 0.95
"""The width, where bars begin, and the width of a value of 1."""
_TOP, _ROW, _BAR = 16, 18, 11
_MOST = 12
"""How many categories are drawn."""
_LONGEST = 19
_VALUE = Message("Value")
_SITES = Plural("{number} site", "{number} sites")


def category_bars(criterion: "Criterion", function: "ValueFunction", measures: Iterable["Measured"]) -> Drawing:
    """Return the picture: a bar for each category, open where it does not meet the requirement."""
    values = function.category_values
    counts = Counter(measured.category for measured in measures)
    rows = [_Row(_TOP + number * _ROW, category, values[category]) for number, category in enumerate(values)][:_MOST]
    bottom = _TOP + len(rows) * _ROW
    shapes: tuple[Shape, ...] = (
        Path((((_BARS, _TOP - 2), (_BARS, bottom)),), QUIET),
        *(Text(_BARS - 6, row.line, category_name(criterion, row.category, _LONGEST), "end") for row in rows),
        *(Text(_WIDTH - 2, row.line, _SITES.counting(counts[row.category]), "end") for row in rows),
        *(row.bar(is_open=not is_allowed(criterion, row.category)) for row in rows if row.value),
        *(Text(_BARS + row.size + 4, row.line, Exact(row.value)) for row in rows),
        Text(_BARS, 10, _VALUE),
        *(Text(0, bottom + 12, MORE.format(number=left)) for left in (len(values) - len(rows),) if left),
    )
    return Drawing(_WIDTH, bottom + (_ROW if len(values) > len(rows) else 2), shapes, letters=11)


@dataclass(frozen=True, slots=True)
class _Row:
    """A category in the picture."""

    top: float
    category: str
    value: float

    @property
    def line(self) -> float:
        """On which its texts stand."""
        return self.top + _BAR - 1

    @property
    def size(self) -> float:
        return self.value * _UNIT

    def bar(self, *, is_open: bool) -> Rectangle:
        if is_open:
            return Rectangle(_BARS + 0.5, self.top + 0.5, max(self.size - 1, 0.5), _BAR - 1, stroke=LIMIT)
        return Rectangle(_BARS, self.top, self.size, _BAR, SITE)


def is_allowed(criterion: "Criterion", category: str) -> bool:
    """Say whether a category meets the requirement, as all do where there is none."""
    requirement = criterion.requirement
    return not isinstance(requirement, Allowed) or category in requirement.categories
