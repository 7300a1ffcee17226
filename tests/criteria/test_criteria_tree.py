"""What is asked: a tree of groups and criteria of any depth, read from criteria.yaml."""

import json
from fractions import Fraction
from math import inf
from pathlib import Path

import pytest

from vasterviksmodell.criteria import (
    Allowed,
    Criteria,
    InvalidCriteria,
    Limits,
    Range,
    default_criteria,
    load_criteria,
    read_criteria,
)
from vasterviksmodell.source.yaml_document import MAX_BYTES
from vasterviksmodell.value_functions import Categories, Decay, Gaussian, Logistic, Points, Steps


def criteria(text: str) -> Criteria:
    """The criteria of a file without findings."""
    found, findings = read_criteria(text.encode(), "criteria.yaml")
    assert findings == ()
    assert found is not None
    return found


def criterion(body: str) -> Criteria:
    """A file whose only criterion, `school`, is written in flow style."""
    return criteria(f"version: 1\ncriteria: {{school: {{{body}}}}}")


def test_the_default_model_has_no_findings(root: Path) -> None:
    assert read_criteria((root / "criteria.yaml").read_bytes(), "criteria.yaml")[1] == ()
    assert sum(criterion.weight for criterion in default_criteria().criteria) == 1


def test_groups_within_groups_keep_the_order_of_the_file() -> None:
    model = criteria("""\
version: 1
criteria:
  service:
    label: {en: Service, sv: Samhällsservice}
    weight: 3
    criteria:
      care:
        weight: 1
        criteria:
          clinic: {weight: 1, value: {0: 100, 30: 0}}
          pharmacy: {weight: 3, value: {0: 100, 10: 0}}
      shop: {weight: 1, value: {0: 100, 5: 0}}
  plot: {type: yes_no, weight: 1}
""")
    assert [(criterion.id, criterion.groups) for criterion in model.criteria] == [
        ("clinic", ("service", "care")),
        ("pharmacy", ("service", "care")),
        ("shop", ("service",)),
        ("plot", ()),
    ]
    assert [criterion.weight for criterion in model.criteria] == [Fraction(n, 32) for n in (3, 9, 12, 8)]
    assert [(group.id, group.groups, group.weight) for group in model.groups] == [
        ("service", (), Fraction(3, 4)),
        ("care", ("service",), Fraction(3, 8)),
    ]
    assert model.groups[0].label.inside("sv") == "Samhällsservice"


def test_fifteen_levels_of_groups() -> None:
    groups = "".join(f"{{g{n}: {{weight: 0.1, criteria: " for n in range(15))
    model = criteria(f"version: 1\ncriteria: {groups}{{school: {{type: yes_no, weight: 7}}}}{'}' * 30}")
    assert model["school"].weight == 1
    assert len(model["school"].groups) == 15


def test_weights_are_exact_shares_also_when_written_as_decimals() -> None:
    leaves = ", ".join(f"c{n}: {{weight: 0.1, value: {{0: 0, 1: 100}}}}" for n in range(7))
    assert {leaf.weight for leaf in criteria(f"version: 1\ncriteria: {{{leaves}}}").criteria} == {Fraction(1, 7)}


def test_weights_are_compared_in_a_group_only() -> None:
    def shares(a: int, b: int, inner: int) -> list[Fraction]:
        inside = f"{{weight: {a}, criteria: {{x: {{type: yes_no, weight: {inner}}}}}}}"
        text = f"version: 1\ncriteria: {{a: {inside}, b: {{type: yes_no, weight: {b}}}}}"
        return [criterion.weight for criterion in criteria(text).criteria]

    assert shares(1, 3, 5) == shares(10, 30, 999) == [Fraction(1, 4), Fraction(3, 4)]


def test_what_is_only_required_has_no_share_of_the_weights() -> None:
    model = criteria("""\
version: 1
criteria:
  land: {criteria: {plot: {requirement: {at_least: 48}}}}
  school: {weight: 5, value: {500: 100, 4000: 0}}
""")
    assert [criterion.weight for criterion in model.criteria] == [0, 1]
    assert [criterion.id for criterion in model.scored] == ["school"]
    assert [criterion.id for criterion in model.screened] == ["plot"]


def test_a_weight_without_a_value_takes_no_share_of_the_weights() -> None:
    """Alone or beside others, in the outermost level or within a group."""
    found, findings = read_criteria(
        b"""\
version: 1
criteria:
  a: {weight: 1, value: {0: 0, 1: 100}}
  b: {weight: 1}
  c: {weight: 2, criteria: {d: {weight: 5}}}
  e: {weight: 1, criteria: {f: {weight: 1}, g: {weight: 1, value: {0: 0, 1: 100}}}}
""",
        "criteria.yaml",
    )
    assert [finding.code for finding in findings] == ["C201"] * 4
    assert found is not None
    shares = {criterion.id: criterion.weight for criterion in found.criteria}
    assert shares == {"a": Fraction(1, 2), "b": 0, "d": 0, "f": 0, "g": Fraction(1, 2)}


