"""The columns of a frame of sites that say in which municipality each lies, as the files say it."""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from vasterviksmodell.criteria import DataFiles
from vasterviksmodell.sites.layout import detail_column
from vasterviksmodell.sites.municipalities import unwrapped_texts
from vasterviksmodell.sites.positions.coordinates import is_unknown

MUNICIPALITY_COLUMNS: Mapping[str, str] = MappingProxyType(
    {"municipality": "_municipality", "municipality_code": "_municipality_code"}
)
"""By the names of `SiteColumns`: columns of texts, null where they are unknown."""


def municipality_columns(block: pl.DataFrame, data: DataFiles) -> list[pl.Series]:
    """Return those columns of a block of sites that its file has."""
    return [
        known_texts(block[detail_column(name)], data).alias(column)
        for name, column in MUNICIPALITY_COLUMNS.items()
        if detail_column(name) in block.columns
    ]


def known_texts(texts: pl.Series, data: DataFiles) -> pl.Series:
    """Return texts without outer blanks; null where a cell is empty or holds a mark for missing data."""
    return unwrapped_texts(texts).set(is_unknown(texts, data), None)
