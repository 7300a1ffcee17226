"""`score` of a frame, ranks and all, by each engine: seconds and peak memory of whole processes.

    python benchmarks/engines.py [--rows 1e6] [--engines polars duckdb ibis spark]

Without engines asked for: Polars, DuckDB, and Spark where it is installed.

The rows stand in a file of Parquet; each process scans it, scores it with its engine, and writes the result to another.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from measured import PYTHON, in_turn, table, written

from criteria import CRITERIA


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=usual_engines())
    parser.add_argument("--one", nargs=3, metavar=("ENGINE", "FILE", "OUTPUT"), help="only score so, once")
    arguments = parser.parse_args()
    if arguments.one:
        engine, file, output = arguments.one
        ENGINES[engine](file, output)
        return
    with tempfile.TemporaryDirectory() as folder:
        sites = Path(folder) / "sites.parquet"
        written(sites, int(arguments.rows))
        own = [PYTHON, str(Path(__file__)), "--one"]
        commands = {name: [*own, name, str(sites), str(Path(folder) / name)] for name in arguments.engines}
        print(f"{int(arguments.rows)} sites × 8 criteria, with ranks")
        table(in_turn(commands, arguments.rounds), arguments.engines[0])


def usual_engines() -> list[str]:
    """Polars and DuckDB, and Spark where it is installed."""
    return ["polars", "duckdb", *(["spark"] if find_spec("pyspark") else [])]


def scored(frame: Any) -> Any:
    from vasterviksmodell import score
    from vasterviksmodell.criteria import read_criteria

    criteria, findings = read_criteria(CRITERIA.encode(), "criteria.yaml")
    assert criteria is not None, findings
    return score(frame, criteria)


def by_polars(file: str, output: str) -> None:
    import polars as pl

    scored(pl.scan_parquet(file)).sink_parquet(output)


def by_duckdb(file: str, output: str) -> None:
    import duckdb

    scored(duckdb.connect().read_parquet(file)).write_parquet(output)


def by_ibis(file: str, output: str) -> None:
    import ibis

    scored(ibis.duckdb.connect().read_parquet(file)).to_parquet(output)


def by_spark(file: str, output: str) -> None:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    scored(session.read.parquet(file)).write.mode("overwrite").parquet(output)


ENGINES: dict[str, Callable[[str, str], None]] = {
    "polars": by_polars,
    "duckdb": by_duckdb,
    "ibis": by_ibis,
    "spark": by_spark,
}


if __name__ == "__main__":
    sys.exit(main())
