"""Derivations for `derive`: read from a derive.yaml, made, and explained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli import inputs
from vasterviksmodell.cli.exit_codes import CannotRun, cannot_read, with_suggestion
from vasterviksmodell.cli.languages import language_in_file
from vasterviksmodell.cli.lookup import KNOWN, called_so
from vasterviksmodell.cli.options import RunOptions, language
from vasterviksmodell.cli.rankings import OpenedCriteria
from vasterviksmodell.cli.reporting import Reporter
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import LANGUAGES, nearest, visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.derivation import Derivation, Derived
    from vasterviksmodell.derivation.explanation import DerivedExplanation
    from vasterviksmodell.findings import Finding

_NO_DATE = Message("--as-of takes a date such as 2026-12-01, not '{text}'")
_NO_MEASURE = Message("no measure '{name}'")
_FORM = Message("--explain takes SITE.MEASURE, not '{option}'")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which measures are derived, as of which day, and what is given by hand."""

    only: Sequence[str] = ()
    as_of: str | None = None
    keep: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OpenedDerivation:
    """A derive.yaml, None where it has errors; the findings about it, and a reporter in its language."""

    derivation: "Derivation | None"
    findings: "Sequence[Finding]"
    reporter: Reporter

    def read(self) -> Iterator[Path]:
        """Yield the files that it names."""
        if self.derivation is not None:
            entry = self.derivation.entry
            registers = (name for register in entry.registers.values() for name in register.file)
            beside = (one.file for one in (entry.localities, entry.cells, entry.roads) if one is not None)
            yield from map(self.derivation.file, (entry.places.file, *registers, *beside, *entry.keep))

    def derived(self, wanted: Wanted, criteria: "Criteria | None") -> "tuple[Derived | None, Sequence[Finding]]":
        """Return the measures, None where there are errors, and every finding."""
        from vasterviksmodell.derivation.run import Kept, derived_measures

        if self.derivation is None:
            return None, self.findings
        headings = {} if criteria is None else _headings_of_forms(criteria)
        kept = Kept([Path(path) for path in wanted.keep], headings, criteria)
        only = _chosen(wanted.only, list(self.derivation.entry.measures))
        return derived_measures(self.derivation, only=only, as_of=_day(wanted.as_of), kept=kept)


def open_derivation(path: str, options: RunOptions) -> OpenedDerivation:
    """Read a derive.yaml."""
    from vasterviksmodell.derivation.file import read_derive_file

    try:
        derivation, findings = read_derive_file(Path(path), path)
    except OSError as error:
        raise CannotRun(cannot_read(path, error)) from error
    stated = language_in_file(Path(path)) if derivation is None else derivation.entry.language
    reporter = Reporter(language(options.lang, None, stated), options.quiet, options.verbose)
    return OpenedDerivation(derivation, findings, reporter)


def criteria_choice(path: str, options: RunOptions) -> inputs.CriteriaChoice:
    """Return which criteria read what is derived: those that would apply to a table beside derive.yaml."""
    from vasterviksmodell.source.files import Source

    return inputs.CriteriaChoice(options.criteria, Source.of(path))


def in_language_of(opened: OpenedDerivation, model: OpenedCriteria, options: RunOptions) -> OpenedDerivation:
    """Return a derivation with a reporter in its language, or where it states none in that of the criteria."""
    stated = None if opened.derivation is None else opened.derivation.entry.language
    if options.lang is not None or stated is not None:
        return opened
    return replace(opened, reporter=replace(opened.reporter, language=model.reporter.language))


def _headings_of_forms(criteria: "Criteria") -> dict[str, str]:
    """Return by heading of the form that `init` writes, in each language, what a file of sites calls the column."""
    from vasterviksmodell.derivation.reading.given import BESIDE
    from vasterviksmodell.output.starting.form import form_columns

    found: dict[str, str] = {}
    for language_of_form in LANGUAGES:
        columns = list(form_columns(criteria, language_of_form))
        for number, column in enumerate(columns):
            if column.criterion is not None:
                for own, what in zip(columns[number:], ("", *BESIDE), strict=False):
                    found[own.heading] = column.criterion.column + what
    return found


def _chosen(options: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return the measures that `--only` names."""
    measures = [name.strip() for option in options for name in option.split(",") if name.strip()]
    for name in measures:
        if name not in known:
            problem = with_suggestion(_NO_MEASURE.format(name=visible(name)), nearest(name, known))
            raise CannotRun(KNOWN.format(problem=problem, known=", ".join(known)))
    return measures


def _day(text: str | None) -> date:
    """Return the day of the table: today where none is stated."""
    if text is None:
        return datetime.now().astimezone().date()
    from vasterviksmodell.criteria import parse_date

    day = parse_date(text)
    if day is None:
        raise CannotRun(_NO_DATE.format(text=visible(text)))
    return day


def explained(derived: "Derived", option: str) -> "DerivedExplanation":
    """Return the explanation of `SITE.MEASURE`; the site is named by its id or its name."""
    from vasterviksmodell.derivation.explanation import explain_cell

    site, dot, measure = option.rpartition(".")
    if not dot:
        raise CannotRun(_FORM.format(option=visible(option)))
    measures = [found.id for found in derived.measures]
    if measure not in measures:
        raise CannotRun(with_suggestion(_NO_MEASURE.format(name=visible(measure)), nearest(measure, measures)))
    return explain_cell(derived, called_so(derived.places.ids, derived.places.names, site), measure)
