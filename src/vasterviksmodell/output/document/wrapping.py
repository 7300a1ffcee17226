"""Texts on the lines of a terminal, where a character takes no cell, one or two."""

from collections.abc import Iterator
from textwrap import TextWrapper

from rich.cells import cell_len, chop_cells


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


def hanging(text: str, width: int) -> list[str]:
    """Return the lines of a text, the later ones two blanks further in than the first.

    >>> hanging("  hint: add it", 10)
    ['  hint:', '    add it']
    """
    content = text.lstrip(" ")
    indent = " " * (len(text) - len(content))
    first, *others = wrapped(content, width - len(indent) - 2)
    return [indent + first, *(f"{indent}  {line}" for line in others)]


def widest_word(text: str) -> int:
    """Return the cells of the widest part of a text that no line break parts."""
    return max(map(cell_len, _words(text)), default=0)


def _words(text: str) -> Iterator[str]:
    """Yield the parts between which a line may end: words, parts of words up to a hyphen, and blanks."""
    return filter(None, TextWrapper.wordsep_re.split(text))
