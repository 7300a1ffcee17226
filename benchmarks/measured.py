"""Wall time, processor time and peak memory of whole processes, in turn.

Wall time depends on what else runs; of processor time (user and system) the least of several runs is steady.
"""

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
    processor: float = 0.0
    """The processor time; of several runs the least."""
    most: float = 0.0
    """The greatest processor time of several runs."""
    code: int = 0
    """The exit code."""


def written(path: Path, rows: int, *options: str) -> None:
    """Have a file of invented sites written."""
    program = Path(__file__).with_name("data.py")
    subprocess.run([PYTHON, str(program), str(path), str(rows), *options], check=True)


def once(command: Sequence[str]) -> Cost:
    """One run of a command, its modules compiled as installed ones are; its output goes nowhere."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds, processor = time.perf_counter() - start, usage.ru_utime + usage.ru_stime
    return Cost(seconds, usage.ru_maxrss / 1024, processor, processor, os.waitstatus_to_exitcode(status))


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Cost]:
    """The cost of each command over rounds in which all run once: medians, and of processor time least and most.

    A first round is not counted.
    """
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
            min(cost.processor for cost in found),
            max(cost.processor for cost in found),
            max(cost.code for cost in found),
        )
        for name, found in costs.items()
    }


def table(costs: Mapping[str, Cost], base: str) -> None:
    """Print the costs with their ratios to one of them: wall time, processor time, memory."""
    against = costs[base]
    for name, cost in costs.items():
        wall = f"{cost.seconds:8.3f} s {cost.seconds / against.seconds:5.2f}×"
        spread = f"{cost.processor:8.3f}–{cost.most:.3f} s"
        processor = f"{spread:>18} {cost.processor / (against.processor or 1):5.2f}×"
        memory = f"{cost.megabytes:7.0f} MB {cost.megabytes / against.megabytes:5.2f}×"
        code = f"  exit code {cost.code}" if cost.code else ""
        print(f"{name:46}{wall}{processor}{memory}{code}", flush=True)
