"""Pictures: what an analysis looks like, drawn as SVG or PNG. They need the extra `plot`.

A new format is a `PlotFormat` here, and a name in the registry.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from vasterviksmodell.extras import from_extra
from vasterviksmodell.output.suffixes import Suffixes

_SCALE = 2.0
"""Pixels of a PNG for each of the chart."""


class Renderer(Protocol):
    """The part of vl-convert that draws Vega-Lite specifications."""

    def vegalite_to_svg(self, specification: str, /) -> str: ...

    def vegalite_to_png(self, specification: str, /, *, scale: float) -> bytes: ...


class PlotFormat(ABC):
    """A member of the family: how a picture is written."""

    name: str
    suffixes: tuple[str, ...]
    """The first is the usual one."""

    @abstractmethod
    def render(self, specification: str, /) -> bytes:
        """Return the picture of a Vega-Lite specification, the same for the same one; may raise `MissingExtra`."""


class Svg(PlotFormat):
    name = "svg"
    suffixes = (".svg",)

    def render(self, specification: str) -> bytes:
        """Return the picture in vectors."""
        return renderer().vegalite_to_svg(specification).encode()


class Png(PlotFormat):
    name = "png"
    suffixes = (".png",)

    def render(self, specification: str) -> bytes:
        """Return the picture in pixels."""
        return renderer().vegalite_to_png(specification, scale=_SCALE)


_MEMBERS: tuple[PlotFormat, ...] = (Svg(), Png())
PLOT_FORMATS: Mapping[str, PlotFormat] = MappingProxyType({member.name: member for member in _MEMBERS})
PLOT_SUFFIXES: Suffixes = MappingProxyType({member.name: member.suffixes for member in _MEMBERS})


def renderer() -> Renderer:
    """Return what draws; raise `MissingExtra` when it is not installed."""
    from_extra("plot", "altair", "drawing")
    drawing: Renderer = from_extra("plot", "vl_convert", "drawing")
    return drawing


def drawn(chart: Any, format: str) -> bytes:
    """Return an Altair chart as a picture in one of the formats."""
    return PLOT_FORMATS[format].render(json.dumps(chart.to_dict(), ensure_ascii=False, sort_keys=True))
