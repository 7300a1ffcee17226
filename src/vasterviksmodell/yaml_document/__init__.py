"""YAML with its places kept: text → a tree of nodes, each with line and column, within fixed limits."""

from vasterviksmodell.yaml_document.composer import MAX_BYTES, MAX_DEPTH, MAX_NODES, RIGHT_FILE
from vasterviksmodell.yaml_document.nodes import Mapping, Node, Scalar, Sequence, old_reading, stands_for_itself
from vasterviksmodell.yaml_document.parse import parse_yaml
from vasterviksmodell.yaml_document.readings import readings

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "RIGHT_FILE",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "old_reading",
    "parse_yaml",
    "readings",
    "stands_for_itself",
]
