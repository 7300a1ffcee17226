"""Texts whose parts look different: a raised footnote mark is no digit of its figure, what is struck out no text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from openpyxl.xml.constants import SHEET_MAIN_NS

from vasterviksmodell.sites.formats.xlsx.parts import PartReader

NOTE = "\ufffe"
"""What stands on both sides of a footnote mark in a text; no part of a workbook can hold it."""
STRUCK = "\uffff"
"""What stands at the end of a text of which something is struck out and left out; as little can this."""
MARKS = f"[{NOTE}{STRUCK}]"
"""What of marks is no part of the figure and its note."""
NOTES = f"{NOTE}[^{NOTE}]*{NOTE}|{STRUCK}"
"""What of marks is no part of a name."""
_NOTES = re.compile(NOTES)

_RUN, _TEXT, _PHONETIC, _ALIGNED, _STRIKE = (
    f"{SHEET_MAIN_NS} {tag}" for tag in ("r", "t", "rPh", "vertAlign", "strike")
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FOOTNOTE = re.compile(r"[0-9*†‡,()\s]+")
_BETWEEN = re.compile(r"(?<=[0-9])\s*,\s*(?=[0-9])")
"""What stands between footnote marks."""
_UNIT = re.compile(r"(?:^|[^\w])[cdkm]?m$")
"""A unit of length: the 2 that is raised behind it is no footnote."""


class Run(NamedTuple):
    """A part of a text that looks alike all through."""

    text: str
    level: str = "baseline"
    struck: bool = False


class RunReader(PartReader):
    """Reads texts that may have runs, without what tells how they are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self._spoken = 0
        self._runs: list[Run] = []
        self._level, self._struck = "baseline", False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TEXT:
            self._gathering = not self._spoken
        elif name == _PHONETIC:
            self._spoken += 1
        elif name == _RUN:
            self._level, self._struck = "baseline", False
        elif name == _ALIGNED:
            self._level = attributes.get("val", "baseline")
        elif name == _STRIKE:
            self._struck = attributes.get("val", "1") in {"1", "true"}

    def _end(self, name: str) -> None:
        if name == _TEXT:
            self._gathering = False
        elif name == _PHONETIC:
            self._spoken -= 1
        elif name == _RUN and self._gathered:
            self._runs.append(Run("".join(self._gathered), self._level, self._struck))
            self._gathered.clear()

    def _take_runs(self) -> str:
        """The text of the runs since the last."""
        text = self._take()
        if not self._runs:
            return text
        text = text_of([*self._runs, Run(text)] if text else self._runs)
        self._runs.clear()
        return text


def text_of(runs: Sequence[Run]) -> str:
    """The text of runs, with marks for what is to be told of it.

    >>> text_of([Run("85"), Run("1)", "superscript")]).replace(NOTE, "")
    '85¹)'
    >>> text_of([Run("310", struck=True), Run("3100")]).rstrip(STRUCK)
    '3100'
    """
    valid = [run for run in runs if not run.struck]
    if not _says_something(valid):
        return _joined(runs)
    left_out = _says_something([run for run in runs if run.struck])
    return _joined(valid) + (STRUCK if left_out else "")


def without_notes(text: str) -> str:
    """A text that is a name, without footnote marks."""
    return _NOTES.sub("", text)


def _says_something(runs: Sequence[Run]) -> bool:
    return any(run.text.strip() for run in runs)


def _joined(runs: Sequence[Run]) -> str:
    """Where everything is raised or lowered nothing is."""
    if all(run.level == runs[0].level for run in runs):
        return "".join(run.text for run in runs)
    text = ""
    for run in runs:
        text += run.text if run.text.isspace() else _beside(text.rstrip(), run)
    return text


def _beside(before: str, run: Run) -> str:
    """How a run is written beside what stands before it: so that no digits join."""
    if run.level == "superscript":
        return _raised(before, run.text)
    if run.level == "subscript" and not before[-1:].isalpha():
        return run.text.translate(_LOWERED)
    return run.text


def _raised(before: str, text: str) -> str:
    if not _FOOTNOTE.fullmatch(text):
        apart = " " if before[-1:].isdecimal() else ""
        return apart + text.translate(_RAISED)
    signs = _BETWEEN.sub(" ", text).translate(_RAISED)
    is_unit = text in {"2", "3"} and _UNIT.search(before) is not None
    return signs if is_unit or not before else f"{NOTE}{signs}{NOTE}"
