"""Findings as a JUnit test report: errors fail; other findings pass and are written as output."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.findings import Finding, Report, Severity
from vasterviksmodell.i18n import written
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.findings.finding_format import (
    Context,
    FindingFormat,
    message_with_count,
    message_with_hint,
    tally,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class JUnitReport(FindingFormat):
    name = "junit"
    purpose = "A JUnit test report, a test case per finding."
    suffixes: tuple[str, ...] = (".xml",)

    def render(self, report: Report, _: Context) -> str:
        """Return a suite with a test case for each finding."""
        from xml.etree.ElementTree import Element, indent, tostring

        cases = list(_cases(report))
        suite = Element("testsuite", _totals(cases))
        suite.extend(cases)
        if report.unlisted:
            suite.append(_element("system-out", written(tally(report), "en")))
        suites = Element("testsuites")
        suites.append(suite)
        indent(suites)
        return _DECLARATION + tostring(suites, encoding="unicode") + "\n"


def _totals(cases: list["Element"]) -> dict[str, str]:
    failures = sum(case.find("failure") is not None for case in cases)
    return {
        "name": "vasterviksmodell",
        "tests": str(len(cases)),
        "failures": str(failures),
        "errors": "0",
        "skipped": "0",
    }


def _cases(report: Report) -> Iterator["Element"]:
    """Yield a case for each finding; readers merge cases with equal names, so these are numbered."""
    if not report.total:
        yield _element("testcase", classname="vasterviksmodell", name="no findings")
    names: Counter[tuple[str, str]] = Counter()
    for finding in report.listed:
        path, name = visible(finding.place.path), _name(finding)
        names[path, name] += 1
        number = names[path, name]
        case = _element("testcase", classname=path, name=name if number == 1 else f"{name} ({number})")
        case.append(_outcome(finding))
        yield case


def _name(finding: Finding) -> str:
    known = [str(part) for part in (finding.place.line, finding.place.column) if part is not None]
    return f"{finding.code} line {':'.join(known)}" if known else finding.code


def _outcome(finding: Finding) -> "Element":
    label = finding.severity.label
    words = f"{finding.place}: {label}[{finding.code}] {message_with_hint(finding)}"
    if finding.severity == Severity.ERROR:
        return _element("failure", words, message=message_with_count(finding), type=finding.code)
    return _element("system-out", words)


def _element(tag: str, text: str | None = None, **attributes: str) -> "Element":
    from xml.etree.ElementTree import Element

    element = Element(tag, attributes)
    element.text = text
    return element
