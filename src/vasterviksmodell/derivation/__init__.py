"""Makes measures of places from registers, with every gap shown."""

from typing import TYPE_CHECKING

from vasterviksmodell.lazy import lazily

if TYPE_CHECKING:
    from vasterviksmodell.derivation.derived import Derived
    from vasterviksmodell.derivation.derived_cell import DerivedCell
    from vasterviksmodell.derivation.file import Derivation, InvalidDerivation, load_derivation
    from vasterviksmodell.derivation.run import derive

__all__ = ["Derivation", "Derived", "DerivedCell", "InvalidDerivation", "derive", "load_derivation"]

if not TYPE_CHECKING:  # so that a name that does not exist is an error
    __getattr__ = lazily(
        __name__,
        {
            "DerivedCell": "derived_cell",
            **dict.fromkeys(("Derived", "derive"), "run"),
            **dict.fromkeys(("Derivation", "InvalidDerivation", "load_derivation"), "file"),
        },
    )
