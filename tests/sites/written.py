"""Tables written with Python's csv module, with the place of every cell."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from hypothesis import strategies as st

Quoting = Literal[0, 1]
QUOTINGS: tuple[Quoting, ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)


@dataclass
class Writer:
    """Writes a table cell by cell and keeps count of lines and columns."""

    delimiter: str = ";"
    newline: str = "\n"
    quoting: Quoting = csv.QUOTE_MINIMAL
    text: str = ""
    line: int = 1
    places: list[list[tuple[int, int]]] = field(default_factory=list)
    """Line and column of each cell by row."""

    def row(self, cells: Sequence[str]) -> None:
        at, line, places = 1, self.line, []
        for number, cell in enumerate(cells):
            if number:
                self.text += self.delimiter
                at += 1
            places.append((line, at))
            written = self._cell(cell)
            self.text += written
            line += written.count("\n")
            at = at + len(written) if "\n" not in written else len(written) - written.rfind("\n")
        self.places.append(places)
        self.blank(line)

    def blank(self, line: int | None = None) -> None:
        """End the line, or write an empty one."""
        self.text += self.newline
        self.line = (line or self.line) + 1

    def _cell(self, cell: str) -> str:
        if not cell and self.quoting == csv.QUOTE_MINIMAL:
            return ""
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, quoting=self.quoting, lineterminator="\n").writerow([cell])
        return out.getvalue().removesuffix("\n")

    def content(self, *, mark: bool = False, final_newline: bool = True) -> bytes:
        """The bytes of the file, perhaps with a byte order mark or without the last newline."""
        text = self.text if final_newline else self.text.removesuffix(self.newline)
        return text.encode("utf-8-sig" if mark else "utf-8")


SIGNS = st.sampled_from(['"', '""', ";", ",", "\t", "\n", "\r\n", "\n\n", " ", "a", "å", "€", "😀", "'", "\u2028", "0"])
TEXTS = st.lists(SIGNS, max_size=6).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=6
)
