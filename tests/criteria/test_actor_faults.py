"""Everything that is wrong with actors and judgements: at line and column, with a hint, all at once."""

import pytest
from tests.criteria.weighed import ACTORS, TREE, WEIGHED

from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.findings import Finding

LEAVES = ", ".join(f"{id}: {{type: yes_no, weight: 1}}" for id in ("school", "bus", "shop"))
THREE = f"version: 1\ncriteria: {{{LEAVES}, plot: {{requirement: {{at_most: 5}}}}}}\n"
"""School, bus and shop are weighed, the plot is not."""
BEST = "best: bus, worst: shop, "
NONE = (None, None)
A = f"{TREE}actors:\n  "
WHO = "who: A, when: 2026, why: B"


def findings(text: str) -> tuple[Finding, ...]:
    return read_criteria(text.encode(), "c.yaml")[1]


def told(text: str) -> list[str]:
    """Code, line and column of each finding, in order."""
    return [f"{finding.code}:{finding.place.line}:{finding.place.column}" for finding in findings(text)]


def only(text: str) -> Finding:
    """The one finding about a text, at the place that is marked."""
    before = text[: text.index("»")]
    (finding,) = findings(text.replace("»", ""))
    assert (finding.place.line, finding.place.column) == (
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )
    return finding


def test_all_that_is_wrong_with_actors_is_found_at_once() -> None:
    text = """\
actors:
  tree:
    who: A
    when: 2026
    why: B
    weights: {servic: 1, work: 1}
    judgements: {servise: {points: {school: 1, bus: 1}}}
  municipality:
    who: A
    when: 2026
    why: B
    weights: {school: 1, notes: 1, reception: 1}
    judgements:
      service: {comparisons: {school: {school: 1, buss: 2, bus: 3}, bus: {school: 1}}}
      top: {ranking: [work, work], formula: centroid}
combine: mean
weights_of: everybody
judgements:
  service: {best: school, worst: school, best_over: {bus: 0.5}, over_worst: {school: 1}}
  reception: {points: {population: 1}}
"""
    line = TREE.count("\n")
    places = ["C118:2:3", "C115:6:15", "C115:7:18"]
    places += ["C116:12:15", "C115:12:26", "C115:12:36"]
    places += ["C119:14:40", "C115:14:51", "C119:14:75", "C116:15:13", "C119:15:29"]
    places += ["C119:19:34", "C119:19:59", "C116:19:65", "C119:19:78", "C115:20:3"]
    expected = [f"{code}:{line + int(row)}:{column}" for code, row, column in (place.split(":") for place in places)]
    assert told(TREE + text) == expected


def test_structures_that_are_wrong_are_found_at_once() -> None:
    text = """\
actors:
  Kommunen: {who: A, when: 2026, why: B, weights: {service: 1, work: 1}}
  5: {who: A, when: 2026, why: B, weights: {service: 1, work: 1}}
  a: {}
  b: {who: 5, when: soon, why: {se: x}, weights: {}, share: 0, wieghts: 1}
  c: 5
  d: {who: A, when: 2026, why: B, weights: {service: -1, work: 010, 5: 1}}
  e: {who: A, when: 2026, why: B, weights: {service: 1}, judgements: {top: {swing: {service: x}, weigths: 1}}}
combine: median
weights_of: 5
judgements:
  top: {comparisons: {service: {work: 1/0}, work: 5}, ranking: [], best_over: {}}
  service: {ranking: [5, [school, 6], []], formula: centre}
frozen: {weights: abc, date: yesterday, by: [], whom: x}
"""
    line = TREE.count("\n")
    places = ["C006:2:3", "C006:3:3", "C002:4:3", "C002:4:3", "C002:4:3", "C002:4:3"]
    places += ["C003:5:12", "C003:5:21", "C001:5:33", "C003:5:50", "C101:5:61", "C001:5:64"]
    places += ["C003:6:6", "C101:7:54", "C004:7:64", "C006:7:69", "C003:8:94", "C001:8:98"]
    places += ["C003:9:10", "C003:10:13"]
    places += ["C003:12:39", "C003:12:51", "C003:12:64", "C003:12:79"]
    places += ["C003:13:23", "C003:13:35", "C003:13:39", "C003:13:53"]
    places += ["C003:14:19", "C003:14:30", "C003:14:45", "C001:14:49"]
    expected = [f"{code}:{line + int(row)}:{column}" for code, row, column in (place.split(":") for place in places)]
    assert told(TREE + text) == expected


