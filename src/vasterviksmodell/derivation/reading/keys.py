"""Codes and names as they are compared between files."""

import polars as pl

from vasterviksmodell.sites.municipalities import folded_names


def keys_of(texts: pl.Series) -> list[str | None]:
    """Return codes and names as they are compared: without case, and without zeros before, which programs drop."""
    return folded_names(texts).str.replace(r"^0+([0-9]+)$", "${1}").to_list()
