"""Invented sites in any number: `id,name,m0…m5,plan,service`.

    python benchmarks/data.py FILE ROWS [--bad | --below] [--swedish]

It is run as a process of its own: what a benchmark takes itself would count in the memory of those it starts.
"""

import sys
from pathlib import Path

import polars as pl

_BLOCK = 1_000_000


def write(path: Path, rows: int, *, bad: bool = False, swedish: bool = False, below: bool = False) -> None:
    """Write a file of sites; when bad, no cell of a measure can be read; when Swedish, as Excel in Sweden does.

    When below, every number is only known to be less than five.
    """
    if path.suffix == ".parquet":
        _block(0, rows, bad=bad).write_parquet(path)
        return
    with path.open("wb") as file:
        for start in range(0, rows, _BLOCK):
            block = _block(start, min(rows, start + _BLOCK), bad=bad)
            if below:
                block = block.with_columns(pl.lit("<5").alias(f"m{k}") for k in range(6))
            text = _swedish(block, header=start == 0) if swedish else block.write_csv(include_header=start == 0)
            file.write(text.encode("cp1252" if swedish else "utf-8"))


def _swedish(block: pl.DataFrame, *, header: bool) -> str:
    """Semicolons, decimal commas, and names with letters beyond ASCII."""
    return block.with_columns(pl.col("name").str.replace("Ort", "Åköping", literal=True)).write_csv(
        include_header=header, separator=";", decimal_comma=True, line_terminator="\r\n"
    )


def _block(start: int, end: int, *, bad: bool) -> pl.DataFrame:
    number = pl.int_range(start, end, eager=True)
    mixed = (number * 2_654_435_761 % 4_294_967_296).cast(pl.Float64) / 4_294_967_296
    frame = pl.DataFrame({"number": number, "mixed": mixed})
    measures = [_measure(k, bad=bad) for k in range(6)]
    plans, words = ["housing", "temporary_stay", "none"], ["yes", "no"]
    if bad:
        plans, words = ["castle", "tent", "cave"], ["maybe", "perhaps"]
    return frame.select(
        pl.format("s{}", "number").alias("id"),
        pl.format("Ort {}", "number").alias("name"),
        *measures,
        _one_of(plans, 7).alias("plan"),
        _one_of(words, 11).alias("service"),
    )


def _spread(prime: int) -> pl.Expr:
    return (pl.col("mixed") * prime) % 1.0


def _measure(k: int, *, bad: bool) -> pl.Expr:
    spread = _spread(13 + 6 * k)
    number = (spread * 8000).cast(pl.Int64) if k % 2 else (spread * 60).round(2)
    return (pl.format("x{}", number) if bad else number).alias(f"m{k}")


def _one_of(words: list[str], prime: int) -> pl.Expr:
    chosen = (_spread(prime) * len(words)).cast(pl.Int64)
    return chosen.replace_strict(dict(enumerate(words)), return_dtype=pl.String)


if __name__ == "__main__":
    options = {name: f"--{name}" in sys.argv for name in ("bad", "swedish", "below")}
    write(Path(sys.argv[1]), int(sys.argv[2]), **options)
