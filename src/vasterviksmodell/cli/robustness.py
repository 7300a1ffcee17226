"""`robustness`: does the answer hold if weights, data, limits or method change?"""

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from vasterviksmodell.cli import outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.format_option import plot_format
from vasterviksmodell.cli.lookup import criteria_of, site_of
from vasterviksmodell.cli.options import RunOptions, SitesOrRanking, with_options
from vasterviksmodell.cli.outputs import progress
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.i18n import Enumeration, Message
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.formats import View

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.robustness import Robustness
    from vasterviksmodell.analysis.smaa import WeightDraws
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking


_EXCLUDE = Message("{options} exclude each other: weights are drawn in one way")
_NOT_UNDERSTOOD = Message("'{asked}' is not understood: write it like {example}")
_SHARE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*%\s*")


def refuse_several(spread: str | None, bounds: Sequence[str], order: str | None) -> None:
    """Refuse options for more than one way of drawing weights."""
    given = [name for name, value in (("--spread", spread), ("--bounds", bounds), ("--order", order)) if value]
    if len(given) > 1:
        raise CannotRun(_EXCLUDE.format(options=Enumeration(given)))


def scheme(criteria: "Criteria", spread: str | None, bounds: Sequence[str], order: str | None) -> "WeightDraws":
    """Return how the options say that weights are drawn; without any, all weights are equally likely."""
    from vasterviksmodell.analysis.smaa import Around, Ordered, Uniform, Within

    if spread is not None:
        return Around(_share(spread, spread, "20%"))
    if bounds:
        return Within(_each_once([bound for text in bounds for bound in _bounds(criteria, text)]))
    if order is not None:
        return Ordered(
            [
                [criterion.id for name in place.split("=") for criterion in _weighed(criteria, name)]
                for place in order.split(",")
            ]
        )
    return Uniform()


def _bounds(criteria: "Criteria", option: str) -> list[tuple[str, tuple[float, float]]]:
    """Return the bounds of each criterion in `school=10%..30%`; an end left out is 0 or the whole."""
    name, is_given, span = option.partition("=")
    low, is_span, high = span.partition("..")
    if not (is_given and is_span):
        _refuse(option, "school=10%..30%")
    ends = (
        _share(low, option, "school=10%..30%") if low.strip() else 0.0,
        _share(high, option, "school=10%..30%") if high.strip() else 1.0,
    )
    return [(criterion.id, ends) for criterion in _weighed(criteria, name)]


