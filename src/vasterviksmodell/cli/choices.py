"""Options whose choices are the members of a registry."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any


def choices(members: Iterable[str]) -> Any:
    """A type for typer whose values are texts; to the type checker options of it are `str`."""
    return StrEnum("Choice", {member: member for member in members})
