"""A report, made again from what it carries: it says the same, unless something on its pages was changed.

What is packed in a report is left out here: other programs pack the same content into other bytes.
"""

import json
import re
import zlib
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from vasterviksmodell._version import __version__
from vasterviksmodell.analysis.evidence import evidence
from vasterviksmodell.analysis.handed_over.reports import CannotRemakeError, UnreadableSettingsError
from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.wording import LANGUAGES, visible
from vasterviksmodell.output.formats import View, format_of_name
from vasterviksmodell.output.report.carried import SCHEMA, writer
from vasterviksmodell.output.report.composition import composed
from vasterviksmodell.output.report.formats import REPORT_FORMATS, REPORT_SUFFIXES
from vasterviksmodell.output.report.matter import Matter

if TYPE_CHECKING:
    from vasterviksmodell.analysis.decided_sites import Record
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.analysis.handed_over.reports import Inside
    from vasterviksmodell.i18n.wording import Language

_OTHER_VERSION = Message("version {version} of vasterviksmodell made it")
_OTHER_WRITER = Message("{writer} wrote it, which is not installed here in that version")
_BESIDES = Message("it shows what it does not carry: {what}")
_NO_DECISION = Message("it shows a decision that is not here")
_NAMES = {"outline": Message("an outline"), "plan": Message("a plan")}
_CARRIED_BY_PAGES = re.compile(rb'<script type="application/gzip" id="[a-z-]+">[^<]*</script>')
_CARRIED_BY_BOOKS = re.compile(rb"vasterviksmodell [a-z]+ [0-9]+/[0-9]+ [A-Za-z0-9+/=]+")
_KEYS = {"schema", "version", "writer", "language", "reference", "date", "unit", "top", "decided", "besides"}


def is_as_made(inside: "Inside") -> bool:
    """Say whether a report is as it is made again from what it carries.

    Raises `CannotRemakeError` or `UnreadableSettingsError` where it cannot be made again.
    """
    return _shown(inside.content, inside.suffix) == _shown(_made_again(inside), inside.suffix)


def _shown(content: bytes, suffix: str) -> object:
    """Return what a report shows: of a page or a workbook all but what it carries, of a PDF all."""
    if suffix == ".html":
        return _CARRIED_BY_PAGES.sub(b"", content)
    if suffix != ".xlsx":
        return content
    try:
        with ZipFile(BytesIO(content)) as archive:
            return {name: _CARRIED_BY_BOOKS.sub(b"", archive.read(name)) for name in archive.namelist()}
    except (BadZipFile, zlib.error, EOFError, LookupError, ValueError, RuntimeError, NotImplementedError):
        return content


def _made_again(inside: "Inside") -> bytes:
    """Return a report made again; raise `CannotRemakeError` or `UnreadableSettingsError` where it cannot be."""
    settings = _settings(inside.settings)
    format = format_of_name(f"report{inside.suffix}", REPORT_SUFFIXES)
    _require_same_program(settings, format)
    if settings["decided"] and inside.decision is None:
        raise CannotRemakeError(_NO_DECISION)
    try:
        language: Language = next(known for known in LANGUAGES if known == settings["language"])
        day = None if settings["date"] is None else date.fromisoformat(settings["date"])
        matter = Matter(str(settings["reference"]), day, str(settings["unit"]))
        gathered = evidence(inside.ranking, int(settings["top"]))
    except (StopIteration, TypeError, ValueError) as error:
        raise UnreadableSettingsError from error
    report = composed(gathered, matter, record=_record(inside, gathered) if settings["decided"] else None)
    rendered = REPORT_FORMATS[format or ""].render(report, View(language))
    return rendered if isinstance(rendered, bytes) else "".join(rendered).encode()


def _settings(content: bytes) -> dict[str, Any]:
    try:
        settings = json.loads(content)
    except ValueError as error:
        raise UnreadableSettingsError from error
    if not isinstance(settings, dict) or settings.keys() != _KEYS or settings["schema"] != SCHEMA:
        raise UnreadableSettingsError
    return settings


def _require_same_program(settings: dict[str, Any], format: str | None) -> None:
    """Raise `CannotRemakeError` where another program would write other bytes, or what is shown is not all there."""
    if settings["version"] != __version__:
        raise CannotRemakeError(_OTHER_VERSION.format(version=visible(str(settings["version"]))))
    if settings["writer"] != writer(format or ""):
        raise CannotRemakeError(_OTHER_WRITER.format(writer=visible(str(settings["writer"]))))
    if settings["besides"]:
        what = Joined(_NAMES.get(str(name), visible(str(name))) for name in settings["besides"])
        raise CannotRemakeError(_BESIDES.format(what=what))


def _record(inside: "Inside", gathered: "Evidence") -> "Record | None":
    from vasterviksmodell.analysis.decided_sites import record_of
    from vasterviksmodell.decision import judge

    if inside.decision is None:
        return None
    is_public = inside.ranking.redaction is not None
    found = () if is_public else judge(inside.decision, inside.ranking)
    return record_of(inside.decision, gathered, found, inside.record)
