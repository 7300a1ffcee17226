"""The report as a workbook of Excel: measures, weights and limits can be changed, and all follows by formulas."""

from typing import TYPE_CHECKING

from vasterviksmodell.output.report.workbook.documents import DocumentSheet
from vasterviksmodell.output.report.workbook.limits_of_excel import MOST_SITES, CannotFill, ensure_room

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vasterviksmodell.i18n.wording import Language
    from vasterviksmodell.output.report.matter import Matter
    from vasterviksmodell.scoring import Ranking

__all__ = ["MOST_SITES", "CannotFill", "DocumentSheet", "workbook"]


def workbook(
    ranking: "Ranking",
    matter: "Matter",
    language: "Language",
    documents: "Sequence[DocumentSheet]" = (),
    inner: "Mapping[str, bytes] | None" = None,
) -> bytes:
    """Return a ranking as a workbook, with its sources and other documents on sheets of their own.

    `inner`: what it carries by name, to be verified; by default the ranking.

    Raise `CannotFill` for more sites than formulas can rank, for a ranking that does not hold all its sites, and for a
    value function that is too long for a formula.
    """
    from vasterviksmodell.output.report.workbook.sheets import packed

    ensure_room(ranking)
    return packed(ranking, matter, language, documents, inner)
