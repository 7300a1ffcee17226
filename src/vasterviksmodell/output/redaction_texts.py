"""Sentences on what a redacted edition withholds, for people."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.document.cells import short_labels

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.sites import Blind, Redaction

REDACTED = Message(
    "Redacted edition: positions, columns that no criterion reads, sources of single figures and the input files are"
    " withheld. Scores and ranks are computed from what is shown."
)
BLIND = Message(
    "Blind edition: sites are numbers, given without regard to names or files. Names, positions, municipalities,"
    " columns that no criterion reads, sources and the input files are withheld. Figures are not: who knows a place may"
    " know it by them."
)
PERHAPS_KNOWN = Message("What is to be found out here may be known, and only withheld from this edition.")
_WITHHELD = Message("Withheld at every site: {labels}.")
_SMALL = Message(
    "Counts of 1 to 4, and rates of so few people, are shown as an interval that is the same for all of them: {labels}."
    " In parentheses how many."
)
_CLASSES = Message("In classes: {labels}.")
_DERIVED = Message("Unknown at some sites, because what is hidden could be computed from them: {labels}.")
_CHANGES = Plural(
    "{number} measure is set to another value than the files have.",
    "{number} measures are set to other values than the files have.",
)


def blind_texts(blind: "Blind | None") -> Iterator[Phrase]:
    """Yield that sites are numbers, and what that hides and does not hide."""
    if blind is not None:
        yield BLIND
        if blind.changes:
            yield _CHANGES.counting(blind.changes)


def redaction_texts(redaction: "Redaction | None", criteria: "Criteria") -> Iterator[Phrase]:
    """Yield that an edition is redacted, and what it withholds; nothing of the full edition."""
    if redaction is None:
        return
    labels = short_labels(criteria)
    yield REDACTED
    named: Sequence[tuple[Message, Iterable[Phrase]]] = (
        (_WITHHELD, (labels[id] for id in redaction.withheld)),
        (_SMALL, (Joined((labels[id], " (", Whole(number), ")"), "") for id, number in redaction.small.items())),
        (_CLASSES, (labels[id] for id in redaction.classes)),
        (_DERIVED, (labels[id] for id in redaction.derived)),
    )
    for form, parts in named:
        if listed := tuple(parts):
            yield form.format(labels=Joined(listed))
    if redaction.changes:
        yield _CHANGES.counting(redaction.changes)
