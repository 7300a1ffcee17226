"""Derived measures as a file of sites: a row for each place; each measure with its source and date."""

from collections.abc import Iterator, Mapping
from math import isinf

import polars as pl

from vasterviksmodell.derivation.derived_cell import DerivedCell
from vasterviksmodell.derivation.reading.given import BESIDE, GivenFigure
from vasterviksmodell.derivation.reading.places import Places
from vasterviksmodell.derivation.run import Derived, DerivedMeasure
from vasterviksmodell.i18n import written
from vasterviksmodell.i18n.wording import Language, with_escapes
from vasterviksmodell.output.derivation.words import source_text
from vasterviksmodell.output.ranking.delimited import harmless
from vasterviksmodell.sites.positions.coordinates import in_degrees
from vasterviksmodell.source.json_writer import json_text

_DECIMALS = 6
"""Of degrees: a sixth is a tenth of a metre."""


def delimited(derived: Derived, separator: str, language: Language) -> Iterator[str]:
    """Yield the table as delimited text; no text in it is taken for a formula."""
    columns = _site_columns(derived.places)
    for measure in derived.measures:
        cells = [measure.cell(row) for row in range(derived.places.size)]
        columns |= {measure.id: [cell.written for cell in cells], **_provenance(measure, cells, language)}
    for id, figures in derived.only_given.items():
        columns |= _given_columns(id, figures, derived.places.size)
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    yield with_escapes(frame.select(harmless(pl.col(name)) for name in columns).write_csv(separator=separator))


def json_objects(derived: Derived, language: Language) -> Iterator[str]:
    """Yield the table as a list of objects under `sites`."""
    sites = _site_columns(derived.places)
    objects: list[dict[str, object]] = [
        {heading: _identity(heading, texts[row]) for heading, texts in sites.items()}
        for row in range(derived.places.size)
    ]
    for measure in derived.measures:
        cells = [measure.cell(row) for row in range(derived.places.size)]
        provenance = _provenance(measure, cells, language)
        for row, cell in enumerate(cells):
            objects[row][measure.id] = _json_value(cell)
            objects[row] |= {heading: texts[row] for heading, texts in provenance.items()}
    for id, figures in derived.only_given.items():
        for heading, texts in _given_columns(id, figures, derived.places.size).items():
            for row, text in enumerate(texts):
                objects[row][heading] = text or None
    yield from (json_text({"sites": objects}, indent=2), "\n")


def _identity(heading: str, text: str) -> object:
    """Return a text, a degree as a number, or nothing."""
    return float(text) if text and heading in ("latitude", "longitude") else text or None


def _json_value(cell: DerivedCell) -> object:
    """Return a number, an interval as a list of its ends, a text, or nothing."""
    if cell.given is not None or cell.kind != "number" or isinf(cell.low) or isinf(cell.high):
        return cell.written or None
    return _plain(cell.low) if cell.exact else [_plain(cell.low), _plain(cell.high)]


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _site_columns(places: Places) -> dict[str, list[str]]:
    """Return what identifies the sites, by the headings of the default model."""
    known = places.points.known
    degrees = in_degrees(places.points.north, places.points.east)
    latitudes, longitudes = (
        [f"{degree:.{_DECIMALS}f}" if placed else "" for degree, placed in zip(axis, known, strict=True)]
        for axis in degrees
    )
    return {
        "id": list(places.ids),
        "name": list(places.names),
        "municipality_code": list(places.codes),
        "latitude": latitudes,
        "longitude": longitudes,
    }


def _provenance(measure: DerivedMeasure, cells: list[DerivedCell], language: Language) -> dict[str, list[str]]:
    sources = [written(source_text(measure, cell), language) for cell in cells]
    return {f"{measure.id}__source": sources, f"{measure.id}__date": [cell.date for cell in cells]}


def _given_columns(id: str, figures: Mapping[int, GivenFigure], places: int) -> dict[str, list[str]]:
    """Return the columns of a measure that no register has, as somebody gives it."""
    nothing = ("", "", "")
    stated = {row: (figure.text, figure.source, figure.date) for row, figure in figures.items()}
    columns = zip(*(stated.get(row, nothing) for row in range(places)), strict=True)
    return {id + beside: list(texts) for beside, texts in zip(("", *BESIDE), columns, strict=True)}
