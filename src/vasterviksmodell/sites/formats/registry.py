"""The registry of site formats, and what kind of file a file is, so that a wrong one is named and not read.

A new format is a package here with a class, and a line in this registry.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.csv import Csv
from vasterviksmodell.sites.formats.geojson import GeoJson
from vasterviksmodell.sites.formats.json import Json
from vasterviksmodell.sites.formats.json_text.outline import sort_of
from vasterviksmodell.sites.formats.jsonl import Jsonl
from vasterviksmodell.sites.formats.kinds import BEGINNINGS, BY_NAME, IN_OLD_OFFICE, IN_TEXT, IN_ZIP, OLD_DOCUMENT, ZIP
from vasterviksmodell.sites.formats.packed import Packed
from vasterviksmodell.sites.formats.parquet import Parquet
from vasterviksmodell.sites.formats.site_format import Expected, FileEnds, Kind, OpenedTable, SiteFormat
from vasterviksmodell.sites.formats.xlsx import Xlsx
from vasterviksmodell.sites.formats.yaml import Yaml
from vasterviksmodell.source.text import HEAD, place_in_file, utf_16_order

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


DEFAULT_FORMAT: SiteFormat = Csv()
"""The format of files that no other recognises."""

_MEMBERS: tuple[SiteFormat, ...] = (DEFAULT_FORMAT, Yaml(), Json(), Jsonl(), GeoJson(), Xlsx(), Parquet(), Packed())

SITE_FORMATS: Mapping[str, SiteFormat] = MappingProxyType({site_format.name: site_format for site_format in _MEMBERS})


def format_of(path: str) -> SiteFormat | None:
    """Return the format of a file's suffix, or None."""
    suffix = Path(path).suffix.lower()
    return next((site_format for site_format in SITE_FORMATS.values() if suffix in site_format.suffixes), None)


_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLE = Message("a table of sites")
"""What is expected in a file without a known suffix."""


def open_source(source: "Source", format: SiteFormat, expected: Expected) -> OpenedTable:
    """Open a file in a format, unless it is empty or another kind of file."""
    refused = _wrong_kind_finding(source, format, expected)
    return format.open_table(source, expected) if refused is None else (None, (refused,))


def _wrong_kind_finding(source: "Source", format: SiteFormat, expected: Expected) -> Finding | None:
    """Return the finding that a file is empty or another kind of file than expected, if it is."""
    ends = FileEnds(source)
    if ends.is_empty:
        return Finding(rule("F006"), Place(source.name))
    kind = _kind_of_ends(ends, source.name) or _unreadable_text(ends.text, format)
    if kind is None or format.accepts(kind):
        return None
    named = kind.format or kind.reported_by or source.name.lower().endswith(format.suffixes)
    facts: dict[str, str | Message] = {"found": kind.description, "format": format.title if named else _TABLE}
    advice = kind.advice if kind.format is None else SITE_FORMATS[kind.format].advice(source, expected)
    return Finding(rule("F009"), Place(source.name), facts, advice=advice)


def kind_of(source: "Source") -> Kind | None:
    """Return the kind of a file; None for a text that may be a table and for unknown bytes."""
    return _kind_of_ends(FileEnds(source), source.name)


def _kind_of_ends(ends: FileEnds, name: str) -> Kind | None:
    own = next((site_format.kind for site_format in SITE_FORMATS.values() if site_format.recognises(ends)), None)
    return own or refused_kind(ends) or (None if ends.text is None else BY_NAME.get(Path(name).suffix.lower()))


def refused_kind(ends: FileEnds) -> Kind | None:
    """Return the kind of a file that no format reads; None for others."""
    if ends.is_zip:
        return next((kind for mark, kind in IN_ZIP if ends.contains(mark)), ZIP)
    if ends.head.startswith(_OLD_OFFICE):
        return next((kind for mark, kind in IN_OLD_OFFICE if ends.contains(mark)), OLD_DOCUMENT)
    known = next((kind for pattern, kind in BEGINNINGS if re.match(pattern, ends.head)), None)
    if known is not None or ends.text is None:
        return known
    sort = sort_of(ends.text)
    if isinstance(sort, Kind):
        return sort
    return next((kind for pattern, kind in IN_TEXT if pattern.match(ends.text)), None)


def _unreadable_text(text: str | None, format: SiteFormat) -> Kind | None:
    """Return the kind of a text that a format cannot read, such as columns where JSON is expected."""
    if not text or format.may_read(text):
        return None
    return replace(DEFAULT_FORMAT.kind, format=None) if format.binary else DEFAULT_FORMAT.kind


_NO_TEXT = ("F001", "F002", "F009")


def with_nul_byte(
    findings: "Sequence[Finding]", source: "Source", format: SiteFormat, *, is_open: bool
) -> "Sequence[Finding]":
    """Return the findings about a file, with one if it is a text and holds a NUL byte.

    Where nothing can be read, because it is no text, that alone is told.
    """
    no_text = [finding for finding in findings if finding.code in _NO_TEXT]
    no_text = no_text or list(() if format.binary else nul_byte(source))
    if no_text and not is_open:
        return no_text
    return [*findings, *(finding for finding in no_text if finding not in findings)]


def nul_byte(source: "Source") -> Iterator[Finding]:
    """Yield a finding if a text holds a NUL byte."""
    nul_at = source.fingerprint.nul_at
    if nul_at is not None and utf_16_order(source.head(HEAD)) is None:
        yield Finding(rule("F002"), place_in_file(source.path, nul_at, source.name))
