"""The kinds of frames that hold their rows. Libraries are imported only when a frame of theirs is there."""

from importlib import import_module
from typing import Any

from vasterviksmodell.scoring.eager.interface import EagerFrame

_KINDS = {
    ("polars", "DataFrame"): "of_polars",
    ("pandas", "DataFrame"): "of_pandas",
    ("pyarrow", "Table"): "of_arrow",
}
"""By library and class: the module of ours."""


def eager(native: Any) -> EagerFrame | None:
    """Return a frame by its kind, or that of what it is derived from; None when it is lazy or of another kind."""
    for it in type(native).__mro__:
        module = _KINDS.get((it.__module__.partition(".")[0], it.__name__))
        if module is not None:
            frame: EagerFrame = import_module(f"{__package__}.{module}").frame(native)
            return frame
    return None
