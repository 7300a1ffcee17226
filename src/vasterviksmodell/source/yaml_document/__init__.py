"""Reading YAML into a tree of nodes, each with its line and column, within fixed limits."""

from vasterviksmodell.source.yaml_document.nodes import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    RIGHT_FILE,
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    old_reading,
    place_of_node,
    stands_for_itself,
)
from vasterviksmodell.source.yaml_document.parse import parse_yaml, readings

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "RIGHT_FILE",
    "MappingNode",
    "Node",
    "Scalar",
    "SequenceNode",
    "old_reading",
    "parse_yaml",
    "place_of_node",
    "readings",
    "stands_for_itself",
]
