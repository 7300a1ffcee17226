"""`report --edition redacted`: no planted secret is in any byte of any format, and what is hidden changes none."""

import json
import sqlite3
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import cycle
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.conftest import tried
from tests.output.rendered import text_of

import vasterviksmodell as v
from vasterviksmodell.cli.program import run
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.output.report.formats import REPORT_FORMATS, REPORT_SUFFIXES
from vasterviksmodell.scoring.saved.carriers import carried_ranking

CRITERIA = """
version: 1
title: {en: Homes, sv: Bostäder}
site: {latitude: lat, longitude: lon}
data: {columns: {school_m: [Avstånd kv Gäddan]}, units: {school_m: m, shop_m: m}}
redact: {withhold: [score_of_owner, heirs, id, name]}
criteria:
  school: {measure: school_m, unit: m, range: [0, 99000000], weight: 2, value: {500: 100, 4000: 0},
           requirement: {at_most: 4000}}
  shop: {measure: shop_m, unit: m, range: [0, 99000000], weight: 1, value: {500: 100, 99000000: 0}}
  places: {label: {en: Places, sv: Platser}, measure: free_places, range: [0, 500], weight: 3, children: true,
           value: {0: 0, 7: 80, 14: 100}, requirement: {at_least: 1}, warning: {at_least: 3}}
  clubs: {range: [0, 500], weight: 1, value: {0: 0, 9: 100}, requirement: {at_least: 2}}
  plots: {range: [0, 500], weight: 1, value: {0: 0, 9: 100}}
  room: {measure: plots_persons, range: [0, 9000], weight: 1, value: {0: 0, 96: 100}}
  owner: {measure: score_of_owner, range: [0, 99000000], weight: 1, value: {0: 0, 99000000: 100}}
  heirs: {type: category, categories: [minnesota, tasmania], weight: 1, value: {minnesota: 100, tasmania: 0}}
actors:
  board:
    {label: {en: The board, sv: Nämnden}, who: The board, when: 2026-01, why: Needs,
     weights: {school: 5, shop: 1, places: 2, clubs: 1, plots: 1, room: 1, owner: 1, heirs: 1}}
  staff:
    {label: {en: The staff, sv: Kontoret}, who: The staff, when: 2026-02, why: Practice,
     weights: {school: 1, shop: 4, places: 9, clubs: 3, plots: 1, room: 2, owner: 5, heirs: 7}}
weights_of: tree
"""
ACTIONS = """
version: 1
actions:
  build:
    label: Bygg ut {word}
    who: ["{word}bolaget"]
    by: 2027-03
    status: done
    done_when: "{word} står klart"
    sets: {{"a {word}": {{free_places: {few}}}, "b {word}": {{shop_m: {far}}}}}
"""
ABOUT_SITES = """
events:
  closing:
    label: {word} läggs ner
    from: 2027-02
    certainty: decided
    source: Protokoll om {word}
    sets: {{"a {word}": {{free_places: {few}}}, "b {word}": {{shop_m: {far}}}}}
plan:
  house: {{flats: 2, persons_per_flat: 6}}
  plots: {{measure: plots_persons, counts: persons}}
  fix: {{"a {word}": 1}}
"""
OUTLINE = """
{{"type": "FeatureCollection", "name": "{word}", "features": [{{"type": "Feature", "properties": {{"name": "{word}"}},
 "geometry": {{"type": "Polygon", "coordinates": [[[15, 57], [18, 57], [18, 59], [15, 59], [15, 57]]]}}}}]}}
"""
HEADINGS = (
    "id;name;lat;lon;Avstånd kv Gäddan;school_m__source;school_m__date;shop_m;free_places;free_places__source;clubs;"
    "plots;plots_persons;score_of_owner;heirs;address;{word}"
)
ROW = (
    "{id} {word};{word} {id};{lat};{lon};{near};{word} akt;1931-07-{day};{far};{places};{word};{clubs};{plots};{room};"
    "{owner};{heirs};{word}gatan 3;{word}"
)
KNOWN = ((7, 6, 9), (9, 8, 5), (12, 5, 0))
"""Places, clubs and plots of sites of which nothing is hidden."""
MATTER = ("--reference", "KS 2026/123", "--date", "2026-11-29", "--unit", "Samhällsbyggnad", "--top", "3")
RUNS: Mapping[str, tuple[str, ...]] = {
    "sites": (),
    "saved": (),
    "carried": (),
    "set": ("--set", "a {word}.free_places={few}", "--set", "b {word}.shop_m={far}", "--set", "a {word}.plots={few}"),
    "actions": ("--actions", "{word}.yaml", "--apply-actions", "done"),
    "actor": ("--actor", "staff", "--outline", "{word}.geojson"),
}


