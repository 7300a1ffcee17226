"""Ranks places for housing by how well they meet stated criteria."""

from vasterviksmodell._version import __version__
from vasterviksmodell.lazy import lazily

TYPE_CHECKING = False  # importing typing takes longer than printing the version
if TYPE_CHECKING:
    from vasterviksmodell.analysis.action_plan import ActionPlan, action_plan
    from vasterviksmodell.analysis.agreement import Agreement, agree
    from vasterviksmodell.analysis.comparison.compare import Comparison, Version, compare
    from vasterviksmodell.analysis.explanation import Explanation, Pair, compare_pair, explain
    from vasterviksmodell.analysis.integer_programme import Stopped
    from vasterviksmodell.analysis.losses import Losses, losses
    from vasterviksmodell.analysis.obstacles import Obstacles, obstacles
    from vasterviksmodell.analysis.order.judgement import judge_order
    from vasterviksmodell.analysis.planning.figures import CannotPlan
    from vasterviksmodell.analysis.planning.plan import NoPlan, Plan, plan
    from vasterviksmodell.analysis.planning.verification import PlanVerification, verify_plan
    from vasterviksmodell.analysis.robustness.robustness import Robustness, robustness
    from vasterviksmodell.analysis.scenarios import ScenarioComparison, compare_scenarios
    from vasterviksmodell.analysis.score_summary import ScoreSummary, score_summary
    from vasterviksmodell.analysis.similarity import Similarity, similar
    from vasterviksmodell.analysis.smaa.weight_draws import Around, CannotDraw, Ordered, Uniform, Within
    from vasterviksmodell.analysis.target_search.search import Target, TargetSearch, reaching
    from vasterviksmodell.analysis.timeline import Timeline, timeline
    from vasterviksmodell.analysis.weighting.contrast import WeightContrast, weight_contrast
    from vasterviksmodell.analysis.weighting.derived import DerivedWeights, derived_weights
    from vasterviksmodell.criteria import Criteria, InvalidCriteria, default_criteria, load_criteria, with_weights_of
    from vasterviksmodell.criteria.from_mapping import criteria_from
    from vasterviksmodell.criteria.scenarios import Scenario
    from vasterviksmodell.decision import (
        Decision,
        InvalidDecision,
        SiteDecision,
        judge,
        load_decision,
        starting_decision,
    )
    from vasterviksmodell.derivation import Derivation, Derived, InvalidDerivation, derive, load_derivation
    from vasterviksmodell.extras import MissingExtra
    from vasterviksmodell.findings import RULES, Finding, Place, Severity
    from vasterviksmodell.freezing import FreezeRecord, FreezeStep, InvalidFreezeRecord, freeze, load_freeze_record
    from vasterviksmodell.output.rendering import rendered
    from vasterviksmodell.output.report.writing import write_report
    from vasterviksmodell.output.schemas import schema
    from vasterviksmodell.output.starting.starting_criteria import starting_criteria
    from vasterviksmodell.scoring import InvalidFrame, Ranking, rank, redacted_ranking, score
    from vasterviksmodell.scoring.blind import blind_ranking
    from vasterviksmodell.scoring.division import Division, divided
    from vasterviksmodell.scoring.events import at_date
    from vasterviksmodell.scoring.run import Shown, apply_actions, first_sites
    from vasterviksmodell.scoring.saved.in_files import InvalidRanking, load_ranking, save_ranking, verify
    from vasterviksmodell.scoring.saved.verification import Verification
    from vasterviksmodell.scoring.scenarios import InvalidScenarios, apply_scenario, load_scenarios
    from vasterviksmodell.scoring.stated_measures import with_measures
    from vasterviksmodell.sites import InvalidSites, Sites, read_sites

__all__ = [
    "RULES",
    "ActionPlan",
    "Agreement",
    "Around",
    "CannotDraw",
    "CannotPlan",
    "Comparison",
    "Criteria",
    "Decision",
    "Derivation",
    "Derived",
    "DerivedWeights",
    "Division",
    "Explanation",
    "Finding",
    "FreezeRecord",
    "FreezeStep",
    "InvalidCriteria",
    "InvalidDecision",
    "InvalidDerivation",
    "InvalidFrame",
    "InvalidFreezeRecord",
    "InvalidRanking",
    "InvalidScenarios",
    "InvalidSites",
    "Losses",
    "MissingExtra",
    "NoPlan",
    "Obstacles",
    "Ordered",
    "Pair",
    "Place",
    "Plan",
    "PlanVerification",
    "Ranking",
    "Robustness",
    "Scenario",
    "ScenarioComparison",
    "ScoreSummary",
    "Severity",
    "Shown",
    "Similarity",
    "SiteDecision",
    "Sites",
    "Stopped",
    "Target",
    "TargetSearch",
    "Timeline",
    "Uniform",
    "Verification",
    "Version",
    "WeightContrast",
    "Within",
    "__version__",
    "action_plan",
    "agree",
    "apply_actions",
    "apply_scenario",
    "at_date",
    "blind_ranking",
    "compare",
    "compare_pair",
    "compare_scenarios",
    "criteria_from",
    "default_criteria",
    "derive",
    "derived_weights",
    "divided",
    "explain",
    "first_sites",
    "freeze",
    "judge",
    "judge_order",
    "load_criteria",
    "load_decision",
    "load_derivation",
    "load_freeze_record",
    "load_ranking",
    "load_scenarios",
    "losses",
    "obstacles",
    "plan",
    "rank",
    "reaching",
    "read_sites",
    "redacted_ranking",
    "rendered",
    "robustness",
    "save_ranking",
    "schema",
    "score",
    "score_summary",
    "similar",
    "starting_criteria",
    "starting_decision",
    "timeline",
    "verify",
    "verify_plan",
    "weight_contrast",
    "with_measures",
    "with_weights_of",
    "write_report",
]

