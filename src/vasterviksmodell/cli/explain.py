"""`explain`: why does this place stand where it stands? Why before that one?"""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.lookup import site_of
from vasterviksmodell.cli.options import RunOptions, with_options
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.output.formats import View

if TYPE_CHECKING:
    from vasterviksmodell.analysis.target_search.search import Target
    from vasterviksmodell.cli import outputs
    from vasterviksmodell.scoring import Ranking

_FORMS = re.compile(r"(qualified)|(score)=([0-9]{1,3}(?:\.[0-9]+)?)|(rank)=([1-9][0-9]{0,8})", re.ASCII)
_TARGETS = Message("--target takes qualified, score=60 (0 to 100) or rank=3 (from 1), not '{text}'")
_ONE_SITE = Message("--target is about one site: leave out '{site}'")
_NO_RANK = Message("there is no rank {rank} among {sites} sites")
_HIGHEST = 100


def parse_target(text: str, other: str | None) -> "Target":
    """Return the target that an option states; raise `CannotRun` where it states none, or another site is named."""
    from vasterviksmodell.analysis.target_search.search import Target

    found = _FORMS.fullmatch(text)
    if found is None or float(found[3] or 0) > _HIGHEST:
        raise CannotRun(_TARGETS.format(text=shortened(text)))
    if other is not None:
        raise CannotRun(_ONE_SITE.format(site=shortened(other)))
    if found[2]:
        return Target("score", float(found[3]))
    return Target("rank", float(found[5])) if found[4] else Target("qualified")


NAME = "explain"

Source = Annotated[
    str,
    typer.Argument(
        metavar="SITES",
        help="A file with sites, a saved ranking (JSON) or a report that carries one; - is standard input.",
    ),
]
Site = Annotated[str, typer.Argument(metavar="SITE", help="The id or the name of a site.", show_default=False)]
Other = Annotated[
    str | None,
    typer.Argument(metavar="OTHER", help="Another site: why does one stand before the other?", show_default=False),
]
TargetOption = Annotated[
    str | None,
    typer.Option(
        "--target",
        metavar="qualified|score=N|rank=N",
        help="What it would take the site to be qualified, or to reach a score or a rank.",
        show_default=False,
    ),
]


@with_options(without=("join",))
def run(
    sites: Source, site: Site, other: Other = None, target: TargetOption = None, *, options: RunOptions
) -> ExitCode:
    """Say why a site stands where it stands, or why one stands before another.

    Every requirement with its limit and by how much it is met; what the score is made of; what is not known, how far
    the rank can move, and which figure is most worth finding out. With a target: the smallest change of each single
    measure that reaches it, or the cheapest combination by the effort that the criteria declare.
    """
    aim = None if target is None else parse_target(target, other)
    answer = Answer(options)
    opened = open_ranking(answer.sources_about(NAME, sites, site, other), options)
    return answer.give(
        opened.ranking,
        opened,
        lambda ranking, view: _render_explanation(ranking, site, aim or other, answer.format, view),
    )


def _render_explanation(
    ranking: "Ranking", site_name: str, aim: "str | Target | None", format: str, view: View
) -> "outputs.Rendered":
    """Return the explanation of a site: alone, beside another site, or of what a target would take."""
    from vasterviksmodell.analysis.explanation import compare_pair, explain
    from vasterviksmodell.analysis.target_search.search import reaching
    from vasterviksmodell.output.views.explanation import ExplanationView
    from vasterviksmodell.output.views.pair import PairView
    from vasterviksmodell.output.views.target_search import TargetView

    site = site_of(ranking, site_name)
    if aim is None:
        return ExplanationView().rendered(explain(ranking, site), format, view, [ranking])
    if isinstance(aim, str):
        return PairView().rendered(compare_pair(ranking, site, site_of(ranking, aim)), format, view, [ranking])
    if aim.kind == "rank" and aim.at > ranking.frame.height:
        raise CannotRun(_NO_RANK.format(rank=f"{aim.at:g}", sites=ranking.frame.height))
    return TargetView().rendered(reaching(ranking, site, aim), format, view, [ranking])
