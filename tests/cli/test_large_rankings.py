"""A ranking that is too large to be held is written in parts: byte for byte what the whole one would be."""

import json
import random
import struct
from io import BytesIO
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vasterviksmodell.scoring import run, stored_sites
from vasterviksmodell.sites import scan

CRITERIA = """\
version: 1
site: {latitude: lat, longitude: lon}
criteria:
  school: {range: [0, 9000], weight: 3, value: {500: 100, 4500: 0}, requirement: {at_most: 4000}}
  bus: {range: [0, 90], weight: 1, value: {0: 0, 20: 100}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}, requirement: {in: [housing]}}
"""
FORMATS = ("csv", "tsv", "json", "jsonl", "parquet")


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every file for a large one, read in blocks of a few rows, and give back a few sites at a time."""
    monkeypatch.setattr(run, "_LARGE", 0)
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 20)
    monkeypatch.setattr(scan, "_LARGE", 0)
    monkeypatch.setattr(stored_sites, "_AT_ONCE", 12)
    monkeypatch.setattr(stored_sites, "_GROUP", 2)


def table(seed: int, rows: int, *, tied: bool, unknown: bool) -> pl.DataFrame:
    """Invented sites; few different figures when tied, intervals and empty cells when some are unknown."""
    drawn = random.Random(seed)

    def figure(most: int) -> str:
        if unknown and drawn.random() < 0.3:
            return drawn.choice(["", f"0..{most // 2}", f">={most // 3}"])
        return str(drawn.choice([0] * 9 + [most // 3]) if tied else drawn.randrange(most))

    ids = [f"s{number}" for number in drawn.sample(range(10 * rows), rows)]
    return pl.DataFrame(
        {
            "id": ids,
            "school": [figure(9000) for _ in ids],
            "bus": [figure(90) for _ in ids],
            "plan": [drawn.choice(["housing", "housing", "none"]) for _ in ids],
            "lat": ["57.5" if drawn.random() < 0.5 else "" for _ in ids],
            "lon": ["16.5" for _ in ids],
            "note": [drawn.choice(["=1", "Å", ""]) for _ in ids],
        },
        schema_overrides={"school": pl.String, "bus": pl.String, "plan": pl.String},
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA)
    return tmp_path


def written(cli, *arguments: str) -> dict[str, bytes]:
    """What `score` writes in each format of rows."""
    for format in FORMATS:
        ended = cli("score", *arguments, "-q", "-o", f"out.{format}")
        assert ended.code == 0, ended.err
    return {format: Path(f"out.{format}").read_bytes() for format in FORMATS}


@pytest.mark.parametrize(("tied", "options"), [(True, ()), (False, ()), (True, ("--qualified-only",))])
def test_parts_together_are_the_whole(cli, here, request, tied, options):
    unknown = not options
    table(1, 60, tied=tied, unknown=unknown).write_csv(here / "a.csv")
    renamed = table(2, 23, tied=tied, unknown=unknown).with_columns(pl.format("t{}", "id").alias("id"))
    renamed.rename({"note": "remark"}).drop("lat", "lon").write_csv(here / "b.csv")
    whole = written(cli, "a.csv", "b.csv", *options)
    request.getfixturevalue("small_pieces")
    parts = written(cli, "a.csv", "b.csv", *options)
    for format in ("csv", "tsv", "json", "jsonl"):
        assert parts[format] == whole[format]
    tables = [pl.read_parquet(BytesIO(content["parquet"])) for content in (whole, parts)]
    assert tables[0].equals(tables[1])
    assert tables[0].schema == tables[1].schema
    assert tables[0].height > (0 if options else 80)


def test_a_file_without_sites_that_qualify_gives_headings(cli, here, small_pieces):
    (here / "a.csv").write_text("id,school,bus,plan\na,9000,1,none\n")
    assert cli("score", "a.csv", "--qualified-only", "-f", "csv", "-q").out.count("\n") == 1


def test_faults_are_told_and_nothing_is_written(cli, here, small_pieces):
    table(1, 30, tied=False, unknown=False).write_csv(here / "a.csv")
    with (here / "a.csv").open("a") as file:
        file.write("z,12,tolv,housing,,,\n")
    ended = cli("score", "a.csv", "-o", "out.csv")
    assert ended.code == 1
    assert "a.csv:32:6: error" in ended.err
    assert not Path("out.csv").exists()


def test_no_stored_sites_are_left_on_the_disk(cli, here, small_pieces, monkeypatch, tmp_path):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    table(1, 60, tied=True, unknown=True).write_csv(here / "a.csv")
    assert cli("score", "a.csv", "-q", "-o", "out.csv").code == 0
    assert not [*(tmp_path / "temporary").iterdir()]


def test_where_sites_cannot_be_stored_it_is_said_and_nothing_is_written(cli, here, small_pieces, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(here / "nowhere"))
    table(1, 60, tied=True, unknown=True).write_csv(here / "a.csv")
    ended = cli("score", "a.csv", "-q", "-o", "out.csv")
    assert ended.code == 2
    assert "cannot use" in ended.err
    assert not Path("out.csv").exists()


SQUARE = struct.pack("<BIII", 1, 3, 1, 5) + b"".join(
    struct.pack("<dd", *corner) for corner in ((0, 0), (0, 9), (9, 9), (9, 0), (0, 0))
)
SWEREF = {"type": "ProjectedCRS", "name": "SWEREF99 TM", "id": {"authority": "EPSG", "code": 3006}}


def geoparquet(file: Path, ids: str, geometries: list[bytes | None], crs: object = SWEREF) -> None:
    described = {"encoding": "WKB", "geometry_types": ["Polygon"], "crs": crs, "bbox": [0, 0, 9, 9]}
    geo = {"version": "1.1.0", "primary_column": "cell", "columns": {"cell": described}}
    columns = {"id": [*ids], "school": [*range(len(ids))], "bus": [5] * len(ids), "plan": ["housing"] * len(ids)}
    rows = pa.table({**columns, "cell": pa.array(geometries, pa.binary())})
    pq.write_table(rows.replace_schema_metadata({b"geo": json.dumps(geo).encode()}), file)


def test_geometries_of_a_file_pass_through(cli, here):
    geoparquet(here / "cells.parquet", "cab", [SQUARE, None, SQUARE[:-8] + bytes(8)])
    assert cli("score", "cells.parquet", "-q", "-o", "out.parquet").code == 0
    found = pq.read_table("out.parquet")
    assert dict(zip(found["id"].to_pylist(), found["cell"].to_pylist(), strict=True)) == {
        "a": None,
        "b": SQUARE[:-8] + bytes(8),
        "c": SQUARE,
    }
    geo = json.loads(pq.read_metadata("out.parquet").metadata[b"geo"])
    assert geo["primary_column"] == "cell"
    assert geo["columns"] == {"cell": {"geometry_types": ["Polygon"], "crs": SWEREF, "encoding": "WKB"}}


def test_geometries_that_are_described_otherwise_are_not_mixed(cli, here):
    geoparquet(here / "a.parquet", "ab", [SQUARE, SQUARE])
    geoparquet(here / "b.parquet", "cd", [SQUARE, SQUARE], crs=None)
    (here / "c.csv").write_text("id,school,bus,plan\ne,1,1,housing\n")
    assert cli("score", "a.parquet", "b.parquet", "-q", "-o", "out.parquet").code == 0
    assert b"geo" not in (pq.read_metadata("out.parquet").metadata or {})
    assert cli("score", "a.parquet", "c.csv", "-q", "-o", "out.parquet").code == 0
    found = pq.read_table("out.parquet")
    assert dict(zip(found["id"].to_pylist(), found["cell"].to_pylist(), strict=True))["e"] is None


def test_geometries_are_only_for_parquet_and_not_for_redacted_sites(cli, here):
    geoparquet(here / "cells.parquet", "ab", [SQUARE, SQUARE])
    assert "cell" not in cli("score", "cells.parquet", "-q", "-f", "csv").out.partition("\n")[0]
    assert json.loads(cli("score", "cells.parquet", "-q", "-f", "json").out)["sites"][0]["extra"] == {}
