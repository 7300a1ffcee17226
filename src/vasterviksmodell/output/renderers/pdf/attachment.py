"""Files that a PDF carries."""

from dataclasses import dataclass

from vasterviksmodell.i18n import Message, Phrase

_THE_RANKING = Message("the ranking that this report shows")
_DESCRIPTIONS = {
    "ranking.json": _THE_RANKING,
    "decision.yaml": Message("the record of the decision that this report shows"),
    "report.json": Message("the settings with which this report was made"),
}
_MEDIA_TYPES = {".json": "application/json", ".yaml": "application/yaml"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF: the data that it rests on."""

    name: str
    content: bytes
    media_type: str
    description: Phrase

    @classmethod
    def inner(cls, name: str, content: bytes) -> "Attachment":
        """Return a file that a report carries, which `verify` finds in it by its name."""
        return cls(name, content, _MEDIA_TYPES[name[name.rindex(".") :]], _DESCRIPTIONS[name])

    @classmethod
    def of_ranking(cls, content: bytes) -> "Attachment":
        """Return the ranking that a report shows, saved as JSON."""
        return cls.inner("ranking.json", content)
