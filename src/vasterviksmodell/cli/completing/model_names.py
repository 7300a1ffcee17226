"""The ids in a criteria file, and what its columns are called; found fast, and nothing where it cannot be read."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from vasterviksmodell.cli.completing.plain_yaml import plain_yaml
from vasterviksmodell.cli.completing.site_names import Headings
from vasterviksmodell.source.default_model import default_criteria_path
from vasterviksmodell.source.folding import folded

Named = tuple[str, str]
"""An id, and what it is called for people."""
_LANGUAGES = ("en", "sv")


class ModelNames:
    """The names in a criteria file."""

    def __init__(self, requested: str | None, first_sites: str | None) -> None:
        beside = [Path("criteria.yaml"), *([Path(first_sites).parent / "criteria.yaml"] if first_sites else [])]
        found = next((path for path in beside if path.is_file()), default_criteria_path())
        self.path: Path = Path(requested) if requested else found

    @cached_property
    def _document(self) -> Mapping[str, Any]:
        return _mapping(plain_yaml(self.path))

    def criteria(self) -> list[Named]:
        """Return the criteria, with their labels."""
        return [(id, _label(entry)) for id, entry in _tree(self._document) if "criteria" not in entry]

    def groups(self) -> list[Named]:
        """Return the groups of criteria."""
        return [(id, _label(entry)) for id, entry in _tree(self._document) if "criteria" in entry]

    def actors(self) -> list[Named]:
        """Return those who give weights."""
        return [(id, _label(_mapping(entry))) for id, entry in _mapping(self._document.get("actors")).items()]

    def measures(self) -> list[Named]:
        """Return the headings of the measures, each once."""
        leaves = [(id, entry) for id, entry in _tree(self._document) if "criteria" not in entry]
        return list({str(entry.get("measure", id)): _label(entry) for id, entry in leaves}.items())

    def headings(self) -> Headings:
        """Return what the columns of ids and names may be called."""
        site = _mapping(self._document.get("site"))
        aliases = _mapping(_mapping(self._document.get("data")).get("columns"))

        def called(what: str) -> frozenset[str]:
            own = str(site.get(what, what))
            others = aliases.get(own, [])
            return frozenset(map(folded, (own, what, *(others if isinstance(others, list) else [others]))))

        return Headings(called("id"), called("name"))


def scenarios_in(path: Path) -> list[Named]:
    """Return the scenarios in a file of them."""
    entries = _mapping(_mapping(plain_yaml(path)).get("scenarios"))
    return [(id, _label(_mapping(entry))) for id, entry in entries.items()]


def derivation_in(path: Path) -> Mapping[str, Any]:
    """Return what a file of derivations holds."""
    return _mapping(plain_yaml(path))


def _tree(entry: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every group and criterion in a tree, from above."""
    for id, child in _mapping(entry.get("criteria")).items():
        yield id, _mapping(child)
        yield from _tree(_mapping(child))


def _mapping(node: Any) -> Mapping[str, Any]:
    return node if isinstance(node, dict) else {}


def _label(entry: Mapping[str, Any]) -> str:
    label = entry.get("label", "")
    texts = [_mapping(label).get(language) for language in _LANGUAGES] if isinstance(label, dict) else [label]
    return next((text for text in texts if isinstance(text, str)), "")
