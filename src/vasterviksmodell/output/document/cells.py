"""What cells and sentences hold besides messages and numbers: names, labels, measures, statuses, bars."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from re import split
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Enumeration, Message, Phrase, written
from vasterviksmodell.i18n.numbers import Exact, Whole
from vasterviksmodell.i18n.wording import Language, Text, in_line, shortened

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion, Group

_LONGEST_LABEL = 60
MORE = Message("{number} more")
_RANK_BAR = 50
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
class Shortened:
    """A phrase that may hold anything, its middle left out where it is long."""

    phrase: Phrase
    length: int

    def inside(self, language: Language) -> str:
        """Return the phrase in a language, made visible."""
        return shortened(written(self.phrase, language), self.length)


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the criteria file on one line, or an id where it has none."""

    text: Text
    id: str = ""
    length: int = _LONGEST_LABEL
    with_id: bool = False
    """Whether the id stands after the text: `School (school_m)`."""

    @classmethod
    def of(cls, node: "Criterion | Group") -> "Label":
        """Return the label of a criterion or group, with its id where another has the same label."""
        return cls(node.label, node.id, with_id=node.shares_label)

    def inside(self, language: Language) -> str:
        """Return the text in a language."""
        text = in_line(self.text.inside(language), self.length) or self.id
        return f"{text} ({self.id})" if self.with_id and text != self.id else text


@dataclass(frozen=True, slots=True)
class Status:
    """The status of a site: `qualified`, `unverified` or `excluded`."""

    status: str
    mark: str = ""
    """A sign after it that refers to a note."""

    def inside(self, language: Language) -> str:
        """Return the name of the status, and the mark."""
        return _STATUSES[self.status].inside(language) + (f" {self.mark}" if self.mark else "")


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank, or a dash where there is none.

    >>> Rank(3).inside("en"), Rank(None).inside("en")
    ('3', '–')
    """

    rank: int | None

    def inside(self, language: Language) -> str:
        """Return the rank in a language."""
        return "–" if self.rank is None else Whole(self.rank).inside(language)


@dataclass(frozen=True, slots=True)
class Moved:
    """What something was and what it is now; only once where both are written alike.

    >>> Moved(Rank(3), Rank(1)).inside("en"), Moved(Rank(3), Rank(3)).inside("en")
    ('3 → 1', '3')
    """

    old: Phrase
    new: Phrase

    def inside(self, language: Language) -> str:
        """Return both in a language."""
        return " → ".join(dict.fromkeys(written(phrase, language) for phrase in (self.old, self.new)))


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
        return sign + Exact(self.number).inside(language) + (f"\u00a0{shortened(self.unit)}" if self.unit else "")


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of a measure, the unit after the second: `0–2,000 m`."""

    low: float
    high: Quantity

    def inside(self, language: Language) -> str:
        """Return the interval in a language."""
        return f"{Exact(self.low).inside(language)}–{self.high.inside(language)}"


def first_few(phrases: Iterable[Phrase], most: int) -> Iterator[Phrase]:
    """Yield the first of some phrases, at most `most`, and how many more there are.

    >>> [written(phrase, "en") for phrase in first_few(("Ankarsrum", "Gamleby", "Gunnebo"), 1)]
    ['Ankarsrum', '2 more']
    """
    found = tuple(phrases)
    yield from found[:most]
    if len(found) > most:
        yield MORE.format(number=Whole(len(found) - most))


@dataclass(frozen=True, slots=True)
class RankBar:
    """How often a site has each rank: the shares of the first ranks, of all later ones, and of no rank.

    >>> RankBar((0.5, 0.25, 0.0, 0.15, 0.1)).inside("en")
    '1████████████████████████2████████████░░░░░░░·····'
    """

    shares: tuple[float, ...]

    def inside(self, _: Language) -> str:
        """Return a segment for each rank, beginning with its number; light for later ranks, dots for none."""
        ends = [round(reached * _RANK_BAR) for reached in accumulate(self.shares[:-1], initial=0.0)]
        *segments, later = (end - start for start, end in pairwise(ends))
        keyed = (f"{number}{'█' * (size - 1)}"[:size] for number, size in enumerate(segments, 1))
        return ("".join(keyed) + "░" * later).ljust(_RANK_BAR, "·")


@dataclass(frozen=True, slots=True)
class Indented:
    """A phrase that is indented by some steps, as a criterion below its group."""

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
    """The characters of the whole."""

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
    """The characters of the whole, on each side."""

    def inside(self, _: Language) -> str:
        """Return the bar, drawn with characters."""
        drawn = "█" * round(abs(self.share) * self.length)
        left, right = (drawn, "") if self.share < 0 else ("", drawn)
        return f"{left:>{self.length}}│{right}"


@dataclass(frozen=True, slots=True)
class Outline:
    """Some numbers as a row of columns, the highest for the greatest number, and dots for none: `··▁▃█▂·`.

    >>> Outline((0, 1, 8, 4)).inside("en"), Outline((0, 0)).inside("en")
    ('·▁█▄', '··')
    """

    numbers: tuple[int, ...]

    def inside(self, _: Language) -> str:
        """Return the columns, drawn with characters."""
        most = max(self.numbers, default=0)
        return "".join(_COLUMNS[-(-number * (len(_COLUMNS) - 1) // most)] if number else "·" for number in self.numbers)


_COLUMNS = "·▁▂▃▄▅▆▇█"
_ANSWERS = {"yes": Message("yes"), "no": Message("no")}


def category_name(criterion: "Criterion", category: str, length: int = _LONGEST_LABEL) -> Phrase:
    """Return a category as people write it: its label, the words for yes and no, or else the category itself."""
    text = criterion.category_labels.get(category)
    if text is not None:
        return Label(text, category, length)
    answer = _ANSWERS.get(category) if criterion.kind == "yes_no" else None
    return answer or Name(category, length)


def label(node: "Criterion | Group") -> Phrase:
    """Return the name of a criterion or group; of a figure that several criteria read, the names of all."""
    from vasterviksmodell.criteria import Criterion

    members = node.readers if isinstance(node, Criterion) else (node,)
    return Enumeration(map(Label.of, members))


def short_labels(criteria: "Criteria") -> dict[str, Text]:
    """Return each criterion's label by its id, cut at the first comma or parenthesis where all stay apart.

    Where two labels are equal, the ids stand after them.
    """
    english, swedish = (_short_labels(criteria, language) for language in ("en", "sv"))
    return {id: Text(english[id], swedish[id]) for id in english}


def _short_labels(criteria: "Criteria", language: Language) -> dict[str, str]:
    labels = {criterion.id: Label.of(criterion).inside(language) for criterion in criteria.criteria}
    heads = {id: split(r", | \(", label, maxsplit=1)[0] for id, label in labels.items()}
    alike = Counter(heads.values())
    return {id: head if head and alike[head] == 1 else labels[id] for id, head in heads.items()}
