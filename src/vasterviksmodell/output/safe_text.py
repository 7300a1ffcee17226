"""Texts made safe for markup: whatever stands in a file stays text."""

from html import escape

from vasterviksmodell.i18n.wording import visible


def safe(text: str) -> str:
    """Return a text that is no markup, with escapes for what nobody sees.

    >>> safe("</script><b>")
    '&lt;/script&gt;&lt;b&gt;'
    """
    return escape(visible(text))
