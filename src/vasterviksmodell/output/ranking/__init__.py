"""The family of ranking formats: each a class, which imports what it needs when it writes."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from vasterviksmodell.output.formats import Suffixes, View
from vasterviksmodell.output.renderers import RENDERERS, Renderer

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.division import Division
    from vasterviksmodell.scoring.large_ranking import RankingParts

__all__ = ["RANKING_FORMATS", "RANKING_SUFFIXES", "RankingFormat", "RowFormat", "View"]


class RankingFormat(ABC):
    """A format that a ranking can be written in."""

    name: str
    purpose: str
    suffixes: tuple[str, ...]
    """Of its files; the first is the usual one."""
    is_binary: bool = False
    """Whether it gives the bytes of a file, which no terminal shows."""
    shows_places: bool = False
    """Whether it is for maps."""

    @abstractmethod
    def render(self, ranking: "Ranking", view: View) -> Iterable[str] | bytes:
        """Return text in chunks that can be encoded as UTF-8, or bytes; the same for the same ranking every time."""

    def render_divided(self, division: "Division", view: View) -> Iterable[str] | bytes:
        """Return the same of a divided ranking: here all sites together, with a column or key for their part."""
        return self.render(division.together, view)


class RowFormat(RankingFormat):
    """A format that has a row for each site, so that a ranking can be written of which only some are in memory."""

    @abstractmethod
    def render_parts(self, ranking: "RankingParts") -> Iterable[str] | Iterable[bytes]:
        """Return in chunks what `render` returns of the whole."""

    def render(self, ranking: "Ranking", _: View) -> Iterable[str] | bytes:
        from vasterviksmodell.scoring.large_ranking import OnePart

        chunks = self.render_parts(OnePart(ranking))
        return b"".join(cast("Iterable[bytes]", chunks)) if self.is_binary else cast("Iterable[str]", chunks)


class ForPeople(RankingFormat):
    """The document of a ranking, by a renderer."""

    def __init__(self, renderer: Renderer) -> None:
        self.name: str = "table" if renderer.name == "text" else renderer.name
        self.purpose: str = renderer.purpose
        self.suffixes: tuple[str, ...] = renderer.suffixes
        self.is_binary: bool = renderer.is_binary
        self._renderer = renderer

    def render(self, ranking: "Ranking", view: View) -> Iterable[str] | bytes:
        from vasterviksmodell.output.ranking.ranking_document import ranking_document, ranking_on_screen

        blocks = ranking_document(ranking) if self._is_page(view) else ranking_on_screen(ranking, view)
        return self._renderer.render(blocks, view)

    def render_divided(self, division: "Division", view: View) -> Iterable[str] | bytes:
        from vasterviksmodell.output.ranking.divided_document import divided_document, divided_on_screen

        blocks = divided_document(division) if self._is_page(view) else divided_on_screen(division, view)
        return self._renderer.render(blocks, view)

    def _is_page(self, view: View) -> bool:
        """Say whether the document is read from above; of what scrolls over a terminal the end remains."""
        return view.width is None or self.name != "table"


class Csv(RowFormat):
    name = "csv"
    purpose = "Comma-separated values, every figure in full, a row for each site."
    suffixes: tuple[str, ...] = (".csv",)

    def render_parts(self, ranking: "RankingParts") -> Iterable[str]:
        from vasterviksmodell.output.ranking.delimited import delimited

        return delimited(ranking.parts(), ",")


class ExcelCsv(RankingFormat):
    name = "csv-excel"
    purpose = "Csv that Excel opens with a double click: headings, words and numbers as in the language."
    suffixes: tuple[str, ...] = (".excel.csv",)

    def render(self, ranking: "Ranking", view: View) -> Iterable[str]:
        from vasterviksmodell.output.ranking.spreadsheet import excel_text

        return excel_text(ranking, view.language)


class Excel(RankingFormat):
    name = "xlsx"
    purpose = "The same as a workbook of one sheet, without formulas, which `report` has."
    suffixes: tuple[str, ...] = (".xlsx",)
    is_binary = True

    def render(self, ranking: "Ranking", view: View) -> bytes:
        from vasterviksmodell.output.ranking.excel_book import excel_book

        return excel_book(ranking, view.language)


class Tsv(RowFormat):
    name = "tsv"
    purpose = "As csv, with tabs."
    suffixes: tuple[str, ...] = (".tsv",)

    def render_parts(self, ranking: "RankingParts") -> Iterable[str]:
        from vasterviksmodell.output.ranking.delimited import delimited

        return delimited(ranking.parts(), "\t")


class Json(RowFormat):
    name = "json"
    purpose = "One JSON document with criteria, inputs, findings and sites."
    suffixes: tuple[str, ...] = (".json",)

    def render_parts(self, ranking: "RankingParts") -> Iterable[str]:
        from vasterviksmodell.scoring.saved.document import document_of_parts

        return document_of_parts(ranking.parts())

    def render_divided(self, division: "Division", _: View) -> Iterable[str]:
        from vasterviksmodell.output.ranking.divided_json import divided_json

        return divided_json(division)


class JsonLines(RowFormat):
    name = "jsonl"
    purpose = "A line of JSON for each site, to be streamed."
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def render_parts(self, ranking: "RankingParts") -> Iterable[str]:
        from vasterviksmodell.scoring.saved.document import site_objects

        return ("\n".join([*objects, ""]) for part in ranking.parts() for objects in site_objects(part))


class GeoJson(RankingFormat):
    name = "geojson"
    purpose = "A point for each site in WGS 84, with the columns of csv (RFC 7946)."
    suffixes: tuple[str, ...] = (".geojson",)
    shows_places = True

    def render(self, ranking: "Ranking", _: View) -> Iterable[str]:
        from vasterviksmodell.output.ranking.geojson import geojson

        return geojson(ranking)


class GeoPackage(RankingFormat):
    name = "gpkg"
    purpose = "The same points in SWEREF 99 TM, with a style that QGIS opens (extra geo)."
    suffixes: tuple[str, ...] = (".gpkg",)
    shows_places = True
    is_binary = True

    def render(self, ranking: "Ranking", _: View) -> bytes:
        from vasterviksmodell.output.ranking.geopackage import geopackage

        return geopackage(ranking)


class Parquet(RowFormat):
    name = "parquet"
    purpose = "The columns of csv in their types, for data frames; GeoParquet where sites have positions."
    suffixes = (".parquet", ".geoparquet")
    is_binary = True

    def render_parts(self, ranking: "RankingParts") -> Iterable[bytes]:
        from vasterviksmodell.output.ranking.parquet import parquet

        return parquet(ranking)


_TABLE, *_OTHERS = map(ForPeople, RENDERERS.values())
_MEMBERS: tuple[RankingFormat, ...] = (
    _TABLE,
    Csv(),
    Tsv(),
    Json(),
    JsonLines(),
    *_OTHERS,
    ExcelCsv(),
    Excel(),
    GeoJson(),
    GeoPackage(),
    Parquet(),
)

RANKING_FORMATS: Mapping[str, RankingFormat] = MappingProxyType({member.name: member for member in _MEMBERS})
RANKING_SUFFIXES: Suffixes = MappingProxyType({member.name: member.suffixes for member in _MEMBERS})
