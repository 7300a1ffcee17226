"""A command line of bash as it stands, divided into words, and words written so that bash reads the same again."""

import re
from typing import NamedTuple

_SPECIAL = re.compile(r"""[\s\\'"$`!&|;<>()*?\[\]{}#~^]""")
_INSIDE_DOUBLE = re.compile(r"""[\\"$`]""")


class Typed(NamedTuple):
    """A word of a line, as bash reads it."""

    text: str
    kept: str
    """The part of the text that bash leaves alone when it replaces the word: up to a quote or a sign that divides."""
    quote: str
    """The quote that is still open at the end, if one is."""


def typed_words(line: str, dividing: str = "=:") -> list[Typed]:
    r"""Return the words of a line that may end in the midst of one; the last is the one being typed, perhaps empty.

    >>> [word.text for word in typed_words("explain 'a b' c\\ d")]
    ['explain', 'a b', 'c d']
    >>> typed_words('explain "a b')[-1]
    Typed(text='a b', kept='', quote='"')
    """
    words, text, kept, quote, begun = [], "", "", "", False
    signs = iter(line)
    for sign in signs:
        if quote == "'" or (quote and sign not in '"\\'):
            if sign == quote:
                quote = ""
            else:
                text += sign
        elif sign == "\\":
            following = next(signs, "")
            text += sign + following if quote and following not in '"\\$`' else following
        elif sign == quote:
            quote = ""
        elif sign in "'\"":
            quote, kept, begun = sign, text, True
        elif sign.isspace():
            if begun or text:
                words.append(Typed(text, kept, ""))
            text, kept, begun = "", "", False
        else:
            text += sign
            kept = text if sign in dividing else kept
    return [*words, Typed(text, kept, quote)]


def replacing(word: Typed, chosen: str) -> str:
    r"""Return what bash must put in place of what it would replace of a word, to make it the chosen one.

    >>> replacing(Typed("Sö", "", ""), 'Södra "by"')
    'Södra\\ \\"by\\"'
    """
    rest = chosen[len(word.kept) :]
    if not word.quote:
        return _SPECIAL.sub(r"\\\g<0>", rest)
    inside = rest.replace("'", "'\\''") if word.quote == "'" else _INSIDE_DOUBLE.sub(r"\\\g<0>", rest)
    ends_alike = inside.endswith(word.quote)  # bash takes that for the closing quote, which it adds otherwise
    return f"{inside}{word.quote}" if ends_alike else inside