@pytest.mark.parametrize(
    ("value", "function"),
    [
        ("{4000: 0, 500: 100}", Points(points={500: 100, 4000: 0})),
        ("{points: {0: 0, 5: 100, 9: 0}}", Points(points={0: 0, 5: 100, 9: 0})),
        ("{0.5: 0, 1e3: 100}", Points(points={0.5: 0, 1000: 100})),
        ("{steps: {0: 100, 5: 70}}", Steps(steps={0: 100, 5: 70})),
        ("{logistic: {midpoint: 9, steepness: -0.5}}", Logistic(logistic={"midpoint": 9, "steepness": -0.5})),
        ("{gaussian: {target: 40, width: 15}}", Gaussian(gaussian={"target": 40, "width": 15})),
        ("{decay: {half: 1500}}", Decay(decay={"half": 1500})),
    ],
)  # fmt: skip
def test_the_value_functions_of_numbers(value: str, function: object) -> None:
    assert criterion(f"weight: 1, value: {value}")["school"].value == function


def test_points_are_sorted_by_measure() -> None:
    value = criterion("weight: 1, value: {4000: 0, 500: 100, 2000: 40}")["school"].value
    assert value is not None
    assert value.knots == (500, 2000, 4000)


@pytest.mark.parametrize(
    ("function", "turns"),
    [
        (Points(points={0: 0, 5: 50, 9: 100}), ()),
        (Points(points={0: 0, 5: 100, 9: 20}), ((5, 100),)),
        (Points(points={0: 80, 5: 10, 9: 20, 12: 0}), ((5, 10), (9, 20))),
        (Steps(steps={0: 100, 5: 70, 9: 90}), ((5, 70),)),
        (Gaussian(gaussian={"target": 40, "width": 15}), ((40, 100),)),
        (Decay(decay={"half": 1500}), ()),
        (Logistic(logistic={"midpoint": 1, "steepness": 1}), ()),
    ],
)
def test_a_peak_or_hollow_is_known(function: Points, turns: tuple[tuple[float, float], ...]) -> None:
    assert function.turning_points == turns


@pytest.mark.parametrize("value", ["{a: 100, b: 0}", "{categories: {a: 100, b: 0}}"])
def test_a_category_has_a_value_for_each(value: str) -> None:
    found = criterion(f"type: category, weight: 1, value: {value}")["school"]
    assert found.value == Categories(categories={"a": 100, "b": 0})
    assert found.categories == ("a", "b")


def test_categories_may_be_called_as_a_value_function_or_as_a_number() -> None:
    found = criterion('type: category, weight: 1, value: {points: 100, "500": 40, no: 0}')["school"]
    assert found.categories == ("points", "500", "no")


def test_categories_without_value_are_listed() -> None:
    model = criterion(
        "type: category, categories: [a, b, c], requirement: {not_in: [c]}}, plot: {type: yes_no, weight: 1"
    )
    found = model["school"]
    assert found.categories == ("a", "b", "c")
    assert found.requirement == Allowed(("a", "b"))


@pytest.mark.parametrize("keys", ['"yes": 100, "no": 50', "yes: 100, no: 50"])
def test_yes_and_no_are_never_truth_values(keys: str) -> None:
    found = criterion(f"type: yes_no, weight: 1, value: {{{keys}}}, requirement: {{in: [yes]}}")["school"]
    assert found.value == Categories(categories={"yes": 100, "no": 50})
    assert found.requirement == Allowed(("yes",))


def test_yes_without_a_value_is_worth_100_and_no_nothing() -> None:
    found = criterion("type: yes_no, weight: 2")["school"]
    assert found.value == Categories(categories={"yes": 100, "no": 0})
    assert found.scored


@pytest.mark.parametrize(
    ("requirement", "limits"),
    [
        ("{at_most: 4000}", Limits(at_most=4000)),
        ("{at_least: 48}", Limits(at_least=48)),
        ("{at_least: 4, at_most: 4}", Limits(4, 4)),
        ("{at_least: 4, unknown: excluded}", Limits(4, inf, "excluded")),
    ],
)
def test_a_number_has_one_limit_or_both(requirement: str, limits: Limits) -> None:
    assert criterion(f"type: yes_no, weight: 1}}, plot: {{requirement: {requirement}")["plot"].requirement == limits


def test_a_warning_is_a_limit_that_excludes_nobody() -> None:
    model = criterion("weight: 1, value: {0: 0, 9: 100}, warning: {at_least: 1}")
    assert model["school"].warning == Limits(at_least=1)
    assert model["school"].requirement is None
    assert [criterion.id for criterion in model.flagged] == ["school"]


