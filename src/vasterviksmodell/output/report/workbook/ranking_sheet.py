"""The sheet of the ranking: the sites in order, which follows when a measure, a weight or a limit is changed."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document.cells import Status
from vasterviksmodell.output.report.workbook.area import FIRST, beside
from vasterviksmodell.output.report.workbook.layout import Layout
from vasterviksmodell.output.report.workbook.screening import NOT_KNOWN, NOT_MET, REMARKS, WARNED, remarked
from vasterviksmodell.output.report.workbook.sheet import BOLD, HEADING, POINTS, TEXT, WRAPPED, Book, Style
from vasterviksmodell.output.report.workbook.words import ID, NO_RANK, SITE, Site, name, status_colours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Ranking")
_NOTE = Message(
    "Sites that meet all requirements or may meet them, by score; then the excluded, with the score that they would"
    " have in parentheses. = marks a tie."
)
_HEADINGS = (
    Message("Rank"),
    Message("Tie"),
    SITE,
    Message("Status"),
    *REMARKS,
    Message("Score"),
    Message("Lowest score"),
    Message("Highest score"),
    Message("Best rank"),
    Message("Worst rank"),
    Message("Coverage"),
    Message("Exactly known weight"),
    ID,
    Message("Row in the other sheets"),
)
_STATUS, _SCORE, _ROW = 3, 7, len(_HEADINGS) - 1
_WIDTHS = (7, 7, 22, 13, 28, 28, 28, 8, 8, 8, 8, 8, 10, 10, 14, 8)
_SHARE: Style = {"num_format": "0%", "valign": "top"}
_RANK: Style = {"num_format": "0", "valign": "top", "align": "right"}


def write_ranking(book: Book, ranking: "Ranking", layout: Layout) -> None:
    """Write the sheet."""
    sheet = book.add(layout.sheet("ranking"), _TITLE, _NOTE)
    sheet.row(FIRST - 1, _HEADINGS, HEADING)
    for row, site in zip(layout.sites.all, ranking.frame.iter_rows(named=True), strict=True):
        found = layout.sheet("ranking").cell(row, _ROW)
        place = f"MATCH({row - FIRST + 1},{layout.results('position')},0)+{FIRST}"
        sheet.compute(row, _ROW, place, row + 1, TEXT)
        cells = _cells(layout, site)
        for column, (every, shown, look) in enumerate(cells):
            sheet.compute(row, column, f"INDEX({every},{found}-{FIRST})", shown, look)
    if layout.sites.number:
        last = layout.sites.all[-1]
        sheet.colour((FIRST, _STATUS, last, _STATUS), status_colours(book))
        without_rank = f'{beside(FIRST, 0)}="{NO_RANK}"'
        sheet.mark((FIRST, _SCORE, last, _SCORE), without_rank, {"num_format": "(0.0)"})
    sheet.columns(*_WIDTHS, names=3, pages=(1, 0))


def _cells(layout: Layout, site: Site) -> "Iterator[tuple[str, Phrase | float, Style]]":
    """Yield what stands in a row: all sites' cells of which it shows one, what it shows, and how it looks."""
    calculation, screening = layout.sheet("calculation"), layout.sheet("screening")
    yield layout.results("rank"), _rank(site["rank"]), {**_RANK, **BOLD}
    yield layout.results("tied"), "=" if site["tied"] else "", TEXT
    yield layout.sites.column(calculation, 0), name(site["name"]), TEXT
    yield layout.results("status"), Status(site["status"]), TEXT
    for column, found in zip((NOT_MET, NOT_KNOWN, WARNED), remarked(site, layout.criteria), strict=True):
        yield layout.sites.column(screening, column), found, WRAPPED
    for key in ("score", "score_low", "score_high"):
        yield layout.results(key), site[key], POINTS
    for key in ("rank_best", "rank_worst"):
        yield layout.results(key), _rank(site[key]), _RANK
    for key in ("coverage", "known_weight"):
        yield layout.results(key), site[key], _SHARE
    yield layout.sites.column(calculation, 1), name(site["id"]), {**TEXT, "indent": 1}


def _rank(rank: int | None) -> "Phrase | float":
    return NO_RANK if rank is None else rank
