"""The files of a folder, and what each of them is: recognised by what is in it, else by its suffix."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from typing import Literal

from vasterviksmodell.analysis.planning.reading import is_plan
from vasterviksmodell.decision.file import is_decision
from vasterviksmodell.scoring.saved import TAIL, is_ranking
from vasterviksmodell.scoring.saved.carriers import BrokenCarrierError, carried_in, carrier_of
from vasterviksmodell.scoring.saved.carriers.carrier import MOST
from vasterviksmodell.scoring.saved.carriers.xlsx import Xlsx
from vasterviksmodell.sites.formats import format_of

Kind = Literal["criteria", "actions", "events", "sites", "ranking", "decision", "record", "report", "plan", "other"]
NEEDED: tuple[Kind, ...] = ("criteria", "sites", "ranking", "decision", "report")
"""What a folder holds from which a stranger can answer."""
SINGLE: tuple[Kind, ...] = ("criteria", "actions", "events", "ranking", "decision", "record")
"""Of which there is one at most: of two nobody knows which one counts."""
_HEAD = 1 << 20
_KEYS: tuple[tuple[Kind, bytes], ...] = (("criteria", b"criteria"), ("actions", b"actions"), ("events", b"events"))
"""What a file is that has such a key on its outermost level, the first of them."""
_TABLES = (".csv", ".xlsx", ".json", ".jsonl", ".geojson", ".parquet", ".yaml", ".yml", ".txt", ".tsv")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a folder."""

    name: str
    """Its path with the folder, as findings name it."""
    path: Path
    kind: Kind
    content: bytes
    """Only the beginning of a file that is larger than any ranking."""
    sha256: str
    """The fingerprint of the whole file."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of a folder, in the order of their names."""

    folder: str
    files: tuple[Part, ...]
    folders: tuple[str, ...]
    """The folders inside, which are not looked into."""

    def of(self, kind: Kind) -> tuple[Part, ...]:
        """Return the files of a kind."""
        return tuple(file for file in self.files if file.kind == kind)

    def first(self, kind: Kind) -> Part | None:
        """Return the first file of a kind."""
        return next(iter(self.of(kind)), None)


def parts_of(folder: str) -> Parts:
    """Return what is in a folder; names that begin with a dot are left out. Raises `OSError` when it cannot be read."""
    inside = sorted(entry for entry in Path(folder).iterdir() if not entry.name.startswith("."))
    files = tuple(_part(folder, path) for path in inside if path.is_file())
    return Parts(folder, files, tuple(path.name for path in inside if path.is_dir()))


def _part(folder: str, path: Path) -> Part:
    with path.open("rb") as file:
        fingerprint = file_digest(file, "sha256").hexdigest()
        file.seek(0)
        content = file.read(MOST if path.stat().st_size <= MOST else _HEAD)
    return Part(str(Path(folder) / path.name), path, kind_of(path.name, content), content, fingerprint)


def kind_of(name: str, content: bytes) -> Kind:
    """Return what a file is, by its name and content."""
    suffix = Path(name).suffix.lower()
    if is_ranking(content[:_HEAD], content[-TAIL:]):
        return "ranking"
    if is_plan(content[:200]):
        return "plan"
    if suffix in (".yaml", ".yml"):
        return kind_of_yaml(content[:_HEAD])
    if _is_report(content):
        return "report"
    return "sites" if suffix in _TABLES and format_of(name) is not None else "other"


def kind_of_yaml(head: bytes) -> Kind:
    """Return what a file of YAML is, by its beginning."""
    if is_decision(head):
        return "decision"
    if re.search(rb"^steps[ \t]*:", head, re.MULTILINE):
        return "record"
    if re.search(rb"^sites[ \t]*:|^- ", head, re.MULTILINE):
        return "sites"
    return next((kind for kind, key in _KEYS if re.search(rb"^%b[ \t]*:" % key, head, re.MULTILINE)), "other")


def _is_report(content: bytes) -> bool:
    """Say whether a file is a report: pages and PDF are taken for one, a workbook where it carries a ranking."""
    carrier = carrier_of(BytesIO(content))
    if carrier is None:
        return False
    if not isinstance(carrier, Xlsx):
        return True
    try:
        return carried_in(BytesIO(content)) is not None
    except BrokenCarrierError:
        return True


def several(parts: Parts) -> Iterator[tuple[Part, Sequence[Part]]]:
    """Yield the first file of each kind of which there is more than one, with the others."""
    for kind in SINGLE:
        first, *others = parts.of(kind) or (None,)
        if first is not None and others:
            yield first, others
