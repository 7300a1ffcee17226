"""The files that a saved ranking was made from: whether they are there, are the same, and what they say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vasterviksmodell.findings import Finding
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.run import Shown, rank_sites, what_if
from vasterviksmodell.scoring.saved.file import path_from_text
from vasterviksmodell.scoring.saved.reading import SavedRanking
from vasterviksmodell.sites import Input, Sites
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.sites.read import whole
from vasterviksmodell.source.files import Source


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input of a saved ranking, and the file that is there now."""

    input: Input
    source: Source | None
    """None when there is no such file."""

    @property
    def sha256(self) -> str | None:
        """The fingerprint of the file that is there."""
        return None if self.source is None else self.source.fingerprint.sha256

    @property
    def is_same(self) -> bool:
        """Whether it is still the file that was read."""
        return self.sha256 == self.input.sha256


def input_files(inputs: Sequence[Input], folders: Sequence[Path]) -> tuple[InputFile, ...]:
    """Return each input with the file of its path or name in one of the folders, one with the same contents before
    others.
    """
    found = []
    for input in inputs:
        there = [InputFile(input, source) for source in _candidates(input, folders)]
        same = (file for file in there if file.is_same)
        found.append(next(same, there[0] if there else InputFile(input, None)))
    return tuple(found)


def _candidates(wanted: Input, folders: Sequence[Path]) -> Iterator[Source]:
    """Yield the files that an input may be; unreadable files are left out."""
    for path in dict.fromkeys(_paths(wanted, folders)):
        try:
            if path.is_file():
                source = Source.of(path, name=wanted.path)
                source.fingerprint  # noqa: B018 - an unreadable file shows itself here
                yield source
        except OSError:
            continue


def _paths(wanted: Input, folders: Sequence[Path]) -> Iterator[Path]:
    """Yield where it may be: at its path or beside the others, called as it is written or as that stands for."""
    for path in (Path(wanted.path), Path(path_from_text(wanted.path))):
        for folder in folders:
            yield from (place for place in (folder / path, folder / path.name) if place != path or folder == Path())


def read_again(saved: SavedRanking, files: Sequence[InputFile]) -> tuple[Ranking | None, tuple[Finding, ...]]:
    """Return the ranking of the files as they are, by the criteria of a saved ranking, cut and changed as it is.

    None when they have errors, which are given, or when one was read in a format that is not known.
    """
    formats = [SITE_FORMATS.get(file.input.format) for file in files]
    sources = [(file.source, format) for file, format in zip(files, formats, strict=True) if file.source and format]
    if not sources or len(sources) < len(files):
        return None, ()
    sites, findings = whole(sources, saved.criteria)
    return (None, findings) if sites is None else (_cut_alike(saved, sites), ())


def _cut_alike(saved: SavedRanking, sites: Sites) -> Ranking:
    """Return the ranking of all sites, cut to as many as the saved one holds, in the way that it was."""
    size, ids = saved.sites.frame.height, saved.sites.frame["id"].to_list()
    ways = (Shown(size), Shown(size, qualified_only=True)) if saved.is_cut else (Shown(),)
    cuts = [_ranked(saved, sites, shown) for shown in ways]
    return next((cut for cut in cuts if cut.frame["id"].to_list() == ids), cuts[0])


def _ranked(saved: SavedRanking, sites: Sites, shown: Shown) -> Ranking:
    known = set(sites.frame["id"])
    settings = [setting for setting in saved.settings if setting.site in known]
    if not settings:
        return rank_sites(sites, saved.criteria, shown)
    return what_if(rank_sites(sites, saved.criteria), settings, shown)
