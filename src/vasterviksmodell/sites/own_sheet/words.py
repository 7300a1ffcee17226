"""The words of a sheet's cells: marks for missing figures, and words for categories, yes and no.

A word whose meaning is not known counts as a missing figure, because unknown stays unknown, and is named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.sites.cell_grammar import Fault, Notation, parse_category, parse_number
from vasterviksmodell.sites.cell_patterns import is_usual_mark, unwrapped
from vasterviksmodell.sites.own_sheet.aliases import Names, aliases
from vasterviksmodell.sites.own_sheet.sheet import OwnSheet
from vasterviksmodell.source.folding import as_word, folded


@dataclass(frozen=True, slots=True)
class WordsFound:
    """What the words of a sheet mean."""

    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By column and category: the words for it."""
    marks: tuple[str, ...] = ()
    """Marks in place of a figure, which count as missing."""
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By column: words that fit no category, which count as missing too."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Return all texts that count as missing, each once."""
        return tuple(dict.fromkeys((*self.marks, *(word for words in self.unknown.values() for word in words))))


def words_found(sheet: OwnSheet) -> WordsFound:
    """Return what the words in the matched columns of a sheet mean."""
    notation = Notation.of(sheet.criteria.data, comma=sheet.table.decimal_comma)
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    marks: dict[str, None] = {}
    unknown: dict[str, tuple[str, ...]] = {}
    for match in sheet.matching.matches:
        for criterion in match.target.criteria[:1]:
            strange = list(_strange(sheet.texts(match.number), criterion, notation))
            meant = {} if criterion.kind == "number" else _meant(strange, criterion)
            left = [text for text in strange if text not in meant]
            marks |= dict.fromkeys(text for text in left if is_usual_mark(as_word(text)))
            others = tuple(text for text in left if not is_usual_mark(as_word(text)))
            if others and criterion.kind != "number":
                unknown[match.target.column] = others
            if meant:
                words[match.target.column] = _by_category(meant)
    return WordsFound(words, tuple(marks), unknown)


def _strange(texts: list[str], criterion: Criterion, notation: Notation) -> Iterator[str]:
    """Yield the texts of a column that are no measures as they stand, each once."""
    parse = parse_number if criterion.kind == "number" else parse_category
    seen = set()
    for text in map(str.strip, map(unwrapped, texts)):
        if as_word(text) not in seen and isinstance(parse(text, criterion, notation), Fault):
            seen.add(as_word(text))
            yield text


def _meant(texts: list[str], criterion: Criterion) -> dict[str, str]:
    """Return by text the category that it is another name of."""
    names = _other_names(criterion)
    known = {folded(name): category for category, listed in names.items() for name in listed}
    known |= {folded(category.replace("_", " ")): category for category in criterion.categories}
    return {text: known[folded(text)] for text in texts if folded(text) in known}


def _other_names(criterion: Criterion) -> Names:
    known = aliases()
    names = known.answers if criterion.kind == "yes_no" else known.categories.get(criterion.id, {})
    return {category: listed for category, listed in names.items() if category in criterion.categories}


def _by_category(meant: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    categories = dict.fromkeys(meant.values())
    return {category: tuple(text for text, own in meant.items() if own == category) for category in categories}