def _each_once(bounds: list[tuple[str, tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    for id, number in Counter(id for id, _ in bounds).items():
        if number > 1:
            raise CannotRun(Message("--bounds gives '{id}' twice").format(id=visible(id)))
    return dict(bounds)


def _weighed(criteria: "Criteria", name: str) -> "list[Criterion]":
    """Return the criterion with an id, else those that read a column, each of which has its own weight."""
    found = criteria_of(criteria, name.strip())
    return [criterion for criterion in found if criterion.id.casefold() == name.strip().casefold()] or found


def _share(text: str, option: str, example: str) -> float:
    """Return a share written in per cent."""
    found = _SHARE.fullmatch(text)
    if found is None:
        _refuse(option, example)
    return float(found[1].replace(",", ".")) / 100


def _refuse(option: str, example: str) -> NoReturn:
    raise CannotRun(_NOT_UNDERSTOOD.format(asked=visible(option), example=example))


Draws = Annotated[int, typer.Option("--draws", min=1, max=10**9, metavar="N", help="How often weights are drawn.")]
Seed = Annotated[int, typer.Option("--seed", min=0, metavar="N", help="The same seed gives the same draws.")]
Spread = Annotated[
    str | None,
    typer.Option(
        "--spread",
        metavar="P%",
        help="Draw weights near the stated ones, each within P% of itself. Without this or the next two: any weights,"
        " all equally likely.",
        show_default=False,
    ),
]
Bounds = Annotated[
    list[str] | None,
    typer.Option(
        "--bounds",
        metavar="ID=P%..P%",
        help="Draw weights within bounds, as shares of the whole; may be given several times.",
        show_default=False,
    ),
]
Order = Annotated[
    str | None,
    typer.Option(
        "--order",
        metavar="ID,ID,…",
        help="Draw weights that fall along a list of criteria; = between those without an order.",
        show_default=False,
    ),
]
Pair = Annotated[
    tuple[str, str] | None,
    typer.Option("--pair", metavar="SITE SITE", help="Report also how far the order of two sites holds."),
]
Top = Annotated[int, typer.Option("--top", min=1, max=2**31, metavar="N", help="Show N sites in tables and plot.")]
Threads = Annotated[
    int | None,
    typer.Option(
        "--threads",
        min=1,
        max=1024,
        metavar="N",
        help="On how many threads; the result is the same. By default one for each processor.",
        show_default=False,
    ),
]
Plot = Annotated[
    str | None,
    typer.Option(
        "--plot", metavar="FILE", help="Draw also how often each site has each rank: .svg or .png.", show_default=False
    ),
]

_SAME = Message("'{one}' and '{other}' are the same site")
_EXCLUDED = Message("'{site}' is excluded, so no weights change its place: see explain")


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The options for what is drawn at random."""

    draws: int
    seed: int
    spread: str | None
    bounds: list[str]
    order: str | None
    pair: tuple[str, str] | None
    threads: int | None
    quiet: bool

    def robustness(self, ranking: "Ranking") -> "Robustness":
        from vasterviksmodell.analysis.robustness.robustness import robustness
        from vasterviksmodell.analysis.smaa import CannotDraw

        weights = scheme(ranking.criteria, self.spread, self.bounds, self.order)
        pair = None if self.pair is None else _ranked_pair(ranking, self.pair)
        threads = self.threads or os.cpu_count() or 1
        try:
            with progress(self.quiet) as report_progress:
                return robustness(ranking, weights, self.draws, self.seed, threads, pair, report_progress)
        except CannotDraw as cannot:
            raise CannotRun(cannot.why) from cannot


@with_options()
def run(  # noqa: PLR0913 - the options of the command
    sites: SitesOrRanking,
    draws: Draws = 10_000,
    seed: Seed = 1,
    spread: Spread = None,
    bounds: Bounds = None,
    order: Order = None,
    pair: Pair = None,
    top: Top = 10,
    plot: Plot = None,
    threads: Threads = None,
    *,
    options: RunOptions,
) -> ExitCode:
    """Say whether the first place holds when weights, data, limits or the method are others.

    Between which points of each weight it holds, exactly, and how wrong all weights may be at once; which unknown
    figures can change it; how often each site has each rank when weights are drawn at random; what follows when a
    criterion is left out, a limit moved or another method used; and which sites no weights put first.
    """
    refuse_several(spread, bounds or [], order)
    drawing = _Drawing(draws, seed, spread, bounds or [], order, pair, threads, options.quiet)
    answer = Answer(options)
    sources = answer.sources(sites)
    kind = plot_format(plot, options.output, [source.named_path for source in sources])
    opened = open_ranking(sources, options, outputs=[plot])

    def render(ranking: "Ranking", view: View) -> "outputs.Rendered":
        found = drawing.robustness(ranking)
        if plot is not None and kind is not None:
            outputs.write(_plotted(found, top, kind, view), plot)
        return _render_robustness(found, ranking, top, answer.format, view)

    return answer.give(opened.ranking, opened, render)


def _ranked_pair(ranking: "Ranking", names: tuple[str, str]) -> tuple[str, str]:
    """Return the ids of two sites; refuse an excluded one, whose place no weights decide."""
    import polars as pl

    one, other = (site_of(ranking, name) for name in names)
    if one == other:
        raise CannotRun(_SAME.format(one=visible(names[0]), other=visible(names[1])))
    frame = ranking.frame
    for name in frame.filter(pl.col("id").is_in([one, other]) & pl.col("rank").is_null())["name"]:
        raise CannotRun(_EXCLUDED.format(site=visible(name)))
    return one, other


def _plotted(found: "Robustness", top: int, kind: str, view: View) -> bytes:
    from vasterviksmodell.output.plot import acceptability_plot

    if found.drawn is None:
        raise CannotRun(Message("every site is excluded: there are no ranks to draw"))
    return acceptability_plot(found.drawn, top, view.language, kind)


def _render_robustness(
    found: "Robustness", ranking: "Ranking", top: int, format: str, view: View
) -> "outputs.Rendered":
    from vasterviksmodell.output.views.robustness import RobustnessView, ShownRobustness

    return RobustnessView().rendered(ShownRobustness(found, top), format, view, [ranking])
