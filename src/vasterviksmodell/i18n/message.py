"""Messages: English texts in the code, translated when they are rendered.

Swedish stands in the catalogue (`sv.po`), with the English text as the key.
"""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.i18n.wording import Language

if TYPE_CHECKING:
    from gettext import GNUTranslations


class Translatable(Protocol):
    """A value that can be written in each language."""

    def inside(self, language: Language) -> str:
        """Return the value as it is written in a language."""


Phrase = Translatable | str
"""A part of a document or message; a `str` is the same in every language."""


def written(phrase: object, language: Language) -> str:
    """Return a phrase in a language: whole numbers with their thousands apart, anything unknown as `str` writes it."""
    if type(phrase) is int:
        return Whole(phrase).inside(language)
    inside = getattr(phrase, "inside", None)
    return str(phrase) if inside is None else str(inside(language))


CATALOGUE = Path(__file__).parent / "sv.mo"


def translation(text: str, context: str | None, language: Language) -> str:
    """Return an English text in a language."""
    if language == "en":
        return text
    return _swedish().gettext(text) if context is None else _swedish().pgettext(context, text)


def translation_of_number(one: str, many: str, number: int, language: Language) -> str:
    """Return one of two English forms in a language, the one that fits a number."""
    if language == "en":
        return one if number == 1 else many
    return _swedish().ngettext(one, many, number)


@cache
def _swedish() -> "GNUTranslations":
    """Read the catalogue, once, and only when Swedish is needed."""
    from gettext import GNUTranslations

    with CATALOGUE.open("rb") as file:
        return GNUTranslations(file)


Values = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A text with named placeholders, as `{name}`.

    >>> Message("{number} sites").format(number=1300).inside("en")
    '1,300 sites'
    """

    text: str
    context: str | None = None
    """What distinguishes it from the same English text with another translation."""
    values: Values = ()

    def format(self, **values: object) -> Self:
        """Return the message with values for its placeholders; each is written in the language of the message.

        A whole number has its thousands apart; a number that is a name, such as a year or a line, is given as text.
        """
        return replace(self, values=tuple(values.items()))

    def inside(self, language: Language) -> str:
        """Return the message in a language."""
        return _filled(translation(self.text, self.context, language), self.values, language)


@dataclass(frozen=True, slots=True)
class Plural:
    """A text in two forms, of which a number chooses one.

    >>> Plural("{number} site", "{number} sites").counting(1).inside("en")
    '1 site'
    """

    one: str
    many: str
    number: int = 1
    values: Values = ()

    def counting(self, number: int, **values: object) -> Self:
        """Return the form for a number, which also fills the placeholder `{number}`."""
        return replace(self, number=number, values=(("number", number), *values.items()))

    def inside(self, language: Language) -> str:
        """Return the message in a language."""
        form = translation_of_number(self.one, self.many, self.number, language)
        return _filled(form, self.values, language)


def _filled(text: str, values: Values, language: Language) -> str:
    return text.format(**{name: written(value, language) for name, value in values})
