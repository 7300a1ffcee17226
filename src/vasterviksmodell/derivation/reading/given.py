"""Reads figures that people give by hand: from a file of sites, or from a form of questions that came back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vasterviksmodell.criteria import DataFiles
from vasterviksmodell.derivation.form_headings import ANSWER, DATE, IDENTIFYING, MEASURE, SITE, SOURCE, names_of
from vasterviksmodell.derivation.reading.figures import ANY_NUMBER
from vasterviksmodell.derivation.reading.places import Places
from vasterviksmodell.derivation.reading.rows import Rows
from vasterviksmodell.derivation.reading.table import read_rows
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.cell_grammar import Fault, Interval, Notation, parse_number
from vasterviksmodell.sites.formats import format_for
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import USUAL_MARKS, YES_NO_WORDS, as_word, folded
from vasterviksmodell.source.frozen_mapping import FrozenMapping

if TYPE_CHECKING:
    from vasterviksmodell.derivation.rules.rule import MeasureKind
    from vasterviksmodell.i18n import Phrase

_THOUSANDS = re.compile(r"[0-9][.,][0-9]{3}(?![0-9])")
"""A sign that may part thousands, or a whole number from its decimals."""
BESIDE = ("__source", "__date")
"""What stands after a measure in the heading of its sources and dates."""


class KeptFile(NamedTuple):
    """A file of given figures, and what names it: a key of derive.yaml, or the file itself."""

    path: Path
    at: Place


@dataclass(frozen=True, slots=True, eq=False)
class GivenFigure:
    """A measure of a place as somebody gives it."""

    text: str
    """A cell of a file of sites: `1200`, `0..2000`, `>=48`, yes or no, a text."""
    source: str
    date: str
    rows: Rows = field(repr=False)
    row: int
    heading: str
    unclear: bool = False
    """Whether it is a number only by a point that may part thousands."""
    by_form: bool = False
    """Whether it is an answer in a form, which no earlier run wrote."""

    @property
    def place(self) -> Place:
        """Where it stands. Slow: ask only for what is shown."""
        return self.rows.place(self.row, self.heading)

    @property
    def interval(self) -> Interval | None:
        """The bounds of a number, 0 or 1 for no and yes; None for any other text."""
        truth = YES_NO_WORDS.get(as_word(self.text))
        if truth is not None and not self.text.isdecimal():
            return Interval(*[float(truth == "yes")] * 2)
        return _number(self.text, comma=False)

    def fits(self, kind: "MeasureKind") -> bool:
        """Say whether it is one of the figures of a kind of measure."""
        is_truth = as_word(self.text) in YES_NO_WORDS
        is_number = not self.unclear and _number(self.text, comma=False) is not None
        return kind == "text" or (is_truth if kind == "yes_no" else is_number)

    def states_the_same(self, other: "GivenFigure") -> bool:
        return (self.text, self.source, self.date) == (other.text, other.source, other.date)


@dataclass(frozen=True, slots=True)
class Given:
    """All figures that are given."""

    figures: Mapping[str, Mapping[int, GivenFigure]] = field(default_factory=lambda: FrozenMapping({}))
    """By measure, in the order of the files, and by the row of the place."""

    def of(self, measure: str) -> Mapping[int, GivenFigure]:
        """Return the figures of a measure by the rows of places."""
        return self.figures.get(measure, FrozenMapping({}))


def read_given(
    files: Sequence[KeptFile], places: Places, headings: Mapping[str, str], measures: Sequence[str]
) -> tuple[Given, list[Finding]]:
    """Return the figures in files, and findings.

    `headings`: by heading of a form that somebody fills in, what a file of sites calls the column. `measures`: those
    that a file may have.
    """
    gathered = _Gathered(places, {**_own_headings(measures), **{folded(key): to for key, to in headings.items()}})
    for file in files:
        for data in _tables(file):
            gathered.add(file, data)
    return Given(gathered.figures), gathered.findings


def _own_headings(measures: Sequence[str]) -> dict[str, str]:
    return {folded(measure + what): measure + what for measure in measures for what in ("", *BESIDE)}


@dataclass
class _Gathered:
    """The figures of all files so far."""

    places: Places
    headings: Mapping[str, str]
    """By folded heading: what a file of sites calls the column."""
    figures: dict[str, dict[int, GivenFigure]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    """The ids that are those of no place, each told once."""

    def add(self, file: KeptFile, data: DataFiles) -> None:
        """Add the figures of one table."""
        rows, found = read_rows([file.path], data, {"id": file.at}, {}, file.at, also=self.headings)
        self.findings += found
        if rows is not None:
            form = _Form.of(rows)
            for site, measure, figure in _wide(rows, self.headings) if form is None else form.figures(rows):
                name = self.headings.get(folded(measure), measure.strip())
                if name in IDENTIFYING:
                    self.findings.append(Finding(rule("V021"), figure.place, {"id": name}))
                else:
                    self._take(site, name, figure)

    def _take(self, site: str, measure: str, figure: GivenFigure) -> None:
        row = self._rows.get(as_word(site))
        if row is None:
            if site not in self.unknown:
                self.unknown.add(site)
                self.findings.append(Finding(rule("V301"), figure.place, {"name": site}))
            return
        before = self.figures.setdefault(measure, {}).setdefault(row, figure)
        if not before.states_the_same(figure):
            self.findings.append(_differing(measure, self.places.names[row], figure, before))

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        """The rows of places by their ids, as words are compared."""
        return {as_word(id): row for row, id in enumerate(self.places.ids)}


def _differing(measure: str, name: str, figure: GivenFigure, before: GivenFigure) -> Finding:
    facts: dict[str, Phrase] = {
        "measure": measure,
        "name": name,
        "given": figure.text,
        "other": before.text,
        "place": str(before.place),
    }
    return Finding(rule("V303"), figure.place, facts)


def _tables(file: KeptFile) -> list[DataFiles]:
    """Return how each table of a file is read: a form in a workbook has one on several sheets."""
    with suppress(OSError):  # which is found when the table is read
        source = Source.of(file.path)
        if format_for(source).name == "xlsx":
            return [DataFiles(sheet=name) for name in _form_sheets(source)] or [DataFiles()]
    return [DataFiles()]


def _form_sheets(source: Source) -> list[str]:
    """Return the names of the sheets of a workbook that have the headings of a form."""
    from vasterviksmodell.sites.formats.xlsx.parts import UnreadableWorkbookError
    from vasterviksmodell.sites.formats.xlsx.sheet import head_of
    from vasterviksmodell.sites.formats.xlsx.workbook import workbook_at

    with suppress(UnreadableWorkbookError), workbook_at(source.path) as workbook:
        heads = [head_of(workbook, sheet) for sheet in workbook.sheets if sheet.visible]
        return [head.sheet.name for head in heads if any(map(_are_of_form, head.texts))]
    return []


def _are_of_form(texts: Sequence[str]) -> bool:
    """Say whether texts in a row are the headings of a form."""
    found = set(map(folded, texts))
    return all(found.intersection(names_of(heading)) for heading in (SITE, MEASURE, ANSWER))


_Figure = tuple[str, str, GivenFigure]
"""The id of a place, the heading of a measure, and the figure."""


@dataclass(frozen=True, slots=True)
class _Form:
    """The headings of a form of questions, a row for each place and measure."""

    site: str
    measure: str
    answer: str
    source: str | None
    date: str | None

    @classmethod
    def of(cls, rows: Rows) -> "_Form | None":
        """Return the headings of a table that is a form; None for any other."""
        found = [next(filter(rows.has, names_of(heading)), None) for heading in (SITE, MEASURE, ANSWER, SOURCE, DATE)]
        site, measure, answer, source, date = found
        if site is None or measure is None or answer is None:
            return None
        return cls(site, measure, answer, source, date)

    def figures(self, rows: Rows) -> Iterator[_Figure]:
        """Yield the answers."""
        measures, sites = (_texts(rows, heading) for heading in (self.measure, self.site))
        for row, figure in _figures(rows, self.answer, self.source, self.date):
            if sites[row] and measures[row]:
                yield sites[row], measures[row], replace(figure, by_form=True)


def _wide(rows: Rows, headings: Mapping[str, str]) -> Iterator[_Figure]:
    """Yield the figures of a file of sites, a column for each measure."""
    sites = _texts(rows, "id")
    called = {headings.get(folded(heading), folded(heading)): heading for heading in rows.headings if heading}
    for name, heading in called.items():
        if name not in IDENTIFYING and not name.endswith(BESIDE):
            source, date = (called.get(name + what) for what in BESIDE)
            for row, figure in _figures(rows, heading, source, date):
                if sites[row]:
                    yield sites[row], heading, figure


def _figures(rows: Rows, heading: str, source: str | None, date: str | None) -> Iterator[tuple[int, GivenFigure]]:
    """Yield the figures in a column with the numbers of their rows; empty cells and marks for nothing say nothing."""
    sources, dates = (_texts(rows, beside) for beside in (source, date))
    for row, text in enumerate(_texts(rows, heading)):
        if as_word(text) not in USUAL_MARKS:
            own, unclear = _with_point(text, rows), _is_unclear(text, rows)
            yield row, GivenFigure(own, sources[row], dates[row], rows, row, heading, unclear)


def _texts(rows: Rows, heading: str | None) -> list[str]:
    """Return the texts of a column, empty where it says nothing, or where there is none."""
    return [""] * rows.height if heading is None else rows.texts(heading).fill_null("").to_list()


def _with_point(text: str, rows: Rows) -> str:
    """Return a number with a decimal point, which every file of sites can have; other texts as they are.

    Somebody may write a decimal comma into any file: where it cannot part thousands it is one.
    """
    if _number(text, comma=True) is None or (
        not rows.comma and (_THOUSANDS.search(text) or _number(text, comma=False))
    ):
        return text
    return text.replace(",", ".")


def _is_unclear(text: str, rows: Rows) -> bool:
    """Say whether a text is a number only by a point that may part thousands.

    That is so in a file with decimal commas; and in a workbook, whose numbers have no nought at their end.
    """
    may_part = rows.comma or (rows.files[0].format == "xlsx" and text.endswith("0"))
    return may_part and _THOUSANDS.search(text) is not None and "." in text and _number(text, comma=True) is None


def _number(text: str, *, comma: bool) -> Interval | None:
    """Return the bounds that a text states; None where it is none of a number."""
    read = parse_number(text, ANY_NUMBER, Notation(comma=comma))
    return None if isinstance(read, Fault) else read.content


NOTHING_GIVEN = Given()
