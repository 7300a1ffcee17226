"""Headings as they are compared."""

from unicodedata import normalize


def composed(heading: str) -> str:
    """A heading with å written as one character, not as a and a ring."""
    return normalize("NFC", heading)


def folded(heading: str) -> str:
    """The same without regard to case, outer blanks and the number of inner ones."""
    return " ".join(composed(heading.replace("\ufeff", "")).casefold().split())
