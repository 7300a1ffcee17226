"""Frames that hold their rows: the columns that are read, as Polars has them, and the columns that are given back.

Only columns that are read are looked at; all others pass through, whatever they hold.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from vasterviksmodell.scoring.eager_frames.eager_frame import EagerFrame, ReadColumn

__all__ = ["EagerFrame", "ReadColumn", "eager"]


def _of_polars(native: Any) -> EagerFrame:
    from vasterviksmodell.scoring.eager_frames.of_polars import PolarsFrame

    return PolarsFrame(native)


def _of_pandas(native: Any) -> EagerFrame:
    from vasterviksmodell.scoring.eager_frames.of_pandas import PandasFrame

    return PandasFrame(native)


def _of_arrow(native: Any) -> EagerFrame:
    from vasterviksmodell.scoring.eager_frames.of_arrow import ArrowTable

    return ArrowTable(native)


KINDS: Mapping[tuple[str, str], Callable[[Any], EagerFrame]] = MappingProxyType(
    {
        ("polars", "DataFrame"): _of_polars,
        ("pandas", "DataFrame"): _of_pandas,
        ("pyarrow", "Table"): _of_arrow,
    }
)
"""By library and class: what makes ours of it."""


def eager(native: Any) -> EagerFrame | None:
    """Return a frame by its kind, or that of what it is derived from; None when it is lazy or of another kind."""
    for kind in type(native).__mro__:
        frame = KINDS.get((kind.__module__.partition(".")[0], kind.__name__))
        if frame is not None:
            return frame(native)
    return None
