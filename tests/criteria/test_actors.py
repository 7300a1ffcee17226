"""Who weighs: actors with weights of their own, combined by a declared rule; judgements by name; frozen weights."""

from fractions import Fraction
from math import isclose, sqrt

import pytest
from tests.criteria.weighed import ACTORS, TREE, WEIGHED, criteria

from vasterviksmodell.criteria import (
    BestWorst,
    Comparisons,
    Criteria,
    DirectPoints,
    Frozen,
    RankOrder,
    Swing,
    read_criteria,
    read_document,
    weights_digest,
    weights_text,
    whose_weights,
    with_weights_of,
)
from vasterviksmodell.i18n.wording import Text


def weights(model: Criteria) -> dict[str, Fraction]:
    return {node.id: node.weight for node in model.nodes if node.weight}


def points(model: Criteria) -> dict[str, Fraction]:
    return {node.id: node.points for node in model.nodes if node.points}


def fractions(**parts: int | str) -> dict[str, Fraction]:
    return {id: Fraction(part) for id, part in parts.items()}


OF_TREE = fractions(service="3/5", school="2/5", bus="1/5", work="2/5")
OF_MUNICIPALITY = fractions(service="3/4", school="1/2", bus="1/4", work="1/4")
OF_ASSOCIATIONS = fractions(service="1/2", school="1/8", bus="3/8", work="1/2")
OF_ALL = fractions(service="2/3", school="3/8", bus="7/24", work="1/3")
"""The municipality counts twice: (2 · 1/2 + 1/8) / 3 for the school."""


def test_an_actor_has_weights_and_says_who_when_and_why() -> None:
    first, second = criteria(WEIGHED).actors
    assert (first.id, first.label, first.who) == (
        "municipality",
        Text("The municipality", "Kommunen"),
        Text("The working party", "Arbetsgruppen"),
    )
    assert (first.when, first.why, first.share) == ("2026-10-01", Text("School first", "School first"), 2)
    assert first.weights == {"service": 3, "work": 1}
    assert (second.label, second.when, second.share) == (Text("associations", "associations"), "2026", 1)
    assert second.weights["work"] == Fraction(1, 2)


@pytest.mark.parametrize(
    ("said", "whose", "shares"),
    [
        ("", "tree", OF_TREE),
        ("combine: mean\n", "combined", OF_ALL),
        ("combine: mean\nweights_of: tree\n", "tree", OF_TREE),
        ("combine: mean\nweights_of: associations\n", "associations", OF_ASSOCIATIONS),
        ("weights_of: municipality\n", "municipality", OF_MUNICIPALITY),
    ],
)
def test_the_file_says_whose_weights_count(said: str, whose: str, shares: dict[str, Fraction]) -> None:
    model = criteria(WEIGHED + said)
    assert model.weights_of == whose
    assert weights(model) == shares
    assert sum(criterion.weight for criterion in model.criteria) == 1


def test_members_that_an_actor_does_not_name_weigh_as_in_the_tree() -> None:
    model = with_weights_of(criteria(WEIGHED), "municipality")
    assert points(model) == fractions(service=3, work=1, school=2, bus=1)
    assert [criterion.id for criterion in model.scored] == ["school", "bus", "work"]


def test_points_of_combined_weights_are_shares_in_per_cent() -> None:
    model = criteria(WEIGHED + "combine: mean\n")
    assert points(model) == {id: 100 * share for id, share in OF_ALL.items()}


def test_the_geometric_mean_is_divided_by_its_sum() -> None:
    equal = WEIGHED.replace("share: 2", "share: 1")
    model = criteria(equal + "combine: geometric_mean\n")
    means = {id: sqrt(OF_MUNICIPALITY[id] * OF_ASSOCIATIONS[id]) for id in ("school", "bus", "work")}
    for id, mean in means.items():
        assert isclose(model[id].weight, mean / sum(means.values()), rel_tol=1e-15)
    assert sum(criterion.weight for criterion in model.criteria) == 1
    (service, _) = model.groups
    assert service.weight == model["school"].weight + model["bus"].weight


def test_the_geometric_mean_counts_shares_as_powers() -> None:
    model = criteria(WEIGHED + "combine: geometric_mean\n")
    means = {id: (OF_MUNICIPALITY[id] ** 2 * OF_ASSOCIATIONS[id]) ** (1 / 3) for id in ("school", "bus", "work")}
    for id, mean in means.items():
        assert isclose(model[id].weight, mean / sum(means.values()), rel_tol=1e-15)


@pytest.mark.parametrize("rule", ["mean", "geometric_mean"])
def test_one_actor_alone_is_what_is_combined(rule: str) -> None:
    alone = WEIGHED[: WEIGHED.index("  associations:")]
    assert weights(criteria(f"{alone}combine: {rule}\n")) == OF_MUNICIPALITY


