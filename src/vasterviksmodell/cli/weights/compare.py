"""`weights compare`: what would data alone make of the weights? For comparison only."""

from dataclasses import replace
from typing import TYPE_CHECKING

from vasterviksmodell.cli.audit import Audit, audited
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.inputs import CriteriaChoice
from vasterviksmodell.cli.options import RunOptions, Sites, with_options
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.output.formats import View

if TYPE_CHECKING:
    from vasterviksmodell.cli import outputs
    from vasterviksmodell.scoring import Ranking


@with_options()
def run(sites: Sites, audit: Audit = False, *, options: RunOptions) -> ExitCode:
    """Hold the stated weights against equal ones, entropy and CRITIC: a comparison, nothing to decide by.

    Entropy and CRITIC measure how the sites at hand differ, not what matters to people.
    """
    answer = Answer(options)
    sources = answer.sources(sites)
    opened = open_ranking(sources, options)
    if audit and opened.ranking is not None and opened.saved is None:
        choice = CriteriaChoice(options.criteria, sources[0])
        found = audited(opened.ranking.criteria, choice.path, choice.name, ranking=opened.ranking)
        opened = replace(opened, findings=(*opened.findings, *found))
    return answer.give(opened.ranking, opened, lambda ranking, view: _render_contrast(ranking, answer.format, view))


def _render_contrast(ranking: "Ranking", format: str, view: View) -> "outputs.Rendered":
    from vasterviksmodell.analysis.weighting.contrast import weight_contrast
    from vasterviksmodell.output.views.weight_contrast import WeightContrastView

    return WeightContrastView().rendered(weight_contrast(ranking), format, view, [ranking])
