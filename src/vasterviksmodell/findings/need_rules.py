"""The rules of C about what is to be housed, and references to it."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

_NEED = """\
version: 1
need: {houses: 4, flats_per_house: 2, persons_per_flat: 6, pupils: 13}
criteria:
  school_places:
    weight: 1
    value: {0: 0, need.pupils: 80, 2 * need.pupils: 100}
    warning: {at_least: need.pupils}
"""

NEED_RULES = (
    Rule(
        code="C125",
        severity=Severity.ERROR,
        title=Message("What is needed contradicts itself"),
        message=Message("{problem}"),
        hint=None,
        why=Message("Limits and points rest on these numbers, and every result shows them: one of two would be wrong."),
        bad=_NEED.replace("pupils: 13}", "persons: 36, pupils: 13}"),
        good=_NEED,
    ),
    Rule(
        code="C126",
        severity=Severity.ERROR,
        title=Message("Reference without a number"),
        message=Message("'{reference}' has no number: {problem}"),
        hint=None,
        why=Message(
            "Limits, points and texts may name what 'need:' states, so that another need is changed in one place. A "
            "reference that cannot be followed would leave a limit without a number."
        ),
        bad=_NEED.replace("at_least: need.pupils", "at_least: need.pupil"),
        good=_NEED,
    ),
)
