"""Everything that is wrong with a criteria file: at line and column, with a hint, all at once."""

import pytest

from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.findings import Finding


def findings(text: str) -> tuple[Finding, ...]:
    return read_criteria(text.encode(), "c.yaml")[1]


def faults(text: str) -> list[str]:
    """Code, line and column of each finding, in order."""
    return [f"{finding.code}:{finding.place.line}:{finding.place.column}" for finding in findings(text)]


def only(body: str) -> Finding:
    """The one finding about a criterion `school` in flow style, whose first key stands in column 1."""
    (finding,) = findings(f"version: 1\ncriteria: {{plot: {{type: yes_no, weight: 1}}, school: {{\n{body}}}}}")
    assert finding.place.line == 3
    return finding


def test_all_faults_of_a_file_are_found_at_once() -> None:
    text = """\
version: 2
tittle: Homes
language: no
site: {id: 5, nmae: name}
criteria:
  service:
    criteria:
      School:
        type: nummer
        weight: 0
        value: {500: 120, 0_35: 1}
        required: yes
      shop:
        weight: 1
        weight: .nan
        value: {logistik: {midpoint: 5}}
        requirement: {at_mots: 3, at_least: -4, at_most: "5"}
      care: {value: {9: 100}, range: [5, 1], basis: cited}
  plan:
    type: category
    weight: 010
    value: {house: 100, "none": -1}
    requirement: {not_in: [nonee], at_most: 1:30}
  shop: {type: yes_no, weight: 1, value: {ja: 100, nej: 0}, unit: 5}
"""
    assert faults(text) == [
        "C005:1:10",  # the version
        "C001:2:1",  # tittle
        "C003:3:11",  # no is no language
        "C003:4:12",  # a number as a heading
        "C001:4:15",  # nmae
        "C002:6:3",  # the group has no weight
        "C006:8:7",  # an id with a capital
        "C003:9:15",  # nummer
        "C101:10:17",  # a weight of 0
        "C103:11:22",  # a value above 100
        "C004:11:27",  # 0_35
        "C004:12:19",  # yes
        "F005:15:9",  # two weights
        "C101:15:17",  # NaN
        "C001:16:17",  # logistik
        "C001:17:23",  # at_mots
        "C003:17:58",  # a text as a limit
        "C002:18:7",  # a value without weight
        "C202:18:7",  # cited without source
        "C102:18:21",  # one point
        "C104:18:38",  # an empty range
        "C004:21:13",  # 010
        "C103:22:33",  # a value below 0
        "C004:23:45",  # 1:30
        "C108:24:3",  # shop again
        "C102:24:42",  # ja and nej
        "C003:24:67",  # a number as a unit
    ]


def test_positions_are_exact_behind_multi_byte_text_and_inside_quotes() -> None:
    text = "version: 1\ncriteria: {å: {label: '🏠 Överum', wieght: 1}, \"b\": {unit: 'm\n m', x: 1}}"
    assert faults(text) == ["C006:2:12", "C001:2:35", "C001:3:6"]


