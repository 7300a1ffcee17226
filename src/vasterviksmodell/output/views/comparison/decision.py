"""What a comparison means for a decision: the chosen and rejected sites that stand elsewhere, and what is lacking."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vasterviksmodell.findings.entry import finding_entry
from vasterviksmodell.i18n import Capitalised, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Moved, Name, Rank, Status
from vasterviksmodell.output.views import words

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.compare import ReportedSite
    from vasterviksmodell.analysis.comparison.review import DecidedChange, DecisionReview
    from vasterviksmodell.decision.model import Outcome

_TITLE = Message("What it means for the decision")
_CHANGED = Plural(
    "{number} site that was decided about stands elsewhere or has another score; {unchanged} as before.",
    "{number} sites that were decided about stand elsewhere or have another score; {unchanged} as before.",
)
_STAND = Plural("{number} stands", "{number} stand")
_UNCHANGED = Message("Every site that was decided about has the same status, rank and score as before.")
_OTHER = Message("The record was made on another ranking than the old one.")
_LACKS = Message("By the new ranking, the record lacks this:")
_LACKS_NOTHING = Message("The record lacks nothing by the new ranking.")
_DECIDED, _SCORE = Message("Decided"), Message("Score")
OUTCOMES: Mapping["Outcome | None", Message] = {
    "chosen": Message("chosen", "of a site"),
    "rejected": Message("rejected", "of a site"),
    "parked": Message("parked", "of a site"),
    None: Message("not decided", "of a site"),
}
_ABSENT = "–"


def decision_blocks(review: "DecisionReview") -> Iterator[Block]:
    """Yield which decided sites changed, and what the record lacks now."""
    yield Heading(_TITLE)
    if not review.is_of_old:
        yield Paragraph(_OTHER)
    if review.changes:
        yield Paragraph(_CHANGED.counting(len(review.changes), unchanged=_STAND.counting(review.unchanged)))
        yield _table(review)
    else:
        yield Paragraph(_UNCHANGED)
    yield Paragraph(_LACKS if review.lacks else _LACKS_NOTHING)
    if review.lacks:
        yield Items(tuple(Joined((Capitalised(finding.statement), "."), "") for finding in review.lacks))


def _table(review: "DecisionReview") -> Grid:
    columns = (
        Column(words.COLUMNS["site"]),
        Column(_DECIDED),
        Column(words.COLUMNS["rank"]),
        Column(words.COLUMNS["status"]),
        Column(_SCORE, right=True),
    )
    return Grid(columns, tuple(map(_row, review.changes)))


def _row(change: "DecidedChange") -> tuple[Phrase, ...]:
    sides = [_cells(side) for side in (change.old, change.new)]
    return Name(change.name), OUTCOMES[change.outcome], *map(Moved, *sides)


def _cells(side: "ReportedSite | None") -> tuple[Phrase, Phrase, Phrase]:
    if side is None:
        return _ABSENT, _ABSENT, _ABSENT
    return Rank(side.rank), Status(side.status), Decimal(side.score)


def decision_entry(review: "DecisionReview") -> dict[str, Any]:
    """Return for programs what a comparison means for a decision."""
    return {
        "record_of_old": review.is_of_old,
        "changed": [
            {"id": change.site, "outcome": change.outcome, "old": _side(change.old), "new": _side(change.new)}
            for change in review.changes
        ],
        "unchanged": review.unchanged,
        "lacks": [finding_entry(finding) for finding in review.lacks],
    }


def _side(side: "ReportedSite | None") -> dict[str, Any] | None:
    return None if side is None else {"status": side.status, "rank": side.rank, "score": side.score}
