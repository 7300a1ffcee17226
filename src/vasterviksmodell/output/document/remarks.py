"""What screening found of a site, in a cell that is shortened where there is little room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.message import written
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.document.wrapping import wrapped

RemarkKind = Literal["not_met", "excluding", "unknown", "warning"]
"""A requirement that is not met; one that is unknown and excludes; one that is unknown; a warning."""
_EXCLUDING = ("not_met", "excluding")
_AND = "; "
_NAMED = {
    "not_met": Message("not met: {labels}"),
    "excluding": Message("excluded as unknown: {labels}"),
    "unknown": Message("unknown: {labels}"),
    "warning": Message("warning: {labels}"),
}
_PARTLY = Message("{first}, … ({number} of {among})")
_COUNTED = {
    "unknown": Message("{number} of {among} unknown"),
    "warning": Message("warnings: {number}"),
}
_SHORTEST = {
    "unknown": Message("{number} unknown"),
    "warning": Message("warnings: {number}"),
}

Line = Sequence[tuple[str, RemarkKind | Literal[""]]]
"""Texts, each with the kind of remark that it is."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What screening found, of one kind."""

    kind: RemarkKind
    labels: tuple[Phrase, ...]
    """The criteria it is about."""
    among: int
    """How many criteria could be among them."""

    def inside(self, language: Language) -> str:
        """Return the remark with all its labels."""
        return _NAMED[self.kind].format(labels=Joined(self.labels)).inside(language)

    def shorter(self) -> Iterator[Phrase]:
        """Yield the remark with fewer and fewer labels, at last none; one stays where it excludes the site."""
        numbers = {"number": len(self.labels), "among": self.among}
        for most in range(len(self.labels) - 1, 0, -1):
            yield _NAMED[self.kind].format(labels=_PARTLY.format(first=Joined(self.labels[:most]), **numbers))
        for forms in (_COUNTED, _SHORTEST):
            if self.kind in forms:
                yield forms[self.kind].format(**numbers)


@dataclass(frozen=True, slots=True)
class Remarks:
    """All remarks on a site."""

    remarks: tuple[Remark, ...]

    def __bool__(self) -> bool:
        return bool(self.remarks)

    def inside(self, language: Language) -> str:
        """Return the remarks in a language, one after the other."""
        return Joined(self.remarks, _AND).inside(language)

    def lines(self, width: int, language: Language) -> Sequence[Line]:
        """Return all remarks on one line, or the first on a line of its own before the others."""
        remarks = self.remarks
        texts = self._fitted_on_one_line(width, language)
        if _size(texts) <= width or not remarks:
            pieces = [(text, remark.kind) for text, remark in zip(texts, remarks, strict=True)]
            return [[part for piece in pieces for part in ((_AND, ""), piece)][1:]]
        if len(remarks) > 1:
            return [*Remarks(remarks[:1]).lines(width, language), *Remarks(remarks[1:]).lines(width, language)]
        return [[(line, remarks[0].kind)] for line in wrapped(texts[0], width)]

    def _fitted_on_one_line(self, width: int, language: Language) -> list[str]:
        """Return the remarks as short as the width requires, the last shortened first; what excludes stays named."""
        texts = [remark.inside(language) for remark in self.remarks]
        for number, remark in reversed(list(enumerate(self.remarks))):
            if remark.kind in _EXCLUDING and len(self.remarks) > 1:
                break
            for shorter in remark.shorter():
                if _size(texts) <= width:
                    return texts
                texts[number] = written(shorter, language)
        return texts


def _size(texts: Sequence[str]) -> int:
    return cell_len(_AND.join(texts))
