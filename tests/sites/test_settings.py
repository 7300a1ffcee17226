"""Settings in hints can be copied."""

import shlex

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.sites.missing_columns import in_yaml, where_option, where_setting
from vasterviksmodell.source.yaml_document import parse_yaml

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co", "Zs"]), min_size=1)


@pytest.mark.parametrize(
    ("heading", "text", "written"),
    [
        ("år", "2017", "data: {where: {år: 2017}}"),
        ("year", "0114", 'data: {where: {year: "0114"}}'),
        ("a b", "x: y", 'data: {where: {"a b": "x: y"}}'),
        ("no", "yes", 'data: {where: {"no": "yes"}}'),
        ("x", "NULL", 'data: {where: {x: "NULL"}}'),
        ("null", "Null", 'data: {where: {"null": "Null"}}'),
        ("y", "N", 'data: {where: {"y": "N"}}'),
        ("x", "", 'data: {where: {x: ""}}'),
        ("x", "2017K1", 'data: {where: {x: "2017K1"}}'),
    ],
)
def test_a_choice_as_a_setting(heading: str, text: str, written: str) -> None:
    assert where_setting({heading: text}) == written


@given(heading=TEXTS, text=TEXTS)
@example(heading="0", text="NULL")
@example(heading="n", text="yes")
@example(heading="0", text="2017")
def test_a_setting_says_what_it_is_made_from(heading: str, text: str) -> None:
    root, findings = parse_yaml(where_setting({heading: text}), "hint")
    assert root is not None
    assert findings == ()
    ((key, value),) = root.value["data"]["where"].items()  # type: ignore[index,call-overload]
    assert (str(key), str(value)) == (heading, text)
    assert parse_yaml(f"a: {in_yaml(text)}", "hint")[0].value == {"a": text}  # type: ignore[union-attr]


@given(text=TEXTS)
@example(text="NULL")
@example(text="no")
def test_a_setting_says_the_same_to_readers_of_yaml_1_1(text: str) -> None:
    assert yaml.safe_load(f"a: {in_yaml(text)}") == {"a": text}
    ((heading, value),) = yaml.safe_load(where_setting({text: text}))["data"]["where"].items()
    assert (str(heading), str(value)) == (text, text)


@given(heading=TEXTS.filter(lambda heading: heading != "b"), text=TEXTS)
def test_an_option_says_what_it_is_made_from(heading: str, text: str) -> None:
    assert shlex.split(where_option({heading: text, "b": "1"})) == [
        "--data",
        visible(f"where.{heading}={text}"),
        "--data",
        "where.b=1",
    ]
