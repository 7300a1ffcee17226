"""The family of finding formats. A new member is a module here and a line in the registry."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.output.findings import github, gitlab, json, junit, sarif, text
from vasterviksmodell.output.findings.interface import Context, FindingFormat

FINDING_FORMATS: Mapping[str, FindingFormat] = MappingProxyType(
    {
        "text": text.render,
        "json": json.render,
        "github": github.render,
        "gitlab": gitlab.render,
        "sarif": sarif.render,
        "junit": junit.render,
    }
)

__all__ = ["FINDING_FORMATS", "Context", "FindingFormat"]
