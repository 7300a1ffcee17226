"""The matter that a report belongs to: what an office writes on every document that it puts into its register."""

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the field has the name


@dataclass(frozen=True, slots=True)
class Matter:
    """The header of a report; what is empty is left out. Nothing of it comes from a clock."""

    reference: str = ""
    """The number in the register, such as `KS 2026/123`."""
    date: Date | None = None
    unit: str = ""
    """The unit that answers for the report."""
