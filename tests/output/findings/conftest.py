"""The findings that every format is tested on."""

import pytest

from vasterviksmodell.findings import Finding, Place, Report, Rule, Severity, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.output.findings import Context

HOSTILE = (
    "::error::x\r\n::warning::y %0A 50% a|b",
    "]]></failure><!-- & \"'",
    "\x00\x07\x1b[31mred\x9b0m\ufffe\uffff\u2028\u202e",
    "lone \udce5 \ud800",
    "[click](http://example.org) {0} {{1}}",
    "a\\b",
    "å" * 200_000,
)

INFO_RULE = Rule(
    code="X001",
    severity=Severity.INFO,
    title=Message("Read as cp1252"),
    message=Message("read as {text}"),
    hint=None,
    why=Message("The encoding was guessed."),
    bad="",
    good="å\n",
)


def not_a_number(line: int, text: str, criterion: str = "internships", more: int = 0) -> Finding:
    return Finding(rule("D103"), Place("sites.csv", line, 12), {"text": text, "criterion": criterion}, more=more)


@pytest.fixture
def context() -> Context:
    return Context(language="en", tool_version="1.2.3")


@pytest.fixture
def handful() -> Report:
    """One of everything: repeats, a suggestion, all severities, unknown places, `more`, a hostile path."""
    repeats = [not_a_number(line, "tolv") for line in (7, 9, 14, 20, 21)]
    return Report.of(
        [
            *repeats,
            not_a_number(33, "tretton", more=4),
            not_a_number(8, "1 km", criterion="school"),
            Finding(
                rule("C001"),
                Place("./config/criteria.yaml", 12, 5),
                {"key": "wieght", "where": Text("in school", "i school"), "known": "unit, weight"},
                suggestion="weight",
            ),
            Finding(rule("C202"), Place("./config/criteria.yaml", 14), {"id": "school"}),
            Finding(rule("D007"), Place("data/över sikt.csv"), {"known": "school, plan"}),
            Finding(
                rule("D103"),
                Place("odd,%:|\n\udce5].csv", 1, 1),
                {"text": HOSTILE[0], "criterion": HOSTILE[4]},
            ),
            Finding(INFO_RULE, Place("sites.csv"), {"text": "cp1252"}),
        ]
    )


@pytest.fixture
def hostile() -> Report:
    """Each hostile text as fact, as our own text, as path and as suggestion; and everything twice."""
    findings = [
        Finding(rule("D103"), Place(text, 1, 1), {"text": fact, "criterion": text}, suggestion=text)
        for text in HOSTILE
        for fact in (text, Text(text, text))
    ]
    return Report.of(findings * 2)


@pytest.fixture
def nothing() -> Report:
    return Report.of([])


@pytest.fixture
def cut_short() -> Report:
    """Twelve errors and one warning, of which two errors are listed."""
    errors = [not_a_number(line, "tolv") for line in range(1, 13)]
    warning = Finding(rule("D001"), Place("sites.csv", 1))
    return Report.of([*errors, warning], limit=2)
