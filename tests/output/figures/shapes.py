"""What a drawing shows, read back from its SVG."""

import re
from xml.etree import ElementTree as ET

from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.document import Figure
from vasterviksmodell.output.figures.svg import inline, svg

NUMBER = re.compile(r"-?(?:\d+\.\d+|\.\d+|\d+)")
COMMAND = re.compile(r"([mlhvz])([^mlhvz]*)")
Point = tuple[float, float]


def elements(figure: Figure, language: Language = "en") -> list[ET.Element]:
    """The elements of a picture, which is well-formed XML."""
    return [*ET.fromstring(svg(figure.drawing, language, figure.text)).iter()]


def named(figure: Figure, name: str, language: Language = "en") -> list[ET.Element]:
    return [element for element in elements(figure, language) if element.tag.endswith(f"}}{name}")]


def texts(figure: Figure, language: Language = "en") -> list[str]:
    return [element.text or "" for element in named(figure, "text", language)]


def bare_size(figure: Figure, language: Language = "sv") -> int:
    """The bytes of a picture in a page, without its text."""
    return len(re.sub(' aria-label="[^"]*"', "", inline(figure.drawing, language, figure.text)).encode())


def lines_of(way: str) -> list[list[Point]]:
    """The points of each line of a path of relative commands."""
    lines: list[list[Point]] = []
    x = y = 0.0
    for command, rest in COMMAND.findall(way):
        numbers = [float(number) for number in NUMBER.findall(rest)]
        if command == "z":
            x, y = lines[-1][0]
            continue
        if command == "h":
            steps = [(number, 0.0) for number in numbers]
        elif command == "v":
            steps = [(0.0, number) for number in numbers]
        else:
            steps = [*zip(numbers[::2], numbers[1::2], strict=True)]
        for number, (right, down) in enumerate(steps):
            x, y = x + right, y + down
            if command == "m" and number == 0:
                lines.append([])
            lines[-1].append((round(x, 1), round(y, 1)))
    return lines


def paths(figure: Figure, colour: str) -> list[list[Point]]:
    """The lines of all paths that are drawn or filled with a colour."""
    found = [path for path in named(figure, "path") if colour in (path.get("stroke"), path.get("fill"))]
    return [line for path in found for line in lines_of(path.attrib["d"])]


def all_points(figure: Figure) -> list[Point]:
    """Every point, corner and place of a text."""
    found = [point for path in named(figure, "path") for line in lines_of(path.attrib["d"]) for point in line]
    for box in named(figure, "rect"):
        x, y, width, height = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        found += [(x, y), (x + width, y + height)]
    return found + [(float(text.attrib["x"]), float(text.attrib["y"])) for text in named(figure, "text")]
