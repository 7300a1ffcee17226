"""The files that a saved ranking was made from: whether they exist and are unchanged, and their ranking now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vasterviksmodell.findings import Finding
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.run import Shown, changed_like, rank_sites
from vasterviksmodell.scoring.saved.file import path_from_text
from vasterviksmodell.scoring.saved.reading import SavedRanking
from vasterviksmodell.sites import Input, Sites
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.sites.read import whole
from vasterviksmodell.source.files import Source


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input of a saved ranking, and the file that exists now."""

    input: Input
    source: Source | None
    """None when there is no such file."""

    @property
    def sha256(self) -> str | None:
        """The SHA-256 of the file that exists now."""
        return None if self.source is None else self.source.fingerprint.sha256

    @property
    def is_same(self) -> bool:
        """Whether it is still the file that was read."""
        return self.sha256 == self.input.sha256


def input_files(inputs: Sequence[Input], folders: Sequence[Path]) -> tuple[InputFile, ...]:
    """Find the file of each input by its path or name in the folders, preferably one with the same contents."""
    found = []
    for input in inputs:
        candidates = [InputFile(input, source) for source in _candidates(input, folders)]
        same = (file for file in candidates if file.is_same)
        found.append(next(same, candidates[0] if candidates else InputFile(input, None)))
    return tuple(found)


def _candidates(input: Input, folders: Sequence[Path]) -> Iterator[Source]:
    """Yield the files that an input may be; unreadable files are left out."""
    for path in dict.fromkeys(_paths(input, folders)):
        try:
            if path.is_file():
                source = Source.of(path, name=input.path)
                source.fingerprint  # noqa: B018 - an unreadable file shows itself here
                yield source
        except OSError:
            continue


def _paths(input: Input, folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the paths at which an input may be: in each folder, by its path or its name, with escapes or without."""
    for path in (Path(input.path), Path(path_from_text(input.path))):
        for folder in folders:
            yield from (place for place in (folder / path, folder / path.name) if place != path or folder == Path())


def rank_input_files(saved: SavedRanking, files: Sequence[InputFile]) -> tuple[Ranking | None, tuple[Finding, ...]]:
    """Rank the files as they are now by the criteria of a saved ranking, cut and changed like it.

    Return None and the findings when they have errors, and None when the format of one is unknown.
    """
    formats = [SITE_FORMATS.get(file.input.format) for file in files]
    sources = [(file.source, format) for file, format in zip(files, formats, strict=True) if file.source and format]
    if not sources or len(sources) < len(files):
        return None, ()
    sites, findings = whole(sources, saved.criteria)
    return (None, findings) if sites is None else (_cut_like(saved, sites), ())


def _cut_like(saved: SavedRanking, sites: Sites) -> Ranking:
    """Rank all sites, cut to as many as the saved ranking holds, in the same way."""
    size, ids = saved.sites.frame.height, saved.sites.frame["id"].to_list()
    selections = (Shown(size), Shown(size, qualified_only=True)) if saved.is_cut else (Shown(),)
    cuts = [_ranked(saved, sites, shown) for shown in selections]
    return next((cut for cut in cuts if cut.frame["id"].to_list() == ids), cuts[0])


def _ranked(saved: SavedRanking, sites: Sites, shown: Shown) -> Ranking:
    if not saved.is_changed:
        return rank_sites(sites, saved.criteria, shown)
    return changed_like(saved, rank_sites(sites, saved.criteria), shown)
