"""A ranking saved as JSON → what it was made from: its criteria and the measures of its sites.

Nothing that was computed is taken over: who wants scores scores the sites again.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from json import JSONDecodeError
from typing import Any

from vasterviksmodell.criteria import Criteria, read_document
from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.changes import Setting, with_settings
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.scoring.saved.file import Problem, SavedFile, read_at_once, read_with_care, valid
from vasterviksmodell.scoring.saved.saved_sites import SavedChange, SavedSite, When, frame_of
from vasterviksmodell.sites import Input, Sites
from vasterviksmodell.source.json_scan import Way, place_of
from vasterviksmodell.source.text import read_text

_NO_JSON = Message("it is not JSON")
_TOO_DEEP = Message("it is nested too deep")
_NO_CHANGE = Message("what was set is no measure of its sites")


@dataclass(frozen=True, slots=True)
class SavedRanking:
    """What a saved ranking rests on."""

    sites: Sites
    unchanged: Sites
    """The same as its files had them, before anything was set."""
    settings: tuple[Setting, ...]
    """What was set; also of sites that a cut ranking does not hold."""
    version: str
    """Of the program that made it."""
    counted: int
    """How many sites it was made among; it holds fewer when it was cut to the first."""
    told: Mapping[str, tuple[str, Status, int | None, float]] = field(repr=False)
    """Name, status, rank and score that it tells of its sites, by their ids."""
    document: Mapping[str, Any] = field(repr=False)
    """What else it says: all but its sites."""

    @property
    def criteria(self) -> Criteria:
        return self.sites.criteria

    @property
    def is_cut(self) -> bool:
        return self.sites.frame.height < self.counted


def is_ranking(head: bytes) -> bool:
    """Say whether a file that begins so calls itself a ranking."""
    return names.RANKING_SCHEMA.encode() in head[:200]


def read_ranking(content: bytes, path: str) -> tuple[SavedRanking | None, tuple[Finding, ...]]:
    """Return the ranking in a file's content, or None and what is wrong with it."""
    with suppress(ValueError, RecursionError, Problem):
        return _ranking(read_at_once(content), path), ()
    return _read_slowly(content, path)


def _read_slowly(content: bytes, path: str) -> tuple[SavedRanking | None, tuple[Finding, ...]]:
    """Return the same for a text of which is told what is wrong with it, and where."""
    text, findings = read_text(content, path)
    if text is None:
        return None, findings
    try:
        return _ranking(read_with_care(text), path), ()
    except JSONDecodeError as error:
        return None, (_no_ranking(Place(path, error.lineno, error.colno), _NO_JSON),)
    except RecursionError:
        return None, (_no_ranking(Place(path), _TOO_DEEP),)
    except Problem as problem:
        return None, (_no_ranking(place_of(text, path, problem.way), problem.what),)


def cut_findings(saved: SavedRanking, path: str) -> tuple[Finding, ...]:
    """Return what is wrong with a ranking that does not hold all its sites, for who needs them all."""
    if not saved.is_cut:
        return ()
    facts = {"shown": str(saved.sites.frame.height), "sites": str(saved.counted)}
    return (Finding(rule("R002"), Place(path), facts),)


def _ranking(file: SavedFile, path: str) -> SavedRanking:
    criteria = _criteria(file.criteria, path)
    for way, what in _faults(file.sites, criteria):
        raise Problem(what, ("sites", *way))
    inputs = tuple(Input(input.path, input.sha256, input.format, input.dialect, input.sites) for input in file.inputs)
    sites = Sites(frame_of(file.sites, criteria), criteria, inputs, ())
    changes = [valid(SavedChange, change, ("changes", number)) for number, change in enumerate(file.changes)]
    before, after = (tuple(_settings(changes, file, criteria, when)) for when in ("before", "after"))
    told = {site.id: (site.name, site.status, site.rank, site.score) for site in file.sites}
    return SavedRanking(sites, with_settings(sites, before), after, file.version, file.counts.sites, told, file.rest)


def _settings(changes: Sequence[SavedChange], file: SavedFile, criteria: Criteria, when: When) -> Iterator[Setting]:
    """Yield what was set; a ranking that was cut tells it also of sites that it does not hold."""
    known, is_cut = {site.id for site in file.sites}, len(file.sites) < file.counts.sites
    for number, change in enumerate(changes):
        setting = change.setting(when, criteria)
        if setting is None or not (is_cut or change.id in known):
            raise Problem(_NO_CHANGE, ("changes", number, "id"))
        yield setting


def _criteria(document: Mapping[str, Any], path: str) -> Criteria:
    criteria, findings = read_document(document, path)
    if criteria is None:
        first = next(finding for finding in findings if finding.severity == Severity.ERROR)
        problem = Message("its criteria cannot be read: {problem}").format(problem=first.statement)
        raise Problem(problem, ("criteria",))
    return criteria


def _faults(sites: Sequence[SavedSite], criteria: Criteria) -> Iterator[tuple[Way, Phrase]]:
    seen: set[str] = set()
    for number, site in enumerate(sites):
        yield from (((number, *way), what) for way, what in site.faults(criteria))
        if site.id in seen:
            id = shortened(site.id)
            yield (number, "id"), Message("the id '{id}' stands twice").format(id=id)
        seen.add(site.id)


def _no_ranking(place: Place, problem: Phrase) -> Finding:
    return Finding(rule("R001"), place, {"problem": problem})
