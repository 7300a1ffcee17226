"""Pictures of analyses, drawn as SVG or PNG. They need the extra `plot`."""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from vasterviksmodell.extras import from_extra
from vasterviksmodell.i18n import Message, Phrase, written
from vasterviksmodell.i18n.numbers import Exact, Percent, Whole
from vasterviksmodell.i18n.wording import Language, shortened
from vasterviksmodell.output.formats import Suffixes

if TYPE_CHECKING:
    from vasterviksmodell.analysis.smaa import Smaa


_SCALE = 2.0
"""How many pixels a PNG has for each pixel of the chart, in both directions."""


class Renderer(Protocol):
    """The functions of vl-convert that draw Vega-Lite specifications."""

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
    suffixes: tuple[str, ...] = (".svg",)

    def render(self, specification: str) -> bytes:
        """Return the picture in vectors."""
        return renderer().vegalite_to_svg(specification).encode()


class Png(PlotFormat):
    name = "png"
    suffixes: tuple[str, ...] = (".png",)

    def render(self, specification: str) -> bytes:
        """Return the picture in pixels."""
        return renderer().vegalite_to_png(specification, scale=_SCALE)


_MEMBERS: tuple[PlotFormat, ...] = (Svg(), Png())
PLOT_FORMATS: Mapping[str, PlotFormat] = MappingProxyType({member.name: member for member in _MEMBERS})
PLOT_SUFFIXES: Suffixes = MappingProxyType({member.name: member.suffixes for member in _MEMBERS})


def renderer() -> Renderer:
    """Return the package that draws; raise `MissingExtra` where it is not installed."""
    from_extra("plot", "altair", "drawing")
    drawing: Renderer = from_extra("plot", "vl_convert", "drawing")
    return drawing


def drawn(chart: Any, format: str) -> bytes:
    """Return an Altair chart as a picture in one of the formats."""
    return PLOT_FORMATS[format].render(json.dumps(chart.to_dict(), ensure_ascii=False, sort_keys=True))


_MOST = 100
"""How many bars are drawn, at most: people read no more, and very many cannot be drawn."""
_LONGEST = 40
_LABEL = 400
"""The pixels that a site's name may take."""
_WIDTH, _BAR = 560, 26
_ROOM = 0.06
"""Segments of at least this share have room for their number."""
_COLOURS = ("#00224e", "#35456c", "#666970", "#948e77", "#c8b866")
_DARK = _COLOURS[:3]
"""Those on which letters are white."""
_LATER_COLOUR, _EXCLUDED_COLOUR = "#f3ecc5", "#ffffff"
_TITLE = Message("How often each site has each rank")
_DRAWN = Message(
    "{draws} draws of weights, seed {seed}; a share is off by at most {error} percentage points in 95 of 100 runs"
)
_CUT = Message("the first {shown} of {sites} sites")
_LATER, _EXCLUDED = Message("later"), Message("excluded")
_AXIS = Message("share of the draws, %")
_LEGEND = Message("Rank")


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of a site's bar: the share of a rank, of all later ones, or of none."""

    row: int
    name: str
    place: int
    """Its number in the bar."""
    rank: Phrase
    colour: str
    start: float
    share: float

    def values(self, language: Language) -> dict[str, Any]:
        """Return the segment as the chart has it, with a description for those who hear the picture."""
        rank, share, end = written(self.rank, language), Percent(self.share).inside(language), self.start + self.share
        return {
            "row": self.row,
            "rank": rank,
            "dark": self.colour in _DARK,
            "start": 100 * self.start,
            "middle": 50 * (self.start + end),
            "end": 100 * min(end, 1.0),
            "share": share if self.share >= _ROOM else "",
            "description": f"{self.name}, {_LEGEND.inside(language).lower()}: {rank}, {share}",
        }


def acceptability_plot(smaa: "Smaa", top: int, language: Language, format: str) -> bytes:
    """Return the picture of the first sites in a format of `PLOT_FORMATS`; raise `MissingExtra` without the extra."""
    return drawn(_chart(smaa, min(top, _MOST, len(smaa.ids)), language), format)


