"""Findings as annotations in GitHub Actions: workflow commands, one a line."""

from collections import Counter
from collections.abc import Iterator

from vasterviksmodell.findings import Finding, Report, Severity
from vasterviksmodell.output.findings.interface import Context
from vasterviksmodell.output.findings.shown import explained, portable_path, tally

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN_OF_A_KIND = 10


def render(report: Report, _: Context) -> str:
    """Annotations in GitHub Actions, errors first."""
    worst_first = sorted(report.listed, key=lambda it: -it.severity)
    lines = [*map(_command, worst_first), *_closing(report)]
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding) -> str:
    properties = {
        "file": portable_path(finding),
        "line": finding.place.line,
        "col": finding.place.column,
        "title": finding.code,
    }
    known = (f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
    return f"::{_KINDS[finding.severity]} {','.join(known)}::{_data(explained(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _closing(report: Report) -> Iterator[str]:
    """How many there are of each kind, when GitHub does not show all."""
    most = max(Counter(it.severity for it in report.listed).values(), default=0)
    if report.unlisted or most > _SHOWN_OF_A_KIND:
        yield f"{tally(report)}; GitHub shows at most {_SHOWN_OF_A_KIND} annotations of a kind per step"
