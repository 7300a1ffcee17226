"""A criteria file to start from, for callers of the library."""

from pathlib import Path

from vasterviksmodell.criteria import default_criteria, default_criteria_path
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.starting.data_section import SheetSettings, data_section
from vasterviksmodell.output.starting.starter_criteria import Municipality, starter_text
from vasterviksmodell.sites.formats import format_for
from vasterviksmodell.sites.model import InvalidSites
from vasterviksmodell.sites.municipalities import municipality_of
from vasterviksmodell.sites.own_sheet.sheet import open_sheet
from vasterviksmodell.sites.own_sheet.words import words_found
from vasterviksmodell.source.files import Source


def starting_criteria(
    sheet: str | Path | None = None,
    *,
    municipality: str | None = None,
    persons: int | None = None,
    language: Language | None = None,
) -> str:
    """Return the text of a criteria file to start from: the default model, fitted to a sheet that you have.

    `sheet`: a file whose headings, words and units are recognised; what each was taken for stands in its `data:`
    section. `municipality`: a name, or a code of four digits, for title and question. `persons`: how many are to be
    housed; the other needs keep their shares. `language`: `en` or `sv`, for what people read.
    Raises `InvalidSites` with every finding when the sheet cannot be read, `ValueError` when it has a place in each
    column, `OSError` when it cannot be opened.

    >>> starting_criteria(municipality="Kinda", persons=36).count("Kinda")
    4
    """
    model = default_criteria()
    data = None if sheet is None else data_section(_settings(sheet, model), language or "en")
    text = default_criteria_path().read_text(encoding="utf-8")
    return starter_text(text, model, _named(municipality), language, data, persons)


def _named(municipality: str | None) -> Municipality | None:
    if municipality is None:
        return None
    found = municipality_of(municipality)
    return Municipality(*found) if found else Municipality(municipality.strip(), None)


def _settings(path: str | Path, criteria: Criteria) -> SheetSettings:
    source = Source.of(path)
    sheet, findings = open_sheet(source, format_for(source), criteria)
    if sheet is None:
        raise InvalidSites(findings)
    if sheet.transposed:
        raise ValueError(f"{path} has a place in each column: it must have one in each row")
    return SheetSettings(source.name, sheet, words_found(sheet))
