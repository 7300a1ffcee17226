"""Pictures as the template reads them."""

from typing import Any

from vasterviksmodell.output.renderers.pdf.letters import printable

_SPACE = 'xmlns="http://www.w3.org/2000/svg"'


def picture(svg: str, width: float, alternative: str = "") -> dict[str, Any]:
    """Return a picture of a width in points, with a text that stands for it; without one it is an ornament.

    What the fonts lack is escaped in its texts, too.
    """
    whole = svg if _SPACE in svg else svg.replace("<svg ", f"<svg {_SPACE} ", 1)
    return {"svg": printable(" ".join(whole.splitlines())), "width": width, "alternative": alternative}
