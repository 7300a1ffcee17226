"""What starting costs, against the least that it can cost."""

import tempfile
from pathlib import Path

from measured import PYTHON, in_turn, table, written

from criteria import CRITERIA

_IMPORTS = "import typer, yaml, polars, narwhals; from pydantic import BaseModel, Field, Tag, TypeAdapter, create_model"


def main() -> None:
    program = [PYTHON, "-m", "vasterviksmodell"]
    with tempfile.TemporaryDirectory() as folder:
        criteria, sites = Path(folder) / "criteria.yaml", Path(folder) / "sites.csv"
        criteria.write_text(CRITERIA)
        written(sites, 30)
        pairs = {
            "--version": ("empty Python", [PYTHON, "-c", "pass"], [*program, "--version"]),
            "--help": ("import typer", [PYTHON, "-c", "import typer"], [*program, "--help"]),
            "score of 30 sites": (
                _IMPORTS,
                [PYTHON, "-c", _IMPORTS],
                [*program, "score", "-c", str(criteria), str(sites)],
            ),
        }
        for name, (base, base_command, command) in pairs.items():
            table(in_turn({base: base_command, name: command}, rounds=15), base)


if __name__ == "__main__":
    main()
