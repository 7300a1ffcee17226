"""Phrases made of others: several in a row, one with a detail in brackets or a capital letter; lines by number."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vasterviksmodell.i18n.message import Phrase, Plural, translation, written
from vasterviksmodell.i18n.wording import Language

_WORDS = {"and": "and", "or": "or"}


@dataclass(frozen=True, slots=True, init=False)
class Joined:
    """Phrases with a separator between them.

    >>> Joined(("a", "b"), "; ").inside("en")
    'a; b'
    """

    phrases: tuple[Phrase, ...]
    separator: str

    def __init__(self, phrases: Iterable[Phrase], separator: str = ", ") -> None:
        object.__setattr__(self, "phrases", tuple(phrases))
        object.__setattr__(self, "separator", separator)

    def __bool__(self) -> bool:
        return any(self.phrases)

    def inside(self, language: Language) -> str:
        """Return the phrases in a language, one after the other."""
        return self.separator.join(written(phrase, language) for phrase in self.phrases)


@dataclass(frozen=True, slots=True, init=False)
class Enumeration:
    """Phrases with commas between them, and a word before the last.

    >>> Enumeration(("a", "b", "c")).inside("en")
    'a, b and c'
    """

    phrases: tuple[Phrase, ...]
    word: Literal["and", "or"]

    def __init__(self, phrases: Iterable[Phrase], word: Literal["and", "or"] = "and") -> None:
        object.__setattr__(self, "phrases", tuple(phrases))
        object.__setattr__(self, "word", word)

    def inside(self, language: Language) -> str:
        """Return the enumeration in a language."""
        if not self.phrases:
            return ""
        *first, last = (written(phrase, language) for phrase in self.phrases)
        word = translation(_WORDS[self.word], None, language)
        return f"{', '.join(first)} {word} {last}" if first else last


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A phrase with a detail after it, in brackets.

    >>> Bracketed("Schools", "+4.0").inside("en")
    'Schools (+4.0)'
    """

    phrase: Phrase
    detail: Phrase

    def inside(self, language: Language) -> str:
        """Return the phrase and its detail in a language."""
        return f"{written(self.phrase, language)} ({written(self.detail, language)})"


@dataclass(frozen=True, slots=True)
class Capitalised:
    """A phrase with a capital letter at its beginning.

    >>> Capitalised("2 sites left").inside("en"), Capitalised("no site left").inside("en")
    ('2 sites left', 'No site left')
    """

    phrase: Phrase

    def inside(self, language: Language) -> str:
        """Return the phrase in a language, as a sentence begins."""
        text = written(self.phrase, language)
        return text[:1].upper() + text[1:]


def numbered_lines(numbers: Iterable[int]) -> Plural:
    """Return lines of a file by their numbers.

    >>> [numbered_lines(numbers).inside("en") for numbers in ([3], [3, 4, 6])]
    ['line 3', 'lines 3, 4 and 6']
    """
    texts = [str(number) for number in numbers]
    return Plural("line {lines}", "lines {lines}").counting(len(texts), lines=Enumeration(texts))