@pytest.mark.parametrize(
    ("judgement", "code", "message", "hint"),
    [
        ("{points: {school: 1, »buss: 1, shop: 1}}", "C115", None, "did you mean 'bus'?"),
        ("{points: {school: 1, bus: 1, shop: 1, »plot: 1}}", "C115", None, "the known names are: school, bus, shop"),
        ("{»points: {school: 1}}", "C116", "missing in 'points': bus, shop", None),
        ("{»swing: {school: 100, bus: 50}}", "C116", "missing in 'swing': shop", None),
        ("{swing: {school: 100, bus: »0, shop: 1}}", "C101", "the weight 0 is not a finite number above 0", None),
        ("{swing: {school: 100, bus: ».inf, shop: 1}}", "C101", None, None),
        (
            "{swing: {school: 100, bus: »101, shop: 1}}",
            "C119",
            "the judgement cannot be used: a swing is at most 100, that of the most important one",
            None,
        ),
        ("{comparisons: {school: {bus: »1001}}}", "C003", None, None),
        ("{comparisons: {school: {bus: »1/1001}}}", "C003", None, None),
        ("{»ranking: [school, [bus]], formula: sum}", "C116", "missing in 'ranking': shop", None),
        ("{ranking: [school, [bus, »bus], shop], formula: sum}", "C119", None, None),
        ("{ranking: [school, [bus, shop]], formula: »linear}", "C003", None, None),
        ("{ranking: »school, formula: sum}", "C003", None, None),
        ("{comparisons: {school: {bus: 3, »school: 1}}}", "C119", None, None),
        ("{comparisons: {school: {bus: 3}, bus: {»school: 3}}}", "C119", None, None),
        ("{comparisons: {school: {bus: »0}}}", "C003", None, None),
        ("{comparisons: {school: {bus: »-1/3}}}", "C003", None, None),
        ("{comparisons: {school: {bus: »1/0}}}", "C003", None, None),
        ("{comparisons: {school: {bus: »'3'}}}", "C003", None, None),
        ("{comparisons: {school: {bus: »true}}}", "C003", None, None),
        ("{comparisons: {school: »{}}}", "C003", None, None),
        ("{comparisons: {»skool: {bus: 3}}}", "C115", None, "did you mean 'school'?"),
        ("{best: »skool, worst: shop, best_over: {bus: 1, shop: 2}, over_worst: {bus: 1}}", "C115", None, None),
        ("{best: bus, worst: shop, »best_over: {shop: 2}, over_worst: {school: 1, bus: 2}}", "C116", None, None),
        ("{best: bus, worst: shop, best_over: {school: 1, shop: 2}, »over_worst: {school: 1}}", "C116", None, None),
        (
            "{best: bus, worst: shop, best_over: {school: 1, shop: 2}, over_worst: {school: 1, bus: »3}}",
            "C119",
            "the judgement cannot be used: best_over and over_worst disagree, bus/shop: 2 ≠ 3",
            None,
        ),
        ("{" + BEST + "best_over: {school: »1/2, shop: 2}, over_worst: {school: 1, bus: 2}}", "C119", *NONE),
        ("{" + BEST + "best_over: {school: 1, shop: 2, »bus: 1}, over_worst: {school: 1, bus: 2}}", "C119", *NONE),
        ("»{}", "C119", "the judgement cannot be used: it names no method", None),
        ("»{points: {school: 1, bus: 1, shop: 1}, best: bus}", "C119", None, None),
    ],
)  # fmt: skip
def test_a_judgement_that_is_wrong(judgement: str, code: str, message: str | None, hint: str | None) -> None:
    finding = only(f"{THREE}judgements:\n  top: {judgement}\n")
    assert finding.code == code
    assert message is None or finding.message() == message
    assert hint is None or finding.hint() == hint


@pytest.mark.parametrize(
    ("judgement", "missing"),
    [
        ("{ranking: [school, bus, shop]}", ["formula"]),
        ("{formula: sum}", ["ranking"]),
        ("{best: bus}", ["worst", "best_over", "over_worst"]),
    ],
)
def test_a_method_needs_all_its_keys(judgement: str, missing: list[str]) -> None:
    found = findings(f"{THREE}judgements: {{top: {judgement}}}\n")
    assert sorted(finding.message() for finding in found) == sorted(
        f"'{key}' is missing in judgements.top" for key in missing
    )
    assert {(finding.code, finding.place.line, finding.place.column) for finding in found} == {("C002", 3, 14)}


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        (A + "a: {" + WHO + ", weights: {»servise: 1}}", "C115", "did you mean 'service'?"),
        (A + "a: {" + WHO + ", weights: {»service: 1}}", "C116", None),
        (A + "a: {" + WHO + ", weights: »{}}", "C003", None),
        (A + "»a: {" + WHO + "}", "C002", None),
        (A + "»combined: {" + WHO + ", weights: {service: 1, work: 1}}", "C118", None),
        (A + "»top: {" + WHO + ", weights: {service: 1, work: 1}}", "C118", None),
        (TREE + "combine: »mean", "C117", "it needs actors: to combine their weights"),
        (TREE + "weights_of: »combined", "C117", "it needs actors, and the rule: combine: mean, or geometric_mean"),
        (WEIGHED + "weights_of: »combined", "C117", "it needs actors, and the rule: combine: mean, or geometric_mean"),
        (WEIGHED + "weights_of: »municipal", "C117", "did you mean 'municipality'?"),
        (WEIGHED + "weights_of: »x", "C117", "there are weights of: tree, municipality, associations"),
        (WEIGHED + "combine: »maen", "C003", "did you mean 'mean'?"),
        (TREE + "judgements: {»servic: {points: {school: 1, bus: 1}}}", "C115", "did you mean 'service'?"),
        (TREE + "judgements: {»school: {points: {school: 1, bus: 1}}}", "C115", "the known names are: top, service"),
        (TREE + "frozen: {weights: »ABC, date: 2026, by: A}", "C003", None),
        (TREE + "frozen: {weights: " + "0" * 63 + "a, date: 2026, by: [A, »' ']}", "C003", None),
        (TREE + "»actor: {}", "C001", "did you mean 'actors'?"),
        (WEIGHED.replace("    share: 2", "    »shrae: 2"), "C001", "did you mean 'share'?"),
        (TREE + "judgements: {service: {»point: {school: 1, bus: 1}}}", "C001", "did you mean 'points'?"),
        (TREE + "frozen: {weights: " + "0" * 63 + "a, date: 2026, by: A, »when: 2026}", "C001", None),
    ],
)  # fmt: skip
def test_each_fault_is_one_finding_at_its_place(text: str, code: str, hint: str | None) -> None:
    finding = only(text)
    assert finding.code == code
    assert hint is None or finding.hint() == hint


