"""`init`: files to start from."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import options, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode, with_suggestion
from vasterviksmodell.cli.reporting import Reporter
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.i18n.wording import Language
    from vasterviksmodell.output.starting.starter_criteria import Municipality

_NEXT = Message("next: vasterviksmodell score {arguments}")
_FIRST = Message("first correct what is listed above; then: vasterviksmodell score {arguments}")
_DOES_NOT_FIT = Message(
    "the default model does not fit --persons {persons}: state need: in a criteria file of your own"
)
_UNKNOWN = Message("no municipality is called '{text}'")


def run(  # noqa: PLR0913 - the options of the command
    directory: Annotated[Path, typer.Argument(help="Where the files are written.")] = Path(),
    sheet: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A sheet that you have: its headings, units and words are matched with the criteria.",
            show_default=False,
        ),
    ] = None,
    municipality: Annotated[
        str | None,
        typer.Option(help="The municipality that the places lie in: its name or code.", show_default=False),
    ] = None,
    persons: Annotated[
        int | None,
        typer.Option(min=1, max=10**6, metavar="N", help="How many are to be housed.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")] = False,
    lang: options.Lang = None,
) -> ExitCode:
    """Write a criteria.yaml to start from: for a sheet that you have, or with a form to fill in.

    With --from, the default model is written with the settings that the sheet needs, and what was matched is listed.
    Without it, the model is written with sites.csv and the Excel form sites.xlsx, both empty.
    """
    from vasterviksmodell.criteria import default_criteria

    reporter, criteria = Reporter(options.language(lang, None)), default_criteria()
    start = _Start(criteria, _municipality(municipality), persons, reporter.language, stated=lang is not None)
    _refuse_contradiction(start)
    if sheet is not None:
        return _from_sheet(sheet, directory, start, reporter, force=force)
    _write(start.empty_files(directory), reporter, force=force)
    return ExitCode.FINE


@dataclass(frozen=True)
class _Start:
    """What the files depend on, besides a sheet."""

    criteria: "Criteria"
    municipality: "Municipality | None"
    persons: int | None
    language: "Language"
    stated: bool
    """Whether the user stated the language."""

    def criteria_text(self, data: str | None = None) -> str:
        """Return the default model for the municipality, with a `data:` section."""
        from vasterviksmodell.criteria import default_criteria_path
        from vasterviksmodell.output.starting.starter_criteria import starter_text

        model = default_criteria_path().read_text(encoding="utf-8")
        language = self.language if self.stated else None
        return starter_text(model, self.criteria, self.municipality, language, data, self.persons)

    def empty_files(self, directory: Path) -> "dict[Path, str | bytes]":
        """Return the model, and a table and a form without sites that fit it."""
        from vasterviksmodell.output.starting.form import form, form_settings

        site, measures = self.criteria.site, (criterion.column for criterion in self.criteria.criteria)
        columns = dict.fromkeys([site.id, site.name, *measures])
        return {
            directory / "criteria.yaml": self.criteria_text(form_settings(self.criteria, self.language)),
            directory / "sites.csv": ",".join(columns) + "\n",
            directory / "sites.xlsx": form(self.criteria, self.language, self.title),
        }

    @property
    def title(self) -> str:
        """The title of the model, with the municipality."""
        title = self.criteria.title
        return (self.municipality.title(title) if self.municipality else title).inside(self.language)


def _from_sheet(sheet: str, directory: Path, start: _Start, reporter: Reporter, *, force: bool) -> ExitCode:
    """Write a criteria file that fits a sheet, and say what was matched and what `score` will find."""
    from vasterviksmodell.cli.own_sheet import open_own_sheet, with_doubts
    from vasterviksmodell.criteria import read_criteria
    from vasterviksmodell.findings import Severity
    from vasterviksmodell.output.starting.data_section import data_section
    from vasterviksmodell.output.starting.told import sheet_told
    from vasterviksmodell.sites.read import checked
    from vasterviksmodell.sites.truncation import DEFAULT_LIMIT

    path = directory / "criteria.yaml"
    _refuse_to_overwrite([path], force=force)
    settings, opened, findings = open_own_sheet(sheet, start.criteria)
    if settings is None:
        reporter.findings(findings, "error")
        return ExitCode.FINDINGS

    found = settings
    fitting, faults = read_criteria(start.criteria_text(data_section(found, start.language)).encode(), str(path))
    if fitting is not None:
        _, faults = checked([opened], fitting, DEFAULT_LIMIT)
        found = with_doubts(found, faults)
    for line in sheet_told(found):
        reporter.note(line)
    errors = [finding for finding in faults if finding.severity == Severity.ERROR]
    reporter.findings(errors, "error")
    _write({path: start.criteria_text(data_section(found, start.language))}, reporter, force=force)
    beside = [] if directory == Path() else ["-c", visible(str(path))]
    reporter.note((_FIRST if errors else _NEXT).format(arguments=" ".join([visible(sheet), *beside])))
    return ExitCode.FINE


def _refuse_contradiction(start: _Start) -> None:
    """Refuse numbers of persons that the default model cannot divide, or that its ranges do not hold."""
    from vasterviksmodell.criteria import read_criteria

    if start.persons is not None and read_criteria(start.criteria_text().encode(), "criteria.yaml")[0] is None:
        raise CannotRun(_DOES_NOT_FIT.format(persons=start.persons))


def _municipality(text: str | None) -> "Municipality | None":
    """Return the municipality of a name or code; without the extra `geo`, one of that name."""
    if text is None:
        return None
    from vasterviksmodell.i18n.wording import nearest
    from vasterviksmodell.output.starting.starter_criteria import Municipality
    from vasterviksmodell.sites.municipalities import municipalities, municipality_of

    found, known = municipality_of(text), municipalities()
    if found is None and known is not None:
        raise CannotRun(with_suggestion(_UNKNOWN.format(text=visible(text)), nearest(text, known["name"])))
    return Municipality(*found) if found else Municipality(visible(text.strip()), None)


def _refuse_to_overwrite(paths: list[Path], *, force: bool) -> None:
    present = [visible(str(path)) for path in paths if path.exists()]
    if present and not force:
        raise CannotRun(Message("not overwritten without --force: {paths}").format(paths=", ".join(present)))


def _write(files: dict[Path, str | bytes], reporter: Reporter, *, force: bool) -> None:
    _refuse_to_overwrite(list(files), force=force)
    for path, content in files.items():
        with outputs.writing(visible(str(path.parent))):
            path.parent.mkdir(parents=True, exist_ok=True)
        outputs.write(content, str(path))
        reporter.note(outputs.WROTE.format(path=visible(str(path))))
