"""How people see a result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from vasterviksmodell.i18n.wording import Language


@dataclass(frozen=True, slots=True)
class View:
    """Language, width and colours. Formats for programs do not look at it."""

    language: Language = "en"
    width: int | None = None
    """The columns of the terminal; None when nothing may be cut or wrapped."""
    colour: bool = False
    """Whether colours, and what is drawn with them, may be used."""


Suffixes = Mapping[str, Sequence[str]]
"""The formats of a family by name, each with the suffixes of its files, the usual one first."""

YAML_SUFFIXES: Suffixes = MappingProxyType({"yaml": (".yaml", ".yml")})
"""Of parts of a criteria file, which are written in no other format."""


def format_of_name(path: str, suffixes: Suffixes) -> str | None:
    """The format that the longest known suffix of a file tells, or None. A suffix alone is no name.

    >>> format_of_name("Rapport 1.2.JSON", {"json": [".json"]})
    'json'
    """
    name = PurePath(path).name.lower()
    told = {suffix: format for format, own in suffixes.items() for suffix in own}
    ends = [suffix for suffix in told if name.endswith(suffix) and name not in told]
    return told[max(ends, key=len)] if ends else None
