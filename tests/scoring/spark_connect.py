"""A program of its own, because a process cannot have a session of Spark and one of Spark Connect.

It starts a server on this machine, scores a frame by it, and compares the result with that of Polars.
"""

from pyspark.sql import SparkSession
from tests.scoring.test_engines import FRAME, check_every_step


def main() -> None:
    builder = SparkSession.builder.remote("local[1]").config("spark.sql.shuffle.partitions", "1")
    session = builder.config("spark.sql.adaptive.enabled", "false").getOrCreate()
    frame = session.createDataFrame(FRAME.to_arrow())
    if ".connect." not in type(frame).__module__:
        raise TypeError(f"a {type(frame)} is no frame of Spark Connect")
    check_every_step(frame)
    session.stop()


if __name__ == "__main__":
    main()
