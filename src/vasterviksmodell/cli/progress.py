"""How far a long run is, on the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[int, int], None]
"""What is called with how much is done, and of how much."""


@contextmanager
def progress(quiet: bool) -> Iterator[Told | None]:
    """A bar on standard error while the run lasts; none when quiet, or when nobody sees it.

    When all is done that is counted, it only says that the run goes on.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            if done == total:
                bar.tasks[0].total = None  # by `update` it cannot be taken back

        yield tell
