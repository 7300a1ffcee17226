"""What the library answers to those who give it something else than it takes: words that say what to do."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.public_values import EXAMPLE, ranking

import vasterviksmodell as model
from vasterviksmodell.cli.program import run

_OF_A_RANKING: dict[str, Callable[[Any], Any]] = {
    "action_plan": model.action_plan,
    "agree": model.agree,
    "apply_actions": lambda given: model.apply_actions(given, "done"),
    "apply_scenario": lambda given: model.apply_scenario(given, None),  # type: ignore[arg-type]
    "compare": lambda given: model.compare(given, given),
    "compare_pair": lambda given: model.compare_pair(given, "a", "b"),
    "compare_scenarios": lambda given: model.compare_scenarios(given, ()),
    "divided": lambda given: model.divided(given, "municipality"),
    "explain": lambda given: model.explain(given, "a"),
    "first_sites": model.first_sites,
    "losses": model.losses,
    "obstacles": model.obstacles,
    "reaching": lambda given: model.reaching(given, "a", model.Target("qualified")),
    "redacted_ranking": model.redacted_ranking,
    "robustness": model.robustness,
    "save_ranking": lambda given: model.save_ranking(given, "never-written.json"),
    "similar": lambda given: model.similar(given, "a"),
    "weight_contrast": model.weight_contrast,
    "with_measures": lambda given: model.with_measures(given, {}),
    "write_report": lambda given: model.write_report(given, "never-written.html"),
}
_OF_CRITERIA: dict[str, Callable[[Any], Any]] = {
    "derived_weights": lambda given: model.derived_weights(given, "tree"),
    "load_scenarios": lambda given: model.load_scenarios(EXAMPLE / "scenarios.yaml", given),
    "read_sites": lambda given: model.read_sites(EXAMPLE / "orter.csv", given),
    "score": lambda given: model.score(ranking().frame, given),
    "with_weights_of": lambda given: model.with_weights_of(given, "tree"),
}


@pytest.mark.parametrize("name", _OF_A_RANKING)
@pytest.mark.parametrize("given", ["ranking.json", Path("ranking.json"), None])
def test_where_a_ranking_belongs_another_thing_is_named(name: str, given: Any) -> None:
    with pytest.raises(TypeError, match=rf"a {type(given).__name__} stands where a ranking belongs: give a ranking"):
        _OF_A_RANKING[name](given)


@pytest.mark.parametrize("name", _OF_CRITERIA)
@pytest.mark.parametrize("given", ["criteria.yaml", {}])
def test_where_criteria_belong_another_thing_is_named(name: str, given: Any) -> None:
    with pytest.raises(TypeError, match=rf"a {type(given).__name__} stands where criteria belong: .*load_criteria"):
        _OF_CRITERIA[name](given)


@pytest.mark.parametrize("path", ["sites.csv", Path("sites.csv")])
def test_a_path_is_not_a_frame(path: Any) -> None:
    with pytest.raises(model.InvalidFrame, match=r"'sites.csv' is a path: score what read_sites\(path, criteria\)"):
        model.score(path, ranking().criteria)


def test_a_name_is_taken_for_an_id_where_one_site_has_it() -> None:
    drawn = {"draws": 20, "pair": ("Exempelstad", "mallköping")}
    by_id: Any = {"draws": 20, "pair": ("exempelstad", "mallkoping")}
    assert model.explain(ranking(), "Mallköping") == model.explain(ranking(), "mallkoping")
    assert model.similar(ranking(), "EXEMPELSTAD") == model.similar(ranking(), "exempelstad")
    assert model.compare_pair(ranking(), "Mallköping", "Exempelstad").first.id == "exempelstad"
    target = model.Target("rank", 1)
    assert model.reaching(ranking(), "Mallköping", target) == model.reaching(ranking(), "mallkoping", target)
    assert model.robustness(ranking(), **drawn) == model.robustness(ranking(), **by_id)  # type: ignore[arg-type]


def test_a_name_that_no_site_has_is_answered_with_the_nearest() -> None:
    with pytest.raises(KeyError) as caught:
        model.explain(ranking(), "Mallkping")
    assert str(caught.value) == "no site 'Mallkping': did you mean 'Mallköping'?"
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_name_of_several_sites_is_answered_with_their_ids(tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text("id,name,school_m\na,Norra,1\nb,Norra,2\n", encoding="utf-8")
    criteria = model.default_criteria()
    twice = model.score(model.read_sites(tmp_path / "sites.csv", criteria), criteria)
    with pytest.raises(KeyError, match="several sites are called 'norra': say which by id: "):
        model.explain(twice, "norra")


def test_a_number_is_not_the_name_of_a_site() -> None:
    with pytest.raises(TypeError, match="a int stands where the id or name of a site belongs"):
        model.explain(ranking(), 1)  # type: ignore[arg-type]


def test_a_rank_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no rank 31 among 30 sites"):
        model.reaching(ranking(), "mallkoping", model.Target("rank", 31))


@pytest.mark.parametrize("weights", ["uniform", 0.2, {"school": (0, 1)}, ["school"]])
def test_weights_of_another_kind_are_refused(weights: Any) -> None:
    kind = type(weights).__name__
    with pytest.raises(TypeError, match=rf"a {kind} stands where the kind of weights .* give Uniform\(\), Around"):
        model.robustness(ranking(), weights)


def test_nobody_has_weights_but_those_who_are_named() -> None:
    with pytest.raises(KeyError, match=r"no weights of 'nobody': there are tree, "):
        model.with_weights_of(ranking().criteria, "nobody")


def test_invalid_sites_are_told_with_severity_place_and_hint(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("id,name,school_m\na,A,tolv\n", encoding="utf-8")
    with pytest.raises(model.InvalidSites) as caught:
        model.read_sites(path, model.default_criteria())
    told = f"{path}:2:5: error[D103] 'tolv' is not a number (criterion 'school') (write 1200,"
    assert any(line.startswith(told) for line in str(caught.value).splitlines())


def test_measures_are_set_by_the_name_of_a_site() -> None:
    by_id = model.with_measures(ranking(), {"mallkoping": {"school_m": 100}})
    assert model.with_measures(ranking(), {"Mallköping": {"school_m": 100}}).changes == by_id.changes
    with pytest.raises(KeyError, match="no site 'Mallkping': did you mean 'Mallköping'"):
        model.with_measures(ranking(), {"Mallkping": {"school_m": 100}})


def test_what_is_lost_is_named_by_id_or_column() -> None:
    (school,) = (one for one in ranking().criteria.criteria if one.id == "school")
    assert model.losses(ranking(), ["school"]) == model.losses(ranking(), [school])
    assert model.losses(ranking(), [school.column]) == model.losses(ranking(), [school])
    with pytest.raises(KeyError, match="no criterion or column 'scool': did you mean 'school'"):
        model.losses(ranking(), ["scool"])


_ACTORS = """\
version: 1
criteria:
  school: {range: [0, 9000], weight: 2, value: {0: 100, 4000: 0}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
judgements: {top: {points: {school: 1, plan: 1}}}
actors:
  town: {label: {en: The town, sv: Staden}, who: a, when: 2026-03-01, why: b, weights: {school: 3, plan: 1}}
  state: {label: The others, who: a, when: 2026-03-02, why: b, weights: {school: 1, plan: 1}}
  rest: {label: The others, who: a, when: 2026-03-02, why: b, weights: {school: 1, plan: 4}}
"""


def _actors(tmp_path: Path) -> Any:
    (tmp_path / "criteria.yaml").write_text(_ACTORS, encoding="utf-8")
    return model.load_criteria(tmp_path / "criteria.yaml")


@pytest.mark.parametrize("given", ["town", "Town", "The town", "the TOWN", "Staden"])
def test_an_actor_is_named_by_id_or_label(given: str, tmp_path: Path) -> None:
    criteria = _actors(tmp_path)
    assert model.with_weights_of(criteria, given) == model.with_weights_of(criteria, "town")
    assert model.with_weights_of(criteria, given).weights_of == "town"
    assert model.derived_weights(criteria, given).whose == "town"


def test_a_label_of_two_actors_names_none(tmp_path: Path) -> None:
    criteria = _actors(tmp_path)
    with pytest.raises(KeyError, match="no weights of 'The others': there are tree, town, state, rest"):
        model.with_weights_of(criteria, "The others")
    with pytest.raises(KeyError, match="no judgements of 'The others': there are tree, town, state, rest"):
        model.derived_weights(criteria, "The others")


def test_the_command_line_takes_labels_of_actors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _actors(tmp_path)
    (tmp_path / "sites.csv").write_text("id,name,school,plan\na,A,1,housing\n", encoding="utf-8")
    words = ["score", str(tmp_path / "sites.csv"), "-c", str(tmp_path / "criteria.yaml"), "-f", "json", "--actor"]
    assert run([*words, "Staden"]) == 0
    by_label = capsys.readouterr().out
    assert run([*words, "town"]) == 0
    assert capsys.readouterr().out == by_label


def test_a_plan_names_sites_by_name() -> None:
    folder = ROOT / "examples" / "plan"
    criteria = model.load_criteria(folder / "criteria.yaml")
    scored = model.score(model.read_sites(folder / "sites.csv", criteria), criteria)
    first = scored.frame.row(0, named=True)
    assert first["name"] != first["id"]
    forbidding = [replace(criteria.plan, forbid=(first[key],)) for key in ("id", "name")]  # type: ignore[type-var]
    by_id, by_name = (model.plan(scored, settings=settings).houses for settings in forbidding)
    assert by_name == by_id
    assert first["id"] not in by_name


_SECOND: dict[str, tuple[Callable[[Any], Any], str]] = {
    "action_plan": (lambda given: model.action_plan(ranking(), given), "what stops the sites belongs"),
    "action_plan, explanations": (lambda given: model.action_plan(ranking(), None, given), "explanations belong"),
    "apply_actions": (lambda given: model.apply_actions(ranking(), "done", given), "which sites are shown belongs"),
    "apply_scenario": (lambda given: model.apply_scenario(ranking(), given), "a scenario belongs"),
    "at_date": (lambda given: model.at_date(given, date(2028, 1, 1)), "a ranking belongs"),
    "at_date, day": (lambda given: model.at_date(ranking(), given), "a day belongs"),
    "compare_scenarios": (lambda given: model.compare_scenarios(ranking(), given), "scenarios belong"),
    "derive": (lambda given: model.derive("none.yaml", only=given), "measures belong"),
    "derive, keep": (lambda given: model.derive("none.yaml", keep=given), "paths belong"),
    "first_sites": (lambda given: model.first_sites(ranking(), given), "a number of sites belongs"),
    "freeze": (lambda given: model.freeze("none.yaml", "a", criteria=given), "criteria belong"),
    "freeze, sites": (lambda given: model.freeze("none.yaml", "a", sites=given), "paths belong"),
    "judge": (lambda given: model.judge(given, ranking()), "a decision belongs"),
    "judge_order": (model.judge_order, "a record belongs"),
    "losses": (lambda given: model.losses(ranking(), given), "criteria belong"),
    "plan": (model.plan, "a ranking belongs"),
    "plan, settings": (lambda given: model.plan(ranking(), settings=given), "settings of a plan belong"),
    "reaching": (lambda given: model.reaching(ranking(), "mallkoping", given), "a target belongs"),
    "redacted_ranking": (lambda given: model.redacted_ranking(ranking(), given), "which sites are shown belongs"),
    "Shown": (model.Shown, "a number of sites belongs"),
    "timeline": (model.timeline, "a ranking belongs"),
    "timeline, end": (lambda given: model.timeline(ranking(), end=given), "a day belongs"),
}


@pytest.mark.parametrize("name", _SECOND)
@pytest.mark.parametrize("given", ["school", Path("school.yaml"), 1.5], ids=["text", "path", "number"])
def test_what_does_not_belong_beside_the_first_thing_is_named(name: str, given: Any) -> None:
    call, belongs = _SECOND[name]
    with pytest.raises(TypeError, match=f"^a {type(given).__name__} stands where {belongs}: give "):
        call(given)


def test_a_time_of_day_is_not_a_day() -> None:
    with pytest.raises(TypeError, match="a datetime stands where a day belongs: give date"):
        model.at_date(ranking(), datetime(2028, 1, 1, 12))  # noqa: DTZ001 - no zone matters


def test_fewer_sites_than_none_are_not_shown() -> None:
    with pytest.raises(ValueError, match="top is -1: it is a number of sites"):
        model.Shown(-1)


def test_what_may_be_chosen_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion"]) == 2
    assert capsys.readouterr().err.endswith("Missing argument 'shell'. Choose from: bash, zsh, fish\n")


_THIRD: dict[str, tuple[Callable[[], Any], str]] = {
    "agree": (lambda: model.agree(ranking(), "3"), "a str stands where a number of sites belongs"),  # type: ignore[arg-type]
    "derived_weights": (lambda: model.derived_weights(ranking().criteria, 3), "a int stands where the id or label"),  # type: ignore[arg-type]
    "divided": (lambda: model.divided(ranking(), 3), "a int stands where the heading of a column belongs"),  # type: ignore[arg-type]
    "robustness": (lambda: model.robustness(ranking(), draws="9"), "a str stands where a number of draws belongs"),  # type: ignore[arg-type]
    "score_summary": (lambda: model.score_summary(ranking(), per=3), "a int stands where the heading of a column"),  # type: ignore[arg-type]
    "similar": (lambda: model.similar(ranking(), "mallkoping", 1.5), "a float stands where a number of sites"),  # type: ignore[arg-type]
    "starting_decision": (lambda: model.starting_decision(None), "a NoneType stands where a ranking belongs"),  # type: ignore[arg-type]
    "with_measures": (lambda: model.with_measures(ranking(), []), "a list stands where measures by site belong"),  # type: ignore[arg-type]
    "with_measures, of one": (
        lambda: model.with_measures(ranking(), {"mallkoping": "school"}),  # type: ignore[dict-item]
        "a str stands where measures by column belong",
    ),
    "with_weights_of": (lambda: model.with_weights_of(ranking().criteria, None), "a NoneType stands where the id or"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", _THIRD)
def test_numbers_names_and_mappings_are_asked_for_in_words(name: str) -> None:
    call, words = _THIRD[name]
    with pytest.raises(TypeError, match=words):
        call()


def test_fewer_similar_sites_than_none_are_not_given() -> None:
    with pytest.raises(ValueError, match="top is -1: it is a number of sites"):
        model.similar(ranking(), "mallkoping", -1)


@pytest.mark.parametrize("pair", ["mallkoping", ("mallkoping",)])
def test_a_pair_is_two(pair: Any) -> None:
    with pytest.raises(ValueError, match="a pair is two sites, by id or name"):
        model.robustness(ranking(), draws=5, pair=pair)


def test_a_key_may_be_any_text() -> None:
    assert model.blind_ranking(ranking(), key="\udcff").counts == ranking().counts


def test_a_language_that_is_not_spoken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'de' is not one of en, sv"):
        model.rendered(ranking(), "text", "de")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'de' is not one of en, sv"):
        model.write_report(ranking(), tmp_path / "report.md", language="de")  # type: ignore[arg-type]
    assert not [*tmp_path.iterdir()]
