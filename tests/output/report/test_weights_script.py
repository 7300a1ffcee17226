"""The script of a page computes what the program computes: run in node, from the page that carries it."""

import json
import random
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.conftest import ROOT, required
from tests.output.report import pages
from tests.output.report.pages import Case

from vasterviksmodell import Criteria, Ranking, score
from vasterviksmodell.analysis.evidence import Evidence
from vasterviksmodell.analysis.explanation import explain
from vasterviksmodell.criteria.whose_weights import weighed, whose_weights, with_weights_of
from vasterviksmodell.i18n import written
from vasterviksmodell.output.ranking.rows import Rows
from vasterviksmodell.output.report.first_page import first_sites, leaders
from vasterviksmodell.output.report.html import weights_panel

RUNNER = ROOT / "tests" / "output" / "report" / "run_weights.js"
POINTS = ("0", "0", "1", "2", "3", "5", "7.5", "12.25", "30", "33.3", "0.000001", "999999", "100")
VECTORS = {"low": 60, "middle": 10, "high": 10}
READ_WHOLE = 6
"""For so many of them the table of the first sites is compared too; the program explains each of its sites."""
Changes = dict[str, str]
"""Points as they are entered, by id."""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    return pages.cases(tmp_path_factory.mktemp("made"))


def vectors(criteria: Criteria, seed: str) -> Iterator[Changes]:
    """Random weights: of a few nodes or of all, never 0 for all members of a group."""
    chance = random.Random(seed)
    nodes = [node for node in criteria.nodes if node.weight > 0]
    while True:
        chosen = chance.sample(nodes, chance.choice([1, 2, 3, len(nodes)]))
        changes = {node.id: chance.choice(POINTS) for node in chosen}
        points = {node.id: Fraction(changes.get(node.id, node.points)) for node in nodes}
        sums: dict[tuple[str, ...], Fraction] = {}
        for node in nodes:
            sums[node.groups] = sums.get(node.groups, Fraction(0)) + points[node.id]
        if all(sums.values()):
            yield changes


def with_points(criteria: Criteria, changes: Mapping[str, str]) -> Criteria:
    """The criteria with other points, as if they stood in the file."""
    points = {node.id: Fraction(changes.get(node.id, node.points)) for node in criteria.nodes}
    return weighed(replace(criteria, tree_points=points, actors=()), "tree")


def run(page: str, given: list[Any]) -> Any:
    """What the script of a page answers for its own data."""
    data = {
        "script": pages.script_of(page),
        "words": pages.words_of(page),
        "ranking": pages.ranking_of(page),
        "cases": given,
    }
    command = [required("node"), str(RUNNER)]
    done = subprocess.run(command, input=json.dumps(data), capture_output=True, check=False, encoding="utf-8")
    assert not done.stderr
    return json.loads(done.stdout)


def check_sites(found: Any, expected: Ranking) -> None:
    """Scores within 1e-9 of the program's; order, ranks, ties and statuses equal."""
    exact = ("id", "status", "rank", "tied", "rank_best", "rank_worst")
    keys = ("id", "status", "rank", "tied", "best", "worst")
    assert [tuple(site[key] for key in keys) for site in found] == expected.frame.select(exact).rows()
    near = expected.frame.select("score", "score_low", "score_high", "coverage", "known_weight").rows()
    for site, numbers in zip(found, near, strict=True):
        assert [site[key] for key in ("score", "low", "high", "coverage", "knownWeight")] == pytest.approx(
            numbers, abs=1e-9
        )


def check_table(found: Any, expected: Ranking, language: Any) -> None:
    """The cells of the table of all sites are written as the program writes them."""
    keys = [column.key for column in Rows.of(expected).columns]
    for cells, row in zip(found, Rows.of(expected), strict=True):
        program = dict(zip(keys, (written(cell, language) for cell in row), strict=True))
        assert cells == {key: program[key] for key in cells}


def check_first_page(found: Any, ranking: Ranking, language: Any, *, whole: bool) -> None:
    """The sentence and the table of the first sites are those that the program writes."""
    ids = ranking.frame["id"].head(7) if whole else ()
    gathered = Evidence(ranking, tuple(explain(ranking, id) for id in ids), None, None, None, None)  # type: ignore[arg-type]
    assert found["leaders"] == written(leaders(gathered), language)
    if whole:
        assert found["first"] == [[written(cell, language) for cell in row] for row in first_sites(gathered).rows]


