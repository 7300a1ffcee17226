"""Findings about inputs: their rules, severities and places; faults, from which findings are made; and reports."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from vasterviksmodell.frozen_value import FrozenException, FrozenValue
from vasterviksmodell.i18n import Message, Phrase, written
from vasterviksmodell.i18n.wording import Language, shortened, visible

KEY = "[key]"
"""At the end of a fault's way: the fault is about the last key, not its value."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that a check of pydantic finds: the code and facts of a rule, and the way to it from the field."""

    code: str
    facts: dict[str, str | Phrase]
    at: tuple[str | int | float, ...] = ()
    """Keys and indices; at the end `KEY` when the fault is about the last key, not its value."""
    suggestion: str | None = None
    advice: Phrase | None = None


def raise_faults(faults: Iterable[Fault]) -> None:
    """Raise all faults as one error of pydantic, if there are any."""
    found = tuple(faults)
    if found:
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("faults", "faults", {"faults": found})


_DID_YOU_MEAN = Message("did you mean '{name}'?")


class Severity(IntEnum):
    """How serious a finding is; a larger number is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """`info`, `warning` or `error`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place(FrozenValue):
    """A place in an input: physical line and column, 1-based, in characters; either may be unknown.

    In a workbook they are the numbers of row and column, and the place is written as a workbook does: `Blad1!C7`.
    """

    path: str
    """Of the file, as it was given."""
    line: int | None = None
    """Or the row of a workbook."""
    column: int | None = None
    """In characters; or the column of a workbook."""
    sheet: str | None = None
    """Of a workbook."""

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{visible(self.path)}:{self.cell}"
        column = self.column if self.line is not None else None
        parts = (visible(self.path), self.line, column)
        return ":".join(str(part) for part in parts if part is not None)

    @property
    def cell(self) -> str | None:
        """`Blad1!C7`, or None outside workbooks."""
        return None if self.sheet is None else visible(self.sheet) + _cell_name(self.line, self.column)

    @property
    def order(self) -> tuple[str, int, int]:
        """The key by which places are sorted."""
        return (self.path, self.line or 0, self.column or 0)


