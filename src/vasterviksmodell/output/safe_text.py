"""Texts made safe for markup: whatever stands in a file stays text."""

import re
from html import escape

from vasterviksmodell.i18n.wording import visible

_SIGN = re.compile("(?<=[≤≥<>]) (?=[0-9])")


def kept_together(text: str) -> str:
    r"""Return a text in which no line ends between a sign and its number.

    >>> kept_together("≤ 4,000 m").split(" ")
    ['≤\xa04,000', 'm']
    """
    return _SIGN.sub("\N{NO-BREAK SPACE}", text)


def safe(text: str) -> str:
    """Return a text that is no markup, with escapes for what nobody sees.

    >>> safe("</script><b>")
    '&lt;/script&gt;&lt;b&gt;'
    """
    return escape(visible(text))
