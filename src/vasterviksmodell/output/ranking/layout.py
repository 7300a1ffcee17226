"""The lines of the table: how wide each column is, and what of a site stands on which line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap

from rich.cells import cell_len, set_cell_size

from vasterviksmodell.output.colours import Colour, painted
from vasterviksmodell.output.ranking import words
from vasterviksmodell.output.ranking.columns import Column, columns_for
from vasterviksmodell.output.ranking.rows import Remark, SiteRow, rows
from vasterviksmodell.output.view import View
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.wording import Language, shortened

_GAP = 2
_NARROWEST = {"name": 12, "id": 8, "remarks": 16}
_DISPENSABLE = ("coverage", "range", "interval", "id")
"""What a very narrow terminal goes without, in this order."""
_COLOURS: Mapping[str, Colour] = {
    "qualified": "green",
    "unverified": "yellow",
    "excluded": "red",
    "not_met": "red",
    "excluding": "red",
    "unknown": "yellow",
    "warning": "magenta",
}
_AND = "; "
_EXCLUDING = ("not_met", "excluding")

Piece = tuple[str, Colour]
Line = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that are shown, and how wide each is."""

    columns: Sequence[Column]
    widths: Mapping[str, int]
    view: View

    @classmethod
    def of(cls, ranking: Ranking, view: View) -> "Layout":
        """As wide as the texts, or as fits on the terminal."""
        columns = columns_for(ranking)
        widths = {it.key: cell_len(it.heading.inside(view.language)) for it in columns}
        for row in rows(ranking, view.language):
            for it in columns:
                widths[it.key] = max(widths[it.key], cell_len(it.text(row, view.language)))
        if view.width is not None:
            widths = _fitted(widths, view.width)
        return cls([it for it in columns if it.key in widths], widths, view)

    def lines(self, ranking: Ranking) -> Iterator[str]:
        """The headings, then the sites, most of them on one line each."""
        yield _line(self, [[(it.heading.inside(self.view.language), "bold")] for it in self.columns])
        for row in rows(ranking, self.view.language):
            cells = [_cell(self, it, row) for it in self.columns]
            yield from (_line(self, lines) for lines in zip_longest(*cells, fillvalue=()))


def _fitted(natural: Mapping[str, int], width: int) -> dict[str, int]:
    """Widths that fit on a terminal: names are shortened first, then the remarks take what is left."""
    widths = dict(natural)
    for key, share in (("name", 4), ("id", 6)):
        if key in widths:
            widths[key] = min(widths[key], max(width // share, _NARROWEST[key]))
    for key in _DISPENSABLE:
        if _room(widths, width) < min(widths["remarks"], _NARROWEST["remarks"]):
            widths.pop(key, None)
    widths["remarks"] = min(widths["remarks"], max(_room(widths, width), _NARROWEST["remarks"]))
    return widths


def _room(widths: Mapping[str, int], width: int) -> int:
    """What the other columns leave for the remarks."""
    return width - sum(size + _GAP for key, size in widths.items() if key != "remarks")


def _cell(layout: Layout, column: Column, row: SiteRow) -> Sequence[Line]:
    """What a column says of a site, as lines of coloured pieces."""
    language, width = layout.view.language, layout.widths[column.key]
    if column.key == "remarks":
        return _remarks(row.remarks, language, width)
    text = column.text(row, language)
    if cell_len(text) > width:
        text = _shortened(row.name if column.key == "name" else row.id, width)
    return [[(text, _COLOURS[row.status] if column.key == "status" else "")]]


def _shortened(text: str, width: int) -> str:
    """The middle left out; cut where that is not enough, because signs are wide or written as escapes."""
    text = shortened(text, width)
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def _remarks(remarks: Sequence[Remark], language: Language, width: int) -> Sequence[Line]:
    """All remarks on one line, or the first on a line of its own before the others."""
    texts = _on_one_line(remarks, language, width)
    if _size(texts) <= width or not remarks:
        pieces = [(text, _COLOURS[it.kind]) for text, it in zip(texts, remarks, strict=True)]
        return [[part for piece in pieces for part in ((_AND, ""), piece)][1:]]
    if len(remarks) > 1:
        return [*_remarks(remarks[:1], language, width), *_remarks(remarks[1:], language, width)]
    return [[(line, _COLOURS[remarks[0].kind])] for line in wrap(texts[0], width)]


def _on_one_line(remarks: Sequence[Remark], language: Language, width: int) -> list[str]:
    """The remarks as short as they must be to fit, the last shortened first; what excludes is named."""
    texts = [words.remark(it, language) for it in remarks]
    for number in reversed(range(len(remarks))):
        if remarks[number].kind in _EXCLUDING and len(remarks) > 1:
            break
        for text in words.shorter_remarks(remarks[number], language):
            if _size(texts) <= width:
                return texts
            texts[number] = text
    return texts


def _size(texts: Sequence[str]) -> int:
    return cell_len(_AND.join(texts))


def _line(layout: Layout, cells: Iterable[Line]) -> str:
    padded = (
        _padded(cell, layout.widths[it.key], layout.view, right=it.right)
        for it, cell in zip(layout.columns, cells, strict=True)
    )
    return (" " * _GAP).join(padded).rstrip()


def _padded(line: Line, width: int, view: View, *, right: bool) -> str:
    blanks = " " * (width - sum(cell_len(text) for text, _ in line))
    text = "".join(painted(text, colour) if view.colour else text for text, colour in line)
    return blanks + text if right else text + blanks
