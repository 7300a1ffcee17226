"""Every rule by its code. Codes are never renumbered, and the code of a removed rule is not used again."""

from collections.abc import Mapping
from operator import attrgetter
from types import MappingProxyType

from vasterviksmodell.findings.action_rules import ACTION_RULES, SITE_ACTION_RULES
from vasterviksmodell.findings.audit_rules import AUDIT_RULES
from vasterviksmodell.findings.cell_rules import CELL_RULES
from vasterviksmodell.findings.check_rules import CHECK_RULES
from vasterviksmodell.findings.criteria_rules import CRITERIA_RULES
from vasterviksmodell.findings.decision_rules import DECISION_RULES
from vasterviksmodell.findings.derivation_rules import DECLARATION_RULES, GIVEN_RULES, PLACE_RULES
from vasterviksmodell.findings.file_rules import FILE_RULES, WORKBOOK_RULES
from vasterviksmodell.findings.folder_rules import FOLDER_RULES
from vasterviksmodell.findings.layer_rules import INHABITANT_RULES, LOCALITY_RULES, ROAD_RULES
from vasterviksmodell.findings.model import Rule
from vasterviksmodell.findings.need_rules import NEED_RULES
from vasterviksmodell.findings.order_rules import ORDER_RULES
from vasterviksmodell.findings.plan_rules import PLAN_RULES, SAVED_PLAN_RULES
from vasterviksmodell.findings.ranking_rules import RANKING_RULES, WEIGHT_RULES
from vasterviksmodell.findings.record_rules import POSITION_RULES, RECORD_RULES
from vasterviksmodell.findings.register_rules import REGISTER_RULES
from vasterviksmodell.findings.shape_rules import SHAPE_RULES
from vasterviksmodell.findings.table_rules import TABLE_RULES
from vasterviksmodell.findings.traffic_rules import TRAFFIC_RULES

FAMILIES = (
    ("F", FILE_RULES),
    ("C", sorted((*CRITERIA_RULES, *WEIGHT_RULES, *ACTION_RULES, *NEED_RULES, *PLAN_RULES), key=attrgetter("code"))),
    ("D0", (*TABLE_RULES, *RECORD_RULES, *WORKBOOK_RULES, *SHAPE_RULES)),
    ("D1", (*CELL_RULES, *SITE_ACTION_RULES)),
    ("D2", CHECK_RULES),
    ("D3", POSITION_RULES),
    ("H", ORDER_RULES),
    ("O", DECISION_RULES),
    ("M", FOLDER_RULES),
    ("R", sorted((*RANKING_RULES, *SAVED_PLAN_RULES), key=attrgetter("code"))),
    ("A", AUDIT_RULES),
    (
        "V",
        sorted(
            (
                *DECLARATION_RULES,
                *REGISTER_RULES,
                *PLACE_RULES,
                *LOCALITY_RULES,
                *INHABITANT_RULES,
                *ROAD_RULES,
                *TRAFFIC_RULES,
                *GIVEN_RULES,
            ),
            key=attrgetter("code"),
        ),
    ),
)
"""By the beginning of their codes."""
RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for _, family in FAMILIES for rule in family})


def rule(code: str) -> Rule:
    """Return the rule of a code; raise `KeyError` when there is none."""
    return RULES[code]
