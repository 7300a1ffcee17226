"""Colours on a terminal, always beside something that says the same without them."""

_CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36}
Colour = str
"""One of `bold`, `dim`, `red`, …; empty for none."""


def painted(text: str, colour: Colour) -> str:
    r"""The text between the escapes that turn a colour on and off.

    >>> painted("met", "green")
    '\x1b[32mmet\x1b[0m'
    """
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if colour and text else text
