"""Sites in YAML: a list of mappings, or a mapping with such a list under `sites`."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.sites.formats.interface import ROW, Cell, Expected
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.source import Source
from vasterviksmodell.text_file import read_text
from vasterviksmodell.wording import Text
from vasterviksmodell.yaml_document import Mapping as MappingNode
from vasterviksmodell.yaml_document import Node, Scalar, parse_yaml
from vasterviksmodell.yaml_document import Sequence as SequenceNode

_MAX_BYTES = 100_000_000
_MAX_NODES = 5_000_000
_MAX_CELLS = 20_000_000


def open_table(source: Source, expected: Expected) -> tuple["YamlTable | None", tuple[Finding, ...]]:
    """The table of a file; None and findings when it is no list of sites."""
    root, findings = _read(source)
    if root is None or worst(findings) == Severity.ERROR:
        return None, findings
    entries = _entries(root)
    if not isinstance(entries, SequenceNode):
        return None, (_not_a_site(source.name, entries),)
    if not entries.items:
        return None, (Finding(rule("D001"), Place(source.name)),)
    wrong = [_not_a_site(source.name, node) for node in entries.items if not _is_site(node)]
    if wrong:
        return None, tuple(listed(wrong, len(wrong)))
    table = YamlTable(source.name, root, [site for site in entries.items if isinstance(site, MappingNode)])
    limit = Text(f"at most {_MAX_CELLS} cells", f"högst {_MAX_CELLS} celler")
    return (table, ()) if table.size <= _MAX_CELLS else (None, (_beyond(source, limit),))


def _read(source: Source) -> tuple[Node | None, tuple[Finding, ...]]:
    """The root of a file's tree, or None and what is wrong with it."""
    content = source.head(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        limit = Text(f"at most {_MAX_BYTES} bytes", f"högst {_MAX_BYTES} byte")
        return None, (_beyond(source, limit),)
    text, findings = read_text(content, source.name)
    return (None, findings) if text is None else parse_yaml(text, source.name, _MAX_NODES)


def _beyond(source: Source, limit: Text) -> Finding:
    return Finding(rule("F004"), Place(source.name), {"limit": limit})


def _entries(root: Node) -> Node:
    """The node that should be the list of sites."""
    entry = root.entry("sites") if isinstance(root, MappingNode) else None
    return entry[1] if entry else root


def _is_site(node: Node) -> bool:
    return isinstance(node, MappingNode) and all(_cell_text(value) is not None for _, value in node.entries)


def _not_a_site(path: str, node: Node) -> Finding:
    """What is wrong with a node that should be a site, at the place where it is."""
    expected = Text(
        "a list of sites, each a mapping of headings to cells", "en lista av platser, var och en rubrik: cell"
    )
    key = "sites"
    if isinstance(node, MappingNode):
        for name, value in node.entries:
            if _cell_text(value) is None and name.text != "sites":
                key, node = name.text, value
                expected = Text("a number, a text or [low, high]", "ett tal, en text eller [lägst, högst]")
                break
    found = "'…'" if not isinstance(node, Scalar) else f"'{node.text}'"
    place = Place(path, node.line, node.column)
    return Finding(rule("C003"), place, {"key": key, "found": found, "expected": expected})


def _cell_text(node: Node) -> str | None:
    """What a CSV cell would hold; None for what fits in no cell."""
    match node:
        case Scalar():
            return "" if node.value is None else node.text
        case SequenceNode(items=(Scalar() as low, Scalar() as high)) if low.text and high.text:
            return f"{low.text}..{high.text}"
        case _:
            return None


@dataclass(frozen=True)
class YamlTable:
    path: str
    root: Node
    sites: list[MappingNode]

    @property
    def decimal_comma(self) -> bool:
        return False

    @property
    def dialect(self) -> Mapping[str, str]:
        return {"encoding": "utf-8"}

    @cached_property
    def _heading_keys(self) -> dict[str, Scalar]:
        """Each heading with the first key that names it, in order of appearance."""
        found: dict[str, Scalar] = {}
        for site in self.sites:
            for key, _ in site.entries:
                found.setdefault(key.text, key)
        return found

    @property
    def size(self) -> int:
        """The number of cells, blank ones included."""
        return len(self.headings) * len(self.sites)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return tuple(self._heading_keys)

    @property
    def heading_places(self) -> tuple[Place, ...]:
        return tuple(Place(self.path, key.line, key.column) for key in self._heading_keys.values())

    @property
    def frame(self) -> pl.LazyFrame:
        rows = [{key.text: _cell_text(value) or None for key, value in site.entries} for site in self.sites]
        texts = {
            str(number): pl.Series([row.get(heading) for row in rows], dtype=pl.String)
            for number, heading in enumerate(self.headings)
        }
        return pl.DataFrame(texts).with_row_index(ROW).lazy()

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        return [self._place(cell) for cell in cells]

    def _place(self, cell: Cell) -> Place:
        site = self.sites[cell.row]
        heading = None if cell.column is None else self.headings[cell.column]
        entry = site.entry(heading)
        node = entry[1] if entry else site
        return Place(self.path, node.line, node.column)

    def doubtful(self, *, short: bool) -> bool:  # noqa: ARG002
        return False

    def faults(self, limit: int) -> tuple[Finding, ...]:  # noqa: ARG002
        return ()

    def rewritten(self) -> AbstractContextManager["YamlTable"]:
        return nullcontext(self)
