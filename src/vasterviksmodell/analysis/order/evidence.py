"""What the order of events is judged from: criteria, files of sites, rankings and decisions, as they are now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from vasterviksmodell.analysis.order.changes import Way
from vasterviksmodell.analysis.order.moves import KnownSites
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.file import parsed, validated
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.decision import Decision, load_decision
from vasterviksmodell.findings import Place
from vasterviksmodell.findings.model import KEY
from vasterviksmodell.freezing import FreezeStep
from vasterviksmodell.scoring.run import rank_saved
from vasterviksmodell.scoring.saved.reading import read_ranking
from vasterviksmodell.source.json_scan import place_of

_OF_OTHER_FILES = frozenset({"actions", "events"})
"""The sections of a ranking that options can take from other files."""
Locate = Callable[[Way], Place]


@dataclass(frozen=True, slots=True)
class StatedCriteria:
    """Criteria, with the places of what they state."""

    criteria: Criteria
    place: Locate
    without: frozenset[str] = frozenset()
    """The sections that are no statement of its own."""

    def stated_in(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a document without the sections that are no statement of these criteria."""
        return {key: entry for key, entry in document.items() if key not in self.without}

    @property
    def document(self) -> Mapping[str, Any]:
        """What is stated."""
        return self.stated_in(self.criteria.document)

    @classmethod
    def of_step(cls, step: FreezeStep) -> "StatedCriteria | None":
        """Return the criteria that were frozen in a step."""
        if step.criteria is None:
            return None
        return cls(step.criteria, lambda way: step.place("criteria", *way))

    @classmethod
    def of_file(cls, content: bytes, path: str) -> "StatedCriteria | None":
        """Return the criteria in a file's content; None where it has errors."""
        root, _ = parsed(content, path)
        criteria = None if root is None else validated(root, path)[0]
        if root is None or criteria is None:
            return None
        return cls(criteria, lambda way: locate(root, (*way, KEY), path).place)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file of sites: its path and fingerprint, and where it is named or lies."""

    path: str
    sha256: str
    place: Place


@dataclass(frozen=True, slots=True)
class KnownRanking:
    """A saved ranking: its criteria, its sites, and the files of sites that it names."""

    path: str
    sha256: str
    stated: StatedCriteria
    sites: KnownSites
    inputs: tuple[KnownFile, ...]

    @classmethod
    def of_file(cls, content: bytes, path: str, fingerprint: str | None = None) -> "KnownRanking | None":
        """Return the ranking in a file's content; None where it cannot be read.

        `fingerprint`: that of the report which carries it.
        """
        saved, _ = read_ranking(content, path)
        if saved is None:
            return None
        text = content.decode("utf-8-sig")
        inputs = (
            KnownFile(file.path, file.sha256, place_of(text, path, ("inputs", number, "path")))
            for number, file in enumerate(saved.sites.inputs)
        )
        return cls(
            path,
            fingerprint or sha256(content).hexdigest(),
            StatedCriteria(saved.criteria, lambda way: place_of(text, path, ("criteria", *way)), _OF_OTHER_FILES),
            KnownSites(None) if saved.is_cut else KnownSites.of_ranking(rank_saved(saved)),
            tuple(inputs),
        )


@dataclass(frozen=True, slots=True)
class KnownDecision:
    """A decision, and the fingerprint of its file."""

    decision: Decision
    sha256: str

    @classmethod
    def of_path(cls, path: str | Path) -> "KnownDecision":
        """Return the decision in a file; raise `InvalidDecision` or `OSError` as `load_decision` does."""
        return cls(load_decision(path), sha256(Path(path).read_bytes()).hexdigest())


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is at hand beside the record."""

    criteria: StatedCriteria | None = None
    """As they are now."""
    files: tuple[KnownFile, ...] = ()
    """The files of sites."""
    sites: KnownSites | None = None
    """The sites in them."""
    rankings: tuple[KnownRanking, ...] = ()
    decisions: tuple[KnownDecision, ...] = ()
    with_options: tuple[Criteria, ...] = ()
    """The criteria as a run has them: with events, actions and weights that options name."""

    @property
    def known_sites(self) -> KnownSites | None:
        """The sites to rank by other criteria: those of files, else those of a saved ranking."""
        return self.sites or next((ranking.sites for ranking in self.rankings), None)
