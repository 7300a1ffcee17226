"""`init --from`: the settings with which a sheet that somebody has is read."""

from dataclasses import replace
from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.inputs import open_sources, with_formats
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.output.starting.data_section import SheetSettings
    from vasterviksmodell.sites.formats import SiteFormat
    from vasterviksmodell.source.files import Source

_TRANSPOSED = Message(
    "{file} has a place in each column: it must have one in each row. In a spreadsheet, copy all of it, and paste it"
    " as transposed on a new sheet"
)
_NOTHING = Message("no heading of {file} is like a criterion: is this the right file? It has {headings}")


def open_own_sheet(
    path: str, criteria: "Criteria"
) -> "tuple[SheetSettings | None, tuple[Source, SiteFormat], tuple[Finding, ...]]":
    """Return the settings for a sheet, the opened file, and findings; no settings when it cannot be read."""
    from vasterviksmodell.i18n.wording import listing
    from vasterviksmodell.output.starting.data_section import SheetSettings
    from vasterviksmodell.sites.own_sheet.sheet import open_sheet
    from vasterviksmodell.sites.own_sheet.words import words_found

    (opened,) = with_formats(open_sources([path]), None)
    sheet, findings = open_sheet(*opened, criteria)
    if sheet is None:
        return None, opened, findings
    if sheet.transposed:
        raise CannotRun(_TRANSPOSED.format(file=visible(path)))
    if not any(match.target.criteria for match in sheet.matching.matches):
        raise CannotRun(_NOTHING.format(file=visible(path), headings=listing(sheet.table.headings)))
    return SheetSettings(opened[0].name, sheet, words_found(sheet)), opened, findings


def with_doubts(settings: "SheetSettings", findings: "tuple[Finding, ...]") -> "SheetSettings":
    """Return the settings with the findings about columns whose unit is doubtful."""
    whole = [finding for finding in findings if finding.code == "D206" and _is_about_column(finding, settings)]
    return replace(settings, doubts=tuple(whole))


def _is_about_column(finding: "Finding", settings: "SheetSettings") -> bool:
    """Say whether a finding stands at a heading and not at a single figure."""
    return finding.place in settings.sheet.table.heading_places
