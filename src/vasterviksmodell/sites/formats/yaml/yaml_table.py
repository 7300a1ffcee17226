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
    Misfit,
    RecordCell,
    Spot,
    interval,
    misfit,
    quoted,
)
from vasterviksmodell.sites.formats.records.record_table import RecordTable, in_one, where_it_applies
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.words import folded
from vasterviksmodell.source.yaml_document import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    old_reading,
    parse_yaml,
    readings,
)

_MAX_NODES = 5_000_000
_LEADING_ZERO = re.compile("[-+]?0[0-9]+")
_MERGE = Message("'<<', which only some YAML readers merge")

_TWICE = Message("a heading that stands twice, once in quotes")


def open_table(source: Source, expected: Expected) -> tuple[RecordTable | None, tuple[Finding, ...]]:
    """The table of a file; None and findings when it is no list of sites."""
    try:
        root, repeated = parse_yaml(whole_text(source), source.name, _MAX_NODES)
    except UnreadableError as error:
        return None, (error.finding,)
    trees = [] if root is None else readings(root) if repeated else [root]
    table, found = where_it_applies(partial(_in_one, trees, source.name), expected)
    return table, (*listed(repeated, len(repeated), expected.limit), *found)


def _in_one(trees: Sequence[Node], path: str, expected: Expected) -> tuple[RecordTable | None, tuple[Finding, ...]]:
    """What is in any of the ways to read a document."""
    try:
        return in_one([_table(tree, path, expected) for tree in trees])
    except UnreadableError as error:
        return None, (error.finding,)


def _table(root: Node, path: str, expected: Expected) -> tuple[RecordTable | None, tuple[Finding, ...]]:
    entry = root.entry("sites") if isinstance(root, MappingNode) else None
    entries = entry[1] if entry else root
    if not isinstance(entries, SequenceNode):
        return None, (Finding(rule("D012"), _place(path, entries), misfit(SITES, _called(entries)).facts),)
    records = Records(path, expected, _Nodes(path, entries.items))
    for position, site in enumerate(entries.items):
        _add(records, position, site)
    table, found = records.table({"encoding": "utf-8"})
    beside = [key for key, _ in root.entries if key.text != "sites"] if isinstance(root, MappingNode) else []
    unread = [Finding(rule("D023"), _place(path, key), {"key": key.text}) for key in beside]
    return table, (*listed(unread, len(unread), expected.limit), *found)


def _add(records: Records, position: int, site: Node) -> None:
    if not isinstance(site, MappingNode):
        records.refuse(position, _called(site))
    elif any(key.text == "<<" and not key.quoted for key, _ in site.entries):
        records.refuse(position, _MERGE)
    elif len({key.text for key, _ in site.entries}) < len({key.value for key, _ in site.entries}):
        records.refuse(position, _TWICE)
    else:
        with_comma = records.expected.measures if records.expected.data.comma else frozenset()
        cells = {key.text: _cell(node, comma=folded(key.text) in with_comma) for key, node in site.entries}
        records.add(position, cells)
        for key, reading in _read_in_two_ways(site, records.expected) if records.wants(cells) else ():
            records.faults.note(reading, position, key)


def _cell(node: Node, *, comma: bool) -> RecordCell:
    match node:
        case Scalar():
            return _said(node, comma=comma)
        case SequenceNode(items=(Scalar() as low, Scalar() as high)):
            return interval(_said(low, comma=comma), _said(high, comma=comma))
        case _:
            return misfit(A_CELL, _called(node))


def _said(scalar: Scalar, *, comma: bool) -> str | None:
    """The text of a cell; a measure that is a number has the decimal comma that texts have."""
    if comma and isinstance(scalar.value, float):
        return scalar.text.replace(".", ",")
    return None if scalar.value is None else scalar.text


def _called(node: Node) -> Phrase:
    match node:
        case Scalar():
            return NOTHING if node.value is None else quoted(node.text)
        case SequenceNode():
            return LIST
        case _:
            return MAPPING


def _read_in_two_ways(site: MappingNode, expected: Expected) -> Iterator[tuple[str, Misfit]]:
    """The headings of measures with a number that begins with 0: 10 to us, 8 to a reader of YAML 1.1."""
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


def _place(path: str, node: Node) -> Place:
    return Place(path, node.line, node.column)


@dataclass(frozen=True)
class _Nodes:
    """Finds records again among the nodes of a document."""

    path: str
    sites: tuple[Node, ...]

    def record(self, position: int) -> Place:
        return _place(self.path, self.sites[position])

    def spots(self, position: int) -> Mapping[str, Spot]:
        site = self.sites[position]
        entries = site.entries if isinstance(site, MappingNode) else ()
        return {key.text: Spot(_place(self.path, key), _place(self.path, value)) for key, value in entries}
