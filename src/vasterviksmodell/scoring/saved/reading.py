"""A ranking saved as JSON → what it was made from: its criteria and the measures of its sites.

Computed results are not reused: to get scores, rank the sites again.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from json import JSONDecodeError
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria, read_document
from vasterviksmodell.criteria.actions import is_moment
from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.scoring.saved.carriers import carrier_of
from vasterviksmodell.scoring.saved.file import (
    Problem,
    SavedFile,
    SitesInPieces,
    read_carefully,
    read_quickly,
    validated,
)
from vasterviksmodell.scoring.saved.saved_sites import SavedChange, SavedSite, When, frame_of, reported_of, together
from vasterviksmodell.scoring.what_if import Setting, with_settings
from vasterviksmodell.sites import Input, Sites
from vasterviksmodell.source.json_scan import Way, place_of
from vasterviksmodell.source.text import read_text

_NO_JSON = Message("it is not JSON")
_NONE_INSIDE = Message("it is {kind}, and carries none")
_TOO_DEEP = Message("it is nested too deeply")
_NO_MOMENT = Message("actions are applied until a date, or those that are done")
_NO_CHANGE = Message("a changed measure is not one of its sites")


@dataclass(frozen=True, slots=True)
class SavedRanking:
    """The sites, criteria and settings of a saved ranking, and what it reported."""

    sites: Sites
    unchanged: Sites
    """The sites as their files had them, before anything was set."""
    settings: tuple[Setting, ...]
    """The measures that were set by hand, including those of sites that a cut ranking does not hold."""
    until: str | None
    """Until when actions were applied: `done`, or a date; None where none were."""
    version: str
    """The version of the program that made it."""
    site_count: int
    """How many sites were ranked; a ranking cut to the first sites holds fewer."""
    told: pl.DataFrame = field(repr=False)
    """The reported id, name, status, rank and score of its sites."""
    document: Mapping[str, Any] = field(repr=False)
    """The rest of the document: all but the sites."""

    @property
    def reported(self) -> Mapping[str, tuple[str, Status, int | None, float]]:
        """The reported name, status, rank and score of its sites, by id."""
        return {id: (name, status, rank, score) for id, name, status, rank, score in self.told.iter_rows()}

    @property
    def criteria(self) -> Criteria:
        return self.sites.criteria

    @property
    def is_changed(self) -> bool:
        """Whether measures were set, by hand or by actions."""
        return bool(self.settings or self.until)

    @property
    def is_cut(self) -> bool:
        return self.sites.frame.height < self.site_count


def read_ranking(content: bytes, path: str) -> tuple[SavedRanking | None, tuple[Finding, ...]]:
    """Read the ranking in a file's content; return None and the findings when it is invalid."""
    with suppress(ValueError, RecursionError, Problem):
        return _ranking(*read_quickly(content), path), ()
    return _read_slowly(content, path)


def _read_slowly(content: bytes, path: str) -> tuple[SavedRanking | None, tuple[Finding, ...]]:
    """Read an invalid ranking, to report what is wrong with it, and where."""
    carrier = carrier_of(BytesIO(content))
    if carrier is not None:
        return None, (no_ranking(Place(path), _NONE_INSIDE.format(kind=carrier.title)),)
    text, findings = read_text(content, path)
    if text is None:
        return None, findings
    try:
        file = read_carefully(text)
        return _ranking(file, [file.sites], path), ()
    except JSONDecodeError as error:
        return None, (no_ranking(Place(path, error.lineno, error.colno), _NO_JSON),)
    except RecursionError:
        return None, (no_ranking(Place(path), _TOO_DEEP),)
    except Problem as problem:
        return None, (no_ranking(place_of(text, path, problem.way), problem.what),)


def cut_findings(saved: SavedRanking, path: str) -> tuple[Finding, ...]:
    """Return a finding when a ranking does not hold all its sites, for callers that need them all."""
    if not saved.is_cut:
        return ()
    facts = {"shown": str(saved.sites.frame.height), "sites": str(saved.site_count)}
    return (Finding(rule("R002"), Place(path), facts),)


def _ranking(file: SavedFile, pieces: SitesInPieces, path: str) -> SavedRanking:
    model_file = file.criteria_file.domain() if file.criteria_file else None
    criteria = replace(_criteria(file.criteria, path), file=model_file)
    frame, told = _in_columns(pieces, criteria)
    inputs = tuple(Input(input.path, input.sha256, input.format, input.dialect, input.sites) for input in file.inputs)
    redaction = file.redaction.domain() if file.redaction else None
    blind = file.blind.domain() if file.blind else None
    sites = Sites(frame, criteria, inputs, (), redaction, blind)
    changes = [validated(SavedChange, change, ("changes", number)) for number, change in enumerate(file.changes)]
    before, after = (tuple(_settings(changes, sites, file.counts.sites, when)) for when in ("before", "after"))
    by_hand = tuple(setting for setting in after if setting.action is None)
    return SavedRanking(
        sites,
        with_settings(sites, before),
        by_hand,
        _until(file),
        file.version,
        file.counts.sites,
        told,
        file.header,
    )


def _in_columns(pieces: SitesInPieces, criteria: Criteria) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the frame of `Sites` of saved sites, and what is reported of them; objects are kept of one piece only."""
    frames, told, seen = [], [], set[int]()
    for sites in pieces:
        for way, what in _site_faults(sites, criteria):
            raise Problem(what, ("sites", *way))
        if not seen.isdisjoint(hashes := {hash(site.id) for site in sites}):
            raise ValueError("an id occurs perhaps twice")
        seen |= hashes
        frames.append(frame_of(sites, criteria))
        told.append(reported_of(sites))
    return together(frames, criteria), pl.concat(told)


def _until(file: SavedFile) -> str | None:
    """Return until when actions were applied."""
    until = None if file.actions is None else file.actions.until
    if until is not None and not is_moment(until):
        raise Problem(_NO_MOMENT, ("actions", "until"))
    return until


def _settings(changes: Sequence[SavedChange], sites: Sites, number_of_all: int, when: When) -> Iterator[Setting]:
    """Yield what was set; a cut ranking may have set measures of sites that it does not hold."""
    known, is_cut = set(sites.frame["id"]) if changes else set(), sites.frame.height < number_of_all
    for number, change in enumerate(changes):
        setting = change.setting(when, sites.criteria)
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


def _site_faults(sites: Sequence[SavedSite], criteria: Criteria) -> Iterator[tuple[Way, Phrase]]:
    seen: set[str] = set()
    for number, site in enumerate(sites):
        yield from (((number, *way), what) for way, what in site.faults(criteria))
        if site.id in seen:
            id = shortened(site.id)
            yield (number, "id"), Message("the id '{id}' occurs twice").format(id=id)
        seen.add(site.id)


def no_ranking(place: Place, problem: Phrase) -> Finding:
    return Finding(rule("R001"), place, {"problem": problem})
