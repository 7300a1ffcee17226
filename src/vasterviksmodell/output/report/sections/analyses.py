"""What the analyses found, as their commands show it: obstacles, whether the answer holds, losses of services."""

from typing import TYPE_CHECKING

from vasterviksmodell.analysis.action_plan import action_plan as planned
from vasterviksmodell.analysis.obstacles import Part, Survey
from vasterviksmodell.output.report.report import Section, of_analysis
from vasterviksmodell.output.views.action_plan import ActionPlanView
from vasterviksmodell.output.views.losses import LossesView
from vasterviksmodell.output.views.obstacles import ObstaclesView
from vasterviksmodell.output.views.robustness import RobustnessView, ShownRobustness

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence

_FIRST = 20
"""How many sites a table of the robustness shows."""


def obstacles(evidence: "Evidence") -> Section:
    """Return what stops each site, and what would open it."""
    survey = Survey((Part("", evidence.ranking.criteria, evidence.obstacles),))
    return of_analysis("obstacles", ObstaclesView().document(survey))


def robustness(evidence: "Evidence") -> Section:
    """Return whether the first place holds under other weights, data, limits and methods."""
    shown = ShownRobustness(evidence.robustness, _FIRST)
    return of_analysis("robustness", RobustnessView().document(shown))


def losses(evidence: "Evidence") -> Section:
    """Return what is left when a service is lost."""
    return of_analysis("losses", LossesView().document(evidence.losses))


def action_plan(evidence: "Evidence") -> Section:
    """Return who does what by when and why, and what the figures propose beside it."""
    plan = planned(evidence.ranking, evidence.obstacles, evidence.explanations)
    return of_analysis("action-plan", ActionPlanView().document(plan))
