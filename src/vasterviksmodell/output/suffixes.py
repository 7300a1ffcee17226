"""Which format of a family the name of a file tells."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

Suffixes = Mapping[str, Sequence[str]]
"""The formats of a family by name, each with the suffixes of its files, the usual one first."""

YAML_SUFFIXES: Suffixes = MappingProxyType({"yaml": (".yaml", ".yml")})
"""Of parts of a criteria file, which are written in no other format."""


def format_told(path: str, suffixes: Suffixes) -> str | None:
    """The format that the longest known suffix of a file tells, or None. A suffix alone is no name.

    >>> format_told("Rapport 1.2.JSON", {"json": [".json"]})
    'json'
    """
    name = PurePath(path).name.lower()
    told = {suffix: format for format, own in suffixes.items() for suffix in own}
    ends = [suffix for suffix in told if name.endswith(suffix) and name not in told]
    return told[max(ends, key=len)] if ends else None
