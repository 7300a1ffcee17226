"""`derive` from timetables: departures, stops served enough and travel times, against counting calls by hand."""

import argparse
import subprocess
import tempfile
from pathlib import Path

from measured import PYTHON, in_turn, table

_PLACES = 2_017
"""As many as there are localities in Sweden."""
_FEEDS = {"regional": (200, 100), "national": (2_400, 162)}
"""Lines, and trips of each: 0.4 and 7.8 million calls."""
_DERIVE = """\
version: 1
places: {{file: places.csv, name: name, coordinates: {{latitude: lat, longitude: lon}}}}
registers:
  traffic: {{file: {feed}, day: wednesday, near: 2026-12-02, source: Invented, complete: Sweden}}
measures:
{measures}
"""
_DEPARTURES = """\
  departures: {rule: departures, of: traffic, within: 1 km}
  stop_m: {rule: nearest, of: traffic, served: 14}"""
_TIME = '  minutes: {rule: travel_time, of: traffic, to: p0, between: "06:00-09:00"}'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, (lines, trips) in _FEEDS.items():
            compare(Path(folder), name, lines, trips, arguments.rounds)


def compare(folder: Path, name: str, lines: int, trips: int, rounds: int) -> None:
    feed = folder / f"{name}.zip"
    subprocess.run([PYTHON, str(Path(__file__).with_name("feed.py")), str(feed), str(lines), str(trips)], check=True)
    (folder / "places.csv").write_text(_places())
    asked = {"departures": _DEPARTURES, "departures and travel times": f"{_DEPARTURES}\n{_TIME}"}
    commands = {
        "calls by stop, hand-written": [
            PYTHON,
            str(Path(__file__).with_name("hand_written_departures.py")),
            str(feed),
            "20261202",
        ],
    }
    for what, measures in asked.items():
        path = folder / f"{name} {what}.yaml"
        path.write_text(_DERIVE.format(feed=feed.name, measures=measures))
        commands[f"derive, {what}"] = [PYTHON, "-m", "vasterviksmodell", "derive", str(path), "-q"]
    costs = in_turn(commands, rounds)
    print(f"{name}: {lines * trips * 20} calls, {feed.stat().st_size / 1e6:.0f} MB of zip, {_PLACES} places")
    table(costs, "calls by stop, hand-written")


def _places() -> str:
    """Places near the grid from which the lines of the feed run north."""
    rows = (
        f"p{number},P{number},{56.55 + number % 40 * 0.1:.3f},{13.203 + number // 40 * 0.035:.4f}\n"
        for number in range(_PLACES)
    )
    return "id,name,lat,lon\n" + "".join(rows)


if __name__ == "__main__":
    main()
