"""Very many unreadable cells of a block: words that differ only in their digits are reported alike, others are not."""

from tests.sites.reading import criteria_of, read

CRITERIA = criteria_of("""\
version: 1
criteria:
  school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
""")


def test_every_one_of_many_unreadable_cells_is_counted_under_its_code() -> None:
    cells = [f"x{number}" for number in range(9_000)]
    cells += [f"okt-{number}" for number in range(10, 60)] + ["saknas", "1200", "<5", "#REF!"] + ["1.234,5"] * 2_000
    rows = "".join(f"s{number};{cell}\n" for number, cell in enumerate(cells))
    _, findings = read(f"id;school\n{rows}", CRITERIA)
    counts = {
        code: sum(finding.count for finding in findings if finding.code == code)
        for code in {finding.code for finding in findings}
    }
    assert counts == {"D103": 9_000, "D111": 50, "D109": 1, "D112": 1, "D108": 2_000}


def test_a_declared_mark_with_digits_is_read_among_many_words() -> None:
    criteria = criteria_of("""\
version: 1
data: {missing: {"x99": [1, 4]}}
criteria:
  school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
""")
    rows = "".join(f"s{number};x{number}\n" for number in range(11_000))
    _, findings = read(f"id;school\n{rows}", criteria)
    assert sum(finding.count for finding in findings if finding.code == "D103") == 10_999
