"""Where several actors who weigh differently agree, where they do not, and on what."""

from vasterviksmodell.analysis.agreement.agree import Agreement, agree
from vasterviksmodell.analysis.agreement.concession import Concession
from vasterviksmodell.analysis.agreement.disagreement import Disagreement, Part
from vasterviksmodell.analysis.agreement.opinions import JudgedSite, Placed

__all__ = ["Agreement", "Concession", "Disagreement", "JudgedSite", "Part", "Placed", "agree"]
