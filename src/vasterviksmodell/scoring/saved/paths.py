"""Paths in a saved ranking. A file may be called by bytes that are no text, but all of JSON is text."""

import re

_HALF = re.compile(r"\\u(d[89a-f][0-9a-f]{2})")
"""Half of a character as an escape: Python has it in the place of such a byte."""


def path_written(path: str) -> str:
    r"""A path as text: what is no text in it as an escape.

    >>> path_written("orter\udce5.csv")
    'orter\\udce5.csv'
    """
    return path.encode("utf-8", "backslashreplace").decode()


def path_meant(text: str) -> str:
    r"""The path that is written so. A name may hold such an escape itself: look first for that.

    >>> path_meant("orter\\udce5.csv")
    'orter\udce5.csv'
    """
    return _HALF.sub(lambda found: chr(int(found[1], 16)), text)
