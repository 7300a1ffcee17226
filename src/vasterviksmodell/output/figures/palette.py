"""The colours of figures. Each stands out from white and from the shade that it may stand on (WCAG 2.1, 1.4.3)."""

Colour = str
"""Red, green and blue as `#rgb`, which takes few bytes."""

WHITE: Colour = "#fff"
SHADE: Colour = "#eee"
"""Where a requirement is not met; land on a map."""
FILLS = (WHITE, SHADE)
"""What other colours stand on."""

INK: Colour = "#111"
QUIET: Colour = "#555"
"""Axes, borders and what is excluded."""
SITE: Colour = "#159"
UNKNOWN: Colour = "#940"
"""What is not known for certain: intervals, and sites that are not verified."""
LIMIT: Colour = "#924"
BORDER: Colour = "#888"
"""Of land: for lines only."""
LINES = (INK, QUIET, SITE, UNKNOWN, LIMIT)
"""The colours of lines, marks and texts."""
