"""Every rule by its code. Codes are never renumbered; a rule that goes leaves its number empty."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.findings.criteria_rules import CRITERIA_RULES
from vasterviksmodell.findings.file_rules import FILE_RULES
from vasterviksmodell.findings.model import Rule
from vasterviksmodell.findings.site_rules import SITE_RULES

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in (*FILE_RULES, *CRITERIA_RULES, *SITE_RULES)})


def rule(code: str) -> Rule:
    """The rule of a code; `KeyError` when there is none."""
    return RULES[code]
