"""The analyses of many criteria and of many unknown figures: whole commands, with what each is to take at most.

Prints processor time (user and system, all threads) and peak memory of whole processes, each with the goal; further
down the search for correlated criteria, and what a saved ranking takes in memory, in processes of their own.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import wide
from measured import PYTHON, once, written
from repeated import in_turn, processes

from criteria import CRITERIA
from vasterviksmodell.sites.checks.uninformative_columns import _strong


@dataclass(frozen=True)
class Row:
    """A command on sites with many criteria, and what it is to take."""

    command: str
    sites: int
    criteria: int
    seconds: float
    empty: float = 0.0
    megabytes: float | None = None
    asked: tuple[str, ...] = ()


ROWS = (
    Row("score", 20, 1500, 5, megabytes=500),
    Row("losses", 1000, 200, 2),
    Row("losses", 1000, 1000, 10),
    Row("obstacles", 30, 1000, 10),
    Row("explain", 30, 1000, 10, asked=("s3",)),
    Row("similar", 30, 1000, 10, asked=("s3",)),
    Row("robustness", 30, 1000, 10),
    Row("robustness", 30, 1000, 10, empty=0.1),
    Row("robustness", 600, 150, 10, empty=0.1),
)
SAVED = 10_000
"""The sites of the saved ranking."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for row in ROWS:
            measure(row, Path(folder), arguments.rounds)
        saved(Path(folder))
    correlated(arguments.rounds)


def measure(row: Row, folder: Path, rounds: int) -> None:
    """Print one row."""
    here = folder / f"{row.sites}-{row.criteria}-{row.empty}"
    if not here.exists():
        wide.write(here, row.sites, row.criteria, row.empty)
    files = [str(here / "sites.csv"), *row.asked, "-c", str(here / "criteria.yaml")]
    found = processes([PYTHON, "-m", "vasterviksmodell", row.command, *files], rounds)
    what = f"{row.command}, {row.sites} × {row.criteria}" + (f", {row.empty:.0%} empty" if row.empty else "")
    most = "" if row.megabytes is None else f", goal {row.megabytes:.0f}"
    print(f"{what:36}{found}, goal {row.seconds:g} s; {found.megabytes:.0f} MB{most}", flush=True)


def saved(folder: Path) -> None:
    """Print how much more memory `score` of a saved ranking of many sites takes than of one of few, by site."""
    (folder / "criteria.yaml").write_text(CRITERIA)
    peaks = []
    for sites in (10, SAVED):
        data, ranking = folder / f"{sites}.csv", folder / f"{sites}.json"
        written(data, sites)
        program = [PYTHON, "-m", "vasterviksmodell"]
        once([*program, "score", str(data), "-c", str(folder / "criteria.yaml"), "-o", str(ranking)])
        peaks.append(once([*program, "score", str(ranking), "--top", "3"]).megabytes)
    kilobytes = (peaks[1] - peaks[0]) * 1024 / SAVED
    print(f"score, a saved ranking of {SAVED} × 8 {kilobytes:.1f} kB of memory a site, goal 4 kB (1 run)", flush=True)


def correlated(rounds: int) -> None:
    """Print the time in which 1 000 criteria are searched for strong correlations."""
    measures = pl.DataFrame(np.random.default_rng(1).random((1000, 1000)))
    found = in_turn({"D205": lambda: list(_strong(measures))}, rounds)["D205"]
    print(f"{'correlated criteria, 1000 × 1000':36}{found}, goal 0.2 s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
