"""`score` of many sites from CSV to the first 20, against hand-written Polars doing the same arithmetic."""

import argparse
import tempfile
from pathlib import Path

from measured import PYTHON, in_turn, table, written

from criteria import CRITERIA


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), int(arguments.rows), arguments.rounds)


def compare(folder: Path, rows: int, rounds: int) -> None:
    criteria, clean, bad, swedish = (folder / name for name in ("criteria.yaml", "clean.csv", "bad.csv", "swedish.csv"))
    criteria.write_text(CRITERIA)
    written(clean, rows)
    written(bad, rows, "--bad")
    written(swedish, rows, "--swedish")
    ours = [PYTHON, "-m", "vasterviksmodell", "score", "-c", str(criteria), "--top", "20", "--format"]
    costs = in_turn(
        {
            "hand-written Polars": [PYTHON, str(Path(__file__).with_name("hand_written.py")), str(clean)],
            "score --format csv": [*ours, "csv", str(clean)],
            "score --format table": [*ours, "table", str(clean)],
            "score, every measure bad": [*ours, "csv", str(bad)],
            "score, Windows-1252 with ; and decimal commas": [*ours, "csv", str(swedish)],
        },
        rounds,
    )
    print(f"{rows} sites × 8 criteria, {clean.stat().st_size / 1e6:.0f} MB of CSV")
    table(costs, "hand-written Polars")
    clean_seconds = costs["score --format csv"].seconds
    for name in ("score, every measure bad", "score, Windows-1252 with ; and decimal commas"):
        print(f"{name} / clean: {costs[name].seconds / clean_seconds:.2f}×")


if __name__ == "__main__":
    main()
