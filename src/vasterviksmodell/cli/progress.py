"""How far a long run is, on the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[int, int], None]
"""What is called with how much is done, and of how much."""


@contextmanager
def progress(quiet: bool) -> Iterator[Told | None]:
    """A bar on standard error while the run lasts; none when quiet, or when nobody sees it."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
