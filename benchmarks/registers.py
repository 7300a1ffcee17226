"""Measures from registers: the country's localities and a grid of a million cells, against NumPy written by hand.

The registers are invented, with as many units as Sweden has preschools and stops; a tenth of the preschools have no
position. The hand-written floor reads the same files with Polars, knows the systems and headings, finds the nearest
unit with a position, and writes that: a figure where the truth is an interval. What both are measured on is a whole
process, from the files to the table.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars as pl
from measured import PYTHON, in_turn, table

from vasterviksmodell.derivation.area_set import AreaSet

PRESCHOOLS, STOPS, LOCALITIES = 8_739, 48_000, 2_017
COLUMNS = ("n", "e")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cells", type=float, default=1e6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--by-hand", metavar="FOLDER", help="only the hand-written one, once")
    arguments = parser.parse_args()
    if arguments.by_hand:
        by_hand(Path(arguments.by_hand))
        return
    with tempfile.TemporaryDirectory() as folder:
        country, grid = Path(folder) / "country", Path(folder) / "grid"
        write(country, LOCALITIES, {"preschools": PRESCHOOLS, "stops": STOPS})
        write(grid, int(arguments.cells), {"preschools": PRESCHOOLS})
        print(f"{LOCALITIES} localities × {PRESCHOOLS} preschools and {STOPS} stops")
        compare(country, "csv", arguments.rounds)
        print(f"{int(arguments.cells)} cells × {PRESCHOOLS} preschools")
        compare(grid, "parquet", arguments.rounds)


def compare(folder: Path, suffix: str, rounds: int) -> None:
    """Print what both take."""
    derive = [PYTHON, "-m", "vasterviksmodell", "derive", str(folder / "derive.yaml"), "-q"]
    commands = {
        "hand-written NumPy, nearest located": [PYTHON, __file__, "--by-hand", str(folder)],
        "derive": [*derive, "-o", str(folder / f"sites.{suffix}")],
    }
    table(in_turn(commands, rounds), "hand-written NumPy, nearest located")


def write(folder: Path, places: int, registers: dict[str, int]) -> None:
    """Write places, registers and derive.yaml."""
    from vasterviksmodell.derivation.territory import Territory

    folder.mkdir()
    chance, territory = np.random.default_rng(1), Territory.of_sweden()
    own = positions(chance, places, territory)
    ids = pl.Series("id", [f"p{row}" for row in range(places)])
    own.insert_column(0, ids).write_csv(folder / "places.csv")
    for name, number in registers.items():
        units = positions(chance, number, territory)
        hidden = pl.Series(chance.random(number) < (0.1 if name == "preschools" else 0))
        lost = [pl.when(hidden).then(None).otherwise(pl.col(axis)).alias(axis) for axis in COLUMNS]
        unit = pl.Series("unit", [f"{name} {row}" for row in range(number)])
        units.with_columns(lost).insert_column(0, unit).write_csv(folder / f"{name}.csv")
    (folder / "derive.yaml").write_text(declared(registers))


def positions(chance: np.random.Generator, number: int, territory: AreaSet) -> pl.DataFrame:
    """Return positions around the middles of municipalities, with their codes."""
    import shapely

    areas = chance.integers(0, len(territory.shapes), number)
    middles = shapely.get_coordinates(shapely.point_on_surface(territory.shapes))[areas]
    north, east = (middles + chance.normal(0, 1_500, middles.shape)).T.round(1)
    return pl.DataFrame({"n": north, "e": east, "code": territory.known["code"][areas]})


def declared(registers: dict[str, int]) -> str:
    entries = "".join(
        f"  {name}: {{file: {name}.csv, date: 2026-06-21, source: {name}, municipality: code, id: unit, "
        "coordinates: {northing: n, easting: e}, complete: Sweden}\n"
        for name in registers
    )
    measures = "".join(f"  {name}_m: {{rule: nearest, of: {name}}}\n" for name in registers)
    return f"""\
version: 1
places: {{file: places.csv, coordinates: {{northing: n, easting: e}}, municipality: code}}
registers:
{entries}measures:
{measures}"""


def by_hand(folder: Path) -> None:
    """Write the distance to the nearest unit that has a position."""
    places = pl.read_csv(folder / "places.csv", schema_overrides={"code": pl.String})
    for path in sorted(folder.glob("*s.csv")):
        if path.name not in ("places.csv", "sites.csv"):
            units = pl.read_csv(path, schema_overrides={"code": pl.String}).drop_nulls("n")
            found = nearest(places.select(COLUMNS).to_numpy(), units.select(COLUMNS).to_numpy())
            places = places.with_columns(pl.Series(f"{path.stem}_m", found.round(-1)))
    places.write_csv(folder / "by-hand.csv") if len(places) < 100_000 else places.write_parquet(folder / "by-hand.pq")


def nearest(places: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Return the least distance in chunks that fit into the cache."""
    found, step = np.empty(len(places)), max(1, (1 << 18) // len(units))
    for first in range(0, len(places), step):
        part = places[first : first + step]
        away = np.square(part[:, 0, None] - units[:, 0]) + np.square(part[:, 1, None] - units[:, 1])
        found[first : first + step] = np.sqrt(away.min(axis=1))
    return found


if __name__ == "__main__":
    sys.exit(main())