@pytest.mark.parametrize("unknown", ["low", "middle", "high"])
@pytest.mark.parametrize("name", ["exempelkommun", "vastervik", "actors", "made"])
def test_any_weights_give_the_scores_ranks_and_texts_of_the_program(
    cases: dict[str, Case], name: str, unknown: Any
) -> None:
    criteria = replace(cases[name].criteria, unknown=unknown)
    language = "sv" if unknown == "middle" else "en"
    case = replace(cases[name], criteria=criteria)
    drawn = vectors(criteria, f"{name} {unknown}")
    given = [{}, *(next(drawn) for _ in range(VECTORS[unknown]))]
    answers = run(case.page(language), [{"changes": changes} for changes in given])
    for number, (changes, answer) in enumerate(zip(given, answers, strict=True)):
        ranking = score(case.sites, with_points(criteria, changes))
        check_sites(answer["sites"], ranking)
        check_table(answer["texts"]["ranking"], ranking, language)
        check_first_page(answer["texts"], ranking, language, whole=number < READ_WHOLE)


@pytest.mark.parametrize("whose", ["combined", "tree", "municipality"])
@pytest.mark.parametrize("rule", ["mean", "geometric_mean"])
def test_whoever_weighs_gets_the_scores_of_the_program(cases: dict[str, Case], rule: Any, whose: str) -> None:
    """Also where the page shows the weights of somebody else, or of all combined."""
    criteria = replace(cases["actors"].criteria, combine=rule)
    criteria = replace(criteria, document={**criteria.document, "combine": rule})
    case = replace(cases["actors"], criteria=with_weights_of(criteria, whose))
    everyone = list(whose_weights(criteria))
    answers = run(case.page(), [{"whose": whose} for whose in everyone])
    for other, answer in zip(everyone, answers, strict=True):
        ranking = score(case.sites, with_weights_of(criteria, other))
        check_sites(answer["sites"], ranking)
        check_table(answer["texts"]["ranking"], ranking, "en")


def test_the_same_weights_have_an_address_and_come_back_from_it(cases: dict[str, Case]) -> None:
    criteria = cases["actors"].criteria
    drawn = vectors(criteria, "addresses")
    given = [{"whose": whose, "changes": next(drawn)} for whose in whose_weights(criteria) for _ in range(5)]
    for variant, answer in zip(given, run(cases["actors"].page(), given), strict=True):
        assert answer["variant"] == variant
        assert answer["address"].startswith("#weights=")
        assert ("combined" in answer["address"]) is False


WRONG_ADDRESSES = (
    *("", "nobody", "tree,combined", "school", "school:", "school:-1", "school:1e3", "school:1234567", "school:1:2"),
    *("nothing:3", "tree,nothing:3", "internships:0,associations_active:0", "__proto__:1", "constructor"),
    *("school:1.2345678", "school:٣", "school:1,,", "toString:1"),
)


def test_an_address_that_does_not_fit_the_report_is_no_variant(cases: dict[str, Case]) -> None:
    given = [{"address": f"#weights={address}"} for address in WRONG_ADDRESSES]
    answers = run(cases["actors"].page(), given)
    variants = {address: answer["variant"] for address, answer in zip(WRONG_ADDRESSES, answers, strict=True)}
    assert variants == dict.fromkeys(WRONG_ADDRESSES)


def test_a_page_has_no_panel_where_weights_change_nothing_or_sites_are_missing(cases: dict[str, Case]) -> None:
    whole = cases["made"]
    single = with_points(whole.criteria, {node.id: "0" for node in whole.criteria.nodes if node.id != "school"})
    cut = replace(whole.ranking, frame=whole.ranking.frame.head(3))
    assert weights_panel.can_be_weighed(whole.ranking)
    assert not weights_panel.can_be_weighed(score(whole.sites, single))
    assert not weights_panel.can_be_weighed(cut)
    page = replace(whole, criteria=single).page()
    assert "<script>" not in page
    assert "try-weights" not in page


def test_the_script_is_embedded_whole_and_without_comments(cases: dict[str, Case]) -> None:
    script = pages.script_of(cases["made"].page())
    assert script == weights_panel.script()
    assert "//" not in script
    assert len(script.encode()) < 16_000


def test_the_words_of_the_script_are_those_of_the_page(cases: dict[str, Case]) -> None:
    words = pages.words_of(cases["made"].page("sv"))
    assert words["shown"] == "Visas för de fastställda vikterna."
    assert words["first"] == "I ordning: {sites}."
    assert words["statuses"]["excluded"] == "utesluten"
    assert words["labels"]["shop"] == "Butik"
    assert len(words["names"]["d"]) <= 40


def test_of_every_section_it_is_known_whether_it_rests_on_the_decided_weights(cases: dict[str, Case]) -> None:
    """A new section stands here, or among those that get the remark while other weights are shown."""
    page = cases["actors"].page()
    sections = set(re.findall(r'<section id="([a-z-]+)"', page))
    remarked = set(re.findall(r"#([a-z-]+) > h2", pages.words_of(page)["decided"]))
    unmoved = {"question", "screening", "measures", "dominance", "try-weights", "scores", "children", "method"}
    assert sections - remarked == unmoved
