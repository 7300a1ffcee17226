"""Wall time and peak memory of whole processes, in turn."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable


@dataclass(frozen=True)
class Cost:
    seconds: float
    megabytes: float


def written(path: Path, rows: int, *options: str) -> None:
    """Have a file of invented sites written."""
    program = Path(__file__).with_name("data.py")
    subprocess.run([PYTHON, str(program), str(path), str(rows), *options], check=True)


def once(command: Sequence[str]) -> Cost:
    """One run of a command, its modules compiled as installed ones are; its output goes nowhere."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return Cost(time.perf_counter() - start, usage.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Cost]:
    """The median cost of each command over rounds in which all run once; a first round is not counted."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            cost = once(command)
            if number:
                costs[name].append(cost)
    return {
        name: Cost(
            statistics.median(cost.seconds for cost in found),
            statistics.median(cost.megabytes for cost in found),
        )
        for name, found in costs.items()
    }


def table(costs: Mapping[str, Cost], base: str) -> None:
    """Print the costs with their ratios to one of them."""
    for name, cost in costs.items():
        seconds, megabytes = cost.seconds / costs[base].seconds, cost.megabytes / costs[base].megabytes
        print(
            f"{name:45}{cost.seconds:8.3f} s {seconds:6.2f}×{cost.megabytes:9.0f} MB {megabytes:6.2f}×",
            flush=True,
        )
