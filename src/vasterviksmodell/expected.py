"""What the library takes: something else is refused in words, where it was given, instead of failing far inside."""

from collections.abc import Iterable
from numbers import Integral
from os import PathLike


def expect(given: object, kind: type, belongs: str, how: str) -> None:
    """Raise `TypeError`, which says what to do, where something of another kind was given.

    >>> expect("2", int, "a number belongs", "write it without quotes")
    Traceback (most recent call last):
    TypeError: a str stands where a number belongs: write it without quotes
    """
    if not isinstance(given, kind):
        raise TypeError(f"a {type(given).__name__} stands where {belongs}: {how}")


def expect_several(given: object, belongs: str) -> None:
    """Raise `TypeError` where one thing was given in place of several: a text would be taken letter by letter.

    >>> expect_several("school", "criteria belong")
    Traceback (most recent call last):
    TypeError: a str stands where criteria belong: give a list, if only of one
    """
    if isinstance(given, str | bytes | PathLike) or not isinstance(given, Iterable):
        raise TypeError(f"a {type(given).__name__} stands where {belongs}: give a list, if only of one")


def expect_top(given: object) -> None:
    """Raise `TypeError` or `ValueError` for what is no number of first sites, and not None for all."""
    if given is None:
        return
    if not isinstance(given, Integral):
        raise TypeError(
            f"a {type(given).__name__} stands where a number of sites belongs: give a whole number, or None"
        )
    if int(given) < 0:
        raise ValueError(f"top is {given}: it is a number of sites")


def expect_one_of(given: object, known: Iterable[str]) -> None:
    """Raise `ValueError`, which lists what there is, for anything else."""
    known = tuple(known)
    if given not in known:
        raise ValueError(f"{given!r} is not one of {', '.join(known)}")
