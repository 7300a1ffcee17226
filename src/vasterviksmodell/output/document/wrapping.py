"""Texts on the lines of a terminal, where a character takes no cell, one or two."""

from collections.abc import Iterator
from textwrap import TextWrapper

from rich.cells import cell_len, chop_cells

_BLANKS = " \u00a0"
"""What indents a text: blanks, of which those in cells never end a line."""


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, each at most `width` cells wide unless it is a single character.

    >>> wrapped("日本 är ett land", 6)
    ['日本', 'är ett', 'land']
    """
    lines = [""]
    for word in _words(text):
        if cell_len(lines[-1] + word) <= width:
            lines[-1] += word
        elif word.isspace():
            lines.append("")
        elif cell_len(word) <= width:
            lines.append(word)
        else:
            lines[-1:] = chop_cells(lines[-1] + word, max(width, 1))
    return [shown for line in lines if (shown := line.rstrip(" "))] or [""]


def hanging(text: str, width: int, further: int = 2) -> list[str]:
    """Return the lines of a text, all indented as it is, the later ones by some blanks further.

    >>> hanging("  hint: add it", 10)
    ['  hint:', '    add it']
    """
    indent, content = _indent(text)
    first, *others = wrapped(content, width - len(indent) - further)
    return [indent + first, *(f"{indent}{' ' * further}{line}" for line in others)]


def widest_word(text: str) -> int:
    """Return the cells of the widest part of a text that no line break parts, with the indent of the text."""
    indent, content = _indent(text)
    return len(indent) + max(map(cell_len, _words(content)), default=0)


def _indent(text: str) -> tuple[str, str]:
    """Return the blanks before a text, and the text."""
    content = text.lstrip(_BLANKS)
    return text[: len(text) - len(content)], content


def _words(text: str) -> Iterator[str]:
    """Yield the parts between which a line may end: words, parts of words up to a hyphen, and blanks."""
    return filter(None, TextWrapper.wordsep_re.split(text))
