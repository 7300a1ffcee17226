"""Changes in the text of a criteria file that leave everything else in it as it is, also comments."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from vasterviksmodell.source.yaml_document import MappingNode, Node, Scalar, parse_yaml

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")


class CannotRewrite(ValueError):  # noqa: N818 - an outcome, not a defect
    """A file is written in a way that cannot be changed in place; the message says where."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """At an offset of the text, a number of characters to remove and a text to write instead."""

    at: int
    removed: int
    written: str


def with_weights(text: str, points: Mapping[str, str], actor: str | None = None) -> str:
    """Return the text of a valid criteria file with other weights: points as they are to be written, by ids.

    The weights are those of the tree, or of an actor. A criterion or group without a weight gets one as its first key.
    Raises `CannotRewrite` when a weight is a reference (`*name`) or has a name itself, `KeyError` when there is no such
    criterion or group, or no such actor.
    """
    root = _root(text)
    starts = _starts(text)
    if actor is None:
        nodes = dict(_nodes(root))
        edits = [_edit(text, starts, nodes[id], "weight", written) for id, written in points.items()]
    else:
        weights = _nested(root, "actors", actor, "weights")
        edits = [_edit(text, starts, weights, id, written) for id, written in points.items()]
    for edit in sorted(edits, key=attrgetter("at"), reverse=True):
        text = text[: edit.at] + edit.written + text[edit.at + edit.removed :]
    return text


def with_section(text: str, key: str, section: str, before: str | None = None) -> str:
    """Return the text of a criteria file with another section under a key of its root.

    When it had none, the section stands before another key with a blank line between, or at the end. `section` is the
    whole section with its key, each line with its end.
    """
    root = _root(text)
    starts = _starts(text)
    section = section.replace("\n", _line_end(text))
    begins = [_offset(starts, key) for key, _ in root.entries]
    if any(text[at - 1 : at] not in ("", "\n", "\r") for at in begins):
        raise CannotRewrite("its keys do not begin lines of their own")
    for number, (scalar, _) in enumerate(root.entries):
        if scalar.text == key:
            end = begins[number + 1] if number + 1 < len(begins) else len(text)
            return text[: begins[number]] + section + _trailing_comments(text[begins[number] : end]) + text[end:]
    for at, (scalar, _) in zip(begins, root.entries, strict=True):
        if scalar.text == before:
            return text[:at] + section + _line_end(text) + text[at:]
    return text + ("" if text.endswith(("\n", "\r")) else _line_end(text)) + section


def _trailing_comments(section: str) -> str:
    """Return the empty lines and comments at the end of a section, which belong to what follows it."""
    lines = _LINES.findall(section)
    kept = len(lines)
    while kept and (not lines[kept - 1].strip() or lines[kept - 1].startswith("#")):
        kept -= 1
    return "".join(lines[kept:])


def _root(text: str) -> MappingNode:
    root, _ = parse_yaml(text, "")
    if not isinstance(root, MappingNode):
        raise CannotRewrite("it is not a criteria file")
    return root


def _nested(node: MappingNode, *keys: str) -> MappingNode:
    """Return the mapping under nested keys; raise `KeyError` when there is none."""
    for key in keys:
        entry = node.entry(key)
        if entry is None or not isinstance(entry[1], MappingNode):
            raise KeyError(key)
        node = entry[1]
    return node


def _nodes(node: MappingNode) -> Iterator[tuple[str, MappingNode]]:
    """Yield the criteria and groups with their ids."""
    entry = node.entry("criteria")
    for key, below in entry[1].entries if entry and isinstance(entry[1], MappingNode) else ():
        if isinstance(below, MappingNode):
            yield key.text, below
            yield from _nodes(below)


def _starts(text: str) -> list[int]:
    """Return the offset at which each line starts."""
    return [line.start() for line in _LINES.finditer(text)]


def _line_end(text: str) -> str:
    """Return the end of the first line, which is taken for that of all lines."""
    first = _LINES.match(text)
    return first[0][len(first[0].rstrip("\r\n")) :] or "\n" if first else "\n"


def _edit(text: str, starts: list[int], node: MappingNode, key: str, written: str) -> _Edit:
    """Return the edit that gives the number under a key another value."""
    entry = node.entry(key)
    if entry is None:
        return _insertion(text, starts, node, f"{key}: {written}")
    at, number = _offset(starts, entry[1]), entry[1]
    if not isinstance(number, Scalar) or text[at : at + len(number.text)] != number.text:
        raise CannotRewrite(f"the weight on line {number.line} is not a plain number")
    return _Edit(at, len(number.text), written)


def _insertion(text: str, starts: list[int], node: MappingNode, entry: str) -> _Edit:
    at = _offset(starts, node)
    if text[at] == "{":
        return _Edit(at + 1, 0, f"{entry}, ")
    before = text[starts[node.line - 1] : at]
    if before.strip():
        raise CannotRewrite(f"what begins on line {node.line} has no place for a weight")
    return _Edit(at, 0, f"{entry}{_line_end(text)}{before}")


def _offset(starts: list[int], node: Node) -> int:
    return starts[node.line - 1] + node.column - 1
