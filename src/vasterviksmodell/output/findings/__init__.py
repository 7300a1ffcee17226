"""The family of finding formats. A new member is a module here, with `render`, and a line in the registry."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.output.findings.interface import Context, FindingFormat
from vasterviksmodell.output.suffixes import Suffixes

FINDING_FORMATS: Mapping[str, FindingFormat] = MappingProxyType(
    {
        it.name: it
        for it in (
            FindingFormat(
                "text",
                "Lines for people, repeats in one column collapsed; empty when there are no findings.",
                (".txt",),
            ),
            FindingFormat("json", "JSON for programs, every field of a finding in it.", (".json",)),
            FindingFormat("github", "Annotations in GitHub Actions, errors first."),
            FindingFormat("gitlab", "A GitLab Code Quality report.", tells_unlisted=False),
            FindingFormat("sarif", "SARIF 2.1.0, for code scanning and editors.", (".sarif", ".sarif.json")),
            FindingFormat("junit", "A JUnit test report, a test case per finding.", (".xml",)),
        )
    }
)
FINDING_SUFFIXES: Suffixes = MappingProxyType({it.name: it.suffixes for it in FINDING_FORMATS.values()})

__all__ = ["FINDING_FORMATS", "FINDING_SUFFIXES", "Context", "FindingFormat"]
