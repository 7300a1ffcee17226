"""What every value and exception of the package does: it survives pickling and copying, compares, hashes, tells."""

import copy
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import is_dataclass, replace
from multiprocessing import get_context
from pathlib import Path  # noqa: TC003
from typing import Any

import polars as pl
import pytest
from tests.public_values import VALUES, ranking

import vasterviksmodell as model

_CLASSES = {name: getattr(model, name) for name in model.__all__ if isinstance(getattr(model, name), type)}
_HELD = sorted(name for name, held in _CLASSES.items() if is_dataclass(held) or issubclass(held, Exception))
_DATACLASSES = sorted(name for name in _HELD if is_dataclass(_CLASSES[name]))


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("values")
    return {name: make(folder) for name, make in VALUES.items()}


def test_there_is_a_value_of_every_public_class(values: dict[str, Any]) -> None:
    assert sorted(values) == _HELD
    assert [name for name, value in values.items() if type(value) is not _CLASSES[name]] == []


@pytest.mark.parametrize("name", _HELD)
def test_a_copy_is_equal_and_has_the_same_hash(values: dict[str, Any], name: str) -> None:
    value = values[name]
    for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
        assert type(other) is type(value)
        assert (value == other) is True
        assert (value != other) is False
        assert hash(value) == hash(other)
        assert str(value) == str(other)
    assert {value: 1}[pickle.loads(pickle.dumps(value))] == 1


@pytest.mark.parametrize("name", _HELD)
def test_a_value_differs_from_all_others(values: dict[str, Any], name: str) -> None:
    assert [other for other, value in values.items() if (value == values[name]) is not (other == name)] == []
    assert (values[name] == "a text") is False


@pytest.mark.parametrize("name", _HELD)
def test_a_repr_is_one_line_without_the_criteria(values: dict[str, Any], name: str) -> None:
    told = repr(values[name])
    assert "\n" not in told
    assert len(told) < 1000
    if name != "Criteria":
        assert repr(ranking().criteria) not in told
    assert name in told


@pytest.mark.parametrize("name", _DATACLASSES)
def test_a_value_becomes_plain(values: dict[str, Any], name: str) -> None:
    plain = values[name].to_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert list(plain)[:1] != [] if name != "Uniform" else plain == {}


def test_a_changed_figure_makes_another_ranking() -> None:
    frame = ranking().frame
    other = replace(ranking(), frame=frame.with_columns(pl.lit(50.0).alias("score")))
    assert (ranking() == other) is False
    assert ranking() == replace(ranking(), frame=frame.clone())


def _is_shown_in_a_notebook(value: Any) -> bool:
    try:
        model.rendered(value)
    except TypeError:
        return False
    return True


@pytest.mark.parametrize("name", _DATACLASSES)
def test_what_can_be_rendered_is_shown_in_a_notebook(values: dict[str, Any], name: str) -> None:
    value = values[name]
    assert hasattr(value, "_repr_html_") == _is_shown_in_a_notebook(value)
    if hasattr(value, "_repr_html_"):
        shown = value._repr_html_()
        assert shown.count("<div") == shown.count("</div>")
        assert "<h1>" in shown
        assert "<script" not in shown


def test_names_are_no_markup_in_a_notebook() -> None:
    named = pl.col("name").str.replace("Exempelstad", "<script>alert(1)</script>")
    shown = replace(ranking(), frame=ranking().frame.with_columns(named))._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_long_ranking_is_shown_by_its_first_sites() -> None:
    frame = pl.concat([ranking().frame.with_columns(pl.col("id") + str(number)) for number in range(5)])
    assert replace(ranking(), frame=frame)._repr_html_().count('<th scope="row">') == 50


def _explained(site: str) -> tuple[model.Explanation, model.Ranking]:
    return model.explain(ranking(), site), ranking()


def test_results_travel_between_processes() -> None:
    sites = ranking().frame["id"][:3].to_list()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_explained, sites))
        given = pool.submit(model.explain, ranking(), sites[0]).result()
    assert [explanation for explanation, _ in found] == [model.explain(ranking(), site) for site in sites]
    assert given == found[0][0]
    assert all(made == ranking() for _, made in found)
