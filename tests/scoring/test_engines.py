"""Engines that other people run: Ibis here, Spark in CI or with `pytest -m spark`. Each gives what Polars gives."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import polars as pl
import pytest
from tests.conftest import ROOT
from tests.scoring.test_frames import ADDED, MODEL, TABLE, back

from vasterviksmodell.analysis.score_summary import score_summary
from vasterviksmodell.scoring import rank, score

PLACES = {"place": ["Ankarby", "ankarby ", None, "Bruket", "Bruket", "", "Ankarby"]}
FRAME = pl.DataFrame({**TABLE, **PLACES}, infer_schema_length=None)


def in_polars(scored: Any) -> pl.DataFrame:
    arrow = scored.toArrow() if hasattr(scored, "toArrow") else scored.to_pyarrow()
    return pl.DataFrame(pl.from_arrow(arrow)).sort("id")


def alike(scored: Any, wanted: pl.DataFrame, *columns: str) -> bool:
    """Say whether an engine gives what Polars gives, bit for bit."""
    return in_polars(scored).select("id", *columns).equals(wanted.sort("id").select("id", *columns))


def check_every_step(frame: Any) -> None:
    whole = score(FRAME, MODEL)
    assert alike(score(frame, MODEL), whole, *ADDED)
    told = score(frame, MODEL, ranks=False, checks=False)
    unranked = [name for name in ADDED if not name.startswith("rank")]
    assert alike(told, back(score(FRAME, MODEL, ranks=False, checks=False)), "faults", *unranked)
    narrow = whole.select("id", "place", "status", "score", "score_low", "score_high")
    assert alike(rank(told, per="place"), rank(narrow, per="place"), "rank", "rank_best", "rank_worst")
    assert score_summary(told, per="place") == score_summary(narrow, per="place")


@pytest.mark.filterwarnings("ignore:fetch_arrow_table")  # of Ibis, about DuckDB
@pytest.mark.parametrize("stored", ["in memory", "in a file"])
def test_ibis_gives_what_polars_gives(tmp_path: Path, stored: str) -> None:
    import ibis

    FRAME.write_parquet(file := tmp_path / "sites.parquet")
    in_file = stored == "in a file"
    check_every_step(ibis.duckdb.connect().read_parquet(file) if in_file else ibis.memtable(FRAME.to_arrow()))


def required_for_spark(*packages: str) -> None:
    """Skip a test where Java or a package is missing; fail in CI, where one that is always skipped is never missed."""
    lacking = [name for name in ("pyspark", *packages) if find_spec(name) is None]
    missing = "" if which("java") else "java is not installed, and Spark needs it"
    if lacking:
        missing = f"{', '.join(lacking)} is not installed: install the extra spark"
    if missing and os.environ.get("VASTERVIKSMODELL_CI") == "1":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    required_for_spark()
    from pyspark.sql import SparkSession

    options = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
    }
    session = SparkSession.builder.master("local[1]").config(map=options).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")  # of pyspark, about versions of pandas
def test_spark_gives_what_polars_gives(spark: Any) -> None:
    check_every_step(spark.createDataFrame(FRAME.to_arrow()))


@pytest.mark.spark
def test_spark_connect_gives_what_polars_gives() -> None:
    required_for_spark("grpc", "grpc_status")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.scoring.spark_connect"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr


def test_without_java_a_test_of_spark_is_skipped_but_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("VASTERVIKSMODELL_CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="is not installed"):
        required_for_spark()
    monkeypatch.setenv("VASTERVIKSMODELL_CI", "1")
    with pytest.raises(pytest.fail.Exception, match="is not installed"):
        required_for_spark()
