"""The first sheet: what the workbook is about, how it is read, and whether its formulas agree with the program."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Capitalised, Message, Phrase, written
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.output.document.cells import Label, Status
from vasterviksmodell.output.model_file import model_file_name
from vasterviksmodell.output.needed import NEEDED, needed_things
from vasterviksmodell.output.redaction_texts import redaction_texts
from vasterviksmodell.output.report.workbook.area import FIRST
from vasterviksmodell.output.report.workbook.layout import Layout
from vasterviksmodell.output.report.workbook.limits_of_excel import MOST_SITES
from vasterviksmodell.output.report.workbook.sheet import BOLD, GREEN, TITLE, WRAPPED, YELLOW, Book, Sheet, Style
from vasterviksmodell.output.report.workbook.words import quoted
from vasterviksmodell.output.what_if import change_texts, whose_weights_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vasterviksmodell.output.report.matter import Matter
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Ranking of sites")
_QUESTION, _TARGET_GROUP = Message("Question"), Message("Target group")
_REFERENCE, _DATE, _UNIT, _EDITION = (
    Message("Reference"),
    Message("Date"),
    Message("Unit", "of an office"),
    Message("Edition"),
)
_CRITERIA_FILE = Message("Criteria file")
_FULL, _REDACTED = Message("full", "edition"), Message("redacted", "edition")
_NO_DECISION = Message("Basis for a decision, not a decision: it shows what follows from stated judgements.")
_SITES, _CHANGES, _WEIGHTS, _WITHHELD = Message("Sites"), Message("What if"), Message("Weights"), Message("Withheld")
_CHECK = Message("Check")
_AGREES, _DIFFERS = Message("agrees"), Message("differs")
_CHECKED = Message(
    "Whether the formulas give the scores, ranks and statuses that the program had computed. It says differs as soon as"
    " something is changed here that changes the answer."
)
_GREATEST = Message("Greatest difference of a score")
_OTHER_RANKS, _OTHER_STATUSES = Message("Sites with another rank"), Message("Sites with another status")
_IMPOSSIBLE = Message("Impossible figures")
_IMPOSSIBLE_MEANS = Message("Figures outside their range, or with a lowest above the highest: they must be corrected.")
_HOW = Message("How to read it")
_READ = (
    Message("Screening comes first: a site that does not meet a requirement is excluded, whatever its score."),
    Message(
        "A site is qualified when it meets all requirements, unverified when some are unknown and none is not met,"
        " excluded when one is not met."
    ),
    Message("A value says what a measure is worth, from 0 to 100. The score is the sum of weight times value."),
    Message("What is unknown stays unknown: it makes of the score an interval, and of the rank a range."),
    Message("Coverage is the share of the score that the data determine; beside it stands the exactly known weight."),
    Message("Yellow cells can be changed: measures, points, limits. All else follows by formulas."),
    Message("Values of the value functions are changed in the criteria file, and the report is made anew."),
    Message("A workbook holds at most {most} sites, because it ranks them by formulas."),
)
_SHEETS = Message("Sheets")
_MADE_WITH = Message("Made with vasterviksmodell {version}")
_LONGEST = 1000
_LARGEST = "1E-09"
"""The greatest difference that is none, as in `TOLERANCE`."""
_LEFT: Style = {"align": "left"}


def write_overview(book: Book, ranking: "Ranking", matter: "Matter", layout: Layout, names: list[str]) -> None:
    """Write the sheet; `names` are those of the sheets that follow it."""
    criteria = ranking.criteria
    title = Label(criteria.title, length=_LONGEST)
    shown = title if title.inside(book.language) else _TITLE
    writer = _Writer(book.add(layout.sheet("overview"), shown, _NO_DECISION))
    for label, text in _header(ranking, matter):
        writer.entry(label, text)
    writer.skip()
    _write_counts(writer, ranking, layout)
    writer.skip()
    _write_check(writer, layout)
    writer.heading(_HOW)
    for sentence in _READ:
        writer.sentence(sentence.format(most=MOST_SITES) if "{most}" in sentence.text else sentence)
    writer.heading(_SHEETS)
    for name in names:
        writer.link(name)
    writer.sentence(_MADE_WITH.format(version=ranking.version))
    writer.sheet.columns(34, 100, rows=None, pages=(1, 1))


def _header(ranking: "Ranking", matter: "Matter") -> "Iterator[tuple[Phrase, Phrase]]":
    """Yield what stands in the head of a report, as far as it is known."""
    criteria = ranking.criteria
    entries: tuple[tuple[Phrase, Phrase | None], ...] = (
        (_QUESTION, Label(criteria.question, length=_LONGEST)),
        (_TARGET_GROUP, Label(criteria.target_group, length=_LONGEST)),
        (NEEDED, needed_things(criteria)),
        (_REFERENCE, matter.reference),
        (_DATE, matter.date.isoformat() if matter.date else None),
        (_UNIT, matter.unit),
        (_EDITION, _FULL if ranking.redaction is None else _REDACTED),
        (_CRITERIA_FILE, model_file_name(criteria)),
        (_WEIGHTS, whose_weights_text(criteria)),
        *((_CHANGES, text) for text in change_texts(ranking.changes, criteria)),
        *((_WITHHELD, text) for text in redaction_texts(ranking.redaction, criteria)),
    )
    for label, text in entries:
        if text and any(written(text, language) for language in LANGUAGES):
            yield label, text


def _write_counts(writer: "_Writer", ranking: "Ranking", layout: Layout) -> None:
    statuses = layout.results("status")
    counts = ranking.counts
    writer.entry(_SITES, counts.sites)
    for status, number in (
        ("qualified", counts.qualified), ("unverified", counts.unverified), ("excluded", counts.excluded),
    ):  # fmt: skip
        counted = f"SUMPRODUCT(--({statuses}={quoted(writer.sheet.book, Status(status))}))"
        writer.formula(Capitalised(Status(status)), counted, number)


def _write_check(writer: "_Writer", layout: Layout) -> None:
    """Write whether what is recomputed agrees with what is stored."""
    book, first = writer.sheet.book, writer.row + 1
    greatest = f"MAX({layout.results('difference')})"
    ranks, statuses = (
        f"SUMPRODUCT(--({layout.results(key)}<>{layout.results(f'stored_{key}')}))" for key in ("rank", "status")
    )
    cells = [layout.sheet("overview").cell(first + place, 1) for place in range(3)]
    agrees = f"AND({cells[0]}<={_LARGEST},{cells[1]}=0,{cells[2]}=0)"
    writer.formula(_CHECK, f"IF({agrees},{quoted(book, _AGREES)},{quoted(book, _DIFFERS)})", _AGREES, BOLD)
    check = (writer.row - 1, 1, writer.row - 1, 1)
    writer.sheet.colour(check, {book.text(_AGREES): GREEN, book.text(_DIFFERS): YELLOW})
    writer.formula(_GREATEST, greatest, 0.0, {"num_format": "0.000000000", "align": "left"})
    writer.formula(_OTHER_RANKS, ranks, 0)
    writer.formula(_OTHER_STATUSES, statuses, 0)
    writer.sentence(_CHECKED)
    if layout.numbers:
        area, last = layout.sheet("intervals"), max(layout.intervals.values())
        impossible = f"SUM({area.area((FIRST - 3, 1), (FIRST - 3, last))})"
        writer.formula(_IMPOSSIBLE, impossible, 0)
        writer.sentence(_IMPOSSIBLE_MEANS)


@dataclass(slots=True)
class _Writer:
    """Writes labels with what belongs to them, below each other."""

    sheet: Sheet
    row: int = 3

    def skip(self) -> None:
        self.row += 1

    def heading(self, text: Phrase) -> None:
        """Write a heading after an empty row."""
        self.skip()
        self.sheet.write(self.row, 0, text, {**TITLE, "font_size": 12})
        self.skip()

    def sentence(self, text: Phrase) -> None:
        self.sheet.write(self.row, 1, text, WRAPPED)
        self.skip()

    def entry(self, label: Phrase, text: "Phrase | float") -> None:
        self.sheet.write(self.row, 0, label, BOLD)
        self.sheet.write(self.row, 1, text, WRAPPED, _LEFT)
        self.skip()

    def formula(self, label: Phrase, formula: str, result: "Phrase | float", look: Style = WRAPPED) -> None:
        self.sheet.write(self.row, 0, label, BOLD)
        self.sheet.compute(self.row, 1, formula, result, look, _LEFT)
        self.skip()

    def link(self, name: str) -> None:
        """Write the name of a sheet, which leads to it."""
        from xlsxwriter.utility import quote_sheetname

        look = self.sheet.book.format({"font_color": "#1F4E9E", "underline": 1})
        self.sheet.page.write_url(self.row, 1, f"internal:{quote_sheetname(name)}!A1", look, name)
        self.skip()
