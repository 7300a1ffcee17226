"""Invented sites with many criteria: a folder with `criteria.yaml` and `sites.csv`.

    python benchmarks/wide.py FOLDER SITES CRITERIA [EMPTY]

Every second number is better when less; every twentieth criterion is required; every third is yes or no, and the last
of each ten a category. `EMPTY` is the share of cells that are empty.
"""

import random
import sys
from pathlib import Path

_WORDS = ("near", "far", "none")


def write(folder: Path, sites: int, criteria: int, empty: float = 0.0) -> None:
    """Write the two files."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"  c{k}: {_criterion(k)}\n" for k in range(criteria))
    (folder / "criteria.yaml").write_text(f"version: 1\ncriteria:\n{lines}", encoding="utf-8")
    drawn = random.Random(1)
    with (folder / "sites.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(["id", "name", *(f"c{k}" for k in range(criteria))]) + "\n")
        for number in range(sites):
            cells = ["" if drawn.random() < empty else _cell(k, drawn) for k in range(criteria)]
            file.write(",".join([f"s{number}", f"Ort {number}", *cells]) + "\n")


def _criterion(k: int) -> str:
    if k % 10 == 9:
        return "{type: category, weight: 1, value: {near: 100, far: 40, none: 0}}"
    if k % 3 == 2:
        return "{type: yes_no, weight: 2}"
    points = "{0: 0, 20: 70, 100: 100}" if k % 2 else "{0: 100, 50: 80, 100: 0}"
    limit = ", requirement: {at_most: 99}" if k % 20 == 0 else ""
    return f"{{range: [0, 100], weight: {1 + k % 7}, value: {points}{limit}}}"


def _cell(k: int, drawn: random.Random) -> str:
    if k % 10 == 9:
        return drawn.choice(_WORDS)
    return drawn.choice(("yes", "no")) if k % 3 == 2 else f"{drawn.uniform(0, 100):.1f}"


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]) if len(sys.argv) > 4 else 0.0)
