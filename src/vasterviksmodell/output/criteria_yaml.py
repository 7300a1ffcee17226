"""Parts of a criteria file as YAML, ready to paste into one."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n.wording import with_escapes
from vasterviksmodell.source.yaml_writer import as_yaml

if TYPE_CHECKING:
    from decimal import Decimal

    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.criteria.actors import Frozen


def frozen_yaml(frozen: "Frozen") -> str:
    """Return the section that states which weights were frozen, when and by whom."""
    by = ", ".join(_quoted(name) for name in frozen.by)
    return f"frozen:\n  weights: {_quoted(frozen.weights)}\n  date: {_quoted(frozen.date)}\n  by: [{by}]\n"


def _quoted(text: str) -> str:
    """Return a text in quotes, so that no reader of YAML takes it for a number; JSON is YAML."""
    return with_escapes(json.dumps(text, ensure_ascii=False))


def weights_yaml(criteria: "Criteria", points: "Mapping[str, Decimal]", actor: str | None) -> str:
    """Return points by id as a tree of criteria, or as the weights of an actor."""
    numbers = {id: _number(number) for id, number in points.items()}
    if actor is not None:
        return as_yaml({"actors": {actor: {"weights": numbers}}})
    return as_yaml({"criteria": _tree(criteria, (), numbers)})


def _number(points: "Decimal") -> float:
    return int(points) if points == int(points) else float(points)


def _tree(criteria: "Criteria", groups: tuple[str, ...], points: Mapping[str, float]) -> dict[str, Any]:
    """Return the nodes of a tree that have points, or hold nodes that have."""
    tree: dict[str, Any] = {}
    for node in criteria.nodes:
        if node.groups == groups:
            members = _tree(criteria, (*groups, node.id), points)
            weight = {"weight": points[node.id]} if node.id in points else {}
            if weight or members:
                tree[node.id] = weight | ({"criteria": members} if members else {})
    return tree
