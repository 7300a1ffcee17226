"""Reports that carry the ranking that they show: each member of the family writes its envelope and opens it again."""

from io import BytesIO
from typing import IO

from vasterviksmodell.scoring.saved.carriers.carrier import DECISION, NAME, SETTINGS, BrokenCarrierError, Carrier
from vasterviksmodell.scoring.saved.carriers.html import Html
from vasterviksmodell.scoring.saved.carriers.pdf import Pdf
from vasterviksmodell.scoring.saved.carriers.xlsx import Xlsx

__all__ = [
    "CARRIERS",
    "DECISION",
    "NAME",
    "SETTINGS",
    "BrokenCarrierError",
    "Carrier",
    "carried_in",
    "carried_ranking",
    "carrier_of",
]

CARRIERS: tuple[Carrier, ...] = (Html(), Pdf(), Xlsx())


def carried_ranking(content: bytes) -> bytes | None:
    """Return the bytes of the ranking that a report carries, None where it carries none or is no report.

    Raises `BrokenCarrierError` where a ranking cannot be taken out, and `MissingExtra` where PDF cannot be read.
    """
    return carried_in(BytesIO(content))


def carried_in(file: IO[bytes], name: str = NAME) -> bytes | None:
    """Return the bytes that a file carries under a name, the ranking by default, as `carried_ranking` does."""
    carrier = carrier_of(file)
    return None if carrier is None else carrier.inner_bytes(file, name)


def carrier_of(file: IO[bytes]) -> Carrier | None:
    """Return the member of the family that opens a file, by its first bytes."""
    file.seek(0)
    head = file.read(Carrier.HEAD)
    file.seek(0)
    return next((carrier for carrier in CARRIERS if carrier.recognises(head)), None)
