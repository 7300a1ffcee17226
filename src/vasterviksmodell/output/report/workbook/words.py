"""What the sheets say in more than one place, and the tests of a cell that these words decide."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document.cells import Name, Status
from vasterviksmodell.output.report.workbook.area import FIRST
from vasterviksmodell.output.report.workbook.formula import literal
from vasterviksmodell.output.report.workbook.sheet import GREEN, HEADING, RED, TEXT, YELLOW, Book, Sheet, Style
from vasterviksmodell.output.views.words import TRUTHS

if TYPE_CHECKING:
    from vasterviksmodell.criteria.model import UnknownScore

SITE, ID = Message("Site"), Message("Id")
LOWEST, HIGHEST = Message("lowest", "of measures"), Message("highest", "of measures")
NO_RANK = "–"
YES, NO = Message("yes"), Message("no")
POLICIES: "Mapping[UnknownScore, Message]" = {
    "low": Message("lowest", "of scores"),
    "middle": Message("middle", "of scores"),
    "high": Message("highest", "of scores"),
}
"""Which end of a score counts."""
NAME_WIDTHS = (24, 16)
_LONGEST = 200
Site = Mapping[str, Any]
"""A site, by the columns of a ranking's frame."""


def write_names(sheet: Sheet, sites: Iterable[Site]) -> None:
    """Write the names and ids of the sites, with their headings."""
    sheet.row(FIRST - 1, (SITE, ID), HEADING)
    for row, site in enumerate(sites, FIRST):
        sheet.row(row, (name(site["name"]), name(site["id"])), TEXT)


def name(text: str) -> Name:
    """Return a name from a file, as long as a cell shows it well."""
    return Name(text, _LONGEST)


def quoted(book: Book, phrase: Phrase) -> str:
    """Return a phrase as a text in a formula."""
    return literal(book.text(phrase))


def truth_colours(book: Book) -> dict[str, Style]:
    """Return the colours of what screening says of a requirement."""
    met, not_met, unknown = (book.text(TRUTHS[truth]) for truth in ("met", "not_met", "unknown"))
    return {met: GREEN, not_met: RED, unknown: YELLOW}


def status_colours(book: Book) -> dict[str, Style]:
    """Return the colours of the statuses."""
    qualified, excluded, unverified = (book.text(Status(word)) for word in ("qualified", "excluded", "unverified"))
    return {qualified: GREEN, excluded: RED, unverified: YELLOW}
