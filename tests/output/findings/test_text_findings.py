from vasterviksmodell.findings import Finding, Place, Report, rule
from vasterviksmodell.i18n.wording import same
from vasterviksmodell.output.findings import FINDING_FORMATS, Context

EN = Context("en", "1")
SV = Context("sv", "1")
HINT = "  hint: write 1200, 0..2000, <5, >=48, or leave the cell empty when it is unknown"


def finding(line, criterion="internships", text="tolv", **more):
    return Finding(rule("D103"), Place("sites.csv", line, 12), {"text": text, "criterion": criterion}, **more)


def lines(*findings, context=EN, limit=None):
    return FINDING_FORMATS["text"].render(Report.of(findings, limit), context).splitlines()


def rest(*findings, context=EN):
    return [line for line in lines(*findings, context=context) if line.startswith("  …")]


def test_one_finding():
    assert lines(finding(7)) == [
        "sites.csv:7:12: error[D103] 'tolv' is not a number (criterion 'internships')",
        HINT,
        "1 error",
    ]


def test_swedish():
    assert lines(finding(7), context=SV) == [
        "sites.csv:7:12: error[D103] 'tolv' är inte ett tal (kriteriet 'internships')",
        "  tips: skriv 1200, 0..2000, <5, >=48, eller lämna cellen tom när måttet är okänt",
        "1 fel",
    ]


def test_no_findings_give_no_text(nothing):
    assert FINDING_FORMATS["text"].render(nothing, EN) == ""


def test_three_are_shown_with_one_hint():
    result = lines(finding(1), finding(2), finding(3))
    assert result.count(HINT) == 1
    assert len(result) == 5


def test_a_hint_that_says_something_else_is_shown():
    result = lines(finding(1, suggestion="a"), finding(2, suggestion="b"), finding(3, suggestion="a"))
    assert [line for line in result if line.startswith("  hint")] == [
        "  hint: did you mean 'a'?",
        "  hint: did you mean 'b'?",
    ]


def test_the_fourth_collapses():
    assert rest(*map(finding, range(1, 5))) == ["  … and 1 more D103 like it (line 4)"]
    assert rest(*map(finding, range(1, 5)), context=SV) == ["  … och 1 D103 till av samma slag (rad 4)"]


def test_at_most_ten_lines_are_named():
    assert rest(*map(finding, range(1, 14))) == [
        "  … and 10 more D103 like it (lines 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)"
    ]
    assert rest(*map(finding, range(1, 15))) == [
        "  … and 11 more D103 like it (lines 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …)"
    ]


def test_those_only_counted_are_among_the_repeats():
    assert rest(finding(1, more=5)) == ["  … and 5 more D103 like it"]
    assert rest(*map(finding, range(1, 4)), finding(9, more=5)) == ["  … and 6 more D103 like it (lines 9, …)"]


def test_the_rest_stands_after_the_third_and_other_columns_between_keep_their_place():
    order = [1, 2, 3, 4, 5]
    result = lines(*map(finding, order), finding(2, "school"), finding(4, "school"))
    starts = [line.split(":")[1] if line.startswith("sites") else line[:3] for line in result]
    assert starts == ["1", "  h", "2", "2", "  h", "3", "  …", "4", "7 e"]


def test_files_and_codes_do_not_collapse_together():
    elsewhere = [
        Finding(rule("D103"), Place("b.csv", 1), {"text": "x", "criterion": "internships"}),
        Finding(
            rule("D104"),
            Place("sites.csv", 1),
            {"text": "x", "criterion": "internships", "range": "", "unit": ""},
        ),
    ]
    assert rest(*map(finding, range(1, 4)), *elsewhere) == []


def test_without_a_column_the_file_and_the_code_make_the_group():
    rows = [
        Finding(rule("D002"), Place("sites.csv", line), {"found": str(line), "expected": "4"}) for line in range(1, 7)
    ]
    assert rest(*rows) == ["  … and 3 more D002 like it (lines 4, 5, 6)"]


def test_unknown_lines_are_not_named():
    rows = [Finding(rule("D101"), Place("sites.csv")) for _ in range(5)]
    assert rest(*rows) == ["  … and 2 more D101 like it"]


def test_the_summary_counts_all(cut_short):
    assert FINDING_FORMATS["text"].render(cut_short, EN).splitlines()[-1] == "12 errors, 1 warning (11 not listed)"
    assert FINDING_FORMATS["text"].render(cut_short, SV).splitlines()[-1] == "12 fel, 1 varning (11 visas inte)"


def test_nothing_listed_is_still_counted():
    assert lines(finding(1), limit=0) == ["1 error (1 not listed)"]


def test_no_break_spaces_in_swedish_numbers_stay():
    facts = {"text": "x", "criterion": "school", "range": same("[0, 50\u00a0000]"), "unit": "m"}
    assert "[0, 50\u00a0000]" in lines(Finding(rule("D104"), Place("a"), facts), context=SV)[0]