@pytest.mark.parametrize(
    ("body", "code", "hint"),
    [
        ("»wieght: 1, value: {1: 2, 3: 4}", "C001", "did you mean 'weight'?"),
        ("type: »nummer", "C003", "did you mean 'number'?"),
        ("requirement: {»at_mots: 3}", "C001", "did you mean 'at_most'?"),
        ("weight: 1, value: {»gausian: {target: 5, width: 1}}", "C001", "did you mean 'gaussian'?"),
        ("weight: 1, value: {gaussian: {target: 5, »widht: 1}}", "C001", "did you mean 'width'?"),
        ("weight: 1, value: {»point: {1: 2, 3: 4}}", "C001", "did you mean 'points'?"),
        ("weight: 1, value: {decay: {half: 2}, »steps: {}}", "C001", "a criterion has one value function"),
        ("weight: 1, value: {points: {1: 2, 3: 4}, »note: x}", "C001", None),
        ("»at_most: 3", "C001", "'at_most' belongs under 'requirement'"),
        ("weight: 1, »steps: {1: 2}", "C001", "'steps' belongs under 'value'"),
        ("»<<: {weight: 1}", "C001", "merge keys are not read: write the keys out"),
        ("label: {en: x, »se: y}", "C001", "the keys here are: en, sv"),
        ("criteria: {a: {type: yes_no, weight: 1}}, weight: 1, »unit: m", "C001", None),
        ("weight: »0_35, value: {1: 2, 3: 4}", "C004", "did you mean '0.35'?"),
        ("weight: »010, value: {1: 2, 3: 4}", "C004", "did you mean '10'?"),
        ("weight: »1_000, value: {1: 2, 3: 4}", "C004", "did you mean '1000'?"),
        ("weight: »1:30, value: {1: 2, 3: 4}", "C004", None),
        ("weight: »no, value: {1: 2, 3: 4}", "C004", None),
        ("weight: 1, value: {»0_35: 1, 2: 1}", "C004", "did you mean '0.35'?"),
        ("weight: 1, value: {1: »010, 2: 1}", "C004", "did you mean '10'?"),
        ("weight: 1, value: {decay: {half: »1:30}}", "C004", None),
        ("requirement: {at_most: »1:30}", "C004", None),
        ("requirement: {at_most: 4}, range: [0, »1_0]", "C004", "did you mean '10'?"),
        ("required: »no, weight: 1, value: {1: 2, 3: 4}", "C004", "did you mean 'false'?"),
        ("required: »ja, weight: 1, value: {1: 2, 3: 4}", "C003", "did you mean 'true'?"),
        ("weight: »12 points, value: {1: 2, 3: 4}", "C003", None),
        ("weight: »1 200, value: {1: 2, 3: 4}", "C003", "did you mean '1200'?"),
        ('weight: »"1,5", value: {1: 2, 3: 4}', "C003", "did you mean '1.5'?"),
        ('weight: »"40", value: {1: 2, 3: 4}', "C003", "write it without quotes, and it is a number"),
        ("weight: »true, value: {1: 2, 3: 4}", "C003", None),
        ("weight: »[1], value: {1: 2, 3: 4}", "C003", None),
        ("weight: »0, value: {1: 2, 3: 4}", "C101", None),
        ("weight: »-1, value: {1: 2, 3: 4}", "C101", None),
        ("weight: ».nan, value: {1: 2, 3: 4}", "C101", None),
        ("weight: ».inf, value: {1: 2, 3: 4}", "C101", None),
        ("weight: »1e999, value: {1: 2, 3: 4}", "C101", None),
        (f"weight: »{'9' * 5000}, value: {{1: 2, 3: 4}}", "C003", None),
        ("weight: 1, value: »near", "C003", None),
        ("weight: 1, value: »[1, 2]", "C003", None),
        ("weight: 1, value: »{}", "C102", None),
        ("weight: 1, value: »{500: 100}", "C102", None),
        ("weight: 1, value: {points: »{500: 100}}", "C102", None),
        ("weight: 1, value: {steps: »{0: 100}}", "C102", None),
        ("weight: 1, value: {points: »5}", "C003", None),
        ("weight: 1, value: {».nan: 1, 3: 4}", "C006", None),
        ("weight: 1, value: {3: 4, ».inf: 1}", "C006", None),
        ("weight: 1, value: {3: 4, »true: 1}", "C006", None),
        ("weight: 1, value: {3: 4, »null: 1}", "C006", None),
        ("weight: 1, value: {3: 4, »near: 1}", "C006", None),
        ('weight: 1, value: {3: 4, 5: 6, »"5": 7}', "C102", None),
        ("weight: 1, value: {3: 4, 5: »100.0000001}", "C103", None),
        ("weight: 1, value: {3: 4, 5: ».nan}", "C103", None),
        ("weight: 1, value: {3: 4, 5: »high}", "C003", None),
        ("weight: 1, value: {»logistic: {midpoint: 5}}", "C002", None),
        ("weight: 1, value: {logistic: {midpoint: 5, steepness: »0}}", "C102", None),
        ("weight: 1, value: {logistic: {midpoint: ».inf, steepness: 1}}", "C003", None),
        ("weight: 1, value: {gaussian: {target: 5, width: »-1}}", "C003", None),
        ("weight: 1, value: {gaussian: {target: »-5, width: 1}}", "C104", None),
        ("weight: 1, value: {decay: {half: »0}}", "C003", None),
        ("weight: 1, value: »{a: 1, b: 2}", "C110", None),
        ("weight: 1, value: {»-5: 1, 3: 2}", "C104", None),
        ("weight: 1, value: {points: {5: 1, »30: 2}}, range: [0, 20]", "C104", None),
        ("weight: 1, value: {steps: {»5: 1, 30: 2}}", "C104", None),
        ("requirement: {at_most: 4}, range: »[9, 9]", "C104", None),
        ("requirement: {at_most: 4}, range: [0, ».inf]", "C003", None),
        ("requirement: {at_most: 4}, range: »[0]", "C003", None),
        ("requirement: {at_most: 4}, range: »0..9", "C003", None),
        ("requirement: {at_most: »-4}", "C105", None),
        ("warning: {at_most: »-4}", "C105", None),
        ("requirement: »{at_least: 5, at_most: 4}", "C106", None),
        ("requirement: »{unknown: excluded}", "C106", None),
        ("requirement: {at_most: ».inf}", "C003", None),
        ("requirement: {at_most: 4, unknown: »maybe}", "C003", None),
        ("requirement: {»in: [a]}", "C110", None),
        ("requirement: {at_most: 4}, »categories: [a]", "C110", None),
        ("type: category, categories: [a, b], requirement: {in: [»aa]}", "C107", None),
        ("type: category, categories: [a, b], requirement: »{in: [a], not_in: [b]}", "C106", None),
        ("type: category, categories: [a, b], requirement: {not_in: »[a, b]}", "C106", None),
        ("type: category, categories: [a, b], requirement: {in: »[]}", "C003", None),
        ("type: category, categories: [a, b], requirement: {»at_most: 4}", "C110", None),
        ("type: category, categories: [a, »5], requirement: {in: [a]}", "C003", None),
        ("type: category, categories: [a, b], »range: [0, 4], requirement: {in: [a]}", "C110", None),
        ("type: category, weight: 1, value: »{a: 1}", "C102", None),
        ("type: category, weight: 1, value: {a: 1, »5: 2}", "C006", None),
        ("type: category, weight: 1, value: »{steps: {1: 2, 3: 4}}", "C110", None),
        ("type: category, weight: 1, value: {points: 100, none: »120}", "C103", None),
        ("type: yes_no, weight: 1, value: »{yes: 100, maybe: 0}", "C102", None),
        ("type: yes_no, weight: 1, value: {yes: 100, »false: 0}", "C006", "did you mean 'no'?"),
        ("type: yes_no, requirement: {in: [»true]}", "C003", "did you mean 'yes'?"),
        ("type: yes_no, requirement: {in: [»ja]}", "C107", "the categories are: yes, no"),
        ("label: »5, requirement: {at_most: 4}", "C003", "write it in quotes, and it is a text"),
        ("label: »{}, requirement: {at_most: 4}", "C003", None),
        ("unit: »null, requirement: {at_most: 4}", "C003", None),
        ("measure: »'', requirement: {at_most: 4}", "C003", None),
        ("basis: »guess, requirement: {at_most: 4}", "C003", None),
        ("requirement: {at_most: 4}, effort: »0", "C003", None),
        ("requirement: {at_most: 4}, effort: »0_5", "C004", "did you mean '0.5'?"),
        ("requirement: {at_most: 4}, effort: »[1]", "C003", None),
        ("requirement: {at_most: 4}, effort: »{}", "C003", None),
        ("requirement: {at_most: 4}, effort: »{a: 1}", "C110", "numbers: 0.5 per unit; others: {housing: 3}"),
        ("type: yes_no, weight: 1, effort: »3", "C110", "numbers: 0.5 per unit; others: {housing: 3}"),
        ("type: category, categories: [a, b], requirement: {in: [a]}, effort: »3", "C110", None),
        ("type: category, categories: [a, b], requirement: {in: [a]}, effort: {»aa: 3}", "C107", None),
        ("type: category, weight: 1, value: {a: 1, b: 2}, effort: {a: »-1}", "C003", None),
        ("type: yes_no, weight: 1, effort: {»ja: 3}", "C107", "the categories are: yes, no"),
    ],
)  # fmt: skip
def test_each_fault_is_one_finding_at_its_place(body: str, code: str, hint: str | None) -> None:
    finding = only(body.replace("»", ""))
    assert (finding.code, finding.place.column) == (code, body.index("»") + 1)
    assert hint is None or finding.hint() == hint


