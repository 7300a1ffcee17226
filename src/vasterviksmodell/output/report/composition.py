"""What a report consists of: the sections in their order."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.evidence import Evidence
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document.cells import Label
from vasterviksmodell.output.report.first_page import first_page
from vasterviksmodell.output.report.matter import Matter
from vasterviksmodell.output.report.report import Report, Section
from vasterviksmodell.output.report.sections.alternatives import alternatives
from vasterviksmodell.output.report.sections.analyses import action_plan, losses, obstacles, robustness
from vasterviksmodell.output.report.sections.audit import audit
from vasterviksmodell.output.report.sections.children import children
from vasterviksmodell.output.report.sections.criteria import criteria
from vasterviksmodell.output.report.sections.decision import decision
from vasterviksmodell.output.report.sections.dominance import dominance
from vasterviksmodell.output.report.sections.measures import measures
from vasterviksmodell.output.report.sections.method import method
from vasterviksmodell.output.report.sections.plan import plan_section
from vasterviksmodell.output.report.sections.question import question
from vasterviksmodell.output.report.sections.scores import scores
from vasterviksmodell.output.report.sections.screening import screening
from vasterviksmodell.output.report.sections.site_sheets import site_sheets
from vasterviksmodell.output.report.sections.weights import weights
from vasterviksmodell.output.report.sections.years import years

if TYPE_CHECKING:
    from vasterviksmodell.analysis.decided_sites import Record
    from vasterviksmodell.analysis.planning.plan import Plan
    from vasterviksmodell.sites.outlines import Outline

SECTIONS: tuple[Callable[[Evidence], Section], ...] = (
    question,
    criteria,
    screening,
    measures,
    dominance,
    weights,
    scores,
    site_sheets,
    obstacles,
    robustness,
    losses,
    action_plan,
    children,
    method,
    audit,
)
_LONGEST = 200
_TITLE = Message("Ranking of sites")


def composed(
    evidence: Evidence,
    matter: Matter,
    outline: "Outline | None" = None,
    plan: "Plan | None" = None,
    record: "Record | None" = None,
) -> Report:
    """Compose the report of some evidence, and of the decision on it where there is one.

    `outline` has the boundaries of the map, else it shows municipalities.
    """
    besides = tuple(name for name, given in (("outline", outline), ("plan", plan)) if given is not None)
    return Report(
        evidence,
        matter,
        _title(evidence),
        tuple(first_page(evidence, matter, outline, plan, is_decided=record is not None)),
        tuple(_sections(evidence, plan, record)),
        record,
        besides,
    )


def _sections(evidence: Evidence, plan: "Plan | None", record: "Record | None") -> Iterator[Section]:
    """Yield the sections; a decision follows the question, and a plan stands before the actions that it may need.

    The years follow the losses where events are stated, unless figures are withheld.
    """
    for section in SECTIONS:
        if plan is not None and section is action_plan:
            yield plan_section(plan)
        yield section(evidence)
        if record is not None and section is question:
            yield from _decided(record, evidence)
        if section is losses and evidence.ranking.criteria.events and evidence.ranking.redaction is None:
            yield years(evidence)


def _decided(record: "Record", evidence: Evidence) -> Iterator[Section]:
    """Yield what was decided and, unless texts are withheld, the account of alternatives."""
    yield decision(record, evidence)
    if not record.is_public:
        yield alternatives(record, evidence)


def _title(evidence: Evidence) -> Phrase:
    """Return the question, else the title of the criteria."""
    stated = (evidence.ranking.criteria.question, evidence.ranking.criteria.title)
    return next((Label(text, length=_LONGEST) for text in stated if text.inside("en")), _TITLE)