@pytest.mark.parametrize("rule", ["mean", "geometric_mean"])
def test_actors_that_agree_are_what_is_combined(rule: str) -> None:
    second = ACTORS[ACTORS.index("  associations:") :].replace("associations:", "agency:")
    text = WEIGHED.replace("weights: {service: 3, work: 1}", "weights: {work: 2, service: 2, bus: 6, school: 2}")
    assert weights(criteria(f"{text}{second}combine: {rule}\n")) == OF_ASSOCIATIONS


@pytest.mark.parametrize("whose", ["tree", "combined", "municipality", "associations"])
@pytest.mark.parametrize("said", ["combine: mean\n", "combine: geometric_mean\nweights_of: tree\n"])
def test_criteria_of_somebody_are_what_their_document_says(said: str, whose: str) -> None:
    model = with_weights_of(criteria(WEIGHED + said), whose)
    read, findings = read_document(model.document, "c.yaml")
    assert (read, findings) == (model, ())
    assert model.document["weights_of"] == whose
    assert model == criteria(WEIGHED + said.replace("weights_of: tree\n", "") + f"weights_of: {whose}\n")


def test_whose_weights_change_nothing_but_weights() -> None:
    model = criteria(WEIGHED + "combine: mean\n")
    assert with_weights_of(with_weights_of(model, "municipality"), "combined") == model
    assert [criterion.label for criterion in with_weights_of(model, "tree").criteria] == [
        criterion.label for criterion in model.criteria
    ]


def test_whose_weights_there_are() -> None:
    assert whose_weights(criteria(TREE)) == ("tree",)
    assert whose_weights(criteria(WEIGHED)) == ("tree", "municipality", "associations")
    assert whose_weights(criteria(WEIGHED + "combine: mean")) == ("tree", "combined", "municipality", "associations")


@pytest.mark.parametrize("whose", ["combined", "somebody", ""])
def test_weights_that_nobody_has_are_a_key_error(whose: str) -> None:
    with pytest.raises(KeyError):
        with_weights_of(criteria(WEIGHED), whose)


def test_judgements_are_kept_by_name() -> None:
    model = criteria(TREE + "judgements:\n  top: {swing: {work: 60, service: 100}}\n")
    assert model.judgements == {"top": Swing(("service", "work"), {"work": Fraction(60), "service": Fraction(100)})}


@pytest.mark.parametrize(
    ("said", "judgement"),
    [
        (
            "{comparisons: {a: {b: 3, c: 0.5}, c: {b: 1/3}}}",
            Comparisons(
                ("a", "b", "c"), {("a", "b"): Fraction(3), ("a", "c"): Fraction(1, 2), ("c", "b"): Fraction(1, 3)}
            ),
        ),
        ("{comparisons: {a: {b: 3}}}", Comparisons(("a", "b", "c"), {("a", "b"): Fraction(3)})),
        ("{swing: {a: 100, b: 60, c: 0.1}}", Swing(("a", "b", "c"), fractions(a=100, b=60, c="1/10"))),
        ("{ranking: [c, [a, b]], formula: sum}", RankOrder(("a", "b", "c"), (("c",), ("a", "b")), "sum")),
        (
            "{best: a, worst: c, best_over: {b: 2, c: 5}, over_worst: {a: 5, b: 3/2}}",
            BestWorst(("a", "b", "c"), "a", "c", fractions(b=2, c=5), fractions(a=5, b="3/2")),
        ),
        ("{points: {a: 10, b: 5, c: 5}}", DirectPoints(("a", "b", "c"), fractions(a=10, b=5, c=5))),
    ],
)
def test_each_method_of_judging(said: str, judgement: object) -> None:
    leaves = ", ".join(f"{id}: {{type: yes_no, weight: 1}}" for id in "abc")
    tree = f"version: 1\ncriteria: {{g: {{weight: 1, criteria: {{{leaves}, x: {{requirement: {{at_most: 1}}}}}}}}}}\n"
    assert criteria(f"{tree}judgements: {{g: {said}}}\n").judgements == {"g": judgement}
    actor = f"actors: {{m: {{who: x, when: 2026, why: y, weights: {{a: 1, b: 1, c: 1}}, judgements: {{g: {said}}}}}}}"
    assert criteria(f"{tree}{actor}\n").actors[0].judgements == {"g": judgement}


def test_judgements_change_no_weight() -> None:
    judged = criteria(WEIGHED + "judgements: {top: {points: {service: 1, work: 9}}}\n")
    assert weights(judged) == OF_TREE


FROZEN = "frozen: {{weights: '{}', date: 2026-11-20, by: [Anna Ek, Bo Lind]}}\n"
DIGEST = weights_digest(criteria(WEIGHED))


def test_frozen_weights_that_are_as_they_were_are_no_finding() -> None:
    model = criteria(WEIGHED + FROZEN.format(DIGEST))
    assert model.frozen == Frozen(DIGEST, "2026-11-20", ("Anna Ek", "Bo Lind"))
    assert weights_digest(with_weights_of(model, "municipality")) == DIGEST


