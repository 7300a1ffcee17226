"""What a workbook cannot hold: more sites than its formulas manage, a ranking that is cut, too long formulas."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase, written
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.document.cells import label

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.scoring import Ranking

MOST_SITES = 2000
"""The ranks of n sites take n · n comparisons each time a cell changes."""
LONGEST = 8000
"""Excel takes formulas of 8,192 characters; each reference takes the place of one character of ours."""
_REFERENCE = len("'Intervall'!$AAA$2000")
_DEEPEST = 60
"""Excel takes 64 functions inside each other."""
_LONGEST_TEXT = 255
_MOST_ROWS = 1_048_575
"""The rows of a sheet below its headings."""
_TOO_LARGE = Message("a sheet holds at most {most} sites, and these are {number}: write csv")
_TOO_MANY = Message("a workbook holds at most {most} sites, because it ranks them by formulas; these are {number}")
_CUT = Message("a workbook ranks all sites anew: it needs all {all} of them, and this ranking shows {number}")
_TOO_LONG = Message("the value function of {criterion} is too long for a formula of a workbook")


class CannotFill(ValueError):  # noqa: N818 - an outcome that is reported
    """A workbook cannot hold the ranking."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(written(why, "en"))
        self.why = why


def ensure_room(ranking: "Ranking") -> None:
    """Raise `CannotFill` for a ranking of too many sites, or one that was cut to its first sites."""
    number = ranking.frame.height
    if ranking.counts.sites > MOST_SITES:
        raise CannotFill(_TOO_MANY.format(most=MOST_SITES, number=ranking.counts.sites))
    if number < ranking.counts.sites:
        raise CannotFill(_CUT.format(all=ranking.counts.sites, number=number))


def ensure_rows(ranking: "Ranking") -> None:
    """Raise `CannotFill` for a ranking of more sites than a sheet has rows."""
    if ranking.frame.height > _MOST_ROWS:
        raise CannotFill(_TOO_LARGE.format(most=Whole(_MOST_ROWS), number=Whole(ranking.frame.height)))


def fitting(formula: str, criterion: "Criterion", *, references: str = "\x00") -> str:
    """Return a formula of a criterion that Excel can hold; raise `CannotFill` for a longer or deeper one."""
    length = len(formula) + formula.count(references) * _REFERENCE
    texts = formula.split('"')[1::2]
    if length > LONGEST or _depth(formula) > _DEEPEST or any(len(text) > _LONGEST_TEXT for text in texts):
        raise CannotFill(_TOO_LONG.format(criterion=label(criterion)))
    return formula


def _depth(formula: str) -> int:
    """Return how many brackets stand inside each other at most."""
    depth = deepest = 0
    for sign in formula:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return deepest
