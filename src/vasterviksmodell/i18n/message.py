"""Messages: English texts in the code, translated when they are rendered.

Swedish stands in the catalogue (`sv.po`), with the English text as the key.
"""

from dataclasses import dataclass, replace
from typing import Self

from vasterviksmodell.i18n.catalogue import translation, translation_of_number
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.i18n.phrase import written
from vasterviksmodell.wording import Language

Values = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A text with named placeholders, as `{name}`.

    >>> Message("{number} sites").format(number=13).inside("en")
    '13 sites'
    """

    text: str
    context: str | None = None
    """What tells it from the same English text with another translation."""
    values: Values = ()

    def format(self, **values: object) -> Self:
        """Return the message with values for its placeholders; each is written in the language of the message."""
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
        return replace(self, number=number, values=(("number", Whole(number)), *values.items()))

    def inside(self, language: Language) -> str:
        """Return the message in a language."""
        form = translation_of_number(self.one, self.many, self.number, language)
        return _filled(form, self.values, language)


def _filled(text: str, values: Values, language: Language) -> str:
    return text.format(**{name: written(value, language) for name, value in values})
