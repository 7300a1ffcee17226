"""The audit of a tree finds the biases that are put into trees, and leaves sound trees alone."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from tests.scoring.worlds import ranked

from vasterviksmodell.analysis.tree_audit import AuditedTree, tree_audit
from vasterviksmodell.criteria import Criteria, read_criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.source.yaml_document import parse_yaml

SEED, TREES = 20261201, 120
NAMES = (
    "school",
    "buses",
    "clinic",
    "grocery",
    "library",
    "sewage",
    "work",
    "clubs",
    "plots",
    "health",
    "post",
    "fuel",
)
Document = dict[str, Any]


def sound(draw: random.Random) -> Document:
    """A tree of two to four groups of two to four criteria, with judged swings that its weights are near to."""
    names = draw.sample(NAMES, k=len(NAMES))
    members, swing = {}, {}
    for number in range(draw.randint(2, 4)):
        points = draw.randint(20, 100)
        swing[f"group_{'abcd'[number]}"] = points
        leaves = {
            names.pop(): {
                "weight": draw.randint(1, 3),
                "range": [0, 9000],
                "value": {draw.randint(0, 500): 100, draw.randint(3000, 6000): 0},
            }
            for _ in range(draw.randint(2, min(4, len(names))) if len(names) > 1 else 0)
        }
        if not leaves:
            del swing[f"group_{'abcd'[number]}"]
            continue
        weight = points * draw.uniform(0.93, 1.07)
        members[f"group_{'abcd'[number]}"] = {"weight": round(weight, 1), "criteria": leaves}
    return {"version": 1, "criteria": members, "judgements": {"top": {"swing": with_100(swing)}}}


def with_100(swing: dict[str, int]) -> dict[str, float]:
    """Points of which the greatest is 100."""
    return {name: round(100 * points / max(swing.values()), 2) for name, points in swing.items()}


def model(document: Document) -> Criteria:
    criteria, findings = read_criteria(json.dumps(document).encode(), "criteria.yaml")
    assert criteria is not None, [finding.message() for finding in findings]
    return criteria


def audited(document: Document, earlier: Document | None = None, ranking: Ranking | None = None) -> tuple[Finding, ...]:
    root, _ = parse_yaml(json.dumps(document), "criteria.yaml")
    assert root is not None
    tree = AuditedTree(model(document), root, "criteria.yaml")
    return tree_audit(tree, None if earlier is None else model(earlier), ranking)


def sites(document: Document, draw: random.Random, alike: str = "") -> Ranking:
    """Twenty sites with any measures; hardly any differ in the one that is named."""
    criteria = model(document)
    columns = {one.column: (300, 330) if one.id == alike else (0, 6000) for one in criteria.criteria}
    rows = [
        {"id": f"s{n}", **{column: str(draw.randint(*span)) for column, span in columns.items()}} for n in range(20)
    ]
    return ranked(rows, criteria)


def copy(document: Document) -> Document:
    copied: Document = json.loads(json.dumps(document))
    return copied


def leaves(document: Document) -> dict[str, Document]:
    return {id: leaf for group in document["criteria"].values() for id, leaf in group["criteria"].items()}


def split_finely(document: Document, _: random.Random) -> tuple[str, str, dict[str, Any]]:
    """The finest group is split once more for each of its criteria, and its weight grows with them."""
    name, group = max(document["criteria"].items(), key=lambda entry: len(entry[1]["criteria"]))
    group["criteria"] |= {f"{id}_{'xyzw'[n]}": dict(leaf) for n, (id, leaf) in enumerate(group["criteria"].items())}
    group["weight"] *= 2
    return "A101", name, {}


def moved_range(document: Document, draw: random.Random) -> tuple[str, str, dict[str, Any]]:
    earlier = copy(document)
    name, leaf = draw.choice(list(leaves(document).items()))
    leaf["value"] = {"0": 100, "9000": 0} if draw.random() < 0.5 else {"500": 100, "1500": 0}
    return "A102", name, {"earlier": earlier}


def narrow_sites(document: Document, draw: random.Random) -> tuple[str, str, dict[str, Any]]:
    criteria = model(document)
    heavy = max(criteria.scored, key=lambda one: one.weight).id
    leaves(document)[heavy]["value"] = {"0": 100, "6000": 0}
    return "A103", heavy, {"ranking": sites(document, draw, alike=heavy)}


def doubled(document: Document, draw: random.Random) -> tuple[str, str, dict[str, Any]]:
    group = draw.choice(list(document["criteria"].values()))
    name = draw.choice(list(group["criteria"]))
    twin, column = (f"{name}s", f"{name}s") if draw.random() < 0.5 else ("twin", name)
    group["criteria"][twin] = {**group["criteria"][name], "measure": column}
    return "A104", twin, {}


def unlike_levels(document: Document, draw: random.Random) -> tuple[str, str, dict[str, Any]]:
    small, large = list(document["criteria"].items())[:2]
    small[1]["criteria"] = dict(list(small[1]["criteria"].items())[:1])
    one = next(iter(large[1]["criteria"].values()))
    large[1]["criteria"] |= {f"aspect_{n}": dict(one) for n in "pqrstuv"[: draw.randint(5, 7)]}
    return "A105", large[0], {}


SEEDS: tuple[Callable[[Document, random.Random], tuple[str, str, dict[str, Any]]], ...] = (
    split_finely,
    moved_range,
    narrow_sites,
    doubled,
    unlike_levels,
)


def trees() -> list[tuple[Document, random.Random]]:
    draw = random.Random(SEED)
    return [(sound(draw), draw) for _ in range(TREES)]


@pytest.mark.parametrize("bias", SEEDS, ids=lambda bias: bias.__name__)
def test_nine_in_ten_biases_are_found_where_they_are(
    bias: Callable[[Document, random.Random], tuple[str, str, dict[str, Any]]],
) -> None:
    found = 0
    for document, draw in trees():
        code, name, asked = bias(document, draw)
        found += (code, name) in {(one.code, one.facts["id"]) for one in audited(document, **asked)}
    assert found >= 0.9 * TREES


def test_at_most_one_in_twenty_sound_trees_is_accused() -> None:
    accused = 0
    for document, draw in trees():
        accused += bool(audited(document, copy(document), sites(document, draw)))
    assert accused <= TREES / 20


def test_without_judged_swings_weights_that_follow_the_numbers_of_criteria_are_told() -> None:
    leaf = {"weight": 1, "value": {"0": 100, "9": 0}}
    sizes = {"near": ("a_way", "b_road", "c_path", "d_lane"), "far": ("e_bus", "f_train"), "wide": ("g_hill", "h_lake")}
    document = {
        "version": 1,
        "criteria": {
            group: {"weight": 10 * len(names), "criteria": dict.fromkeys(names, leaf)} for group, names in sizes.items()
        },
    }
    (finding,) = audited(document)
    assert (finding.code, finding.facts["id"]) == ("A101", "near")
    document["criteria"]["far"]["weight"] = 60  # type: ignore[index]
    assert audited(document) == ()


def test_the_place_is_that_of_the_weight_and_a_check_can_be_switched_off() -> None:
    document = sound(random.Random(1))
    doubled(document, random.Random(1))
    (finding,) = audited(document)
    text = json.dumps(document)
    assert finding.place.column is not None
    assert text[: finding.place.column - 1].endswith('"weight": ')
    assert audited({**document, "checks": {"A104": "off"}}) == ()
