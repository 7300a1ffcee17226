"""Processor time of work done again and again, with its spread; what else the machine does does not count in it."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Repeated:
    """The times of one piece of work; of those with what else runs, the least is the steadiest."""

    seconds: tuple[float, ...]
    megabytes: float = 0.0

    @property
    def least(self) -> float:
        return min(self.seconds)

    def __str__(self) -> str:
        return f"{self.least:8.3f} s (to {max(self.seconds):.3f}, {len(self.seconds)} runs)"


def in_turn(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Repeated]:
    """Time all ways in rounds in which each runs once, in this process; a first round is not counted."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            start = time.process_time()
            way()
            if number:
                found[name].append(time.process_time() - start)
    return {name: Repeated(tuple(seconds)) for name, seconds in found.items()}


def ratios(found: Mapping[str, Repeated], base: str) -> None:
    """Print the least times, their spread, and their ratio to that of one of them; and the ratios of single rounds."""
    for name, times in found.items():
        each = [one / other for one, other in zip(times.seconds, found[base].seconds, strict=True)]
        by_rounds = f"(by rounds {min(each):.2f}–{max(each):.2f})"
        print(f"{name:24}{times} {times.least / found[base].least:6.2f}× {base} {by_rounds}", flush=True)


def processes(command: Sequence[str], rounds: int) -> Repeated:
    """Run a command so often, and return its processor times and its greatest peak memory; its output goes nowhere."""
    seconds, peak = [], 0.0
    for _ in range(rounds):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"failed: {' '.join(command)}")
        seconds.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / 1024)
    return Repeated(tuple(seconds), peak)
