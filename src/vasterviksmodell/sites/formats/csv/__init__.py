"""Delimited text (CSV, TSV), however it is encoded and whatever stands above and below the table."""

from vasterviksmodell.sites.formats.csv.table import open_table

__all__ = ["open_table"]
