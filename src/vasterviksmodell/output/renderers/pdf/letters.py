"""What the letters of the pages can show, and how wide it is.

The fonts are those inside typst: Libertinus Serif, and DejaVu Sans Mono for signs. Text that they lack is written with
escapes, as what nobody sees is.
"""

import re
from unicodedata import normalize

from vasterviksmodell.i18n.wording import escape, visible

_UNPRINTABLE = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u024f\u0391-\u03a1\u03a3-\u03ff\u0400-\u0482\u048a-\u04ff\u1e00-\u1eff\u2010-\u2027"
    "\u202f-\u2040\u2044-\u2052\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2116\u2122\u2126\u212a\u212b\u2150\u2153-\u215f"
    "\u2190-\u21ff\u2200-\u22c7\u2318\u2460-\u2473\u2500-\u25ff\u2605\u2606\u2610-\u2612\u2713-\u2718]"
)
"""What the fonts lack. Letters that are written from right to left are escaped, too: lines run from left to right."""
_UNPARTED = r"[^ \u00a0\u200b\u2010-\u2015-]"
"""Signs between which no line ends."""
_PIECE = re.compile(".{1,12}")
BREAK = "\u200b"
"""Where a line may end inside a word; it takes no room."""

_WIDTHS = (
    (0.32, " ,.:;!'|ijl()/\\{}·°ìíîï\u00a0"),
    (0.43, '-IJtfrczs?"*[]`~§¨çćčśšźžţť'),
    (0.52, "0123456789aegS^_#$<>+=åäàáâãéèêë–"),
    (0.62, "bdovxynhukpqFLPEYZöóòôõüúùûñýÿŋđ…"),
    (0.82, "ABCDGHKNOQRTUVXÅÄÖÉÜæø&"),
)
"""Widths in heights of letters, of bold letters as they are the wider; others take at most the greatest."""
_GREATEST = 1.1
_WIDTH = {sign: width for width, signs in _WIDTHS for sign in signs} | {BREAK: 0.0}


def printable(text: str) -> str:
    r"""Return a text that the fonts can show: composed, with escapes for what they lack.

    >>> printable("a\u030angerman 東\u202e")
    'ångerman \\u6771\\u202e'
    """
    return _UNPRINTABLE.sub(lambda found: escape(found[0]), visible(normalize("NFC", text)))


def breakable(text: str, longest: int) -> str:
    """Return a text whose words may be parted where they are longer than some length.

    >>> breakable("Ankarsrum " + "x" * 30, 24).split(BREAK)
    ['Ankarsrum xxxxxxxxxxxx', 'xxxxxxxxxxxx', 'xxxxxx']
    """
    return re.sub(f"{_UNPARTED}{{{longest + 1},}}", lambda found: BREAK.join(_PIECE.findall(found[0])), text)


def width(text: str) -> float:
    """Return the most room that a text takes on a line, in heights of its letters."""
    return sum(_WIDTH.get(sign, _GREATEST) for sign in text)


def widest_part(text: str) -> float:
    """Return the room of the widest part that no line end can part."""
    return max(map(width, re.split(f"[ {BREAK}]", text)))