def test_the_text_that_is_digested() -> None:
    assert weights_text(criteria(WEIGHED + "combine: mean\n")) == (
        "vasterviksmodell/weights/1\n"
        "actor associations bus 3\n"
        "actor associations school 1\n"
        "actor associations service 1/2\n"
        "actor associations work 1/2\n"
        "actor municipality service 3\n"
        "actor municipality work 1\n"
        "combine mean\n"
        "share associations 1\n"
        "share municipality 2\n"
        "tree service 60\n"
        "tree service/bus 1\n"
        "tree service/school 2\n"
        "tree work 40\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weight: 60", "weight: 61"),
        ("weight: 60", "weight: 60.00000000001"),
        ("school: {weight: 2", "school: {weight: 3"),
        ("weights: {service: 3,", "weights: {service: 4,"),
        ("bus: 3,", "bus: 2,"),
        ("share: 2", "share: 3"),
        ("    share: 2\n", ""),
        ("actors:", "combine: mean\nactors:"),
        ("actors:", "combine: geometric_mean\nactors:"),
        ("  associations:", "  clubs:"),
        ("{service: 3, work: 1}", "{service: 3, work: 1, bus: 1, school: 2}"),
    ],
)
def test_a_weight_that_changed_after_it_was_frozen_is_told(old: str, new: str) -> None:
    text = WEIGHED.replace(old, new, 1)
    assert text != WEIGHED
    model, findings = read_criteria((text + FROZEN.format(DIGEST)).encode(), "c.yaml")
    (finding,) = findings
    assert model is not None
    assert weights_digest(model) != DIGEST
    line = text.count("\n") + 1
    assert (finding.code, str(finding.place)) == ("C204", f"c.yaml:{line}:19")
    assert finding.severity.label == "warning"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("School first", "Another reason"),
        ("when: 2026-10-01", "when: 2027"),
        ("weight: 60", "weight: 60.0 # sixty"),
        ("weights: {service: 3, work: 1}", "weights: {work: 1.0, service: 3e0}"),
        ("    share: 2\n    weights: {service: 3, work: 1}\n", "    weights: {service: 3, work: 1}\n    share: 2\n"),
        ("    why: Life first", "    why: Life first\n    share: 1"),
        ("at_least: 480", "at_least: 500"),
        ("value: {500: 100, 4000: 0}", "label: School, value: {500: 100, 3000: 0}"),
        ("actors:", "weights_of: municipality\nactors:"),
        ("actors:", "judgements: {top: {points: {service: 1, work: 1}}}\nactors:"),
    ],
)
def test_what_is_no_weight_may_change(old: str, new: str) -> None:
    text = WEIGHED.replace(old, new, 1)
    assert text != WEIGHED
    assert weights_digest(criteria(text + FROZEN.format(DIGEST))) == DIGEST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("notes: {requirement", "notes: {weight: 1, value: {0: 0, 9: 100}, requirement"),
        ("      bus:", "  bus:"),
        ("      bus: {weight: 1, value: {400: 100, 2000: 0}}\n", ""),
    ],
)
def test_a_criterion_that_comes_moves_or_goes_changes_the_weights(old: str, new: str) -> None:
    text = TREE.replace("      notes: {requirement: {at_most: 9}}\n", "") if new == "  bus:" else TREE
    assert weights_digest(criteria(text.replace(old, new))) != weights_digest(criteria(text))


CHANGED = WEIGHED.replace("weight: 60", "weight: 61")


@pytest.mark.parametrize(
    ("date", "by", "english", "swedish"),
    [
        (
            "2026-11-20",
            "[Anna Ek, Bo Lind]",
            "the weights were changed after they were frozen on 2026-11-20 by Anna Ek and Bo Lind",
            "vikterna har ändrats efter att de frystes 2026-11-20 av Anna Ek och Bo Lind",
        ),
        (
            "2026-11",
            "Anna Ek",
            "the weights were changed after they were frozen in 2026-11 by Anna Ek",
            "vikterna har ändrats efter att de frystes 2026-11 av Anna Ek",
        ),
        (
            "2026",
            "[A, B, C]",
            "the weights were changed after they were frozen in 2026 by A, B and C",
            "vikterna har ändrats efter att de frystes 2026 av A, B och C",
        ),
    ],
)
def test_the_finding_says_when_and_by_whom_they_were_frozen(date: str, by: str, english: str, swedish: str) -> None:
    text = f"{CHANGED}frozen: {{weights: '{DIGEST}', date: {date}, by: {by}}}\n"
    (finding,) = read_criteria(text.encode(), "c.yaml")[1]
    assert (finding.message("en"), finding.message("sv")) == (english, swedish)
    assert "`vasterviksmodell weights freeze`" in str(finding.hint("en"))
    assert "`vasterviksmodell weights freeze`" in str(finding.hint("sv"))


@pytest.mark.parametrize(("level", "severities"), [("off", []), ("info", ["info"]), ("error", ["error"])])
def test_how_severe_it_is_can_be_said(level: str, severities: list[str]) -> None:
    text = f"{CHANGED}checks: {{C204: {level}}}\n" + FROZEN.format(DIGEST)
    model, findings = read_criteria(text.encode(), "c.yaml")
    assert [finding.severity.label for finding in findings] == severities
    assert (model is None) == (level == "error")