def test_a_missing_weight_is_told_at_the_criterion() -> None:
    text = "version: 1\ncriteria:\n  school: {value: {1: 2, 3: 4}}"
    (finding,) = findings(text)
    assert (finding.code, str(finding.place)) == ("C002", "c.yaml:3:3")
    assert finding.message() == "'weight' is missing in school"
    assert finding.hint() == "weights are points among the members of a group: 2 counts twice as much as 1"


def test_a_hint_about_weights_goes_only_with_weights() -> None:
    (finding,) = findings("criteria: {school: {type: yes_no, weight: 1}}")
    assert finding.message() == "'version' is missing in c.yaml"
    assert finding.hint() is None


def test_no_group_with_something_scored_in_it_goes_without_weight() -> None:
    leaf = "{type: yes_no, weight: 1}"
    assert faults(f"version: 1\ncriteria: {{\na: {{criteria: {{\nb: {{criteria: {{\nc: {leaf}}}}}}}}}}}") == [
        "C002:3:1",
        "C002:4:1",
    ]
    screened = "{requirement: {at_most: 4}}"
    assert faults(f"version: 1\ncriteria: {{x: {leaf}, a: {{criteria: {{b: {{criteria: {{c: {screened}}}}}}}}}}}") == []


def test_missing_weights_are_told_beside_other_faults_of_the_same_criterion() -> None:
    assert faults("version: 1\ncriteria: {\na: {value: {1: 2}}}") == ["C002:3:1", "C102:3:12"]


