"""A finding: what, where, how bad, and what to do about it."""

from vasterviksmodell.findings import Finding, Place, Report, Severity, in_order, rule, total, worst
from vasterviksmodell.i18n.wording import Text


def unknown_key(line: int = 3, key: str = "wieght", **more: object) -> Finding:
    facts = {"key": key, "where": Text("in school", "i school"), "known": "weight"}
    return Finding(rule("C001"), Place("c.yaml", line, 5), facts, **more)  # type: ignore[arg-type]


def test_a_finding_tells_what_is_wrong_in_both_languages() -> None:
    assert unknown_key().message() == "unknown key 'wieght' in school"
    assert unknown_key().message("sv") == "okänd nyckel 'wieght' i school"


def test_a_suggestion_goes_before_advice_and_advice_before_the_hint_of_the_rule() -> None:
    advice = Text("drop it", "ta bort den")
    assert unknown_key().hint() == "the keys here are: weight"
    assert unknown_key(advice=advice).hint("sv") == "ta bort den"
    assert unknown_key(advice=advice, suggestion="weight").hint() == "did you mean 'weight'?"
    assert unknown_key(suggestion="weight").hint("sv") == "menade du 'weight'?"


def test_foreign_text_is_shown_safely_and_shortened() -> None:
    assert "\x1b" not in unknown_key(key="a\x1b[31m").message()
    assert len(unknown_key(key="x" * 10_000).message()) < 100


def test_foreign_braces_are_not_taken_for_facts() -> None:
    assert unknown_key(key="{where}{0}").message() == "unknown key '{where}{0}' in school"


def test_a_place_is_path_line_and_column_as_far_as_they_are_known() -> None:
    assert str(Place("c.yaml", 3, 5)) == "c.yaml:3:5"
    assert str(Place("c.yaml", 3)) == "c.yaml:3"
    assert str(Place("c.yaml", None, 5)) == "c.yaml"
    assert str(Place("c\n.yaml")) == "c\\n.yaml"


def test_findings_are_sorted_by_place_as_numbers() -> None:
    assert [finding.place.line for finding in in_order(unknown_key(line) for line in (10, 9, 2))] == [2, 9, 10]


def test_the_worst_and_the_number_of_findings() -> None:
    cited = Finding(rule("C202"), Place("c.yaml"), {"id": "school"})
    found = [unknown_key(more=4), cited]
    assert worst(found) == Severity.ERROR
    assert worst([cited]) == Severity.WARNING
    assert worst([]) is None
    assert (total(found), total(found, Severity.WARNING)) == (6, 1)


def test_a_report_lists_the_worst_and_counts_all() -> None:
    cited = Finding(rule("C202"), Place("c.yaml", 1), {"id": "school"})
    report = Report.of([cited, unknown_key(9), unknown_key(2)], limit=2)
    assert [finding.place.line for finding in report.listed] == [2, 9]
    assert (report.total, report.unlisted, report.counts[Severity.WARNING]) == (3, 1, 1)
