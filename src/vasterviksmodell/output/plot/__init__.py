"""Pictures: what an analysis looks like, drawn as SVG or PNG. They need the extra `plot`."""

import json
from types import MappingProxyType
from typing import Any

from vasterviksmodell.extras import from_extra
from vasterviksmodell.output.suffixes import Suffixes

PLOT_FORMATS: Suffixes = MappingProxyType({"svg": (".svg",), "png": (".png",)})
"""Each with the suffixes of its files."""
_SCALE = 2.0
"""Pixels of a PNG for each of the chart."""


def renderer() -> Any:
    """What draws; `MissingExtra` when it is not installed."""
    from_extra("plot", "altair", "drawing")
    return from_extra("plot", "vl_convert", "drawing")


def drawn(chart: Any, format: str) -> bytes:
    """An Altair chart as the bytes of a picture, the same for the same chart."""
    specification = json.dumps(chart.to_dict(), ensure_ascii=False, sort_keys=True)
    if format == "png":
        picture: bytes = renderer().vegalite_to_png(specification, scale=_SCALE)
        return picture
    text: str = renderer().vegalite_to_svg(specification)
    return text.encode()
