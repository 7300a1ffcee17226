"""Reads files of sites, checked against the criteria."""

from typing import TYPE_CHECKING

from vasterviksmodell.lazy import lazily

if TYPE_CHECKING:
    from vasterviksmodell.sites.model import Blind, Input, InvalidSites, Redaction, Sites
    from vasterviksmodell.sites.read import read_sites

__all__ = ["Blind", "Input", "InvalidSites", "Redaction", "Sites", "read_sites"]

if not TYPE_CHECKING:  # so that a name that does not exist is an error
    __getattr__ = lazily(
        __name__,
        {**dict.fromkeys(("Blind", "Input", "InvalidSites", "Redaction", "Sites"), "model"), "read_sites": "read"},
    )
