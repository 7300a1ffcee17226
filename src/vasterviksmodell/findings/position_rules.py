"""D3: rules of the positions of sites."""

from vasterviksmodell.findings.model import Rule

POSITION_RULES: tuple[Rule, ...] = ()
