"""Drawings as SVG: well-formed, harmless, short."""

from xml.etree import ElementTree as ET

import pytest
from tests.output.figures.shapes import lines_of, named

from vasterviksmodell.i18n import Message
from vasterviksmodell.output.document import Figure
from vasterviksmodell.output.figures.drawing import Drawing, Mark, Marks, Path, Rectangle, Text
from vasterviksmodell.output.figures.svg import inline, svg

HOSTILE = '</script><b onmouseover="x">\'&\u202e\x1b'


def figure(*shapes: object) -> Figure:
    return Figure(Drawing(100, 50, shapes), HOSTILE, HOSTILE)  # type: ignore[arg-type]


def test_names_stay_texts() -> None:
    drawn = figure(Text(1, 2, HOSTILE))
    for image in (svg(drawn.drawing, "en", HOSTILE), inline(drawn.drawing, "en", HOSTILE)):
        assert "</script>" not in image
        assert "<b" not in image
        root = ET.fromstring(image)
        shown = HOSTILE.replace("\u202e", "\\u202e").replace("\x1b", "\\x1b")
        assert [text for text in root.itertext() if text] == [shown]
        assert root.attrib["aria-label"] == shown
        assert root.attrib["role"] == "img"


def test_an_image_of_its_own_says_that_it_is_svg_and_one_in_a_page_need_not() -> None:
    drawing = Drawing(100, 50, ())
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg(drawing, "en")
    assert "xmlns" not in inline(drawing, "en", "text")
    assert "aria-label" not in svg(drawing, "en")


def test_texts_are_written_in_the_language() -> None:
    drawing = Drawing(100, 50, (Text(0, 10, Message("Weight")),))
    assert ">Vikt<" in svg(drawing, "sv")
    assert ">Weight<" in svg(drawing, "en")


def test_lines_are_told_in_steps_and_have_the_same_points() -> None:
    lines = (((10, 10), (20, 10), (20, 30), (15.04, 25.56), (14, 24)), ((0.5, 0), (0, 0.25)))
    (path,) = named(figure(Path(lines)), "path")
    assert path.attrib["d"] == "m10 10h10v20l-5-4.4-1-1.6m-13.5-24-.5 .2"
    assert lines_of(path.attrib["d"]) == [[(10, 10), (20, 10), (20, 30), (15, 25.6), (14, 24)], [(0.5, 0), (0, 0.2)]]


def test_an_area_begins_where_it_ends() -> None:
    areas = (((10, 10), (20, 10), (20, 20)), ((50, 40), (60, 40), (50, 30)))
    (path,) = named(figure(Path(areas, closed=True)), "path")
    assert lines_of(path.attrib["d"]) == [list(area) for area in areas]
    assert path.attrib["d"].count("z") == 2


@pytest.mark.parametrize("kind", ["circle", "square", "diamond", "triangle", "cross"])
def test_each_kind_of_mark_stands_round_its_point(kind: Mark) -> None:
    (path,) = named(figure(Marks(kind, ((20, 30), (60, 10)), 4, "#159")), "path")
    lines = lines_of(path.attrib["d"])
    first = [point for line in lines[: len(lines) // 2] for point in line]
    xs, ys = zip(*first, strict=True)
    assert (min(xs) + max(xs)) / 2 == pytest.approx(20, abs=0.1)
    assert min(ys) <= 30 <= max(ys)
    assert max(xs) - min(xs) <= 10
    assert max(ys) - min(ys) <= 10


def test_kinds_of_marks_differ_in_shape() -> None:
    ways = [
        named(figure(Marks(kind, ((20, 30),), 4, "#159")), "path")[0].attrib["d"]
        for kind in ("circle", "square", "diamond", "triangle", "cross")
    ]
    assert len(set(ways)) == 5


def test_open_marks_are_white_inside() -> None:
    (diamond,) = named(figure(Marks("diamond", ((20, 30),), 4, "#159", open=True)), "path")
    assert (diamond.attrib["fill"], diamond.attrib["stroke"]) == ("#fff", "#159")
    outer, inner = named(figure(Marks("circle", ((20, 30),), 4, "#159", open=True)), "path")
    assert (outer.attrib["stroke"], inner.attrib["stroke"]) == ("#159", "#fff")


def test_texts_that_look_alike_say_once_how() -> None:
    drawn = figure(Text(0, 10, "a"), Text(0, 20, "b"), Text(0, 30, "c", "end"), Rectangle(0, 0, 1, 1, "#eee"))
    assert [(group.get("text-anchor"), len(group)) for group in named(drawn, "g")] == [(None, 2), ("end", 1)]
    assert not [element for element in named(drawn, "text") if "style" in element.attrib]
