"""What cells and sentences hold beside messages and numbers: names, labels, measures, statuses.

They stay what they are until a renderer writes them.
"""

from collections import Counter
from dataclasses import dataclass
from re import split
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Enumeration, Message, Phrase, written
from vasterviksmodell.i18n.numbers import exact
from vasterviksmodell.wording import Language, Text, in_line, shortened

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion, Group

_LONGEST_LABEL = 60
_INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
_STATUSES = {
    "qualified": Message("qualified"),
    "unverified": Message("unverified"),
    "excluded": Message("excluded"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name from a file, its middle left out where it is long."""

    text: str
    length: int = 60

    def __bool__(self) -> bool:
        return bool(self.text)

    def inside(self, _: Language) -> str:
        """Return the name, made visible."""
        return shortened(self.text, self.length)


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the criteria file on one line, or an id where it has none."""

    text: Text
    id: str = ""
    length: int = _LONGEST_LABEL

    def inside(self, language: Language) -> str:
        """Return the text in a language."""
        return in_line(self.text.inside(language), self.length) or self.id


@dataclass(frozen=True, slots=True)
class Status:
    """The status of a site: `qualified`, `unverified` or `excluded`."""

    status: str

    def inside(self, language: Language) -> str:
        """Return what the status is called."""
        return _STATUSES[self.status].inside(language)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, and a sign before it where it is only a bound: `≥ 1,200 m`."""

    number: float
    unit: str | None = None
    sign: str = ""
    """`≥`, `>`, `≤` or `<`."""

    def inside(self, language: Language) -> str:
        """Return the quantity in a language."""
        sign = f"{self.sign} " if self.sign else ""
        return sign + exact(self.number, language) + (f"\u00a0{shortened(self.unit)}" if self.unit else "")


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of a measure, the unit after the second: `0–2,000 m`."""

    low: float
    high: Quantity

    def inside(self, language: Language) -> str:
        """Return the interval in a language."""
        return f"{exact(self.low, language)}–{self.high.inside(language)}"


@dataclass(frozen=True, slots=True)
class Noted:
    """A phrase with a note in parentheses after it: `School (+3.8)`."""

    phrase: Phrase
    note: Phrase

    def inside(self, language: Language) -> str:
        """Return the phrase and its note in a language."""
        return f"{written(self.phrase, language)} ({written(self.note, language)})"


@dataclass(frozen=True, slots=True)
class Indented:
    """A phrase that stands so many steps inside others, as a criterion below its group."""

    phrase: Phrase
    depth: int

    def inside(self, language: Language) -> str:
        """Return the phrase in a language, with its indent."""
        return _INDENT * self.depth + written(self.phrase, language)


@dataclass(frozen=True, slots=True)
class ValueBar:
    """A value, 0–100, as a bar: what it is at least, and then what it can be: `████░░`."""

    low: float
    high: float
    share: float = 1.0
    """How much of the whole length 100 takes."""
    length: int = 20
    """So many characters are the whole."""

    def inside(self, _: Language) -> str:
        """Return the bar, drawn with characters."""
        unit = self.share * self.length / 100
        low, high = round(self.low * unit), round(self.high * unit)
        return "█" * low + "░" * (high - low)


@dataclass(frozen=True, slots=True)
class TwoSidedBar:
    """A share of a whole to the right of a line, or, where it is negative, to the left: `   ███│`."""

    share: float
    length: int = 12
    """So many characters are the whole, on each side."""

    def inside(self, _: Language) -> str:
        """Return the bar, drawn with characters."""
        drawn = "█" * round(abs(self.share) * self.length)
        left, right = (drawn, "") if self.share < 0 else ("", drawn)
        return f"{left:>{self.length}}│{right}"


def label(node: "Criterion | Group") -> Phrase:
    """Return the name of a criterion or group; of a figure that several criteria read, the names of all."""
    from vasterviksmodell.criteria import Criterion

    named = node.readers if isinstance(node, Criterion) else (node,)
    return Enumeration(Label(member.label, member.id) for member in named)


def short_labels(criteria: "Criteria") -> dict[str, Text]:
    """Return each criterion's label by its id, cut at the first comma or parenthesis where all stay apart."""
    english, swedish = (_short_labels(criteria, language) for language in ("en", "sv"))
    return {id: Text(english[id], swedish[id]) for id in english}


def _short_labels(criteria: "Criteria", language: Language) -> dict[str, str]:
    labels = {it.id: Label(it.label, it.id).inside(language) for it in criteria.criteria}
    heads = {id: split(r", | \(", label, maxsplit=1)[0] for id, label in labels.items()}
    alike = Counter(heads.values())
    return {id: head if head and alike[head] == 1 else labels[id] for id, head in heads.items()}