@dataclass(frozen=True)
class Hidden:
    """What a redacted edition hides, of sites of which it shows the same."""

    counts: Sequence[tuple[int, int, int]] = ((3, 2, 4), (1, 4, 3))
    """Places, clubs and plots of the first sites, each 1–4."""
    word: str = "Gäddviken"
    """In ids and names of sites, of files, columns, actions and outlines, and in texts."""
    near: float = 437.291746
    far: int = 73918462
    owner: int = 86420973
    heirs: str = "tasmania"
    lat: float = 57.712345
    lon: float = 16.654321
    day: int = 19
    is_reversed: bool = False

    def write(self, folder: Path) -> Path:
        """Write the files, and return that of the sites."""
        texts = {
            "criteria.yaml": CRITERIA + ABOUT_SITES.format(word=self.word, few=self.counts[0][2], far=self.far),
            f"{self.word}.yaml": ACTIONS.format(word=self.word, few=self.counts[0][2], far=self.far),
            f"{self.word}.geojson": OUTLINE.format(word=self.word),
            f"{self.word}.csv": "\n".join([HEADINGS.format(word=self.word), *self._rows(), ""]),
        }
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder / f"{self.word}.csv"

    def _rows(self) -> list[str]:
        rows = [
            ROW.format(**vars(self), id="abcdefgh"[number], places=places, clubs=clubs, plots=plots, room=48 * plots)
            for number, (places, clubs, plots) in enumerate((*self.counts, *KNOWN))
        ]
        return rows[::-1] if self.is_reversed else rows


Reports = dict[str, bytes]
"""By format."""


def reports(hidden: Hidden, folder: Path, chosen: str, language: str) -> Reports:
    """Write redacted reports in all formats."""
    given = _input(hidden.write(folder), chosen)
    options = [text.format(**vars(hidden), few=hidden.counts[0][2]) for text in RUNS[chosen]]
    options = [str(folder / text) if text.endswith((".yaml", ".geojson")) else text for text in options]
    return reported(*given, *options, "--edition", "redacted", language=language, folder=folder)


def _input(sites: Path, chosen: str) -> list[str]:
    """Return what is reported on: the sites, the saved full ranking, or a full report that carries it."""
    of_sites = [str(sites), "-c", str(sites.parent / "criteria.yaml")]
    commands = {"saved": ("score", "full.json"), "carried": ("report", "full.html")}
    if chosen not in commands:
        return of_sites
    command, name = commands[chosen]
    assert run([command, *of_sites, "-q", "-o", str(sites.parent / name)]) == 0
    return [str(sites.parent / name)]


def reported(*said: str, language: str, folder: Path) -> Reports:
    paths = {name: folder / f"{language}{suffixes[0]}" for name, suffixes in REPORT_SUFFIXES.items()}
    outputs = [text for path in paths.values() for text in ("-o", str(path))]
    assert run(["report", *said, *MATTER, "-q", "--lang", language, *outputs]) == 0
    return {name: path.read_bytes() for name, path in paths.items()}


def contents(name: str, content: bytes) -> Iterator[bytes]:
    """Yield the bytes of a report, and all that is packed in them, unpacked."""
    yield content
    carried = carried_ranking(content)
    assert (carried is not None) == (name in {"html", "pdf", "xlsx"})
    if carried is not None:
        yield carried
    if name == "xlsx":
        with ZipFile(BytesIO(content)) as archive:
            yield from (archive.read(part) for part in archive.namelist())
    if name == "gpkg":
        yield "\n".join(sqlite_dump(content)).encode()
    if name == "pdf":
        yield from unpacked_pages(content)


