"""`score` of very many sites, all of them to a file, and a summary: seconds and peak memory of processes, with goals.

    python benchmarks/large.py [--rows 1e7] [--rounds 1]

A million sites to CSV, and as many as asked for from Parquet to Parquet, and to a summary.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from measured import PYTHON, once, written

from criteria import CRITERIA

_MILLION = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=float, default=1e7)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, rows = Path(name), int(arguments.rows)
        (folder / "criteria.yaml").write_text(CRITERIA)
        written(folder / "million.csv", _MILLION)
        written(folder / "many.parquet", rows)
        tell(folder, "million.csv", ["-o", "all.csv"], "1 GB", arguments.rounds)
        tell(folder, "many.parquet", ["-o", "all.parquet"], "40 s and 1.5 GB for 10 million", arguments.rounds)
        tell(folder, "many.parquet", ["--summary"], "none", arguments.rounds)


def tell(folder: Path, sites: str, options: list[str], goal: str, rounds: int) -> None:
    """Print what each run of `score` of a file takes."""
    written_to = [str(folder / option) if "." in option else option for option in options]
    command = [PYTHON, "-m", "vasterviksmodell", "score", str(folder / sites), "-c", str(folder / "criteria.yaml")]
    for _ in range(rounds):
        cost = once([*command, "-q", *written_to])
        what = " ".join(["score", sites, *options])
        print(f"{what:44}{cost.seconds:8.1f} s {cost.megabytes:8.0f} MB, goal {goal}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
