"""The family of finding formats. A new member is a `FindingFormat` in a module here, listed in `_MEMBERS`."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.output.findings.finding_format import Context, FindingFormat, tally
from vasterviksmodell.output.findings.github import GitHubAnnotations
from vasterviksmodell.output.findings.gitlab import GitLabReport
from vasterviksmodell.output.findings.json import JsonFindings
from vasterviksmodell.output.findings.junit import JUnitReport
from vasterviksmodell.output.findings.plain_text import TextFindings
from vasterviksmodell.output.findings.sarif import SarifLog
from vasterviksmodell.output.formats import Suffixes

_MEMBERS: tuple[FindingFormat, ...] = (
    TextFindings(),
    JsonFindings(),
    GitHubAnnotations(),
    GitLabReport(),
    SarifLog(),
    JUnitReport(),
)
FINDING_FORMATS: Mapping[str, FindingFormat] = MappingProxyType({member.name: member for member in _MEMBERS})
FINDING_SUFFIXES: Suffixes = MappingProxyType({member.name: member.suffixes for member in _MEMBERS})

__all__ = ["FINDING_FORMATS", "FINDING_SUFFIXES", "Context", "FindingFormat", "tally"]
