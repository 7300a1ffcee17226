"""What `derive` writes beside the table: a form of questions, and a summary."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli import outputs
from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.format_option import format_of_suffix
from vasterviksmodell.cli.outputs import view_on
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.views import VIEW_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.analysis.derivation_summary import DerivationSummary
    from vasterviksmodell.cli.reporting import Reporter

_NO_WORKBOOK = Message("--questions writes an Excel workbook: end '{path}' in .xlsx")
_TWICE = Message("{path} is to be written twice: name another file")
_TOO_MANY = Message("--questions has {number} rows, more than a sheet of Excel: derive fewer places")
_MOST_ROWS = 1_048_575
"""How many rows a sheet of Excel holds below its headings."""
_WIDTH = 80
"""The columns of what is told below the table."""


@dataclass(frozen=True, slots=True)
class BesideTable:
    """The files beside the table, each None where it is not wanted."""

    questions: str | None
    summary: str | None

    @property
    def options(self) -> tuple[str, ...]:
        """The options that are given."""
        given = {"--questions": self.questions, "--summary": self.summary}
        return tuple(option for option, path in given.items() if path is not None)

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(path for path in (self.questions, self.summary) if path is not None)

    def refuse_unusable(self, output: str | None) -> None:
        """Refuse names that tell no format, and one for two files."""
        if self.questions is not None and not self.questions.lower().endswith(".xlsx"):
            raise CannotRun(_NO_WORKBOOK.format(path=visible(self.questions)))
        if self.summary is not None:
            format_of_suffix(self.summary, VIEW_SUFFIXES)
        taken: set[Path] = set()
        for path in (*self.paths, *([output] if output not in (None, "-") else [])):
            if path is not None and Path(path).resolve() in taken:
                raise CannotRun(_TWICE.format(path=visible(path)))
            taken.add(Path(path or "").resolve())

    def write(self, found: "DerivationSummary", reporter: "Reporter") -> None:
        """Write the files, and tell below the table how much is known, what would settle more, and whom to ask."""
        for path, rendered in self._rendered(found, reporter):
            outputs.write(rendered, path)
            reporter.note(outputs.WROTE.format(path=visible(path)))

    def _rendered(self, found: "DerivationSummary", reporter: "Reporter") -> Iterator[tuple[str, outputs.Rendered]]:
        if self.questions is not None:
            from vasterviksmodell.analysis.asking import asked_cells
            from vasterviksmodell.output.derivation.question_form import question_form

            number = sum(len(question.rows) for question in found.questions)
            if number > _MOST_ROWS:
                raise CannotRun(_TOO_MANY.format(number=Whole(number)))
            asked = asked_cells(found.derived, found.criteria, found.questions)
            yield self.questions, question_form(found.derived, asked, reporter.language)
        if self.summary is not None:
            from vasterviksmodell.output.views.derivation import DerivationView

            format = format_of_suffix(self.summary, VIEW_SUFFIXES)
            view = view_on(self.summary, reporter.language)
            yield self.summary, DerivationView().rendered(found, format, view)


def tell(found: "DerivationSummary", reporter: "Reporter") -> None:
    """Write on standard error how much is known, what would settle more, and what remains to be asked."""
    from vasterviksmodell.output.renderers import RENDERERS
    from vasterviksmodell.output.views.derivation import summary

    view = View(reporter.language, _WIDTH)
    outputs.note("".join(RENDERERS["text"].render(summary(found), view)))  # type: ignore[arg-type]
