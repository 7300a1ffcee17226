"""Foreign text in GitHub's Markdown."""

import re

_SPECIAL = re.compile(r"([\\`*_<>\[\]|&~#$])|^([-+]|[0-9]+(?=[.)](?: |$)))")


def escaped(text: str) -> str:
    r"""The text with every sign escaped that means something in Markdown, at its beginning or anywhere.

    >>> escaped("a|b")
    'a\\|b'
    """
    return _SPECIAL.sub(_backslash, text)


def _backslash(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
