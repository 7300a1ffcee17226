"""The table of other names for columns, measures and categories, which stands in `aliases.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vasterviksmodell.source.yaml_document import parse_yaml

Names = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Aliases:
    """What people call things, besides ids and labels."""

    site: Names
    """By the names of `SiteColumns`."""
    criteria: Names
    """By the ids of the default model."""
    categories: Mapping[str, Names]
    """By the ids of the default model, and by category."""
    answers: Names
    filler: frozenset[str]
    """Words of a heading that do not say what it is about."""


@cache
def aliases() -> Aliases:
    """Return the table; it is read once."""
    path = Path(__file__).with_name("aliases.yaml")
    root, findings = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    if root is None or findings:
        raise ValueError(f"{path.name} cannot be read")
    table: Any = root.value
    return Aliases(table["site"], table["criteria"], table["categories"], table["answers"], frozenset(table["filler"]))
