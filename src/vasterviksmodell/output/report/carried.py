"""What a report carries beside what it shows: its ranking, the decision, and the settings to make it again."""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from vasterviksmodell.scoring.saved.carriers import DECISION, NAME, SETTINGS
from vasterviksmodell.scoring.saved.document import json_document
from vasterviksmodell.source.json_writer import json_text

if TYPE_CHECKING:
    from vasterviksmodell.i18n.wording import Language
    from vasterviksmodell.output.report.report import Report

SCHEMA = "vasterviksmodell/report/1"
_WRITERS = {"pdf": "typst", "xlsx": "xlsxwriter"}
"""The packages on which the bytes of a format depend."""


def carried(report: "Report", format: str, language: "Language") -> dict[str, bytes]:
    """Return by their names what a report carries; in a redacted edition nothing of the record of the decision."""
    inner = {NAME: "".join(json_document(report.evidence.ranking)).encode()}
    if report.record is not None and not report.record.is_public:
        inner[DECISION] = report.record.content
    return inner | {SETTINGS: json_text(settings(report, format, language)).encode()}


def settings(report: "Report", format: str, language: "Language") -> dict[str, Any]:
    """Return with which settings a report is made, and by what."""
    matter = report.matter
    return {
        "schema": SCHEMA,
        "version": report.evidence.ranking.version,
        "writer": writer(format),
        "language": language,
        "reference": matter.reference,
        "date": None if matter.date is None else matter.date.isoformat(),
        "unit": matter.unit,
        "top": report.evidence.sheets,
        "decided": report.record is not None,
        "besides": list(report.besides),
    }


def writer(format: str) -> str | None:
    """Return the package that writes a format, with its version; None where this program writes it alone."""
    package = _WRITERS.get(format)
    try:
        return None if package is None else f"{package} {version(package)}"
    except PackageNotFoundError:
        return package
