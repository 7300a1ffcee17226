"""A ranking as Parquet: the flat table in its types, and GeoParquet that is read again as positions."""

import json
import struct
from io import BytesIO
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
from tests.conftest import ROOT

from vasterviksmodell import first_sites, load_criteria, read_sites, rendered, score
from vasterviksmodell.output.ranking import RANKING_FORMATS, View
from vasterviksmodell.scoring.ranking import Ranking

EXAMPLE = ROOT / "examples" / "exempelkommun"


def ranking_of(path: Path = EXAMPLE / "orter.csv") -> Ranking:
    criteria = load_criteria(ROOT / "criteria.yaml")
    return score(read_sites(path, criteria), criteria)


def written(ranking: Ranking) -> bytes:
    content = RANKING_FORMATS["parquet"].render(ranking, View())
    assert isinstance(content, bytes)
    return content


def test_the_columns_are_those_of_csv_in_their_types() -> None:
    ranking = ranking_of()
    table = pl.read_parquet(BytesIO(written(ranking)))
    text = rendered(ranking, "csv")
    assert isinstance(text, str)
    csv = pl.read_csv(BytesIO(text.encode()), infer_schema_length=None)
    assert [name for name in table.columns if name != "geometry"] == csv.columns
    assert table.schema["rank"] == pl.Int64
    assert table.select("id", "score", "rank").rows() == csv.select("id", "score", "rank").rows()


POSITIONED = """version: 1
site: {latitude: lat, longitude: lon}
criteria: {school: {weight: 1, value: {0: 100, 9: 0}}}
"""


def test_positions_are_points_of_geoparquet(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_text(POSITIONED)
    (tmp_path / "sites.csv").write_text("id,lat,lon,geometry,school\na,57.7,16.5,mine,1\nb,,,,2\n")
    criteria = load_criteria(tmp_path / "criteria.yaml")
    ranking = score(read_sites(tmp_path / "sites.csv", criteria), criteria)
    footer = pq.read_metadata(BytesIO(written(ranking)))
    described = json.loads(footer.metadata[b"geo"])
    assert described["primary_column"] == "extra.geometry"
    assert described["columns"] == {"extra.geometry": {"encoding": "WKB", "geometry_types": ["Point"]}}
    table = pl.read_parquet(BytesIO(written(ranking)))
    assert table["geometry"].to_list() == ["mine", None]
    first, second = table["extra.geometry"]
    assert struct.unpack("<BIdd", first) == (1, 1, 16.5, 57.7)
    assert second is None


def test_a_ranking_without_sites_is_a_table_without_rows() -> None:
    assert pl.read_parquet(BytesIO(written(first_sites(ranking_of(), 0)))).height == 0