@pytest.mark.parametrize("id", ["points", "source", "title", "ranking", "value", "sources", "judgements", "actors"])
def test_names_of_keys_are_ids_like_others(id: str) -> None:
    actor = "{who: A, when: 2026, why: B, weights: {service: 1, work: 1}"
    assert told(f"{TREE}actors: {{{id}: {actor}}}}}\n") == []
    line = TREE.count("\n") + 2
    assert told(f"{TREE}actors: {{{id}: {actor},\nwho2: 1}}}}\n") == [f"C001:{line}:1"]
    group = TREE.replace("service", id)
    assert told(f"{group}judgements: {{{id}: {{points: {{school: 1, bus: 1}},\nx: 1}}}}\n") == [f"C001:{line}:1"]


def test_a_group_called_top_is_not_judged_where_top_is() -> None:
    tree = TREE.replace("service", "top")
    assert told(tree + ACTORS.replace("service", "top")) == []
    finding = only(tree + "judgements: {»top: {points: {top: 1, work: 1}}}")
    assert finding.code == "C118"
    assert finding.message() == "'top' cannot be the id of a group that judgements are about"


def test_faults_of_the_tree_are_told_before_those_of_the_actors() -> None:
    assert told(WEIGHED.replace("weight: 60", "weight: x").replace("service: 3", "servic: 3")) == ["C003:4:13"]
    assert (
        told(WEIGHED.replace("  work:", "  bus:").replace("work", "bus") + "combine: geometric_mean\n")[0] == "C108:9:3"
    )


@pytest.mark.parametrize(
    ("text", "english", "swedish"),
    [
        (
            TREE + "judgements: {service: {points: {work: 1, school: 1, bus: 1}}}",
            "'work' is not a scored criterion or group in service",
            "'work' är inget poängsatt kriterium och ingen poängsatt grupp i service",
        ),
        (
            TREE + "judgements: {top: {points: {work: 1, service: 1, bus: 1}}}",
            "'bus' is not a scored criterion or group at the top",
            "'bus' är inget poängsatt kriterium och ingen poängsatt grupp överst",
        ),
        (
            WEIGHED.replace("weights: {service: 3, work: 1}", "weights: {service: 3}"),
            "missing beside service: work",
            "saknas bredvid service: work",
        ),
        (
            WEIGHED.replace("  municipality:", "  tree:"),
            "'tree' cannot be the id of an actor",
            "'tree' kan inte vara id för en aktör",
        ),
        (
            TREE + "judgements: {top: {points: {work: 1, service: 1}, best: work}}",
            "the judgement cannot be used: 'best', 'points' belong to different methods",
            "bedömningen kan inte användas: 'best', 'points' hör till olika metoder",
        ),
        (
            TREE + "judgements: {top: {comparisons: {work: {service: 3}, service: {work: 1/3}}}}",
            "the judgement cannot be used: the pair work, service occurs twice",
            "bedömningen kan inte användas: paret work, service står två gånger",
        ),
        (
            TREE + "judgements: {top: {comparisons: {work: {service: x}}}}",
            "'service' cannot be 'x': expected a number from 0.001 to 1000, or a fraction such as 1/3",
            "'service' kan inte vara 'x': ett tal från 0,001 till 1000, eller ett bråk som 1/3 förväntades",
        ),
    ],
)
def test_the_words_in_both_languages(text: str, english: str, swedish: str) -> None:
    (finding,) = findings(text)
    assert (finding.message("en"), finding.message("sv")) == (english, swedish)


def test_many_thousand_faults_are_told_in_a_moment() -> None:
    many = ", ".join(f"x{number}: 1" for number in range(9_000))
    text = f"{TREE}actors: {{a: {{who: A, when: 2026, why: B, weights: {{{many}}}}}}}\n"
    assert len(findings(text)) == 9_000
