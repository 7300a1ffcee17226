"""Findings about inputs, and the catalogue of their rules."""

from typing import TYPE_CHECKING

from vasterviksmodell.findings.model import (
    Finding,
    InvalidInput,
    Place,
    Report,
    Rule,
    Severity,
    in_order,
    total,
    worst,
)
from vasterviksmodell.lazy import lazily

if TYPE_CHECKING:
    from vasterviksmodell.findings.catalogue import RULES, rule

__all__ = [
    "RULES",
    "Finding",
    "InvalidInput",
    "Place",
    "Report",
    "Rule",
    "Severity",
    "in_order",
    "rule",
    "total",
    "worst",
]

if not TYPE_CHECKING:  # so that a name that does not exist is an error
    __getattr__ = lazily(__name__, {"RULES": "catalogue", "rule": "catalogue"})
