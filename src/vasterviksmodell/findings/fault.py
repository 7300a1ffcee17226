"""Mistakes in a document that types do not tell, on their way through pydantic to a finding."""

from collections.abc import Iterable
from dataclasses import dataclass

from vasterviksmodell.i18n import Phrase

KEY = "[key]"
"""At the end of a fault's way: the last key is meant, not its value."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that types do not tell: the rule's code and facts, and the way to it from the field."""

    code: str
    facts: dict[str, str | Phrase]
    at: tuple[str | int | float, ...] = ()
    """Keys and indices; at the end `KEY` when the last key is meant, not its value."""
    suggestion: str | None = None
    advice: Phrase | None = None


def raise_faults(faults: Iterable[Fault]) -> None:
    """Hand all faults to pydantic as one error, if there are any."""
    found = tuple(faults)
    if found:
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("faults", "faults", {"faults": found})
