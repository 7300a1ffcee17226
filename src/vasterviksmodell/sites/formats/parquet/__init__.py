"""Parquet, through Polars: typed columns, told as the texts that a cell of CSV would hold."""

from vasterviksmodell.sites.formats.parquet.table import open_table

__all__ = ["open_table"]