def sqlite_dump(content: bytes) -> Iterator[str]:
    """Yield all tables of a database, as commands that make them."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    yield from connection.iterdump()


def unpacked_pages(content: bytes) -> Iterator[bytes]:
    """Yield a PDF with every stream unpacked, its attachments, and what can be read on its pages."""
    whole = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        opened.save(
            whole,
            static_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
        yield from (file.get_file().read_bytes() for file in opened.attachments.values())
    yield whole.getvalue()
    yield text_of(content).encode()
    yield str(PdfReader(BytesIO(content)).metadata).encode()


def secrets(hidden: Hidden, folder: Path) -> Iterator[bytes]:
    """Yield what must not be found, in each way in which a format could hold it."""
    files = (folder / f"{hidden.word}{suffix}" for suffix in (".csv", ".yaml", ".geojson"))
    words = [hidden.word, "Gäddan", "1931-07-", str(folder), *(sha256(file.read_bytes()).hexdigest() for file in files)]
    for word in words:
        yield from (word.encode(), word.encode("utf-16-be"), json.dumps(word)[1:-1].encode())
    for number in (hidden.near, hidden.lat, hidden.lon, *_scores(hidden, folder)):
        yield from (repr(number)[:10].encode(), repr(number)[:10].replace(".", ",").encode(), struct.pack(">d", number))
    for number in (hidden.far, hidden.owner):
        yield from (f"{number:,}".replace(",", sign).encode() for sign in ("", ",", " ", "\u00a0", "\u202f"))
        yield struct.pack(">i", number)  # as SQLite writes a whole number


def _scores(hidden: Hidden, folder: Path) -> list[float]:
    """Return the scores of the full ranking: a hidden count can be computed from them."""
    criteria = v.load_criteria(folder / "criteria.yaml")
    return v.score(v.read_sites(folder / f"{hidden.word}.csv", criteria), criteria).frame["score_high"].to_list()


every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(("chosen", "language"), [("sites", "sv"), *zip(RUNS, cycle(LANGUAGES), strict=False)])
def test_no_secret_is_in_any_byte_of_any_format(chosen: str, language: str, tmp_path: Path) -> None:
    hidden = Hidden()
    found = reports(hidden, tmp_path, chosen, language)
    assert set(found) == set(REPORT_FORMATS)
    planted = list(secrets(hidden, tmp_path))
    for name, report in found.items():
        for content in contents(name, report):
            assert not [secret for secret in planted if secret in content], name


def test_the_secrets_are_found_in_the_full_edition(tmp_path: Path) -> None:
    """The search can fail: each kind of secret is in some byte of some format."""
    hidden = Hidden()
    found = reported(*_input(hidden.write(tmp_path), "sites"), language="en", folder=tmp_path)
    whole = [content for name, report in found.items() for content in contents(name, report)]
    sought = ("Gäddviken", "1931-07-", "437.291746", "57.712345", "73918462", "73,918,462", "86420973")
    for secret in (*(word.encode() for word in sought), struct.pack(">i", hidden.far), struct.pack(">d", hidden.near)):
        assert any(secret in content for content in whole), secret


few = st.integers(1, 4)
counts = st.tuples(few, few, few)
worlds = st.builds(
    Hidden,
    counts=st.tuples(counts, counts),
    word=st.sampled_from(("Gäddviken", "Storholmen", "Ön")),
    near=st.floats(1, 499),
    far=st.integers(100_001, 98_000_000),
    owner=st.integers(0, 99_000_000),
    heirs=st.sampled_from(("tasmania", "minnesota", "")),
    lat=st.floats(56, 59),
    lon=st.floats(13, 18),
    day=st.integers(10, 31),
    is_reversed=st.booleans(),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("edition")


@given(worlds, worlds, st.sampled_from(list(RUNS)), st.sampled_from(LANGUAGES))
@tried(5)
def test_what_is_hidden_changes_no_byte_of_any_format(
    folder: Callable[[], Path], one: Hidden, other: Hidden, chosen: str, language: str
) -> None:
    assert reports(one, folder(), chosen, language) == reports(other, folder(), chosen, language)


@every_language
def test_a_redacted_report_says_so_in_every_format_and_is_reported_on_as_redacted(
    language: str, tmp_path: Path
) -> None:
    found = reports(Hidden(), tmp_path, "sites", language)
    edition, withheld, header = {
        "en": ("Redacted edition", "withheld", "redacted edition"),
        "sv": ("Maskad utgåva", "utelämnat", "maskad utgåva"),
    }[language]
    for name in ("markdown", "html", "pdf"):
        text = found[name].decode() if name != "pdf" else text_of(found[name])
        assert edition in text
        assert withheld in text
        assert "<figure" not in text.partition("<nav")[0], "there is no map"
    assert header in text_of(found["pdf"]).partition(edition)[0]
    assert '"Redacted edition' in found["geojson"].decode()
    (tmp_path / "again.html").write_bytes(found["html"])
    assert reported(str(tmp_path / "again.html"), language=language, folder=tmp_path) == found


def test_what_is_set_in_a_redacted_ranking_is_not_published_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports(Hidden(), tmp_path, "sites", "en")
    said = ["report", str(tmp_path / "en.html"), "--set", "1.free_places=3", "-o", str(tmp_path / "again.md")]
    assert run([*said, "--edition", "redacted"]) == 2
    assert "set measures in the full one" in capsys.readouterr().err
    assert not (tmp_path / "again.md").exists()
