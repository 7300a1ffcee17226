"""What can be said in any language."""

from typing import Protocol

from vasterviksmodell.wording import Language


class Translatable(Protocol):
    """A value that can be written in each language."""

    def inside(self, language: Language) -> str:
        """Return the value as it is written in a language."""


Phrase = Translatable | str
"""A part of a document or message; a `str` is the same in every language."""


def written(phrase: object, language: Language) -> str:
    """Return a phrase in a language; anything that is not translatable as `str` writes it."""
    inside = getattr(phrase, "inside", None)
    return str(phrase) if inside is None else str(inside(language))