def _chart(smaa: "Smaa", shown: int, language: Language) -> Any:
    altair = from_extra("plot", "altair", "drawing")
    segments = [segment for row in range(shown) for segment in _segments(smaa, row)]
    data = altair.Data(values=[segment.values(language) for segment in segments])
    labels = f"{json.dumps(_labels(smaa, shown))}[datum.value]"
    axis = altair.Axis(labelExpr=labels, labelLimit=_LABEL, ticks=False, aria=False)
    base = altair.Chart(data).encode(y=altair.Y("row:O", title=None, axis=axis))
    layers = altair.layer(_bars(base, segments, language), _shares(base))
    subtitle = [phrase.inside(language) for phrase in _subtitle(smaa, shown)]
    title = altair.TitleParams(_TITLE.inside(language), subtitle=subtitle, anchor="start")
    return layers.properties(width=_WIDTH, height=altair.Step(_BAR), title=title)


def _bars(base: Any, segments: Sequence[_Segment], language: Language) -> Any:
    altair = from_extra("plot", "altair", "drawing")
    x = altair.X("start:Q", title=_AXIS.inside(language), scale=altair.Scale(domain=[0, 100], nice=False))
    bars = base.mark_bar(stroke="#444444", strokeWidth=0.5)
    return bars.encode(x=x, x2="end:Q", color=_colours(segments, language), description="description:N")


def _colours(segments: Sequence[_Segment], language: Language) -> Any:
    """Return the colour of each rank that has a segment, and their legend."""
    altair = from_extra("plot", "altair", "drawing")
    by_place = {segment.place: segment for segment in segments}
    ranks = [by_place[place] for place in sorted(by_place)]
    names = [written(segment.rank, language) for segment in ranks]
    scale = altair.Scale(domain=names, range=[segment.colour for segment in ranks])
    legend = altair.Legend(title=_LEGEND.inside(language), orient="bottom", columns=len(ranks))
    return altair.Color("rank:N", scale=scale, legend=legend)


def _shares(base: Any) -> Any:
    """Return the shares that are written on the bars."""
    altair = from_extra("plot", "altair", "drawing")
    colour = altair.condition("datum.dark", altair.value("#ffffff"), altair.value("#000000"))
    return base.mark_text(fontSize=10, aria=False).encode(x="middle:Q", text="share:N", color=colour)


def _segments(smaa: "Smaa", row: int) -> Iterator[_Segment]:
    """Yield the segments of a site's bar that have a width, from the first rank on."""
    start, name = 0.0, shortened(smaa.names[row], _LONGEST)
    for place, (rank, colour, share) in enumerate(_parts(smaa, row)):
        if share > 0:
            yield _Segment(row, name, place, rank, colour, start, share)
        start += share


def _parts(smaa: "Smaa", row: int) -> Iterator[tuple[Phrase, str, float]]:
    """Yield each rank with its colour and share; then all later ones, and the draws in which the site had none."""
    ranks = smaa.acceptability[row, : len(_COLOURS)].tolist()
    for number, (colour, share) in enumerate(zip(_COLOURS, ranks, strict=False), 1):
        yield str(number), colour, share
    yield _LATER, _LATER_COLOUR, smaa.after(len(_COLOURS), row)
    yield _EXCLUDED, _EXCLUDED_COLOUR, float(smaa.excluded[row])


def _labels(smaa: "Smaa", shown: int) -> list[str]:
    """Return the names of the first sites, shortened; with the id where several look the same."""
    names = [shortened(name, _LONGEST) for name in smaa.names]
    counts = Counter(names)
    return [
        name if counts[name] == 1 else f"{name} ({shortened(id, _LONGEST)})"
        for id, name in zip(smaa.ids[:shown], names[:shown], strict=True)
    ]


def _subtitle(smaa: "Smaa", shown: int) -> Iterator[Message]:
    """Yield how the weights were drawn, and how many sites are shown where that is not all."""
    error = Exact(round(100 * smaa.greatest_error, 2))
    yield _DRAWN.format(draws=Whole(smaa.draws), seed=smaa.seed, error=error)
    if shown < len(smaa.ids):
        yield _CUT.format(shown=Whole(shown), sites=Whole(len(smaa.ids)))
