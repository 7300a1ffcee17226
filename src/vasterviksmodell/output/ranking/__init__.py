"""The family of ranking formats. A new member is a module here, with `render`, and a line in the registry."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.output.ranking.interface import RankingFormat
from vasterviksmodell.output.suffixes import Suffixes
from vasterviksmodell.output.view import View

RANKING_FORMATS: Mapping[str, RankingFormat] = MappingProxyType(
    {
        it.name: it
        for it in (
            RankingFormat("table", "A table for people: screening first, then scores and ranks.", (".txt",)),
            RankingFormat("csv", "Comma-separated values, every figure in full, a row for each site.", (".csv",)),
            RankingFormat("tsv", "As csv, with tabs.", (".tsv",)),
            RankingFormat("json", "One JSON document with criteria, inputs, findings and sites.", (".json",)),
            RankingFormat("jsonl", "A line of JSON for each site, to be streamed.", (".jsonl", ".ndjson")),
            RankingFormat("markdown", "The table for people in GitHub's Markdown.", (".md",)),
        )
    }
)

RANKING_SUFFIXES: Suffixes = MappingProxyType({it.name: it.suffixes for it in RANKING_FORMATS.values()})

__all__ = ["RANKING_FORMATS", "RANKING_SUFFIXES", "RankingFormat", "View"]
