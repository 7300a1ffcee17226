"""Parts of a criteria file as YAML, ready to be pasted into one."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import yaml

from vasterviksmodell.i18n.wording import with_escapes

if TYPE_CHECKING:
    from decimal import Decimal

    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.criteria.actors import Frozen

_WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """Writes texts in which something is not visible between double quotes, where YAML has escapes."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None if with_escapes(text) == text else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _text)


def as_yaml(plain: Mapping[str, Any]) -> str:
    """Plain values as YAML: the innermost lists and mappings in one line; what nobody sees is an escape."""
    return with_escapes(yaml.dump(dict(plain), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH))


def frozen_yaml(frozen: "Frozen") -> str:
    """The section that says which weights were frozen, when and by whom."""
    by = ", ".join(_quoted(name) for name in frozen.by)
    return f"frozen:\n  weights: {_quoted(frozen.weights)}\n  date: {_quoted(frozen.date)}\n  by: [{by}]\n"


def _quoted(text: str) -> str:
    """A text that no reader of YAML takes for a number; JSON is YAML."""
    return with_escapes(json.dumps(text, ensure_ascii=False))


def weights_yaml(criteria: "Criteria", points: "Mapping[str, Decimal]", actor: str | None) -> str:
    """Points by id in the tree of criteria, or as the weights of an actor."""
    numbers = {id: _number(it) for id, it in points.items()}
    if actor is not None:
        return as_yaml({"actors": {actor: {"weights": numbers}}})
    return as_yaml({"criteria": _tree(criteria, (), numbers)})


def _number(points: "Decimal") -> float:
    return int(points) if points == int(points) else float(points)


def _tree(criteria: "Criteria", groups: tuple[str, ...], points: Mapping[str, float]) -> dict[str, Any]:
    """What of a tree has points, or holds something that has."""
    tree: dict[str, Any] = {}
    for node in criteria.nodes:
        if node.groups == groups:
            below = _tree(criteria, (*groups, node.id), points)
            own = {"weight": points[node.id]} if node.id in points else {}
            if own or below:
                tree[node.id] = own | ({"criteria": below} if below else {})
    return tree
