"""What the user must know about an input: findings, and the catalogue of their rules."""

from vasterviksmodell.findings.catalogue import RULES, rule
from vasterviksmodell.findings.model import (
    Finding,
    Place,
    Report,
    Rule,
    Severity,
    in_order,
    total,
    worst,
)

__all__ = ["RULES", "Finding", "Place", "Report", "Rule", "Severity", "in_order", "rule", "total", "worst"]
