"""How people see a result."""

from dataclasses import dataclass

from vasterviksmodell.wording import Language


@dataclass(frozen=True, slots=True)
class View:
    """Language, width and colours. Formats for programs do not look at it."""

    language: Language = "en"
    width: int | None = None
    """The columns of the terminal; None when nothing may be cut or wrapped."""
    colour: bool = False
    """Whether colours, and what is drawn with them, may be used."""
