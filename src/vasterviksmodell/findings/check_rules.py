"""D2: checks of the subject: what a table of sites can be read with, and should not be trusted with."""

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_SITES, SiteRule
from vasterviksmodell.wording import Text

_THREE = EXAMPLE_SITES + "oby,Oby,900,housing\n"

CHECK_RULES = (
    SiteRule(
        code="D204",
        severity=Severity.WARNING,
        adjustable=True,
        title="Criterion without influence",
        message=Text(
            en="'{criterion}' is the same for all sites: it cannot influence the ranking",
            sv="'{criterion}' är lika för alla platser: det kan inte påverka rangordningen",
        ),
        hint=Text(
            en="a figure known only per municipality says nothing about places in it",
            sv="en siffra som bara är känd per kommun säger inget om platserna i den",
        ),
        why="Its weight is spent on nothing, and readers would believe that it decided something.",
        bad=_THREE.replace("0..2000", "1200").replace("900", "1200"),
        good=_THREE,
    ),
)
