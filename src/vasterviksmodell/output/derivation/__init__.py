"""The family of formats that derived measures can be written in: files of sites, which every command reads."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from vasterviksmodell.output.formats import Suffixes, View

if TYPE_CHECKING:
    from vasterviksmodell.derivation import Derived

__all__ = ["DERIVED_FORMATS", "DERIVED_SUFFIXES", "DerivedFormat"]


class DerivedFormat(ABC):
    """A format of files of sites that derived measures can be written in."""

    name: str
    suffixes: tuple[str, ...]
    """Of its files; the first is the usual one."""

    @abstractmethod
    def render(self, derived: "Derived", view: View) -> Iterable[str] | bytes:
        """Return text in chunks, or bytes; sources are written in the language of the view."""


class Csv(DerivedFormat):
    name = "csv"
    suffixes: tuple[str, ...] = (".csv",)

    def render(self, derived: "Derived", view: View) -> Iterable[str]:
        from vasterviksmodell.output.derivation.sites_file import delimited

        return delimited(derived, ",", view.language)


class Tsv(DerivedFormat):
    name = "tsv"
    suffixes: tuple[str, ...] = (".tsv",)

    def render(self, derived: "Derived", view: View) -> Iterable[str]:
        from vasterviksmodell.output.derivation.sites_file import delimited

        return delimited(derived, "\t", view.language)


class Json(DerivedFormat):
    name = "json"
    suffixes: tuple[str, ...] = (".json",)

    def render(self, derived: "Derived", view: View) -> Iterable[str]:
        from vasterviksmodell.output.derivation.sites_file import json_objects

        return json_objects(derived, view.language)


class Parquet(DerivedFormat):
    name = "parquet"
    suffixes: tuple[str, ...] = (".parquet",)

    def render(self, derived: "Derived", view: View) -> bytes:
        from vasterviksmodell.output.derivation.sites_file import parquet

        return parquet(derived, view.language)


_MEMBERS: tuple[DerivedFormat, ...] = (Csv(), Tsv(), Json(), Parquet())

DERIVED_FORMATS: Mapping[str, DerivedFormat] = MappingProxyType({member.name: member for member in _MEMBERS})
DERIVED_SUFFIXES: Suffixes = MappingProxyType({member.name: member.suffixes for member in _MEMBERS})
