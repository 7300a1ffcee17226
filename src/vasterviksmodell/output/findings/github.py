"""Findings as annotations in GitHub Actions: workflow commands, one a line."""

from collections import Counter
from collections.abc import Iterator

from vasterviksmodell.findings import Finding, Report, Severity
from vasterviksmodell.i18n import written
from vasterviksmodell.output.findings.finding_format import (
    Context,
    FindingFormat,
    message_with_hint,
    portable_path,
    tally,
)

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN_OF_A_KIND = 10


class GitHubAnnotations(FindingFormat):
    name = "github"
    purpose = "Annotations in GitHub Actions, errors first."

    def render(self, report: Report, context: Context) -> str:
        """Return a command for each finding, the worst first."""
        worst_first = sorted(report.listed, key=lambda finding: -finding.severity)
        lines = [*(_command(finding, context) for finding in worst_first), *_closing(report)]
        return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, context: Context) -> str:
    properties = {
        "file": portable_path(finding, context),
        "line": finding.place.line,
        "col": finding.place.column,
        "title": finding.code,
    }
    known = (f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
    return f"::{_KINDS[finding.severity]} {','.join(known)}::{_data(message_with_hint(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _closing(report: Report) -> Iterator[str]:
    """Yield how many there are of each kind, when GitHub does not show all."""
    most = max(Counter(finding.severity for finding in report.listed).values(), default=0)
    if report.unlisted or most > _SHOWN_OF_A_KIND:
        yield f"{written(tally(report), 'en')}; GitHub shows at most {_SHOWN_OF_A_KIND} annotations of a kind per step"
