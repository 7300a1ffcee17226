"""A redacted ranking in every format and language: planted secrets are in no byte, and hidden counts give the same."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.conftest import tried
from tests.output.rendered import text_of
from tests.sites.reading import criteria_of

from vasterviksmodell import Criteria, Ranking, read_sites, redacted_ranking, score
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.source.files import Source

CRITERIA = """
version: 1
title: {en: Homes, sv: Bostäder}
site: {latitude: lat, longitude: lon}
data: {columns: {school_m: [Avstånd akt 77]}}
redact: {withhold: [score_of_owner]}
criteria:
  school: {measure: school_m, unit: m, range: [0, 50000], weight: 2, value: {500: 100, 4000: 0},
           requirement: {at_most: 4000}}
  shop: {measure: shop_m, unit: m, range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
  places: {label: {en: Places, sv: Platser}, measure: free_places, range: [0, 500], weight: 3,
           value: {0: 0, 7: 80, 14: 100}, requirement: {at_least: 1}, warning: {at_least: 3}}
  plots: {range: [0, 500], weight: 1, value: {0: 0, 9: 100}}
  room: {measure: plots_persons, range: [0, 9000], weight: 1, value: {0: 0, 96: 100}}
  owner: {measure: score_of_owner, range: [0, 100], weight: 1, value: {0: 0, 100: 100}}
"""
SECRETS = ("57.712345", "16.654321", "57,712345", "Storgatan", "akt 77", "hemlig_fil", "437", "5813", "88.25", "0571-9")
"""Coordinates, an address, a file in a source, the name of the file, distances, a withheld figure, a telephone."""
HEADINGS = (
    "id;name;lat;lon;Avstånd akt 77;school_m__source;school_m__date;shop_m;free_places;plots;plots_persons;"
    "score_of_owner;address;note"
)
ROW = (
    "{id};{id}by;57.712345;16.654321;437;Mätt i akt 77;2025-03-02;5813;{places};{plots};{room};88.25;Storgatan 3;{note}"
)


@cache
def model() -> Criteria:
    return criteria_of(CRITERIA)


def edition(folder: Path, counts: list[tuple[int, int]], note: str = "0571-9") -> tuple[Ranking, str]:
    """The redacted ranking of sites with such places and plots, and the fingerprint of their file."""
    path = folder / "hemlig_fil.csv"
    rows = [
        ROW.format(id="abcdefgh"[number], places=places, plots=plots, room=48 * plots, note=note)
        for number, (places, plots) in enumerate([*counts, (7, 6), (9, 8), (12, 5)])
    ]
    path.write_text("\n".join([HEADINGS, *rows, ""]), encoding="utf-8")
    full = score(read_sites(path, model()), model())
    return redacted_ranking(full), Source.of(path).fingerprint.sha256


def contents(name: str, ranking: Ranking, language: str) -> Iterator[bytes]:
    """The bytes of a format, and of what is packed in them."""
    rendered = RANKING_FORMATS[name].render(ranking, View(language))  # type: ignore[arg-type]
    content = rendered if isinstance(rendered, bytes) else "".join(rendered).encode()
    yield content
    if content.startswith(b"PAR1"):
        yield text_of(content).encode()
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            yield from (archive.read(part) for part in archive.namelist())


def searched(name: str, ranking: Ranking, language: str) -> Iterator[bytes]:
    """The bytes to search; of pages the texts and properties, because places on a page are numbers, too."""
    first, *packed = contents(name, ranking, language)
    yield from packed
    if name != "pdf":
        yield first
        return
    reader = PdfReader(BytesIO(first))
    yield text_of(first).encode()
    yield str(reader.metadata).encode()
    yield reader.root_object["/Metadata"].get_data()  # type: ignore[attr-defined]
    assert not reader.attachments


every_format = pytest.mark.parametrize("name", RANKING_FORMATS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_format
@every_language
def test_no_secret_is_in_any_byte(name: str, language: str, tmp_path: Path) -> None:
    ranking, sha256 = edition(tmp_path, [(3, 2), (0, 1)])
    for content in searched(name, ranking, language):
        for secret in (*SECRETS, sha256, sha256[:16], str(tmp_path)):
            assert secret.encode() not in content, secret


FEW = st.integers(1, 4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("edition")


@given(st.lists(st.tuples(FEW, FEW, FEW, FEW), min_size=1, max_size=4))
@tried(5)
def test_all_hidden_counts_give_the_same_bytes_in_every_format(
    folder: Callable[[], Path], counts: list[tuple[int, int, int, int]]
) -> None:
    first, _ = edition(folder(), [(places, plots) for places, plots, _, _ in counts])
    second, _ = edition(folder(), [(places, plots) for _, _, places, plots in counts], note="other")
    for name in RANKING_FORMATS:
        for language in LANGUAGES:
            assert list(contents(name, first, language)) == list(contents(name, second, language)), name


@pytest.mark.parametrize("name", ["table", "markdown", "html", "ods", "pdf"])
@pytest.mark.parametrize(("language", "said"), [("en", "Redacted edition"), ("sv", "Maskad utgåva")])
def test_people_are_told_that_it_is_redacted(name: str, language: str, said: str, tmp_path: Path) -> None:
    ranking, _ = edition(tmp_path, [(3, 2)])
    text = text_of(RANKING_FORMATS[name].render(ranking, View(language)))  # type: ignore[arg-type]
    assert said in text
    assert ("Places (1)" if language == "en" else "Platser (1)") in " ".join(text.split())


def test_maps_say_that_positions_are_withheld(tmp_path: Path) -> None:
    ranking, _ = edition(tmp_path, [(3, 2)])
    found = json.loads("".join(RANKING_FORMATS["geojson"].render(ranking, View())))  # type: ignore[arg-type]
    assert "positions are withheld" in found["description"]
    assert {feature["geometry"] for feature in found["features"]} == {None}
    connection = sqlite3.connect(":memory:")
    connection.deserialize(RANKING_FORMATS["gpkg"].render(ranking, View()))  # type: ignore[arg-type]
    assert "withheld" in connection.execute("SELECT description FROM gpkg_contents").fetchone()[0]
    assert {geometry for (geometry,) in connection.execute("SELECT geom FROM sites")} == {None}
