"""The family of ranking formats. A new member is a module here and a line in the registry.

Importing it imports neither a data-frame library nor rich: members import what they need when they write.
"""

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from vasterviksmodell.output.ranking.csv import CSV
from vasterviksmodell.output.ranking.interface import RankingFormat, View
from vasterviksmodell.output.ranking.json import JSON
from vasterviksmodell.output.ranking.jsonl import JSONL
from vasterviksmodell.output.ranking.markdown import MARKDOWN
from vasterviksmodell.output.ranking.table import TABLE
from vasterviksmodell.output.ranking.tsv import TSV

RANKING_FORMATS: Mapping[str, RankingFormat] = MappingProxyType(
    {it.name: it for it in (TABLE, CSV, TSV, JSON, JSONL, MARKDOWN)}
)

__all__ = ["RANKING_FORMATS", "RankingFormat", "View", "format_of"]


def format_of(path: str) -> RankingFormat | None:
    """The format that a file's suffix tells, or None."""
    suffix = PurePath(path).suffix.lower()
    return next((it for it in RANKING_FORMATS.values() if suffix in it.suffixes), None)