if not TYPE_CHECKING:  # so that a name that does not exist is an error
    __getattr__ = lazily(
        __name__,
        {
            **dict.fromkeys(("ActionPlan", "action_plan"), "analysis.action_plan"),
            **dict.fromkeys(("Agreement", "agree"), "analysis.agreement"),
            **dict.fromkeys(("Comparison", "Version", "compare"), "analysis.comparison.compare"),
            **dict.fromkeys(("Explanation", "Pair", "compare_pair", "explain"), "analysis.explanation"),
            "Stopped": "analysis.integer_programme",
            **dict.fromkeys(("Losses", "losses"), "analysis.losses"),
            **dict.fromkeys(("Obstacles", "obstacles"), "analysis.obstacles"),
            "judge_order": "analysis.order.judgement",
            "CannotPlan": "analysis.planning.figures",
            **dict.fromkeys(("NoPlan", "Plan", "plan"), "analysis.planning.plan"),
            **dict.fromkeys(("PlanVerification", "verify_plan"), "analysis.planning.verification"),
            **dict.fromkeys(("Robustness", "robustness"), "analysis.robustness.robustness"),
            **dict.fromkeys(("ScenarioComparison", "compare_scenarios"), "analysis.scenarios"),
            **dict.fromkeys(("ScoreSummary", "score_summary"), "analysis.score_summary"),
            **dict.fromkeys(("Similarity", "similar"), "analysis.similarity"),
            **dict.fromkeys(("Around", "CannotDraw", "Ordered", "Uniform", "Within"), "analysis.smaa.weight_draws"),
            **dict.fromkeys(("Target", "TargetSearch", "reaching"), "analysis.target_search.search"),
            **dict.fromkeys(("Timeline", "timeline"), "analysis.timeline"),
            **dict.fromkeys(("WeightContrast", "weight_contrast"), "analysis.weighting.contrast"),
            **dict.fromkeys(("DerivedWeights", "derived_weights"), "analysis.weighting.derived"),
            **dict.fromkeys(
                ("Criteria", "InvalidCriteria", "default_criteria", "load_criteria", "with_weights_of"), "criteria"
            ),
            "criteria_from": "criteria.from_mapping",
            "Scenario": "criteria.scenarios",
            **dict.fromkeys(
                ("Decision", "InvalidDecision", "SiteDecision", "judge", "load_decision", "starting_decision"),
                "decision",
            ),
            **dict.fromkeys(("Derivation", "Derived", "InvalidDerivation", "derive", "load_derivation"), "derivation"),
            "MissingExtra": "extras",
            **dict.fromkeys(
                ("FreezeRecord", "FreezeStep", "InvalidFreezeRecord", "freeze", "load_freeze_record"), "freezing"
            ),
            **dict.fromkeys(("RULES", "Finding", "Place", "Severity"), "findings"),
            "rendered": "output.rendering",
            "write_report": "output.report.writing",
            "schema": "output.schemas",
            "starting_criteria": "output.starting.starting_criteria",
            **dict.fromkeys(("InvalidFrame", "Ranking", "rank", "redacted_ranking", "score"), "scoring"),
            "blind_ranking": "scoring.blind",
            **dict.fromkeys(("Division", "divided"), "scoring.division"),
            "at_date": "scoring.events",
            **dict.fromkeys(("Shown", "apply_actions", "first_sites"), "scoring.run"),
            **dict.fromkeys(("InvalidRanking", "load_ranking", "save_ranking", "verify"), "scoring.saved.in_files"),
            "Verification": "scoring.saved.verification",
            **dict.fromkeys(("InvalidScenarios", "apply_scenario", "load_scenarios"), "scoring.scenarios"),
            "with_measures": "scoring.stated_measures",
            **dict.fromkeys(("InvalidSites", "Sites", "read_sites"), "sites"),
        },
    )


def __dir__() -> list[str]:
    return sorted(__all__)
