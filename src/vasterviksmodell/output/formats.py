"""The view of a result, and formats by the suffixes of files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from vasterviksmodell.i18n.wording import Language


@dataclass(frozen=True, slots=True)
class View:
    """How people see a result. Formats for programs ignore it."""

    language: Language = "en"
    width: int | None = None
    """The columns of the terminal; None where nothing is cut or wrapped."""
    colour: bool = False
    """Whether colours, and what is drawn with them, may be used."""
    height: int | None = None
    """The lines of the terminal; None where nothing scrolls away."""
    wide: bool = False
    """Whether a table names everything, on as many lines as that takes, and does not count it."""


Suffixes = Mapping[str, Sequence[str]]
"""The formats of a family by name, each with the suffixes of its files, the usual one first."""

YAML_SUFFIXES: Suffixes = MappingProxyType({"yaml": (".yaml", ".yml")})
"""Of parts of a criteria file, which are written in no other format."""
XLSX_SUFFIXES: Suffixes = MappingProxyType({"xlsx": (".xlsx",)})
"""Of workbooks of Excel."""


def format_of_name(path: str, suffixes: Suffixes) -> str | None:
    """Return the format of the longest known suffix of a file name, or None. A suffix alone is not a name.

    >>> format_of_name("Rapport 1.2.JSON", {"json": [".json"]})
    'json'
    """
    name = PurePath(path).name.lower()
    formats = {suffix: format for format, its_suffixes in suffixes.items() for suffix in its_suffixes}
    ends = [suffix for suffix in formats if name.endswith(suffix) and name not in formats]
    return formats[max(ends, key=len)] if ends else None