def test_a_misspelt_key_is_not_also_a_missing_one() -> None:
    assert faults('verison: 1\ncriteria: {a: {type: yes_no, wieght: 1, value: {"yes": 1, "no": 0}}}') == [
        "C001:1:1",
        "C001:2:30",
    ]


def test_a_category_is_declared_by_its_value_or_in_a_list() -> None:
    (finding,) = findings("version: 1\ncriteria:\n  a: {type: category}\n  b: {type: yes_no, weight: 1}")
    assert (finding.code, str(finding.place)) == ("C002", "c.yaml:3:3")
    assert finding.hint("sv") == "ge varje kategori ett värde, eller räkna upp dem: categories: [a, b]"


def test_listed_categories_without_a_value_are_found() -> None:
    text = "version: 1\ncriteria: {a: {type: category, weight: 1, categories: [x, z], value: {x: 1, y: 2}}}"
    assert [finding.message() for finding in findings(text)] == ["'z' is not a category of this criterion"]


def test_nothing_to_score_is_told_at_the_criteria() -> None:
    assert faults("version: 1\ncriteria: {a: {requirement: {at_most: 4}}}") == ["C109:2:1"]
    assert faults("version: 1\ncriteria: {}") == ["C003:2:11"]
    assert faults("version: 1\ncriteria: [a]") == ["C003:2:11"]


def test_what_has_no_effect_is_a_warning() -> None:
    text = """\
version: 1
criteria:
  plot: {type: yes_no, weight: 1}
  shop: {unit: m}
  care: {weight: 5}
  land: {weight: 5, criteria: {area: {requirement: {at_least: 4}}}}
"""
    assert faults(text) == ["C201:4:3", "C201:5:3", "C201:6:3"]
    assert [finding.severity.label for finding in findings(text)] == ["warning"] * 3


def test_headings_that_no_criterion_reads_are_told_with_the_one_meant() -> None:
    text = """\
version: 1
site: {id: kod, latitude: lat}
data: {columns: {Kod: [a], kod: [b], lat: c, name: d, school_m__date: e, school_m: f, Skola (m): school_m}}
sources: {school_m: {source: Roads}, school: {source: Roads}, kod: {source: Roads}}
criteria: {school: {measure: school_m, weight: 1, value: {500: 100, 4000: 0}}}
"""
    assert faults(text) == ["C203:3:18", "C203:3:87", "C203:4:38", "C203:4:63"]
    assert [finding.suggestion for finding in findings(text)] == ["kod", None, "school_m", None]