def _cell_name(row: int | None, column: int | None) -> str:
    """Return `!C7`, `!7` for a whole row, nothing for a whole sheet."""
    letters, left = "", column or 0
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"!{letters}{row}" if row is not None else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding, and its manual."""

    code: str
    """A letter for the family and a number that never changes meaning.

    F: any file. C: criteria. D: sites. H: the order of events. O: decisions. M: folders. R: saved rankings.
    A: the audit of a tree of criteria. V: derive.yaml, its registers and places.
    """
    severity: Severity
    title: Message
    message: Message = field(repr=False)
    """What a finding says; `{name}` is replaced by a fact of the finding."""
    hint: Message | None = field(repr=False)
    why: Message = field(repr=False)
    """Why it matters, and when it is reported."""
    bad: str = field(repr=False)
    """A whole small file that breaks the rule (and no other): tests run it."""
    good: str = field(repr=False)
    """The same file, corrected."""
    example: str = "criteria.yaml"
    """The name of that file: `criteria.yaml`, or one of sites with the suffix of its format."""
    criteria: str = field(default="", repr=False)
    """The criteria with which the example of a file of sites is read."""
    about_figures: bool = False
    """Whether it says how figures were read, so that whoever reads a ranking must know it too."""
    adjustable: bool = False
    """Whether a criteria file may lower its severity under `checks:` or switch it off: nothing is misread then."""
    without: str | None = field(default=None, repr=False)
    """A package that is not installed when the example is read."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Finding(FrozenValue):
    """A rule that is broken at a place.

    `facts` fill the rule's message: a `str` is foreign and made safe to show, anything else is a text of the program.
    """

    rule: Rule
    """With the code, the usual severity and the texts."""
    place: Place
    """Where it is."""
    facts: Mapping[str, Phrase] = field(default_factory=dict)
    """By the names of the placeholders in the rule's message."""
    suggestion: str | None = None
    """A known name that was perhaps meant."""
    advice: Phrase | None = None
    """What to do in this case; otherwise the rule's hint applies."""
    more: int = 0
    """The number of further occurrences in the same column that are counted but not listed."""
    level: Severity | None = None
    """The severity in this case; otherwise the rule's applies."""

    def __str__(self) -> str:
        """Return place, severity, code, message and hint: `sites.csv:7:12: error[D103] 'tolv' is not a number`."""
        hint = self.hint()
        told = f"{self.place}: {self.severity.label}[{self.code}] {visible(self.message())}"
        return told if hint is None else f"{told} ({visible(hint)})"

    def __repr__(self) -> str:
        return f"<Finding {self}>"

    def to_dict(self) -> dict[str, Any]:
        """Return every field as plain values, in English, with keys as in the JSON of `check`. Raises nothing."""
        from vasterviksmodell.findings.entry import finding_entry

        return finding_entry(self)

    @property
    def code(self) -> str:
        """Of the rule, such as `D103`."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """In this case: that of the rule, unless the criteria state another."""
        return self.level or self.rule.severity

    @property
    def count(self) -> int:
        """The number of occurrences that this finding represents."""
        return 1 + self.more

    @property
    def kind(self) -> tuple[str, ...]:
        """What repeated findings share: the rule and the column; of other findings also the place and the message."""
        column = self.facts.get("criterion") or self.facts.get("column")
        if column is not None or self.code.startswith("D"):
            return (self.code, self.place.path, str(column))
        return (self.code, str(self.place), self.message())

    @property
    def statement(self) -> Phrase:
        """What is wrong."""
        return self.rule.message.format(**self._shown)

    @property
    def advised(self) -> Phrase | None:
        """What to do about the finding, if there is anything to say."""
        if self.suggestion is not None:
            return _DID_YOU_MEAN.format(name=shortened(self.suggestion))
        if self.advice is not None:
            return self.advice
        return None if self.rule.hint is None else self.rule.hint.format(**self._shown)

    @property
    def _shown(self) -> dict[str, Phrase]:
        """The facts, with foreign texts made safe to show."""
        return {name: shortened(fact) if isinstance(fact, str) else fact for name, fact in self.facts.items()}

    def message(self, language: Language = "en") -> str:
        """Return what is wrong, in a language."""
        return written(self.statement, language)

    def hint(self, language: Language = "en") -> str | None:
        """Return what to do about the finding in a language, or None."""
        return None if self.advised is None else written(self.advised, language)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted by place, then code, then message."""
    return tuple(sorted(findings, key=lambda finding: (finding.place.order, finding.code, finding.message())))


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the highest severity among the findings, or None when there are none."""
    return max((finding.severity for finding in findings), default=None)


def total(findings: Iterable[Finding], severity: Severity | None = None) -> int:
    """Return the number of occurrences that findings represent, of one severity or of all."""
    return sum(finding.count for finding in findings if severity is None or finding.severity == severity)


class InvalidInput(FrozenException, ValueError):  # noqa: N818 - an outcome, not a defect
    """An input with errors; `findings` holds all findings about it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings

    def _made_from(self) -> tuple[tuple[Finding, ...]]:
        return (self.findings,)


@dataclass(frozen=True, slots=True)
class Report:
    """Findings to show: those listed, in order of place, and how many there are of each severity."""

    listed: tuple[Finding, ...]
    counts: Mapping[Severity, int]

    @classmethod
    def of(cls, findings: Iterable[Finding], limit: int | None = None) -> "Report":
        """Return a report of at most `limit` findings, the worst; the others count in `more` of their kind."""
        ordered = in_order(findings)
        worst_first = sorted(ordered, key=lambda finding: -finding.severity)
        kept = worst_first if limit is None else worst_first[:limit]
        left_out = Counter[tuple[str, ...]]()
        for finding in worst_first[len(kept) :]:
            left_out[finding.kind] += finding.count
        last = {finding.kind: number for number, finding in enumerate(kept)}
        for kind, number in last.items():
            kept[number] = replace(kept[number], more=kept[number].more + left_out[kind])
        counts = {severity: total(ordered, severity) for severity in Severity}
        return cls(in_order(kept), counts)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def unlisted(self) -> int:
        """The number of occurrences that are counted but not listed."""
        return self.total - len(self.listed)
