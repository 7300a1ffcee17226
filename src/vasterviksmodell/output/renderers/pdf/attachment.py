"""Files that a PDF carries."""

from dataclasses import dataclass

from vasterviksmodell.i18n import Message, Phrase

_THE_RANKING = Message("the ranking that this report shows")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF: the data that it rests on."""

    name: str
    content: bytes
    media_type: str
    description: Phrase

    @classmethod
    def of_ranking(cls, content: bytes) -> "Attachment":
        """Return the ranking that a report shows, saved as JSON, as the file that `verify` finds in the report."""
        from vasterviksmodell.scoring.saved.carriers.pdf import MEDIA_TYPE, NAME

        return cls(NAME, content, MEDIA_TYPE, _THE_RANKING)
