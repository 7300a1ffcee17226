"""What files are, told by what they hold: criteria, sites, saved rankings, decisions, records of what was frozen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vasterviksmodell.cli.inputs import yaml_head
from vasterviksmodell.cli.rankings import is_saved

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source

Kind = Literal["records", "criteria", "rankings", "decisions", "sites"]
_YAML = frozenset({".yaml", ".yml"})
_MAY_MATTER = frozenset({*_YAML, ".json", ".html", ".pdf", ".xlsx", ".ods"})
"""The suffixes of files in a folder that may be more than sites."""
_OF_YAML: "dict[str, Kind]" = {"record": "records", "criteria": "criteria", "decision": "decisions"}


@dataclass(frozen=True, slots=True)
class FilesByKind:
    """Files by what they are; a report that carries a ranking is one."""

    records: "tuple[Source, ...]" = ()
    criteria: "tuple[Source, ...]" = ()
    rankings: "tuple[Source, ...]" = ()
    decisions: "tuple[Source, ...]" = ()
    sites: "tuple[Source, ...]" = ()

    @classmethod
    def of(cls, sources: "Iterable[Source]") -> "FilesByKind":
        """Return files by what they hold."""
        found: dict[Kind, list[Source]] = {}
        for source in sources:
            found.setdefault(kind_of(source), []).append(source)
        return cls(**{kind: tuple(files) for kind, files in found.items()})

    def paths(self, kind: Kind) -> list[Path]:
        """Return the paths of the files of a kind, as they were given."""
        return [source.named_path for source in getattr(self, kind)]


def kind_of(source: "Source") -> Kind:
    """Return what a file is."""
    if is_saved(source):
        return "rankings"
    from vasterviksmodell.analysis.handed_over.parts import kind_of_yaml

    return _OF_YAML.get(kind_of_yaml(yaml_head(source)), "sites")


def is_text(path: str) -> bool:
    """Say whether a file is one of those that people write, or a saved ranking; not a report."""
    return Path(path).suffix.lower() in {*_YAML, ".json"}


def files_in(folder: Path) -> Sequence[str]:
    """Return the files of a folder that may be a record, criteria, a ranking or a decision, by name."""
    return [str(path) for path in sorted(folder.iterdir()) if path.is_file() and path.suffix.lower() in _MAY_MATTER]
