"""Derived measures as a file of sites: a row for each place; each measure with its source and date."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from math import isinf

import numpy as np
import polars as pl

from vasterviksmodell.derivation.bounds import Floats
from vasterviksmodell.derivation.derived import Derived, DerivedMeasure
from vasterviksmodell.derivation.derived_cell import DerivedCell
from vasterviksmodell.derivation.reading.given import BESIDE, GivenFigure
from vasterviksmodell.derivation.reading.places import Places
from vasterviksmodell.derivation.surroundings import Flags
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
    frame = sites_frame(derived, language)
    yield with_escapes(frame.select(harmless(pl.col(name)) for name in frame.columns).write_csv(separator=separator))


def parquet(derived: Derived, language: Language) -> bytes:
    """Return the table as Parquet, its cells as they stand in delimited text."""
    content = BytesIO()
    sites_frame(derived, language).write_parquet(content)
    return content.getvalue()


def sites_frame(derived: Derived, language: Language) -> pl.DataFrame:
    """Return the table, all cells as texts."""
    columns = _site_columns(derived.places)
    for measure in derived.measures:
        columns |= _measure_columns(measure, language)
    for id, figures in derived.only_given.items():
        columns |= _given_columns(id, figures, derived.places.size)
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _measure_columns(measure: DerivedMeasure, language: Language) -> dict[str, list[str]]:
    """Return a measure with its source and date."""
    headings = (measure.id, f"{measure.id}__source", f"{measure.id}__date")
    groups = _alike(measure)
    texts = zip(*(_texts(measure, rows[0], language) for rows in groups), strict=True)
    found = pl.DataFrame({"row": groups} | dict(zip(headings, texts, strict=True))).explode("row").sort("row")
    return {heading: found[heading].to_list() for heading in headings}


def _alike(measure: DerivedMeasure) -> list[list[int]]:
    """Return the rows of places about which the same is known, so that they have the same texts."""
    bounds = measure.bounds
    facts = [pl.Series(part) for part in (bounds.low, bounds.high, *bounds.causes.values())]
    facts += [pl.Series(map(repr, part)) for part in (bounds.texts, bounds.notes) if part is not None]
    rows = pl.Series(range(len(bounds.low)), dtype=pl.Int64)
    own = rows.scatter([*measure.given], [-1 - row for row in measure.given]).clip(upper_bound=0)
    known = pl.DataFrame({str(number): fact for number, fact in enumerate([*facts, own])})
    return known.with_row_index("row").group_by(known.columns, maintain_order=True).agg("row")["row"].to_list()


def _texts(measure: DerivedMeasure, row: int, language: Language) -> tuple[str, str, str]:
    """Return the cell of a place, its source and its date."""
    cell = measure.cell(row)
    return cell.written, written(source_text(measure, cell), language), cell.date


def json_objects(derived: Derived, language: Language) -> Iterator[str]:
    """Yield the table as a list of objects under `sites`."""
    sites = _site_columns(derived.places)
    objects: list[dict[str, object]] = [
        {heading: _identity(heading, texts[row]) for heading, texts in sites.items()}
        for row in range(derived.places.size)
    ]
    for measure in derived.measures:
        cells = [measure.cell(row) for row in range(derived.places.size)]
        texts_of_measure = _measure_columns(measure, language)
        for row, cell in enumerate(cells):
            objects[row] |= {heading: texts[row] for heading, texts in texts_of_measure.items()}
            objects[row][measure.id] = _json_value(cell)
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
    degrees = in_degrees(places.points.north, places.points.east)
    latitudes, longitudes = (_written_degrees(axis, places.points.known) for axis in degrees)
    return {
        "id": list(places.ids),
        "name": list(places.names),
        "municipality_code": list(places.codes),
        "latitude": latitudes,
        "longitude": longitudes,
    }


def _written_degrees(axis: Floats, known: Flags) -> list[str]:
    """Return degrees with so many decimals, empty where they are not known."""
    parts = pl.Series(np.where(known, np.round(axis * 10**_DECIMALS), 0)).cast(pl.Int64)
    whole, rest = parts // 10**_DECIMALS, (parts % 10**_DECIMALS).cast(pl.String).str.zfill(_DECIMALS)
    texts = whole.cast(pl.String) + "." + rest
    found: list[str] = texts.zip_with(pl.Series(known), pl.repeat("", len(known), eager=True)).to_list()
    return found


def _given_columns(id: str, figures: Mapping[int, GivenFigure], places: int) -> dict[str, list[str]]:
    """Return the columns of a measure that no register has, as somebody gives it; without any figure one column."""
    if not figures:
        return {id: [""] * places}
    nothing = ("", "", "")
    stated = {row: (figure.text, figure.source, figure.date) for row, figure in figures.items()}
    columns = zip(*(stated.get(row, nothing) for row in range(places)), strict=True)
    return {id + beside: list(texts) for beside, texts in zip(("", *BESIDE), columns, strict=True)}
