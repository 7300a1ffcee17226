"""The family of ranking formats: each a class, which imports what it needs when it writes."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.output.suffixes import Suffixes
from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking


class RankingFormat(ABC):
    """A format that a ranking can be written in."""

    name: ClassVar[str]
    purpose: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    """Of its files; the first is the usual one."""

    @abstractmethod
    def render(self, ranking: "Ranking", view: View) -> Iterable[str]:
        """Yield the text in chunks that can be encoded as UTF-8, the same for the same ranking every time."""


class Table(RankingFormat):
    name = "table"
    purpose = "A table for people: screening first, then scores and ranks."
    suffixes = (".txt",)

    def render(self, ranking: "Ranking", view: View) -> Iterable[str]:
        from vasterviksmodell.output.ranking.document import document
        from vasterviksmodell.output.renderers.text import PlainText

        return PlainText().render(document(ranking), view)


class Csv(RankingFormat):
    name = "csv"
    purpose = "Comma-separated values, every figure in full, a row for each site."
    suffixes = (".csv",)

    def render(self, ranking: "Ranking", _: View) -> Iterable[str]:
        from vasterviksmodell.output.ranking.delimited import delimited

        return delimited(ranking, ",")


class Tsv(RankingFormat):
    name = "tsv"
    purpose = "As csv, with tabs."
    suffixes = (".tsv",)

    def render(self, ranking: "Ranking", _: View) -> Iterable[str]:
        from vasterviksmodell.output.ranking.delimited import delimited

        return delimited(ranking, "\t")


class Json(RankingFormat):
    name = "json"
    purpose = "One JSON document with criteria, inputs, findings and sites."
    suffixes = (".json",)

    def render(self, ranking: "Ranking", _: View) -> Iterable[str]:
        from vasterviksmodell.scoring.saved.document import json_document

        return json_document(ranking)


class JsonLines(RankingFormat):
    name = "jsonl"
    purpose = "A line of JSON for each site, to be streamed."
    suffixes = (".jsonl", ".ndjson")

    def render(self, ranking: "Ranking", _: View) -> Iterable[str]:
        from vasterviksmodell.scoring.saved.site_objects import site_objects

        return ("\n".join([*objects, ""]) for objects in site_objects(ranking))


class Markdown(RankingFormat):
    name = "markdown"
    purpose = "The table for people in GitHub's Markdown."
    suffixes = (".md",)

    def render(self, ranking: "Ranking", view: View) -> Iterable[str]:
        from vasterviksmodell.output.ranking.document import document
        from vasterviksmodell.output.renderers import markdown

        return markdown.Markdown().render(document(ranking), view)


_MEMBERS: tuple[RankingFormat, ...] = (Table(), Csv(), Tsv(), Json(), JsonLines(), Markdown())

RANKING_FORMATS: Mapping[str, RankingFormat] = MappingProxyType({member.name: member for member in _MEMBERS})
RANKING_SUFFIXES: Suffixes = MappingProxyType({member.name: member.suffixes for member in _MEMBERS})
