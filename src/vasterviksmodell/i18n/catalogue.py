"""The Swedish catalogue: `sv.po` for people, compiled to `sv.mo` beside it.

Where a text lacks a translation, the English one stands; a test finds each that does.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.wording import Language

if TYPE_CHECKING:
    from gettext import GNUTranslations

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
    """Read the catalogue, once, and only when Swedish is asked for."""
    from gettext import GNUTranslations

    with CATALOGUE.open("rb") as file:
        return GNUTranslations(file)
