"""The headings of a form of questions: those that are read when it comes back, in any language."""

from vasterviksmodell.i18n import Message, written
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.source.folding import folded

SITE = Message("id", "a heading")
MEASURE = Message("measure", "a heading")
ANSWER = Message("answer", "a heading")
SOURCE = Message("source", "a heading")
DATE = Message("date", "a heading")


def names_of(heading: Message) -> tuple[str, ...]:
    """Return what a heading of the form is called in each language, folded."""
    return tuple(dict.fromkeys(folded(written(heading, language)) for language in LANGUAGES))


IDENTIFYING = (
    "id", "name", "municipality_code", "municipality", "latitude", "longitude", "northing", "easting", "place",
)  # fmt: skip
"""The headings of a file of sites that are no measures."""
