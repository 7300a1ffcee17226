"""The family of report formats: each a class, which imports what it needs when it writes."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.i18n import Message
from vasterviksmodell.output.formats import Suffixes, View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.output.renderers import RENDERERS

if TYPE_CHECKING:
    from vasterviksmodell.output.report.report import Report
    from vasterviksmodell.scoring import Ranking


_DECIDED = "decision"
"""The heading under which files for maps say what was decided."""
_SHEETS = {
    "decision": Message("Decision"),
    "alternatives": Message("Alternatives"),
    "plan": Message("Plan", "of houses"),
    "obstacles": Message("Obstacles"),
    "action-plan": Message("Action plan"),
}
"""The sections that have a sheet of their own in a workbook, where they are there; its name, at most 31 characters."""


class ReportFormat(ABC):
    """A format that a report can be written in."""

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    """Of its files; the first is the usual one."""
    is_binary: ClassVar[bool] = False
    """Whether it gives the bytes of a file, which no terminal shows."""

    @abstractmethod
    def render(self, report: "Report", view: View) -> Iterable[str] | bytes:
        """Return text in chunks, or the bytes of a file; the same for the same report every time."""


class Html(ReportFormat):
    name = "html"
    suffixes: ClassVar[tuple[str, ...]] = RENDERERS["html"].suffixes

    def render(self, report: "Report", view: View) -> Iterable[str] | bytes:
        from vasterviksmodell.output.report.html import report_page

        return report_page(report, view.language)


class Markdown(ReportFormat):
    name = "markdown"
    suffixes: ClassVar[tuple[str, ...]] = RENDERERS["markdown"].suffixes

    def render(self, report: "Report", view: View) -> Iterable[str] | bytes:
        return RENDERERS["markdown"].render(report.blocks(), view)


class Pdf(ReportFormat):
    name = "pdf"
    suffixes: ClassVar[tuple[str, ...]] = RENDERERS["pdf"].suffixes
    is_binary = True

    def render(self, report: "Report", view: View) -> Iterable[str] | bytes:
        """Return the pages, with the whole ranking inside, to be verified."""
        from vasterviksmodell.output.renderers import pdf
        from vasterviksmodell.output.report.carried import carried

        inner = carried(report, self.name, view.language).items()
        files = tuple(pdf.Attachment.inner(name, content) for name, content in inner)
        is_redacted = report.evidence.ranking.redaction is not None
        pages = pdf.Pdf(report.matter, files, is_redacted=is_redacted)
        return pages.render(report.blocks(), view)


class Excel(ReportFormat):
    name = "xlsx"
    suffixes: ClassVar[tuple[str, ...]] = (".xlsx",)
    is_binary = True

    def render(self, report: "Report", view: View) -> Iterable[str] | bytes:
        """Return the workbook, with obstacles and action plan, and the whole ranking inside, to be verified."""
        from vasterviksmodell.output.report.carried import carried
        from vasterviksmodell.output.report.workbook import DocumentSheet, workbook

        sheets = ((name, section) for section in report.sections if (name := _SHEETS.get(section.key)))
        documents = [DocumentSheet(name, section.title, section.blocks) for name, section in sheets]
        inner = carried(report, self.name, view.language)
        return workbook(report.evidence.ranking, report.matter, view.language, documents, inner)


class GeoJson(ReportFormat):
    name = "geojson"
    suffixes: ClassVar[tuple[str, ...]] = RANKING_FORMATS["geojson"].suffixes

    def render(self, report: "Report", view: View) -> Iterable[str] | bytes:
        return RANKING_FORMATS["geojson"].render(_with_outcomes(report), view)


class GeoPackage(ReportFormat):
    name = "gpkg"
    suffixes: ClassVar[tuple[str, ...]] = RANKING_FORMATS["gpkg"].suffixes
    is_binary = True

    def render(self, report: "Report", view: View) -> Iterable[str] | bytes:
        return RANKING_FORMATS["gpkg"].render(_with_outcomes(report), view)


def _with_outcomes(report: "Report") -> "Ranking":
    """Return the ranking of a report; with a decision, what was decided stands beside each site."""
    ranking, record = report.evidence.ranking, report.record
    if record is None:
        return ranking
    import polars as pl

    from vasterviksmodell.sites.layout import EXTRA

    outcomes = {site.decision.site: site.outcome for site in record.sites}
    decided = pl.Series(EXTRA + _DECIDED, [outcomes.get(id) for id in ranking.frame["id"]], pl.String)
    return replace(ranking, frame=ranking.frame.with_columns(decided))


_MEMBERS: tuple[ReportFormat, ...] = (Markdown(), Html(), Pdf(), Excel(), GeoJson(), GeoPackage())
REPORT_FORMATS: Mapping[str, ReportFormat] = MappingProxyType({member.name: member for member in _MEMBERS})
REPORT_SUFFIXES: Suffixes = MappingProxyType({member.name: member.suffixes for member in _MEMBERS})
