"""What is known: data files → Sites."""

from vasterviksmodell.sites.model import Input, InvalidSites, Sites
from vasterviksmodell.sites.read import read_sites

__all__ = ["Input", "InvalidSites", "Sites", "read_sites"]
