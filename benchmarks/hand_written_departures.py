"""What an analyst would write instead of `derive`: calls by stop on one day, with Polars alone. It counts too many.

python benchmarks/hand_written_departures.py FEED DAY
"""

import sys
from io import BytesIO
from zipfile import ZipFile

import polars as pl


def main() -> None:
    with ZipFile(sys.argv[1]) as archive:
        tables = {
            name: pl.scan_csv(BytesIO(archive.read(f"{name}.txt")), infer_schema=False)
            for name in ("stops", "trips", "stop_times", "calendar_dates")
        }
    running = (
        tables["calendar_dates"].filter(date=sys.argv[2], exception_type="1").join(tables["trips"], on="service_id")
    )
    calls = tables["stop_times"].join(running, on="trip_id", how="semi").group_by("stop_id").len()
    print(tables["stops"].join(calls, on="stop_id").sort("len", descending=True).head(20).collect())


if __name__ == "__main__":
    main()