def test_every_knot_outside_the_range_is_told() -> None:
    text = "version: 1\ncriteria: {a: {weight: 1, range: [0, 9], value: {1: 2, 10: 3, 11: 4}}}"
    assert [finding.message() for finding in findings(text)] == [
        "the measure 10 lies outside the range 0..9",
        "the measure 11 lies outside the range 0..9",
    ]


def test_both_limits_of_a_requirement_are_told() -> None:
    text = "version: 1\ncriteria: {a: {type: yes_no, weight: 1}, b: {range: [0, 9], requirement: {\n"
    assert faults(text + "at_least: 10,\nat_most: 11}}}") == ["C105:3:11", "C105:4:10"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hello", "'c.yaml' cannot be 'hello': expected keys with values"),
        ("- a", "'c.yaml' cannot be a list: expected keys with values"),
    ],
)
def test_a_file_that_is_no_mapping(text: str, message: str) -> None:
    assert [finding.message() for finding in findings(text)] == [message]


def test_keys_that_are_no_texts_are_unknown_keys() -> None:
    assert faults("version: 1\n5: a\ntrue: b\nnull: c\n0.5: d\ncriteria: {a: {type: yes_no, weight: 1}}") == [
        "C001:2:1",
        "C001:3:1",
        "C001:4:1",
        "C001:5:1",
    ]


@pytest.mark.parametrize(
    ("key", "meant"), [("Skola", "skola"), ("skola 1", "skola_1"), ("Förskola", "forskola"), ("5", None)]
)
def test_an_id_is_plain(key: str, meant: str | None) -> None:
    (finding,) = findings(f"version: 1\ncriteria: {{{key}: {{type: yes_no, weight: 1}}}}")
    assert (finding.code, finding.place.column) == ("C006", 12)
    assert finding.hint() == (f"did you mean '{meant}'?" if meant else None)


def test_names_of_shapes_and_keys_are_ids_like_others() -> None:
    text = """\
version: 1
criteria:
  value: {type: yes_no, weight: 1}
  criterion: {type: yes_no, weight: 1, x: 1}
  group: {weight: 1, criteria: {points: {weight: 1, value: {1: 2, 3: y}}}}
"""
    assert faults(text) == ["C001:4:40", "C003:5:70"]


@pytest.mark.parametrize(
    ("body", "english", "swedish"),
    [
        (
            "weight: 010, value: {1: 2, 3: 4}",
            "'010' is 8 to some YAML readers and not to others; expected a number",
            "'010' är 8 för en del YAML-läsare och inte för andra; ett tal förväntades",
        ),
        (
            "weight: 1, value: {2: 1, near: 1}",
            "'near' cannot be a key in school.value: expected a number",
            "'near' kan inte vara en nyckel i school.value: ett tal förväntades",
        ),
        (
            "type: category, weight: 1, value: {a: 1, 2: 1}",
            "'2' cannot be a key in school.value: expected a text",
            "'2' kan inte vara en nyckel i school.value: en text förväntades",
        ),
        (
            "weight: 1, value: {a: 1, b: 2}",
            "a value for each category does not fit a criterion of type number",
            "ett värde för varje kategori passar inte ett kriterium av typen number",
        ),
        (
            "requirement: {at_most: 4}, effort: {a: 1}",
            "an effort for each category does not fit a criterion of type number",
            "en insats för varje kategori passar inte ett kriterium av typen number",
        ),
        (
            "requirement: {at_least: 5, at_most: 4}",
            "the requirement cannot be used: nothing is both at least 5 and at most 4",
            "kravet kan inte användas: inget är både minst 5 och högst 4",
        ),
        (
            "basis: citerad",
            "'basis' cannot be 'citerad': expected 'cited' or 'judgement'",
            "'basis' kan inte vara 'citerad': 'cited' eller 'judgement' förväntades",
        ),
    ],
)
def test_the_words_in_both_languages(body: str, english: str, swedish: str) -> None:
    assert only(body).message("en") == english
    assert only(body).message("sv") == swedish


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("version: 1".encode("utf-16"), "F001"),
        ("version: 1".encode("utf-16-le"), "F002"),
        ("title: Gamleby vårdcentral".encode("cp1252"), "F001"),
        (b"version: 1\0", "F002"),
        (b"", "F006"),
    ],
)
def test_bytes_that_are_no_text(content: bytes, code: str) -> None:
    criteria, found = read_criteria(content, "c.yaml")
    assert criteria is None
    assert [finding.code for finding in found] == [code]


