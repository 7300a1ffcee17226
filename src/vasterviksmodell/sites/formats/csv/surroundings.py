"""What stands round a text table: titles above its headings, blank lines, notes below."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.csv.dialect import Dialect
from vasterviksmodell.sites.formats.csv.footnotes import find_footnotes
from vasterviksmodell.sites.formats.csv.headings import Headings
from vasterviksmodell.sites.formats.csv.headings_row import named_delimiter
from vasterviksmodell.sites.formats.csv.plain_text import PlainText
from vasterviksmodell.sites.formats.csv.records import records
from vasterviksmodell.text_file import HEAD, place_in_file
from vasterviksmodell.wording import lines_called


@dataclass(frozen=True, slots=True)
class Titles:
    """The lines above the headings that hold something."""

    first: int | None
    number: int

    @classmethod
    def above(cls, headings: Headings, head: str) -> "Titles":
        lines = head.split("\n", headings.lines[-1])[: headings.lines[-1] - 1]
        held = [
            number
            for number, line in enumerate(lines, 1)
            if number not in headings.lines
            and line.strip(f'{headings.delimiter}"\r\t ')
            and not (number == 1 and named_delimiter(line))
        ]
        return cls(held[0] if held else None, len(held))

    def findings(self, headings: Headings, path: str) -> tuple[Finding, ...]:
        """Says that they are passed over."""
        if self.first is None:
            return ()
        facts: dict[str, Phrase] = {
            "lines": counted_lines(self.number),
            "headings": lines_called(headings.lines),
        }
        return (Finding(rule("D008"), Place(path, self.first), facts),)


def counted_lines(number: int) -> Message:
    return Message("1 line") if number == 1 else Message("{number} lines").format(number=number)


def first_row(text: PlainText, headings: Headings) -> int | None:
    """The line of the first row below the headings; blank lines may stand before it."""
    lines = enumerate(text.head[0].split("\n")[headings.end :], headings.end + 1)
    found = next((number for number, line in lines if line.strip("\r")), None)
    if found is not None or text.source.path.stat().st_size < HEAD:
        return found
    return next((it.line for it in records(text.source.path, headings.delimiter, headings.end) if it.text), None)


def without_footnotes(text: PlainText, delimiter: str, width: int) -> tuple[PlainText, int, tuple[Finding, ...]]:
    """The text without the notes below its table, how many they are, and a finding that says so."""
    found = find_footnotes(text.source.path, delimiter, width)
    if found is None:
        return text, 0, ()
    place = place_in_file(text.source.path, found.begin, text.source.name)
    finding = Finding(rule("D009"), replace(place, column=None), {"lines": counted_lines(found.number)})
    return text.until(found.begin), found.number, (finding,)


def recorded(dialect: Dialect, encoding: str, headings: Headings, passed_over: Mapping[str, int]) -> dict[str, str]:
    """How a file is written, and how many lines of what kind are passed over, as it is recorded beside a result."""
    return {
        "encoding": encoding,
        "delimiter": dialect.delimiter,
        "decimal": "," if dialect.decimal_comma else ".",
        **({"headings": "-".join(map(str, headings.lines))} if headings.lines != (1,) else {}),
        **{name: str(number) for name, number in passed_over.items() if number},
    }
