"""Two languages: messages, numbers and lists that are written in one of them when they are rendered."""

from vasterviksmodell.i18n.lists import Bracketed, Capitalised, Enumeration, Joined, numbered_lines
from vasterviksmodell.i18n.message import Message, Phrase, Plural, Translatable, written

__all__ = [
    "Bracketed",
    "Capitalised",
    "Enumeration",
    "Joined",
    "Message",
    "Phrase",
    "Plural",
    "Translatable",
    "numbered_lines",
    "written",
]
