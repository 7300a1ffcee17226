"""What a finding format is."""

from dataclasses import dataclass
from typing import Protocol

from vasterviksmodell.findings import Report
from vasterviksmodell.wording import Language


@dataclass(frozen=True, slots=True)
class Context:
    """What a format may know besides the findings."""

    language: Language
    """Of the formats for people; machines are always addressed in English."""
    tool_version: str


class FindingFormat(Protocol):
    """Turns a report into text that can be encoded as UTF-8, the same text every time.

    The first line of a member's docstring says what it is for; the command line's help shows it.
    """

    def __call__(self, report: Report, context: Context, /) -> str: ...
