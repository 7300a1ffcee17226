"""A verified folder, told: its files and what each is, for people as a table, for programs as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vasterviksmodell.analysis.handed_over.verification import KINDS
from vasterviksmodell.findings import Report
from vasterviksmodell.findings.entry import finding_entry
from vasterviksmodell.i18n import Message, written
from vasterviksmodell.output.document import Block, Column, Grid, Heading
from vasterviksmodell.output.document.cells import Name
from vasterviksmodell.output.findings.finding_format import counts
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers import RENDERERS
from vasterviksmodell.scoring.saved.file import path_as_text
from vasterviksmodell.source.json_writer import json_text

if TYPE_CHECKING:
    from vasterviksmodell.analysis.handed_over.reports import ReportVerdict
    from vasterviksmodell.analysis.handed_over.verification import FolderVerification

SCHEMA = "vasterviksmodell/folder/1"
_LONGEST = 200
_TITLE = Message("What is in {folder}")
_FILE, _WHAT, _FINGERPRINT = Message("File"), Message("What it is"), Message("SHA-256, first digits")
_FOLDER = Message("a folder, not looked into")


def files_told(verification: "FolderVerification", view: View) -> str:
    """Return the files with what they are and their fingerprints, as text."""
    return "".join(RENDERERS["text"].render(_document(verification), view))  # type: ignore[arg-type]


def _document(verification: "FolderVerification") -> Iterator[Block]:
    parts = verification.parts
    yield Heading(_TITLE.format(folder=Name(parts.folder, _LONGEST)), 1)
    columns = (Column(_FILE), Column(_WHAT), Column(_FINGERPRINT, wraps=False))
    files = ((Name(file.path.name), KINDS[file.kind], file.sha256[:16]) for file in parts.files)
    folders = ((Name(name), _FOLDER, "") for name in parts.folders)
    yield Grid(columns, (*files, *folders))


def folder_json(verification: "FolderVerification", report: Report, version: str) -> str:
    """Return all for programs: the contract `vasterviksmodell/folder/1`."""
    ranking = verification.ranking
    return (
        json_text(
            {
                "schema": SCHEMA,
                "version": version,
                "fits": verification.fits,
                "files": [
                    {"path": path_as_text(file.name), "part": file.kind, "sha256": file.sha256}
                    for file in verification.parts.files
                ],
                "folders": list(map(path_as_text, verification.parts.folders)),
                "missing": list(verification.missing),
                "ranking": None if ranking is None else {"compared_with": ranking.grounds, "exact": ranking.is_exact},
                "reports": [_report(verdict) for verdict in verification.reports],
                "counts": {severity.label: number for severity, number in counts(report).items()},
                "unlisted": report.unlisted,
                "findings": [finding_entry(finding) for finding in report.listed],
            },
            indent=2,
        )
        + "\n"
    )


def _report(verdict: "ReportVerdict") -> dict[str, Any]:
    why = verdict.unmade
    return {
        "path": path_as_text(verdict.path),
        "edition": verdict.edition,
        "not_made_again": None if why is None else written(why, "en"),
    }
