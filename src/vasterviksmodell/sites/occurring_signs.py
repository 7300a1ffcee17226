"""Which signs occur in a column at all: most columns have none of those that a check is about, and need no more."""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal
from unicodedata import is_normalized

import polars as pl

NormalForm = Literal["NFC", "NFKC"]
_BETWEEN = "\0"
"""What stands between the texts: no sign that a check is about."""


class OccurringSigns:
    """All texts of a column as one, in which a sign is found many times as fast as in each."""

    def __init__(self, texts: pl.Series) -> None:
        self._texts = texts

    @cached_property
    def _joined(self) -> str:
        return self._texts.str.join(_BETWEEN).item() or ""

    @cached_property
    def are_ascii(self) -> bool:
        """Whether all signs are ASCII, which needs no look at the texts."""
        return bool(self._texts.str.len_bytes().sum() == self._texts.str.len_chars().sum())

    @cached_property
    def are_latin_1(self) -> bool:
        """Whether all signs are of Latin-1: then no letter is written as two signs."""
        return self.are_ascii or _is_latin_1(self._joined)

    def are_in_form(self, form: NormalForm) -> bool:
        """Say whether all texts are in a normal form of Unicode."""
        return self.are_ascii or is_normalized(form, self._joined)

    def include(self, signs: Iterable[str]) -> bool:
        """Say whether one of some signs occurs."""
        wanted = filter(str.isascii, signs) if self.are_ascii else signs
        return any(sign in self._joined for sign in wanted)


def _is_latin_1(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True
