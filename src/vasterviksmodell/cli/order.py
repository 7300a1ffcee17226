"""`check --order`: did criteria come before figures, figures before the decision, and what was changed afterwards?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs
from vasterviksmodell.cli.exit_codes import CannotRun, cannot_read
from vasterviksmodell.cli.freeze import PROOF
from vasterviksmodell.cli.kinds_of_files import FilesByKind, files_in, is_text
from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.i18n import Joined, Message, Plural
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.analysis.order.evidence import Evidence, KnownDecision, KnownRanking, StatedCriteria
    from vasterviksmodell.cli.options import InputFormat
    from vasterviksmodell.cli.reporting import Reporter
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.freezing import FreezeRecord
    from vasterviksmodell.source.files import Source

Order = Annotated[
    bool,
    typer.Option(
        "--order",
        help="Tell also whether criteria came before figures and figures before the decision, and every change since:"
        " from the record that freeze wrote, with the files beside it, or a folder that holds them.",
    ),
]
_NO_RECORD = Message("--order needs the record that freeze wrote, or a folder that holds it")
_TWO = Message("{path} is a record of what was frozen, and {other} is one: judge one at a time")
_STEPS = Plural("{path}: {number} step, its seal {seal}.", "{path}: {number} steps, the last seal {seal}.")


@dataclass(frozen=True, slots=True)
class OrderFiles:
    """The files of an order of events, and which of them the other checks are about."""

    kinds: FilesByKind
    judged: "tuple[Source, ...]" = ()
    """The decisions that were named: they are judged against the sites, as those in a folder are by `verify`."""

    def checked(self, criteria: str | None) -> "list[Source]":
        """Return the files that are checked as usual; of criteria none where an option names them."""
        return [*(() if criteria else self.kinds.criteria), *self.judged, *self.kinds.sites]

    @classmethod
    def of(cls, paths: Sequence[str]) -> "OrderFiles":
        """Open files and what folders hold; of their files of sites those that the record names."""
        folders = [path for path in paths if path != "-" and Path(path).is_dir()]
        given = FilesByKind.of(inputs.open_sources([path for path in paths if path not in folders]))
        inside = FilesByKind.of(source for folder in folders for source in _inside(Path(folder)))
        kinds = FilesByKind(
            (*given.records, *inside.records),
            (*given.criteria, *inside.criteria),
            (*given.rankings, *inside.rankings),
            (*given.decisions, *inside.decisions),
            given.sites,
        )
        if not kinds.records:
            raise CannotRun(_NO_RECORD)
        if len(kinds.records) > 1:
            first, second, *_ = kinds.records
            raise CannotRun(_TWO.format(path=visible(first.name), other=visible(second.name)))
        found = cls(kinds)
        named = tuple(inputs.open_sources(list(found.named()))) if folders and not given.sites else given.sites
        return cls(replace(kinds, sites=named), given.decisions)

    def read_files(self) -> list[Path]:
        """Return the paths of all files that are read."""
        kinds = self.kinds
        sources = (*kinds.records, *kinds.criteria, *kinds.rankings, *kinds.decisions, *kinds.sites)
        return [source.named_path for source in sources]

    @property
    def record(self) -> "Source":
        return self.kinds.records[0]

    def named(self) -> Iterator[str]:
        """Yield the files of sites that the last steps of the record name, where they are there."""
        record, _ = self.read()
        folder = self.record.named_path.parent
        paths = {} if record is None else {path: None for step in record.steps for path in step.sites}
        for path in paths:
            places = (folder / path, folder / PurePath(path).name)
            found = next((place for place in places if place.is_file()), None)
            if found is not None:
                yield str(found)

    def read(self) -> "tuple[FreezeRecord | None, tuple[Finding, ...]]":
        """Return the record, and the findings about its form."""
        from vasterviksmodell.freezing.file import read_freeze_record

        return read_freeze_record(self.record.path.read_bytes(), self.record.name)

    def findings(
        self,
        choice: inputs.CriteriaChoice,
        criteria: "Criteria | None",
        format: "InputFormat | None",
        reporter: "Reporter",
    ) -> "tuple[Finding, ...]":
        """Return the findings about the order of events, and say what a record can prove."""
        from vasterviksmodell.analysis.order.judgement import order_findings

        record, findings = self.read()
        if record is None:
            return findings
        with_options = () if criteria is None or choice.packaged else (criteria,)
        evidence = replace(self._evidence(record, choice, format), with_options=with_options)
        last = record.steps[-1].seal
        told = _STEPS.counting(len(record.steps), path=visible(self.record.name), seal=last[:12])
        reporter.note(Joined((told, PROOF), " "))
        return (*findings, *self._faults_of_form(), *order_findings(record, evidence))

    def _evidence(
        self, record: "FreezeRecord", choice: inputs.CriteriaChoice, format: "InputFormat | None"
    ) -> "Evidence":
        from vasterviksmodell.analysis.order.evidence import Evidence
        from vasterviksmodell.analysis.order.judgement import first_frozen, known_file
        from vasterviksmodell.analysis.order.moves import KnownSites

        read_with, sites = first_frozen(record), self.kinds.sites
        with_formats = inputs.with_formats(sites, format)
        known = KnownSites.of_files(with_formats, read_with) if sites and read_with is not None else None
        files = tuple(map(known_file, sites))
        return Evidence(_stated(choice), files, known, tuple(self._rankings()), tuple(self._decisions()))

    def _rankings(self) -> "Iterator[KnownRanking]":
        from vasterviksmodell.analysis.order.evidence import KnownRanking

        for source in self.kinds.rankings:
            known = KnownRanking.of_file(source.path.read_bytes(), source.name, _fingerprint(source.named_path))
            if known is not None:
                yield replace(known, path=str(source.named_path))

    def _faults_of_form(self) -> "Iterator[Finding]":
        """Yield what is wrong with rankings that cannot be read, and with the form of decisions in a folder."""
        from vasterviksmodell.decision.file import read_decision
        from vasterviksmodell.scoring.saved.reading import read_ranking

        for source in self.kinds.decisions:
            if source not in self.judged:
                yield from read_decision(source.path.read_bytes(), source.name)[1]
        for source in self.kinds.rankings:
            saved, found = read_ranking(source.path.read_bytes(), source.name)
            if saved is None:
                yield from found

    def _decisions(self) -> "Iterator[KnownDecision]":
        """Yield the decisions that can be read."""
        from vasterviksmodell.analysis.order.evidence import KnownDecision
        from vasterviksmodell.decision.file import read_decision

        for source in self.kinds.decisions:
            decision, _ = read_decision(source.path.read_bytes(), source.name)
            if decision is not None:
                yield KnownDecision(decision, _fingerprint(source.path))


def _inside(folder: Path) -> "Iterator[Source]":
    """Yield the files of a folder that may matter; pages and workbooks that cannot be opened as a report are others."""
    for path in files_in(folder):
        try:
            yield from inputs.open_sources([path])
        except (CannotRun, MissingExtra):
            if is_text(path):
                raise


def _stated(choice: inputs.CriteriaChoice) -> "StatedCriteria | None":
    """Return the criteria as they are in their file; those of the package are nobody's."""
    from vasterviksmodell.analysis.order.evidence import StatedCriteria

    if choice.packaged:
        return None
    try:
        return StatedCriteria.of_file(choice.path.read_bytes(), choice.name)
    except OSError as error:
        raise CannotRun(cannot_read(choice.name, error)) from error


def _fingerprint(path: Path) -> str:
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()
