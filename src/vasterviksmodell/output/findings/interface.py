"""What a finding format is."""

from dataclasses import dataclass
from importlib import import_module

from vasterviksmodell.findings import Report
from vasterviksmodell.wording import Language


@dataclass(frozen=True, slots=True)
class Context:
    """What a format may know besides the findings."""

    language: Language
    """Of the formats for people; machines are always addressed in English."""
    tool_version: str


@dataclass(frozen=True, slots=True)
class FindingFormat:
    """A member of the family; called, it turns a report into text that can be encoded as UTF-8, the same every time."""

    name: str
    """Also that of its module, which is imported when it writes."""
    purpose: str
    suffixes: tuple[str, ...] = ()
    """The first is the usual one; none where the files have no suffix of their own."""
    tells_unlisted: bool = True
    """Whether it has a place for how many findings there are that it does not list."""

    def __call__(self, report: Report, context: Context) -> str:
        module = import_module(f"{__package__}.{self.name}")
        return module.render(report, context)  # type: ignore[no-any-return]
