"""A step more in a record of what was frozen: what stands before it is left as it is, to the byte."""

import os
from collections.abc import Mapping, Sequence
from datetime import date as day
from hashlib import sha256
from pathlib import Path
from typing import Any

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.model import expect_criteria
from vasterviksmodell.expected import expect_several
from vasterviksmodell.freezing.file import InvalidFreezeRecord, load_freeze_record, read_freeze_record
from vasterviksmodell.freezing.model import FILE_KINDS, FileKind, FreezeRecord, seal
from vasterviksmodell.source.temporary import write_whole
from vasterviksmodell.source.yaml_writer import as_yaml

_START = "version: 1\nsteps:\n"
Paths = Sequence[str | Path]


class CannotAppend(ValueError):  # noqa: N818 - an outcome, not a defect
    """A record is written in a way that cannot be continued at its end."""


def freeze(  # noqa: PLR0913 - what a step states
    record: str | Path,
    by: str | Sequence[str],
    *,
    criteria: Criteria | None = None,
    sites: Paths = (),
    rankings: Paths = (),
    decisions: Paths = (),
    date: str | None = None,
    reason: str | None = None,
) -> FreezeRecord:
    """Put criteria and files on record as they are now, as a step at the end of a record, which is made if need be.

    `date`: a year, a month or a day; by default today. Raises `InvalidFreezeRecord` when the record or the step has
    errors, `CannotAppend` when nothing can be written at its end, `OSError` when a file cannot be read or written.
    """
    if criteria is not None:
        expect_criteria(criteria)
    for paths in (sites, rankings, decisions):
        expect_several(paths, "paths belong")
    path = Path(record)
    files: dict[FileKind, Paths] = {"sites": sites, "rankings": rankings, "decisions": decisions}
    content: dict[str, Any] = {"date": date or day.today().isoformat(), "by": [by] if isinstance(by, str) else [*by]}  # noqa: DTZ011 - the day where the person is
    content |= {"reason": reason} if reason is not None else {}
    content |= {"criteria": criteria.document} if criteria is not None else {}
    content |= {kind: _fingerprints(files[kind], path) for kind in FILE_KINDS if files[kind]}
    before = load_freeze_record(path) if path.exists() else None
    text = _continued(path.read_text(encoding="utf-8") if before else _START, before, content)
    after, findings = read_freeze_record(text.encode(), str(path))
    if after is None:
        raise InvalidFreezeRecord(findings)
    if len(after.steps) != (len(before.steps) if before else 0) + 1 or after.steps[-1].content != content:
        raise CannotAppend(str(path))
    write_whole(Path(os.path.realpath(path)), [text.encode()])
    return after


def _continued(text: str, before: FreezeRecord | None, content: Mapping[str, Any]) -> str:
    """Return the text of a record with a step more."""
    last = before.steps[-1].seal if before else None
    written = as_yaml({"steps": [{**content, "seal": seal(last, content)}]}).removeprefix("steps:\n")
    return text + ("" if text.endswith("\n") else "\n") + written


def _fingerprints(paths: Paths, record: Path) -> dict[str, str]:
    """Return the fingerprints of files by their paths, as they are seen from the folder of the record."""
    return {_seen_from(record, Path(path)): sha256(Path(path).read_bytes()).hexdigest() for path in paths}


def _seen_from(record: Path, path: Path) -> str:
    """Return a path as it leads from a record; whole where it is on another drive."""
    try:
        return Path(os.path.relpath(path, record.parent)).as_posix()
    except ValueError:
        return path.absolute().as_posix()
