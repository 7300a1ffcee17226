"""Sites in YAML: a list of mappings, or a mapping with such a list under `sites`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.records.gathering import Records, UnreadableError, whole_text
from vasterviksmodell.sites.formats.records.record_cells import (
    A_CELL,
    LIST,
    MAPPING,
    NOTHING,
    SITES,
    KeyLocation,
    Misfit,
    RecordCell,
    interval,
    misfit,
    quoted,
)
from vasterviksmodell.sites.formats.records.record_table import (
    RecordTable,
    merged_tables,
    read_with_applicable_conditions,
)
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import folded
from vasterviksmodell.source.yaml_document import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    old_reading,
    parse_yaml,
    place_of_node,
    readings,
)

_OTHER_FILES = {
    "criteria": Message("it is a file of criteria: check it with `check`, give it to other commands with --criteria"),
    "scenarios": Message("it is a file of scenarios: give it with --scenarios"),
    "actions": Message("it is a file of actions: give it with --actions"),
    "events": Message("it is a file of events: give it with --events"),
    "steps": Message("it is a record of what was frozen: judge it with `check --order`"),
    "ranked": Message("it is the record of a decision: give it with --decision"),
    "alternatives": Message("it is the record of a decision: give it with --decision"),
    "measures": Message("it asks for measures from registers: give it to `derive`"),
}
"""By the key that tells what a file is: where it belongs."""
_MAX_NODES = 5_000_000
_LEADING_ZERO = re.compile("[-+]?0[0-9]+")
_MERGE = Message("'<<', which only some YAML readers merge")

_TWICE = Message("a heading that occurs twice, once in quotes")


def open_table(source: Source, expected: Expected) -> tuple[RecordTable | None, tuple[Finding, ...]]:
    """Open a file; None and findings when it is not a list of sites."""
    try:
        root, repeated = parse_yaml(whole_text(source), source.name, _MAX_NODES)
    except UnreadableError as error:
        return None, (error.finding,)
    trees = [] if root is None else readings(root) if repeated else [root]
    table, found = read_with_applicable_conditions(partial(_merged_tables, trees, source.name), expected)
    return table, (*truncated(repeated, len(repeated), expected.limit), *found)


def _merged_tables(
    trees: Sequence[Node], path: str, expected: Expected
) -> tuple[RecordTable | None, tuple[Finding, ...]]:
    """Read each of the trees that a document with repeated keys may be."""
    try:
        return merged_tables([_tree_table(tree, path, expected) for tree in trees])
    except UnreadableError as error:
        return None, (error.finding,)


def _tree_table(root: Node, path: str, expected: Expected) -> tuple[RecordTable | None, tuple[Finding, ...]]:
    entry = root.entry("sites") if isinstance(root, MappingNode) else None
    entries = entry[1] if entry else root
    if not isinstance(entries, SequenceNode):
        facts = misfit(SITES, _describe_node(entries)).facts
        return None, (Finding(rule("D012"), place_of_node(path, entries), facts, advice=_advice(root)),)
    records = Records(path, expected, _Nodes(path, entries.items))
    for position, site in enumerate(entries.items):
        _add_site(records, position, site)
    table, found = records.table({"encoding": "utf-8"})
    others = [key for key, _ in root.entries if key.text != "sites"] if isinstance(root, MappingNode) else []
    unread = [Finding(rule("D023"), place_of_node(path, key), {"key": key.text}) for key in others]
    return table, (*truncated(unread, len(unread), expected.limit), *found)


def _advice(root: Node) -> Message | None:
    """Return where a file belongs that is of another kind: its keys tell."""
    keys = {key.text for key, _ in root.entries} if isinstance(root, MappingNode) else set()
    return next((advice for key, advice in _OTHER_FILES.items() if key in keys), None)


def _add_site(records: Records, position: int, site: Node) -> None:
    if not isinstance(site, MappingNode):
        records.reject(position, _describe_node(site))
    elif any(key.text == "<<" and not key.quoted for key, _ in site.entries):
        records.reject(position, _MERGE)
    elif len({key.text for key, _ in site.entries}) < len({key.value for key, _ in site.entries}):
        records.reject(position, _TWICE)
    else:
        with_comma = records.expected.measures if records.expected.data.comma else frozenset()
        cells = {key.text: _node_cell(node, comma=folded(key.text) in with_comma) for key, node in site.entries}
        records.add(position, cells)
        for key, reading in _read_in_two_ways(site, records.expected) if records.is_chosen(cells) else ():
            records.faults.add(reading, position, key)


def _node_cell(node: Node, *, comma: bool) -> RecordCell:
    match node:
        case Scalar():
            return _scalar_text(node, comma=comma)
        case SequenceNode(items=(Scalar() as low, Scalar() as high)):
            return interval(_scalar_text(low, comma=comma), _scalar_text(high, comma=comma))
        case _:
            return misfit(A_CELL, _describe_node(node))


def _scalar_text(scalar: Scalar, *, comma: bool) -> str | None:
    """Return the text of a cell; a measure that is a number gets the decimal comma of the texts."""
    if comma and isinstance(scalar.value, float):
        return scalar.text.replace(".", ",")
    return None if scalar.value is None else scalar.text


def _describe_node(node: Node) -> Phrase:
    match node:
        case Scalar():
            return NOTHING if node.value is None else quoted(node.text)
        case SequenceNode():
            return LIST
        case _:
            return MAPPING


def _read_in_two_ways(site: MappingNode, expected: Expected) -> Iterator[tuple[str, Misfit]]:
    """Yield the headings of measures with a leading zero: 010 is 10 here, and 8 to a reader of YAML 1.1."""
    for key, value in site.entries:
        scalars = value.items if isinstance(value, SequenceNode) else (value,)
        for scalar in scalars:
            if not isinstance(scalar, Scalar) or scalar.quoted or not _LEADING_ZERO.fullmatch(scalar.text):
                continue
            if folded(key.text) in expected.measures:
                yield (
                    key.text,
                    Misfit({"text": scalar.text, "reading": old_reading(scalar.text) or scalar.text}, "D020"),
                )


@dataclass(frozen=True)
class _Nodes:
    """Finds the places of records among the nodes of a document."""

    path: str
    sites: tuple[Node, ...]

    def record(self, position: int) -> Place:
        return place_of_node(self.path, self.sites[position])

    def key_locations(self, position: int) -> Mapping[str, KeyLocation]:
        site = self.sites[position]
        entries = site.entries if isinstance(site, MappingNode) else ()
        return {
            key.text: KeyLocation(place_of_node(self.path, key), place_of_node(self.path, value))
            for key, value in entries
        }
