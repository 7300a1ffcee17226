"""How often each site has each rank, as a stacked bar chart: a bar for each site, a segment for each rank.

Colours run from dark to light along the ranks, so that the colour-blind can tell them too (five of the scale cividis,
as Matplotlib has it); and segments that have room say their share.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vasterviksmodell.extras import from_extra
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import exact, percent, whole
from vasterviksmodell.output.plot import drawn
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.smaa import Smaa

_MOST = 100
"""So many bars are drawn at most: more nobody reads, and very many cannot be drawn."""
_LONGEST = 40
_LABEL = 400
"""The pixels that a site's name may take."""
_WIDTH, _BAR = 560, 26
_ROOM = 0.06
"""A share from which on a segment has room for its number."""
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


def acceptability_plot(it: "Smaa", top: int, language: Language, format: str) -> bytes:
    """The picture of the first sites in a format of `PLOT_FORMATS`; `MissingExtra` without the extra."""
    return drawn(_chart(it, min(top, _MOST, len(it.ids)), language), format)


def _chart(it: "Smaa", shown: int, language: Language) -> Any:
    altair = from_extra("plot", "altair", "drawing")
    segments = [segment for row in range(shown) for segment in _segments(it, row, language)]
    labels = f"{json.dumps(_labels(it, shown))}[datum.value]"
    axis = altair.Axis(labelExpr=labels, labelLimit=_LABEL, ticks=False, aria=False)
    base = altair.Chart(altair.Data(values=segments)).encode(y=altair.Y("row:O", title=None, axis=axis))
    x = altair.X("start:Q", title=_AXIS.inside(language), scale=altair.Scale(domain=[0, 100], nice=False))
    bars = base.mark_bar(stroke="#444444", strokeWidth=0.5).encode(
        x=x, x2="end:Q", color=_colours(segments, language), description="told:N"
    )
    white = altair.condition("datum.dark", altair.value("#ffffff"), altair.value("#000000"))
    shares = base.mark_text(fontSize=10, aria=False).encode(x="middle:Q", text="share:N", color=white)
    title = altair.TitleParams(_TITLE.inside(language), subtitle=_subtitle(it, shown, language), anchor="start")
    return altair.layer(bars, shares).properties(width=_WIDTH, height=altair.Step(_BAR), title=title)


def _colours(segments: Sequence[Mapping[str, Any]], language: Language) -> Any:
    """The colour of each rank that has a segment, and their legend."""
    altair = from_extra("plot", "altair", "drawing")
    found = {(it["place"], it["rank"]): it["colour"] for it in segments}
    ranks = [rank for _, rank in sorted(found)]
    scale = altair.Scale(domain=ranks, range=[found[key] for key in sorted(found)])
    legend = altair.Legend(title=_LEGEND.inside(language), orient="bottom", columns=len(ranks))
    return altair.Color("rank:N", scale=scale, legend=legend)


def _segments(it: "Smaa", row: int, language: Language) -> Iterator[dict[str, Any]]:
    """The segments of a site's bar that have a width, from the first rank on; what is told of each to who hears it."""
    end, name = 0.0, shortened(it.names[row], _LONGEST)
    for place, (rank, colour, share) in enumerate(_parts(it, row, language)):
        start, end = end, end + share
        if share > 0:
            yield {
                "row": row,
                "place": place,
                "rank": rank,
                "colour": colour,
                "dark": colour in _DARK,
                "start": 100 * start,
                "middle": 50 * (start + end),
                "end": 100 * min(end, 1.0),
                "share": percent(share, language) if share >= _ROOM else "",
                "told": f"{name}, {_LEGEND.inside(language).lower()}: {rank}, {percent(share, language)}",
            }


def _parts(it: "Smaa", row: int, language: Language) -> Iterator[tuple[str, str, float]]:
    """Each rank with its colour and share; then all later ones together, and the draws in which the site had none."""
    ranks = it.acceptability[row, : len(_COLOURS)].tolist()
    for number, (colour, share) in enumerate(zip(_COLOURS, ranks, strict=False), 1):
        yield str(number), colour, share
    yield _LATER.inside(language), _LATER_COLOUR, it.after(len(_COLOURS), row)
    yield _EXCLUDED.inside(language), _EXCLUDED_COLOUR, float(it.excluded[row])


def _labels(it: "Smaa", shown: int) -> list[str]:
    """The names of the first sites, shortened; with the id where several look the same."""
    names = [shortened(name, _LONGEST) for name in it.names]
    counts = Counter(names)
    return [
        name if counts[name] == 1 else f"{name} ({shortened(id, _LONGEST)})"
        for id, name in zip(it.ids[:shown], names[:shown], strict=True)
    ]


def _subtitle(it: "Smaa", shown: int, language: Language) -> list[str]:
    drawn_text = _DRAWN.inside(language).format(
        draws=whole(it.draws, language), seed=it.seed, error=exact(round(100 * it.greatest_error, 2), language)
    )
    counts = {"shown": whole(shown, language), "sites": whole(len(it.ids), language)}
    return [drawn_text, *([_CUT.inside(language).format(**counts)] if shown < len(it.ids) else [])]
