"""The picture of ranks: names are data, colours can be told apart without their hue, the bytes are always the same."""

import xml.etree.ElementTree as ET

import pytest
from tests.analysis.worlds import model, ranking
from tests.scoring.worlds import ranked

from vasterviksmodell.analysis.smaa import Smaa, smaa
from vasterviksmodell.output import plot
from vasterviksmodell.output.plot import acceptability_plot

ROWS = [
    {"school": "400", "size": "30", "plan": "housing", "travel": "5", "road": "yes"},
    {"school": "1500", "size": "15", "plan": "other", "travel": "", "road": "no"},
    {"school": "3900..4100", "size": "45", "plan": "housing", "travel": "30", "road": "yes"},
]


def drawn(*names: str) -> Smaa:
    found = ranking([{"name": name, **ROWS[number % 3]} for number, name in enumerate(names)])
    return smaa(found, draws=50)


def texts(svg: bytes) -> list[str]:
    return ["".join(it.itertext()) for it in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def bars(svg: bytes) -> set[str]:
    """Where bars begin from above."""
    paths = (
        it for it in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}path") if "rank:" in it.get("aria-label", "")
    )
    return {it.get("d", "").split(",")[1].split("h")[0] for it in paths}


def test_every_site_has_its_name_and_the_legend_every_rank() -> None:
    found = texts(acceptability_plot(drawn("Ankarsrum", "Överum", "Ukna"), 10, "sv", "svg"))
    assert {"Ankarsrum", "Överum", "Ukna", "1", "2", "3", "utesluten", "Hur ofta varje ort har varje rang"} <= set(
        found
    )
    assert any("frö 1" in it for it in found)
    assert "senare" not in found


def test_only_the_first_sites_are_drawn_and_it_is_said() -> None:
    found = texts(acceptability_plot(drawn(*"ABCDEFGH"), 2, "en", "svg"))
    assert any(it.endswith("the first 2 of 8 sites") for it in found)
    assert "later" not in found
    assert "later" in texts(acceptability_plot(drawn(*"ABCDEFGH"), 10, "en", "svg"))
    assert len({*"ABCDEFGH"} & {*found}) == 2


@pytest.mark.parametrize("name", ["<b>&amp;", "[södra]", "datum.rank", "=1+1", 'x"]; alert(1)', "null"])
def test_names_are_data(name: str) -> None:
    assert name in texts(acceptability_plot(drawn(name, "B"), 10, "en", "svg"))


def test_controls_are_shown_and_long_names_shortened() -> None:
    found = texts(acceptability_plot(drawn("a\x1bb", "y" * 200, "Ukna"), 10, "en", "svg"))
    assert "a\\x1bb" in found
    assert "y" * 19 + "…" + "y" * 19 in found


def test_a_name_of_forty_characters_is_whole() -> None:
    found = texts(acceptability_plot(drawn("x" * 40, "y" * 41), 10, "en", "svg"))
    assert {"x" * 40, "y" * 19 + "…" + "y" * 19} <= set(found)


def test_sites_of_one_name_are_told_apart_by_their_ids() -> None:
    found = texts(acceptability_plot(drawn("Berga", "Berga", "Ukna"), 10, "en", "svg"))
    assert {"Berga (a)", "Berga (b)", "Ukna"} <= set(found)


def test_names_that_are_alike_when_shortened_have_bars_of_their_own() -> None:
    names = [f"Norra delen av den långa byn vid {side} sjön norr om den gamla landsvägen" for side in "öv"]
    svg = acceptability_plot(drawn(*names, "Ukna"), 10, "en", "svg")
    assert {it[-4:] for it in texts(svg) if it.startswith("Norra")} == {" (a)", " (b)"}
    assert len(bars(svg)) == 3


def test_who_hears_the_picture_is_told_each_share_and_none_that_is_not() -> None:
    of = smaa(ranking([{"name": f"N{number}", **row} for number, row in enumerate([*ROWS, *ROWS[:2]])]), draws=97)
    svg = acceptability_plot(of, 10, "en", "svg").decode()
    assert f'aria-label="N0, rank: 1, {of.acceptability[0, 0]:.0%}"' in svg
    assert "later" not in svg


def test_more_bars_than_can_be_drawn_or_read_are_not_drawn() -> None:
    row = {"school": "400", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "1"}
    of = smaa(ranked([{"id": f"s{number:03}", **row} for number in range(101)], model()), draws=1)
    svg = acceptability_plot(of, 5000, "en", "svg")
    assert "the first 100 of 101 sites" in svg.decode()
    assert len(bars(svg)) == 100


@pytest.mark.parametrize("format", ["svg", "png"])
def test_the_same_draws_give_the_same_bytes(format: str) -> None:
    assert acceptability_plot(drawn(*"AB"), 10, "en", format) == acceptability_plot(drawn(*"AB"), 10, "en", format)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in channels)
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_colours_grow_lighter_with_the_rank_and_letters_stand_out() -> None:
    colours = [*plot._COLOURS, plot._LATER_COLOUR, plot._EXCLUDED_COLOUR]
    lights = [luminance(it) for it in colours]
    assert lights == sorted(lights)
    for colour, light in zip(colours, lights, strict=True):
        letters = 1.0 if colour in plot._DARK else 0.0
        low, high = sorted((light, letters))
        assert (high + 0.05) / (low + 0.05) >= 4.5, colour
