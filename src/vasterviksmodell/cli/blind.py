"""`--blind`: sites by number. `--unblind RECORD`: names beside the numbers, once the criteria are frozen."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.exit_codes import CannotRun, cannot_read
from vasterviksmodell.i18n import Message, Plural
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.ranking import RANKING_FORMATS

if TYPE_CHECKING:
    from vasterviksmodell.cli.options import FailOn
    from vasterviksmodell.cli.rankings import Opened
    from vasterviksmodell.freezing import FreezeStep
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.run import Shown

BlindOption = Annotated[
    bool,
    typer.Option(
        "--blind",
        help="Show the sites as numbers, without names, positions, sources or files, until the criteria are frozen.",
    ),
]
Unblind = Annotated[
    str | None,
    typer.Option(
        "--unblind",
        metavar="RECORD",
        help="Show each site's number before its name, if the criteria are those that the record of freeze froze last.",
        show_default=False,
    ),
]

_ONE = Message("--blind hides the names that --unblind shows")
_NAMING = Message("--blind hides what sites are called, and {option} names them or what they belong to")
_PLACES = Message("{format} shows where sites lie, which --blind hides: choose another format")
_SAVED = Message("--unblind is for reading: save the ranking without it")
_NO_FILES = Message(
    "--blind needs the files of sites, or a ranking that names them: from their fingerprints numbers follow"
)
_CUT = Message("the ranking does not show all its sites: numbers are given to all")
_NOT_FROZEN = Message("the criteria are not those that {path} froze last: freeze them first")
_NOT_TOLD = Plural(
    "{number} finding about files and sites is not told here: it may name them; check tells it",
    "{number} findings about files and sites are not told here: they may name them; check tells them",
)


@dataclass(frozen=True, slots=True)
class Blindness:
    """Whether sites are shown as numbers, or with their numbers."""

    blind: bool
    record: str | None

    @property
    def is_wanted(self) -> bool:
        """Whether the whole ranking is needed first."""
        return self.blind or self.record is not None

    def refuse(self, format: str, naming: "dict[str, object]") -> None:
        """Refuse formats and options that would show what is hidden."""
        if self.blind and self.record is not None:
            raise CannotRun(_ONE)
        if self.record is not None and format == "json":
            raise CannotRun(_SAVED)
        if not self.blind:
            return
        if RANKING_FORMATS[format].shows_places:
            raise CannotRun(_PLACES.format(format=format))
        for option, given in naming.items():
            if given:
                raise CannotRun(_NAMING.format(option=option))

    def applied(self, opened: "Opened", fail_on: "FailOn", shown: "Shown") -> "Opened":
        """Return an opened ranking with its sites as they are to be shown."""
        if not self.is_wanted:
            return opened
        if opened.ranking is None:
            return _stopped(opened) if self.blind else opened
        if opened.ranking.is_cut:
            raise CannotRun(_CUT)
        if not opened.ranking.inputs:
            raise CannotRun(_NO_FILES)
        if self.record is not None:
            return replace(opened, ranking=_unblinded(opened.ranking, self.record, shown))
        return _blinded(opened, opened.ranking, fail_on, shown)


def _blinded(opened: "Opened", ranking: "Ranking", fail_on: "FailOn", shown: "Shown") -> "Opened":
    from vasterviksmodell.cli.options import fails
    from vasterviksmodell.findings import total
    from vasterviksmodell.scoring.blind import blind_ranking

    number = total(opened.findings)
    if fails(opened.findings, fail_on):
        opened.reporter.say(_NOT_TOLD.counting(number))
        return replace(opened, ranking=None, findings=())
    if number:
        opened.reporter.note(_NOT_TOLD.counting(number))
    return replace(opened, ranking=blind_ranking(ranking, shown), findings=())


def _stopped(opened: "Opened") -> "Opened":
    """Return a run that errors stop: those of the criteria are told, the others counted."""
    from vasterviksmodell.findings import total

    of_criteria = tuple(finding for finding in opened.findings if finding.code.startswith("C"))
    others = [finding for finding in opened.findings if finding not in of_criteria]
    if others:
        opened.reporter.say(_NOT_TOLD.counting(total(others)))
    return replace(opened, findings=of_criteria)


def _unblinded(ranking: "Ranking", path: str, shown: "Shown") -> "Ranking":
    from vasterviksmodell.criteria.fingerprint import criteria_fingerprint
    from vasterviksmodell.scoring.blind import with_blind_numbers
    from vasterviksmodell.scoring.run import first_sites

    last = _last_frozen(path)
    if last.criteria is None or criteria_fingerprint(last.criteria) != criteria_fingerprint(ranking.criteria):
        raise CannotRun(_NOT_FROZEN.format(path=visible(path)))
    return first_sites(with_blind_numbers(ranking), shown.top, qualified_only=shown.qualified_only)


def _last_frozen(path: str) -> "FreezeStep":
    """Return the last step in which criteria were frozen."""
    from vasterviksmodell.freezing.file import read_freeze_file

    try:
        record, findings = read_freeze_file(Path(path), path)
    except OSError as error:
        raise CannotRun(cannot_read(path, error)) from error
    if record is None:
        raise CannotRun(findings[0].statement)
    if not record.with_criteria:
        raise CannotRun(_NOT_FROZEN.format(path=visible(path)))
    return record.with_criteria[-1]
