"""Saved rankings in files, for callers of the library: saved, loaded, and verified."""

import os
from collections.abc import Sequence
from pathlib import Path

from vasterviksmodell.findings import Finding, InvalidInput, Place
from vasterviksmodell.scoring.ranking import Ranking, expect_ranking
from vasterviksmodell.scoring.run import rank_saved
from vasterviksmodell.scoring.saved.carriers import NAME, BrokenCarrierError, carried_ranking
from vasterviksmodell.scoring.saved.document import json_document
from vasterviksmodell.scoring.saved.inputs import input_files, rank_input_files
from vasterviksmodell.scoring.saved.reading import cut_findings, no_ranking, read_ranking
from vasterviksmodell.scoring.saved.verification import Verification, verified
from vasterviksmodell.source.temporary import write_whole


class InvalidRanking(InvalidInput):
    """A file that holds no whole ranking; `findings` holds all that is wrong with it."""


def save_ranking(ranking: Ranking, path: str | Path) -> None:
    """Write a ranking as JSON (`schema ranking`), whole or not at all.

    The file carries the criteria, every measure and a checksum: `load_ranking` and `verify` need nothing else.
    Raises `OSError` when it cannot be written.
    """
    expect_ranking(ranking)
    write_whole(Path(os.path.realpath(path)), (chunk.encode() for chunk in json_document(ranking)))


def load_ranking(path: str | Path) -> Ranking:
    """Return a saved ranking, ranked again from the criteria and measures that its file carries.

    The file is JSON, or a report in HTML, PDF or Excel that carries it. Raises `InvalidRanking` with every finding
    when it holds no ranking or only the first sites of one, `OSError` when it cannot be read.
    """
    content, name = ranking_content(Path(path))
    saved, findings = read_ranking(content, name)
    if saved is None:
        raise InvalidRanking(findings)
    if saved.is_cut:
        raise InvalidRanking((*findings, *cut_findings(saved, name)))
    return rank_saved(saved)


def verify(path: str | Path, folders: Sequence[str | Path] = ()) -> Verification:
    """Verify that a saved ranking follows from what it rests on.

    It is computed again from its input files, where these are found unchanged in one of the `folders` (by default the
    working folder and that of the file), else from the measures that it carries. `findings` of the result has an
    error for each figure that differs; without errors it is verified. Raises `InvalidRanking` with every finding
    when the file holds no ranking, `OSError` when it cannot be read.
    """
    content, name = ranking_content(Path(path))
    places = [Path(folder).absolute() for folder in folders] or [Path(), Path(path).parent]
    verification, findings = verification_of_file(content, name, places)
    if verification is None:
        raise InvalidRanking(findings)
    return verification


def verification_of_file(
    content: bytes, path: str, folders: Sequence[Path]
) -> tuple[Verification | None, tuple[Finding, ...]]:
    """Return the verification of the ranking in a file, None where it cannot be read; and every finding."""
    saved, findings = read_ranking(content, path)
    if saved is None:
        return None, findings
    files = input_files(saved.sites.inputs, folders)
    again, errors = rank_input_files(saved, files) if all(file.is_same for file in files) else (None, ())
    verification = verified(content, path, saved, files, again, errors)
    return verification, verification.findings


def ranking_content(path: Path) -> tuple[bytes, str]:
    """Return the JSON of a saved ranking, taken out of the report that carries it; and its name in findings."""
    content, name = path.read_bytes(), str(path)
    try:
        carried = carried_ranking(content)
    except BrokenCarrierError as broken:
        raise InvalidRanking((no_ranking(Place(name), broken.problem),)) from broken
    return (content, name) if carried is None else (carried, f"{name}/{NAME}")
