"""The colours of figures stand out, as WCAG 2.1 counts it: 3 to 1 for marks and lines, 4.5 to 1 for texts."""

import pytest

from vasterviksmodell.output.figures import palette


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1, definition)."""
    channels = [int(digit * 2, 16) / 255 for digit in colour.removeprefix("#")]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("fill", palette.FILLS)
@pytest.mark.parametrize("line", palette.LINES)
def test_every_colour_can_be_read_on_every_fill(line: str, fill: str) -> None:
    assert contrast(line, fill) >= 4.5


@pytest.mark.parametrize("fill", palette.FILLS)
def test_borders_can_be_told_from_what_they_enclose(fill: str) -> None:
    assert contrast(palette.BORDER, fill) >= 3


def test_the_lists_hold_all_colours() -> None:
    all_colours = {value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
    assert all_colours == {*palette.FILLS, *palette.LINES, palette.BORDER}
