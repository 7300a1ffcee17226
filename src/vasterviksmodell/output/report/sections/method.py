"""What the method cannot say."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.output.document import Items, Paragraph
from vasterviksmodell.output.report.report import Section

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence

_TITLE = Message("What the method cannot say")
_INTRODUCTION = Message(
    "The program scores places, never people. It decides nothing: it shows what follows from stated judgements."
)
LIMITS = (
    Message(
        "Only what the criteria name is compared. What nobody measured, such as costs, land ownership or"
        " what residents say, is not in the score."
    ),
    Message(
        "Weights, values and most limits are judgement. Other people may judge otherwise; the robustness"
        " shows what that would change."
    ),
    Message("A figure is as good as its source. Where no source is stated, nobody can check it."),
    Message(
        "A score of 80 does not mean that a place is twice as good as one of 40. Small differences between"
        " scores settle nothing."
    ),
    Message("Sites that are not in the file are not compared: the best of these sites need not be the best there is."),
)


def method(_: "Evidence") -> Section:
    """Return the section, which is the same for every ranking."""
    return Section("method", _TITLE, (Paragraph(_INTRODUCTION), Items(LIMITS)))