@pytest.mark.parametrize(
    ("text", "span"),
    [("[0, 50]", Range(0, 50)), ("[null, 50]", Range(-inf, 50)), ("[-5.5, null]", Range(-5.5, inf))],
)
def test_the_range_of_a_measure(text: str, span: Range) -> None:
    assert criterion(f"weight: 1, value: {{1: 0, 9: 100}}, range: {text}")["school"].range == span
    assert criterion("weight: 1, value: {1: 0, 9: 100}")["school"].range == Range(0, inf)


def test_everything_else_a_criterion_says() -> None:
    found = criterion(
        "label: {en: School, sv: Skola}, description: x, measure: school_m, unit: m, weight: 1, "
        "value: {1: 0, 9: 100}, required: true, source: {sv: 'Riktlinjer, 2024'}, basis: cited"
    )["school"]
    assert (found.label.inside("en"), found.label.inside("sv"), found.description.inside("sv")) == (
        "School",
        "Skola",
        "x",
    )
    assert (found.column, found.unit, found.required, found.basis) == ("school_m", "m", True, "cited")
    assert found.source.inside("en") == "Riktlinjer, 2024"


def test_what_a_criterion_is_when_it_does_not_say() -> None:
    found = criterion("weight: 1, value: {1: 0, 9: 100}")["school"]
    assert (found.label.inside("sv"), found.column, found.unit) == ("school", "school", "")
    assert (found.kind, found.required, found.basis, found.requirement) == (
        "number",
        False,
        "judgement",
        None,
    )


def test_the_head_of_the_file() -> None:
    model = criteria("""\
version: 1
title: {en: Homes, sv: Bostäder}
question: Var?
target_group: Asylsökande
language: sv
unknown: middle
site: {id: kod, name: ort, northing: n, easting: e}
criteria: {plot: {type: yes_no, weight: 1}}
""")
    assert model.title.inside("en") == "Homes"
    assert (model.question.inside("en"), model.target_group.inside("sv")) == ("Var?", "Asylsökande")
    assert (model.language, model.unknown) == ("sv", "middle")
    assert (model.site.id, model.site.name, model.site.northing, model.site.latitude) == (
        "kod",
        "ort",
        "n",
        None,
    )


def test_an_anchor_writes_a_requirement_once() -> None:
    model = criteria("""\
version: 1
criteria:
  school: {requirement: &near {at_most: 4000}}
  preschool: {weight: 1, value: {0: 100, 9: 0}, requirement: *near}
""")
    assert model["school"].requirement == model["preschool"].requirement == Limits(at_most=4000)


def test_the_document_written_as_json_gives_equal_criteria() -> None:
    model = default_criteria()
    written = json.dumps(model.document, ensure_ascii=False)
    assert criteria(written) == model
    assert criteria(json.dumps(model.document, ensure_ascii=False, indent="\t")) == model


def test_other_weights_are_other_criteria() -> None:
    assert criterion("weight: 1, value: {1: 0, 9: 100}") != criterion("weight: 1, value: {1: 0, 8: 100}")


def test_an_id_that_no_criterion_has_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        criterion("type: yes_no, weight: 1")["shop"]


def test_loading_a_file_with_errors_raises_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "criteria.yaml"
    path.write_text("version: 2\ncriteria: {school: {weight: 0, value: {1: 0, 2: 300}}}\n")
    with pytest.raises(InvalidCriteria) as caught:
        load_criteria(path)
    assert [finding.code for finding in caught.value.findings] == ["C005", "C101", "C103"]
    assert [line.partition(" (")[0] for line in str(caught.value).splitlines()] == [
        f"{path}:1:10: error[C005] version 2 of the format is not known",
        f"{path}:2:29: error[C101] the weight 0 is not a finite number above 0",
        f"{path}:2:49: error[C103] the value 300 is not between 0 and 100",
    ]


def test_loading_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="criteria"):
        load_criteria(tmp_path / "criteria.yaml")


def test_warnings_do_not_stop_the_loading() -> None:
    text = "version: 1\ncriteria: {school: {type: yes_no, weight: 1, basis: cited}}"
    found, findings = read_criteria(text.encode(), "criteria.yaml")
    assert found is not None
    assert [finding.code for finding in findings] == ["C202"]


def test_more_bytes_than_allowed_are_refused(tmp_path: Path) -> None:
    content = b"version: 1\n#" + b"x" * MAX_BYTES
    found, findings = read_criteria(content, "criteria.yaml")
    assert found is None
    assert [(finding.code, str(finding.place)) for finding in findings] == [("F004", "criteria.yaml")]
    (tmp_path / "endless.yaml").write_bytes(content * 2)
    with pytest.raises(InvalidCriteria, match="F004"):
        load_criteria(tmp_path / "endless.yaml")


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_no_part_of_the_text(bom: bytes) -> None:
    found, findings = read_criteria(bom + b"version: 1\ncriteria: {a: {type: yes_no, weight: 1, x: 1}}", "c.yaml")
    assert found is None
    assert [str(finding.place) for finding in findings] == ["c.yaml:2:41"]
