"""A ranking in a format: as a document for people, as rows, or as JSON."""

from vasterviksmodell.output.ranking.formats import RANKING_FORMATS, RANKING_SUFFIXES, RankingFormat
from vasterviksmodell.output.view import View

__all__ = ["RANKING_FORMATS", "RANKING_SUFFIXES", "RankingFormat", "View"]
