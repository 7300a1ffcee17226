"""What the script of a page says and names, in the language of the page: it has no words of its own."""

from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Message, written
from vasterviksmodell.output.document.cells import Name, Shortened, Status, short_labels
from vasterviksmodell.output.ranking.rows import Rows
from vasterviksmodell.output.report import first_page
from vasterviksmodell.output.report.sections.scores import ALL_SITES, POINTS
from vasterviksmodell.scoring.requirements import STATUSES

if TYPE_CHECKING:
    from vasterviksmodell.i18n.wording import Language
    from vasterviksmodell.output.report.report import Report
    from vasterviksmodell.scoring import Ranking

_DECIDED_SECTIONS = ("criteria", "weights", "sites", "obstacles", "robustness", "losses", "action-plan", "audit")
"""What they tell rests on the decided weights."""
_DECIDED_HEADINGS = (first_page.HOLDS, first_page.WORTH, POINTS)
_DECIDED_PARTS = ("#first-page figure", "#scores figure", "#scores figure + .legend")
"""Pictures and the gaps below them: the remark stands before each of these."""
_MESSAGES = {
    "shown": Message("Shown for the decided weights."),
    "changed": Message("Ranks changed: {number} of {ranked}."),
    "back": Message("The decided weights are shown."),
    "unreadable": Message(
        "A weight is a number from 0 to 999999 with at most 6 decimals. The last valid weights still count."
    ),
    "empty": Message("In a group at least one weight must be above 0. The last valid weights still count."),
}
_FIRST_PAGE = {"first": first_page.IN_ORDER, "stands": first_page.STANDS, "none": first_page.NO_RANK}
_PLACEHOLDERS = ("sites", "rank", "name", "number", "ranked")
"""Those of all messages: the script fills them."""


def words(report: "Report", language: "Language") -> dict[str, Any]:
    """Return names, labels and messages by the keys that the script knows."""
    ranking = report.evidence.ranking
    labels = short_labels(ranking.criteria)
    return {
        "language": language,
        **{key: _form(message, language) for key, message in (_MESSAGES | _FIRST_PAGE).items()},
        "named": first_page.NAMED,
        "rows": first_page.ROWS,
        "labels": {
            criterion.id: written(Shortened(labels[criterion.id], first_page.NAME), language)
            for criterion in ranking.criteria.scored
        },
        "names": _names(ranking, language),
        "statuses": {status: written(Status(status), language) for status in STATUSES},
        "columns": [column.key for column in Rows.of(ranking).columns],
        "copies": [first_page.LEADERS, first_page.FIRST_SITES, ALL_SITES],
        "decided": ", ".join(_decided()),
    }


def _form(message: Message, language: "Language") -> str:
    """Return a message in a language, with its placeholders still open."""
    return written(message.format(**{name: f"{{{name}}}" for name in _PLACEHOLDERS}), language)


def _names(ranking: "Ranking", language: "Language") -> dict[str, str]:
    """Return the names that the first page writes otherwise than the file has them, by the id of the site."""
    rows = ranking.frame.select("id", "name").iter_rows()
    shown = ((id, name, written(Name(name, first_page.NAME), language)) for id, name in rows)
    return {id: short for id, name, short in shown if short != name}


def _decided() -> list[str]:
    """Return selectors of what gets the remark that it rests on the decided weights: a heading after it."""
    return [
        *(f"#{section} > h2" for section in _DECIDED_SECTIONS),
        *(f"#{heading}" for heading in _DECIDED_HEADINGS),
        *_DECIDED_PARTS,
    ]
