"""A small derivation in files whose parts each test changes: two places, three schools."""

from collections.abc import Mapping
from pathlib import Path

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.file import read_derive_file
from vasterviksmodell.derivation.run import derived_measures
from vasterviksmodell.findings import Finding

PLACES = """\
id,name,lat,lon,code
ankarby,Ankarby,57.70,16.40,0883
ekby,Ekby,57.80,16.50,0883
"""
SCHOOLS = """\
school,lat,lon,code,kind,pupils
Ankarby skola,57.71,16.41,0883,primary,40
Ekby skola,57.79,16.50,0883,primary,60
Ekby gymnasium,57.81,16.50,0883,upper,100
"""
DERIVE = """\
version: 1
places: {file: places.csv, name: name, coordinates: {latitude: lat, longitude: lon}, municipality: code}
registers:
  schools:
    file: schools.csv
    date: 2026-06-21
    source: {sv: Skolregistret, en: The register of schools}
    coordinates: {latitude: lat, longitude: lon}
    municipality: code
    id: school
    complete: Sweden
measures:
  school_m: {rule: nearest, of: schools}
  second_m: {rule: nearest, of: schools, nth: 2}
  schools: {rule: count, of: schools, within: 3 km}
  pupils: {rule: sum, of: schools, column: pupils, within: 3 km, suppressed: 1..14}
  any: {rule: exists, of: schools, within: 3 km}
"""
EXACT = {
    "ankarby": {"school_m": "1260", "second_m": "11660", "schools": "1", "pupils": "40", "any": "yes"},
    "ekby": {"school_m": "1110", "second_m": "1110", "schools": "2", "pupils": "160", "any": "yes"},
}
"""The measures when everything is known."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files, those that are not given as they stand here, and return the path of derive.yaml."""
    usual = {"derive.yaml": DERIVE, "places.csv": PLACES, "schools.csv": SCHOOLS}
    for name, content in {**usual, **files}.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder / "derive.yaml"


def derived(folder: Path, **changes: str) -> tuple[Derived | None, tuple[Finding, ...]]:
    """Derive with other `derive`, `places` or `schools`."""
    names = {"derive": "derive.yaml", "places": "places.csv", "schools": "schools.csv"}
    path = write(folder, {names[key]: content for key, content in changes.items()})
    derivation, findings = read_derive_file(path, "derive.yaml")
    return (None, findings) if derivation is None else derived_measures(derivation)


def cells(found: Derived | None) -> dict[str, dict[str, str]]:
    """All measures as they are written."""
    assert found is not None
    return {
        site: {measure.id: measure.cell(row).written for measure in found.measures}
        for row, site in enumerate(found.places.ids)
    }


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]
