"""Layers of areas that lie elsewhere, name another system, or cross themselves."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.derivation.files import cells, codes, write

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.file import load_derivation
from vasterviksmodell.derivation.run import derived_measures
from vasterviksmodell.findings import Finding

AT = """\
version: 1
places: {file: places.csv, name: name, coordinates: {latitude: lat, longitude: lon}, municipality: code}
registers:
  plans: {file: plans.geojson, date: 2026, source: Plans, complete: Sweden}
measures:
  use: {rule: at, of: plans, column: use, type: text}
"""
IN_SWEREF = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
Corners = Sequence[tuple[float, float]]


def _area(corners: Corners, use: str = "housing") -> dict[str, Any]:
    ring = [[*corner] for corner in (*corners, corners[0])]
    return {"type": "Feature", "properties": {"use": use}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _derived(tmp_path: Path, *areas: dict[str, Any], **members: object) -> tuple[Derived | None, tuple[Finding, ...]]:
    content = json.dumps({"type": "FeatureCollection", "features": areas, **members})
    return derived_measures(load_derivation(write(tmp_path, {"derive.yaml": AT, "plans.geojson": content})))


SQUARE = ((16.48, 57.78), (16.52, 57.78), (16.52, 57.82), (16.48, 57.82))
METRES = ((580_000, 6_400_000), (600_000, 6_400_000), (600_000, 6_419_000), (580_000, 6_419_000))


@pytest.mark.parametrize("corners", [[(y, x) for x, y in SQUARE], METRES])
def test_areas_none_of_which_lies_in_sweden_are_one_finding_and_no_table(tmp_path: Path, corners: Corners) -> None:
    found, findings = _derived(tmp_path, _area(corners))
    assert (found, codes(findings)) == (None, ["F010"])
    assert "axes are swapped" in str(findings[0])


def test_areas_lie_where_their_system_says(tmp_path: Path) -> None:
    found, _ = _derived(tmp_path, _area(METRES), crs=IN_SWEREF)
    assert cells(found)["ekby"] == {"use": "housing"}


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::99999", "RT 90"])
def test_a_system_that_is_not_known_is_told(tmp_path: Path, name: str) -> None:
    found, findings = _derived(tmp_path, _area(METRES), crs={"type": "name", "properties": {"name": name}})
    assert (found, codes(findings)) == (None, ["F010"])


def test_an_area_that_crosses_itself_holds_what_lies_in_either_part(tmp_path: Path) -> None:
    one = ((16.45, 57.847), (16.48, 57.781), (16.539, 57.809), (16.497, 57.827), (16.453, 57.821))
    other = ((16.487, 57.759), (16.516, 57.843), (16.471, 57.813), (16.48, 57.824), (16.522, 57.772))
    found, _ = _derived(tmp_path, _area(one), _area(other))
    assert cells(found)["ekby"] == {"use": "housing"}