@pytest.mark.parametrize(
    ("start", "item", "end"),
    [
        ("", "weigt{}: 1\n", ""),
        ("version: 1\ncriteria:\n", "  K{}: {{}}\n", ""),
        ("version: 1\ncriteria: {a: {weight: 1, value: {", "-{}: x, ", "5: 6}}}"),
        ("version: 1\ncriteria: {a: {type: category, categories: [b], requirement: {in: [", "c{}, ", "d]}}}"),
        ("version: 1\ncriteria: {a: {weight: 1, type: yes_no}}\ndata:\n  columns:\n", "    a{}: b\n", ""),
    ],
)
def test_many_thousand_faults_are_all_told(start: str, item: str, end: str) -> None:
    text = start + "".join(item.format(number) for number in range(1, 9_900)) + end
    assert len(findings(text)) >= 9_899


DISTANCE = "criteria: {school: {measure: school_m, weight: 1, value: {500: 100, 4000: 0}}"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("yes: [finns, »nej]", "'nej' cannot mean yes: 'nej' means no"),
        ("yes: [Finns], no: [saknas, »' finns']", "' finns' cannot mean no: 'Finns' means yes"),
        ("yes: [»..]", "'..' cannot mean yes: '..' means missing"),
        ("missing: {x: zero, »X: missing}", "'X' cannot mean missing: 'x' means zero"),
        ("missing: {a  b: [1, 4], »a b: [1, 5]}", "'a b' cannot mean 1..5: 'a  b' means 1..4"),
    ],
)
def test_a_word_with_two_meanings_is_told_where_it_has_the_second(said: str, message: str) -> None:
    line = f"data: {{{said}}}"
    text = f"version: 1\n{line.replace('»', '')}\n{DISTANCE}, bus: {{type: yes_no, weight: 1}}}}\n"
    (finding,) = findings(text)
    assert (finding.code, finding.place.line, finding.place.column) == ("C113", 2, line.index("»") + 1)
    assert finding.message() == message


@pytest.mark.parametrize(
    "said",
    ["yes: [ja, X, x]", "missing: {x: missing, X: missing}", 'missing: {"0": missing, ..: suppressed}', "no: [saknas]"],
)
def test_what_agrees_may_be_said_twice(said: str) -> None:
    assert faults(f"version: 1\ndata: {{{said}}}\n{DISTANCE}}}\n") == []


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("school_m: [A], pupils: [B, »' a']", "' a' cannot be listed for 'pupils': it is read as 'school_m'"),
        ("school_m: A, pupils: »A", "'A' cannot be listed for 'pupils': it is read as 'school_m'"),
        ("school_m: [»Pupils]", "'Pupils' cannot be listed for 'school_m': it is read as 'pupils'"),
        ("school_m: [»lat]", "'lat' cannot be listed for 'school_m': it is read as 'lat'"),
        ("school_m: A, school_m__date: »A", "'A' cannot be listed for 'school_m__date': it is read as 'school_m'"),
    ],
)  # fmt: skip
def test_one_heading_for_two_columns_is_told_at_the_second(columns: str, message: str) -> None:
    line = f"data: {{columns: {{{columns}}}}}"
    pupils = "pupils: {weight: 1, value: {0: 0, 20: 100}}"
    text = f"version: 1\nsite: {{latitude: lat}}\n{line.replace('»', '')}\n{DISTANCE}, {pupils}}}\n"
    (finding,) = findings(text)
    assert (finding.code, finding.place.line, finding.place.column) == ("C114", 3, line.index("»") + 1)
    assert finding.message() == f"the heading {message}"


def test_a_heading_may_be_listed_twice_for_one_column_and_hold_names_that_are_ids() -> None:
    assert (
        faults(f"version: 1\ndata: {{columns: {{school_m: [A, a, school_m], id: [Ort], name: [Ort]}}}}\n{DISTANCE}}}")
        == []
    )
