"""Frames that cannot be scored; what another library complains of is told as ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from polars.exceptions import PanicException


class InvalidFrame(ValueError):  # noqa: N818 - it is what the caller gave
    """A frame that cannot be scored: which column, and why."""


@contextmanager
def refusing(what: str | Callable[[], str]) -> Iterator[None]:
    """Raise `InvalidFrame` about a part of a frame for whatever any library raises, also Polars when it panics.

    Which part that is may be found out only then.
    """
    try:
        yield
    except InvalidFrame:
        raise
    except (Exception, PanicException) as error:
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise InvalidFrame(f"{what if isinstance(what, str) else what()}: {reason}") from error
