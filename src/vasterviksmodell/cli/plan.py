"""`plan`: how many houses go where, and what must be done first?"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.format_option import require_name
from vasterviksmodell.cli.lookup import site_of
from vasterviksmodell.cli.options import RunOptions, SitesOrRanking, choices, format_parser, with_options
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.cli.signals import stopping
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened, visible
from vasterviksmodell.output.formats import XLSX_SUFFIXES, Suffixes, View
from vasterviksmodell.output.views import VIEW_SUFFIXES
from vasterviksmodell.source.frozen_mapping import FrozenMapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.analysis.planning.plan import NoPlan, Plan
    from vasterviksmodell.criteria import PlanSettings
    from vasterviksmodell.scoring import Ranking

_FORMATS: Suffixes = {**VIEW_SUFFIXES, **XLSX_SUFFIXES}
if TYPE_CHECKING:
    Form = str
else:
    Form = choices(_FORMATS)
_FIX_FORM = Message("--fix takes SITE=N, such as gamleby=2, not '{text}'")
_TWICE = Message("--fix names '{site}' twice")
_BOTH = Message("--houses and --persons exclude each other")
_STOPPED = Message("stopped before any plan was found")
_NOT_PROPOSED = Message("there is no plan, and so nothing to propose: {path} is not written")
_PATIENCE = 2.0
"""The seconds after which a progress bar is shown."""
_FIXED = re.compile(r"(.+)=\s*([0-9]{1,6})\s*")

Houses = Annotated[
    int | None,
    typer.Option(
        "--houses",
        min=1,
        max=10_000,
        metavar="N",
        help="How many houses are placed, exactly; by default those of need:.",
        show_default=False,
    ),
]
Persons = Annotated[
    int | None,
    typer.Option(
        "--persons", min=1, max=100_000, metavar="N", help="Or for how many persons; full houses.", show_default=False
    ),
]
Fix = Annotated[
    list[str] | None,
    typer.Option(
        "--fix",
        metavar="SITE=N",
        help="Exactly N houses stand in a site; may be given several times.",
        show_default=False,
    ),
]
Forbid = Annotated[
    list[str] | None,
    typer.Option(
        "--forbid", metavar="SITE", help="No house stands in a site; may be given several times.", show_default=False
    ),
]
MaxSites = Annotated[
    int | None, typer.Option("--max-sites", min=1, metavar="N", help="The most sites with houses.", show_default=False)
]
MaxPerSite = Annotated[
    int | None,
    typer.Option("--max-per-site", min=1, metavar="N", help="The most houses in a site.", show_default=False),
]
MinPerSite = Annotated[
    int | None,
    typer.Option(
        "--min-per-site", min=1, metavar="N", help="The fewest houses in a site that has any.", show_default=False
    ),
]
Budget = Annotated[
    float | None,
    typer.Option(
        "--budget",
        min=0,
        metavar="AMOUNT",
        help="What the houses cost, at most, in the unit of cost:.",
        show_default=False,
    ),
]
ActionBudget = Annotated[
    float | None,
    typer.Option(
        "--action-budget",
        min=0,
        metavar="AMOUNT",
        help="Choose actions, too, that are not done yet and together cost this at most.",
        show_default=False,
    ),
]
Unverified = Annotated[
    bool, typer.Option("--include-unverified", help="Also sites of which it is unknown whether they meet requirements.")
]
Propose = Annotated[
    str | None,
    typer.Option(
        "--propose",
        metavar="FILE",
        help="Write a file of actions: those of the criteria, and the houses of the plan, as proposed, not as agreed.",
        show_default=False,
    ),
]

Format = Annotated[
    Form | None,
    typer.Option(
        "--format", "-f", parser=format_parser(_FORMATS), help="By default that of the suffix of --output, else text."
    ),
]


@with_options(format=Format)
def run(  # noqa: PLR0913 - the options of the command
    sites: SitesOrRanking,
    houses: Houses = None,
    persons: Persons = None,
    fix: Fix = None,
    forbid: Forbid = None,
    max_sites: MaxSites = None,
    max_per_site: MaxPerSite = None,
    min_per_site: MinPerSite = None,
    budget: Budget = None,
    action_budget: ActionBudget = None,
    include_unverified: Unverified = False,
    propose: Propose = None,
    *,
    options: RunOptions,
) -> ExitCode:
    """Say how many houses go where, and what must be done first; or why no plan is possible.

    Those who live in the houses have the highest scores that all limits permit. The limits stand under plan: in the
    criteria, and options take their place: plots, inhabitants, free places at schools that sites share, a budget. Says
    what binds and what one more is worth, what fewer houses in one place cost, the next best plans, and what is worth
    finding out. Where no plan keeps all limits it says which collide and what would help, and ends with 3. Ctrl-C ends
    the search with the best plan so far.
    """
    if houses is not None and persons is not None:
        raise CannotRun(_BOTH)
    require_name(propose, "--propose")
    limits = {
        "max_sites": max_sites,
        "max_per_site": max_per_site,
        "min_per_site": min_per_site,
        "budget": _exact(budget),
        "action_budget": _exact(action_budget),
    }
    asking = _Asking(houses, persons, tuple(fix or ()), tuple(forbid or ()), limits, include_unverified, options.quiet)
    answer = Answer(options, _FORMATS)
    sources = answer.sources(sites)
    inputs.refuse_as_output(propose, [source.named_path for source in sources])
    opened = open_ranking(sources, options, outputs=[propose])
    found: list[Plan | NoPlan] = []

    def render(ranking: "Ranking", view: View) -> outputs.Rendered:
        found.append(asking.plan(ranking))
        _propose(found[0], propose, view)
        return _rendered(found[0], ranking, answer.format, view)

    code = answer.give(opened.ranking, opened, render)
    return ExitCode.NO_PLAN if code == ExitCode.FINE and _is_none(found[0]) else code


def _exact(amount: float | None) -> Fraction | None:
    return None if amount is None else Fraction(repr(amount))


@dataclass(frozen=True, slots=True)
class _Asking:
    """What the options ask for."""

    houses: int | None
    persons: int | None
    fix: tuple[str, ...]
    forbid: tuple[str, ...]
    limits: dict[str, Any]
    include_unverified: bool
    quiet: bool

    def plan(self, ranking: "Ranking") -> "Plan | NoPlan":
        from vasterviksmodell.analysis.integer_programme import Stopped
        from vasterviksmodell.analysis.planning.figures import CannotPlan
        from vasterviksmodell.analysis.planning.plan import plan

        settings = None if ranking.criteria.plan is None else self._settings(ranking.criteria.plan, ranking)
        try:
            with outputs.progress(self.quiet, _PATIENCE) as told, stopping() as stop:
                return plan(
                    ranking,
                    settings=settings,
                    houses=self.houses,
                    persons=self.persons,
                    include_unverified=self.include_unverified,
                    stop=stop,
                    told=told,
                )
        except CannotPlan as cannot:
            raise CannotRun(cannot.why) from cannot
        except Stopped as stopped:
            raise CannotRun(_STOPPED) from stopped

    def _settings(self, stated: "PlanSettings", ranking: "Ranking") -> "PlanSettings":
        given = {name: value for name, value in self.limits.items() if value is not None}
        fixed = _fixed(ranking, self.fix)
        forbidden = [site_of(ranking, name) for name in self.forbid]
        kept = {site: number for site, number in stated.fix.items() if site not in forbidden}
        others = [site for site in stated.forbid if site not in fixed]
        return replace(
            stated,
            **given,
            fix=FrozenMapping({**kept, **fixed}),
            forbid=tuple(dict.fromkeys((*others, *forbidden))),
        )


def _fixed(ranking: "Ranking", options: "Sequence[str]") -> dict[str, int]:
    """Return how many houses options fix, by the id of the site."""
    fixed: dict[str, int] = {}
    for text in options:
        found = _FIXED.fullmatch(text)
        if found is None:
            raise CannotRun(_FIX_FORM.format(text=shortened(text)))
        site = site_of(ranking, found[1].strip())
        if site in fixed:
            raise CannotRun(_TWICE.format(site=visible(site)))
        fixed[site] = int(found[2])
    return fixed


def _is_none(found: "Plan | NoPlan") -> bool:
    from vasterviksmodell.analysis.planning.plan import NoPlan

    return isinstance(found, NoPlan)


def _propose(found: "Plan | NoPlan", path: str | None, view: View) -> None:
    """Write what the plan proposes, or say that there is nothing to propose."""
    from vasterviksmodell.analysis.planning.plan import NoPlan
    from vasterviksmodell.output.proposed_actions import proposed_actions

    if path is None:
        return
    if isinstance(found, NoPlan):
        outputs.note(_NOT_PROPOSED.format(path=visible(path)).inside(view.language))
    else:
        outputs.write(proposed_actions(found), path)


def _rendered(found: "Plan | NoPlan", ranking: "Ranking", format: str, view: View) -> outputs.Rendered:
    from vasterviksmodell.output.views.plan import PlanView

    return PlanView().rendered(found, format, view, [ranking])
