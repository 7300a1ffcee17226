"""`score` of many sites from CSV to the first 20, against hand-written Polars doing the same arithmetic.

And files of other shapes: `<5` in every cell of a number, and a row of 16 000 columns of which two are measures.
"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from measured import PYTHON, Cost, in_turn, table, written

from criteria import CRITERIA

_FEW, _COLUMNS = 100_000, 16_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), int(arguments.rows), arguments.rounds)
        shapes(Path(folder), arguments.rounds)


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
    _to(costs, "score --format csv", ("score, every measure bad", "score, Windows-1252 with ; and decimal commas"))


def _to(costs: Mapping[str, Cost], clean: str, names: Sequence[str]) -> None:
    """Print the ratios of some costs to that of a clean file."""
    for name in names:
        wall, processor = (costs[name].seconds / costs[clean].seconds, costs[name].processor / costs[clean].processor)
        print(f"{name} / {clean}: {wall:.2f}× wall, {processor:.2f}× processor time")


def shapes(folder: Path, rounds: int) -> None:
    """Compare files of other shapes with plain ones."""
    criteria, clean, below, wide = (folder / name for name in ("criteria.yaml", "few.csv", "below.csv", "wide.csv"))
    written(clean, _FEW)
    written(below, _FEW, "--below")
    headings = [f"x{number}" for number in range(_COLUMNS)]
    headings[_COLUMNS // 3], headings[_COLUMNS // 2] = "m0", "m1"
    wide.write_text(f"id,name,{','.join(headings)}\ns0,Ort 0,{','.join(str(k % 100) for k in range(_COLUMNS))}\n")
    two = folder / "two.yaml"
    two.write_text("version: 1\n" + "\n".join(["criteria:", *CRITERIA.splitlines()[3:5], ""]))
    ours = [PYTHON, "-m", "vasterviksmodell", "score", "--top", "20", "--format", "csv", "-c"]
    names = ("100 000 clean rows", "100 000 rows with <5 in every number", "1 row of 16 000 columns")
    files = ((criteria, clean), (criteria, below), (two, wide))
    commands = {name: [*ours, str(model), str(sites)] for name, (model, sites) in zip(names, files, strict=True)}
    costs = in_turn(commands, rounds)
    table(costs, names[0])
    _to(costs, names[0], names[1:2])


if __name__ == "__main__":
    main()
