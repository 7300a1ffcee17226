"""Frames that hold their rows: the columns that are read, as Polars has them, and the columns that are given back.

Only columns that are read are looked at; all others pass through, whatever they hold.
"""

from vasterviksmodell.scoring.eager.interface import EagerFrame, ReadColumn
from vasterviksmodell.scoring.eager.registry import eager

__all__ = ["EagerFrame", "ReadColumn", "eager"]
