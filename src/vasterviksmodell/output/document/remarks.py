"""What screening found of a site, in a cell that is shortened where there is little room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

from vasterviksmodell.i18n import Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.message import written
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.document.cells import first_few
from vasterviksmodell.output.document.wrapping import widest_word, wrapped

RemarkKind = Literal["not_met", "excluding", "unknown", "warning"]
"""A requirement that is not met; one that is unknown and excludes; one that is unknown; a warning."""
PieceKind = RemarkKind | Literal["counted", "unclear", ""]
"""What a piece of a cell tells: a remark, how many requirements are met (all that are known, or not), or nothing."""
_EXCLUDING: Sequence[RemarkKind] = ("not_met", "excluding")
_AND = "; "
_NAMED = {
    "not_met": Message("not met: {labels}"),
    "excluding": Message("excluded as unknown: {labels}"),
    "unknown": Message("unknown: {labels}"),
    "warning": Message("warning: {labels}"),
}
_MET = Message("{met} of {among} met")
_MET_AND_UNKNOWN = Plural("{met} of {among} met, {number} unknown", "{met} of {among} met, {number} unknown")
_BRIEFLY = Plural("{met}/{among} met, {number} unknown", "{met}/{among} met, {number} unknown")
_WARNINGS = Plural("{number} warning", "{number} warnings")

Line = Sequence[tuple[str, PieceKind]]
"""Texts, each with what it tells."""
_Pieces = Sequence[tuple[Phrase, PieceKind]]


@dataclass(frozen=True, slots=True)
class Remark:
    """What screening found, of one kind."""

    kind: RemarkKind
    labels: tuple[Phrase, ...]
    """The criteria it is about."""

    def inside(self, language: Language) -> str:
        """Return the remark with all its labels."""
        return self.first(len(self.labels)).inside(language)

    def first(self, most: int) -> Message:
        """Return the remark with its first labels, and how many more there are."""
        return _NAMED[self.kind].format(labels=Joined(first_few(self.labels, most)))


@dataclass(frozen=True, slots=True)
class Remarks:
    """All that screening found of a site: what excludes it, how many requirements it meets, what else is to be said."""

    remarks: tuple[Remark, ...]
    met: int = 0
    """How many requirements the site meets."""
    among: int = 0
    """Of how many."""
    whole: bool = False
    """Whether all is named, on as many lines as that takes."""

    def __bool__(self) -> bool:
        return bool(self.remarks or self.among)

    def inside(self, language: Language) -> str:
        """Return everything in a language, one after the other."""
        return Joined((text for text, _ in self._named()), _AND).inside(language)

    def least(self, language: Language) -> int:
        """Return the width that it takes to count everything on one line; of what is named, that of the widest word."""
        if self._excluding() or self.whole:
            return widest_word(self.inside(language))
        lines = (self._counted()[:1], self._counted(brief=True))
        return max(_size(_line(pieces, language)) for pieces in lines)

    def lines(self, width: int, language: Language) -> Sequence[Line]:
        """Return everything on one line, as fully as that holds, else on several.

        Where all is to be named, each remark begins on a line of its own.
        """
        fitting = ([] if not self else _line(pieces, language) for pieces in self._forms())
        for line in fitting:
            if _size(line) <= width:
                return [line]
        pieces = self._named() if self.whole else self._excluding() or self._counted()
        return [[(line, kind)] for text, kind in pieces for line in wrapped(written(text, language), width)]

    def _forms(self) -> Iterator[_Pieces]:
        """Yield what stands on one line, ever shorter."""
        yield self._named()
        if self.whole:
            return
        yield [*self._excluding(), *self._counted(named=True)]
        yield [*self._excluding(), *self._counted()]
        yield [*self._excluding(), *self._counted(brief=True)]
        excluding = self._excluding()
        most = max((len(remark.labels) for remark in self.remarks if remark.kind in _EXCLUDING), default=0)
        yield from ([(remark.first(named), kind) for remark, kind in excluding] for named in range(most, 0, -1))

    def _excluding(self) -> Sequence[tuple[Remark, RemarkKind]]:
        return [(remark, remark.kind) for remark in self.remarks if remark.kind in _EXCLUDING]

    def _named(self) -> _Pieces:
        """Return all remarks with their labels; what excludes the site comes first."""
        met: _Pieces = [(self._share(), "counted")] if self.among else []
        others = [(remark, remark.kind) for remark in self.remarks if remark.kind not in _EXCLUDING]
        return [*self._excluding(), *met, *others]

    def _counted(self, *, named: bool = False, brief: bool = False) -> _Pieces:
        """Return how many requirements are met and unknown, and the warnings by name or number."""
        unknown, warnings = self._number("unknown"), self._number("warning")
        pieces: list[tuple[Phrase, PieceKind]] = []
        if self.among and not unknown:
            pieces.append((self._share(), "counted"))
        elif self.among:
            form = _BRIEFLY if brief else _MET_AND_UNKNOWN
            pieces.append((form.counting(unknown, met=self.met, among=self.among), "unclear"))
        if warnings and named:
            pieces.extend((remark, remark.kind) for remark in self.remarks if remark.kind == "warning")
        elif warnings:
            pieces.append((_WARNINGS.counting(warnings), "warning"))
        return pieces

    def _number(self, kind: RemarkKind) -> int:
        return sum(len(remark.labels) for remark in self.remarks if remark.kind == kind)

    def _share(self) -> Phrase:
        return _MET.format(met=self.met, among=self.among)


def _line(pieces: _Pieces, language: Language) -> Line:
    """Return pieces as texts with a separator between them."""
    return [part for text, kind in pieces for part in ((_AND, ""), (written(text, language), kind))][1:]


def _size(line: Line) -> int:
    return sum(cell_len(text) for text, _ in line)
