"""A value of every class that the package offers by name, made as users make them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from tests.conftest import ROOT

import vasterviksmodell as model

EXAMPLE = ROOT / "examples" / "exempelkommun"
_SITE, _OTHER = "exempelstad", "mallkoping"


@cache
def ranking() -> model.Ranking:
    criteria = model.load_criteria(EXAMPLE / "criteria-actors.yaml")
    return model.score(model.read_sites(EXAMPLE / "orter.csv", criteria), criteria)


def _of_several_municipalities() -> model.Ranking:
    criteria = model.default_criteria()
    return model.score(model.read_sites(ROOT / "examples" / "vastervik" / "sites.csv", criteria), criteria)


def _scenarios() -> tuple[model.Scenario, ...]:
    return model.load_scenarios(EXAMPLE / "scenarios.yaml", ranking().criteria)


def _saved(folder: Path) -> Path:
    model.save_ranking(ranking(), folder / "ranking.json")
    return folder / "ranking.json"


def _written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def _raised(act: Callable[[], Any]) -> Exception:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - whatever it raises is what is tested
        return error
    raise AssertionError("nothing was raised")


def _invalid_sites(folder: Path) -> Exception:
    path = _written(folder, "sites.csv", "id,name,school_m\na,A,tolv\na,B,12\n")
    return _raised(lambda: model.read_sites(path, model.default_criteria()))


def _decision() -> model.Decision:
    return model.load_decision(EXAMPLE / "decision.yaml")


def _frozen(folder: Path) -> model.FreezeRecord:
    sites = [EXAMPLE / "orter.csv"]
    model.freeze(folder / "frozen.yaml", "Bo", criteria=model.default_criteria(), date="2026-11-01")
    return model.freeze(folder / "frozen.yaml", "Bo", sites=sites, date="2026-11-10", reason="They came.")


def _derivation(folder: Path) -> model.Derivation:
    _written(folder, "schools.csv", "name,N,E\nNorra,6400000,590000\n")
    _written(folder, "places.csv", "id,name,N,E\na,A,6400000,591000\nb,B,6400000,620000\n")
    text = """\
version: 1
places: {file: places.csv, id: id, name: name, coordinates: {northing: N, easting: E}}
registers:
  schools:
    {file: schools.csv, name: name, coordinates: {northing: N, easting: E}, date: 2026-06-21, complete: Sweden,
     source: Invented}
measures:
  schools: {rule: count, of: schools, within: 5000 m}
"""
    return model.load_derivation(_written(folder, "derive.yaml", text))


def _plan(**asked: Any) -> Any:
    folder = ROOT / "examples" / "plan"
    criteria = model.load_criteria(folder / "criteria.yaml")
    return model.plan(model.score(model.read_sites(folder / "sites.csv", criteria), criteria), **asked)


def _verified_plan(folder: Path) -> Any:
    text = model.rendered(_plan(), "json")
    return model.verify_plan(_written(folder, "plan.json", str(text)))


VALUES: dict[str, Callable[[Path], Any]] = {
    "ActionPlan": lambda _: model.action_plan(ranking()),
    "Agreement": lambda _: model.agree(ranking()),
    "Around": lambda _: model.Around(0.2),
    "CannotDraw": lambda _: _raised(lambda: model.robustness(ranking(), model.Within({"school": (2, 3)}), 10)),
    "CannotPlan": lambda _: _raised(lambda: model.plan(ranking())),
    "Comparison": lambda _: model.compare(ranking(), model.with_measures(ranking(), {_SITE: {"school_m": 9000}})),
    "Criteria": lambda _: ranking().criteria,
    "Decision": lambda _: _decision(),
    "Derivation": _derivation,
    "Derived": lambda folder: model.derive(_derivation(folder)),
    "DerivedWeights": lambda _: model.derived_weights(ranking().criteria, ranking().criteria.actors[0].id),
    "Division": lambda _: model.divided(_of_several_municipalities(), "municipality"),
    "Explanation": lambda _: model.explain(ranking(), _SITE),
    "Finding": lambda folder: getattr(_invalid_sites(folder), "findings")[0],  # noqa: B009 - of an exception
    "InvalidCriteria": lambda folder: _raised(lambda: model.load_criteria(_written(folder, "c.yaml", "criteria: {}"))),
    "FreezeRecord": _frozen,
    "FreezeStep": lambda folder: _frozen(folder).steps[1],
    "InvalidFreezeRecord": lambda folder: _raised(
        lambda: model.load_freeze_record(_written(folder, "frozen.yaml", "version: 1\n"))
    ),
    "InvalidDecision": lambda folder: _raised(
        lambda: model.load_decision(_written(folder, "decision.yaml", "version: 2\n"))
    ),
    "InvalidDerivation": lambda folder: _raised(lambda: model.load_derivation(_written(folder, "d.yaml", "a: 1"))),
    "InvalidFrame": lambda _: _raised(lambda: model.score(pl.DataFrame({"school_m": ["x"]}), ranking().criteria)),
    "InvalidRanking": lambda folder: _raised(lambda: model.load_ranking(_written(folder, "r.json", "{}"))),
    "InvalidScenarios": lambda folder: _raised(
        lambda: model.load_scenarios(_written(folder, "s.yaml", "a: 1"), ranking().criteria)
    ),
    "InvalidSites": _invalid_sites,
    "Losses": lambda _: model.losses(ranking()),
    "MissingExtra": lambda _: model.MissingExtra("drawing", "altair", "plot"),
    "NoPlan": lambda _: _plan(houses=500),
    "Obstacles": lambda _: model.obstacles(ranking()),
    "Ordered": lambda _: model.Ordered(["school", ["bus", "doctor"]]),
    "Pair": lambda _: model.compare_pair(ranking(), _SITE, _OTHER),
    "Place": lambda _: model.Place("sites.csv", 7, 12),
    "Plan": lambda _: _plan(),
    "PlanVerification": _verified_plan,
    "Ranking": lambda _: ranking(),
    "Robustness": lambda _: model.robustness(ranking(), draws=50, pair=(_SITE, _OTHER)),
    "Scenario": lambda _: _scenarios()[0],
    "ScenarioComparison": lambda _: model.compare_scenarios(ranking(), _scenarios()),
    "Shown": lambda _: model.Shown(3),
    "ScoreSummary": lambda _: model.score_summary(_of_several_municipalities(), per="municipality"),
    "Similarity": lambda _: model.similar(ranking(), _SITE),
    "SiteDecision": lambda _: _decision().sites[0],
    "Sites": lambda _: model.read_sites(EXAMPLE / "orter.csv", ranking().criteria),
    "Stopped": lambda _: _raised(lambda: _plan(stop=lambda: True)),
    "Target": lambda _: model.Target("rank", 1),
    "Timeline": lambda _: model.timeline(ranking()),
    "TargetSearch": lambda _: model.reaching(ranking(), _OTHER, model.Target("rank", 1)),
    "Uniform": lambda _: model.Uniform(),
    "Verification": lambda folder: model.verify(_saved(folder)),
    "Version": lambda _: model.Version.fresh(ranking()),
    "WeightContrast": lambda _: model.weight_contrast(ranking()),
    "Within": lambda _: model.Within({"school": (0.1, 0.3)}),
}
"""By the name of the class: makes a value of it; files may be written in a folder."""
