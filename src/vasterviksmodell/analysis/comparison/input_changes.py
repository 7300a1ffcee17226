"""Which input files are not those that they were, by their fingerprints."""

from collections.abc import Sequence
from dataclasses import dataclass

from vasterviksmodell.sites import Input


@dataclass(frozen=True, slots=True)
class InputChange:
    """A file that only one ranking read, or that had other contents when the other read it."""

    path: str
    old: Input | None
    new: Input | None


def input_changes(old: Sequence[Input], new: Sequence[Input]) -> tuple[InputChange, ...]:
    """The files that differ: where contents are the same, the name does not matter."""
    seen, now = ({it.sha256 for it in side} for side in (old, new))
    gone = {it.path: it for it in old if it.sha256 not in now}
    come = {it.path: it for it in new if it.sha256 not in seen}
    return tuple(InputChange(path, gone.get(path), come.get(path)) for path in dict.fromkeys((*gone, *come)))
