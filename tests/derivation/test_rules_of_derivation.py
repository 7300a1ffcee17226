"""The contract of rules: every member answers the same questions, so that a new one that forgets something fails."""

import re
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import yaml
from tests.derivation import traffic_files
from tests.derivation.files import DERIVE, PLACES, SCHOOLS, derived
from tests.derivation.traffic_files import FEED

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.entries import derive_schema
from vasterviksmodell.derivation.rules import RULES
from vasterviksmodell.findings import Finding
from vasterviksmodell.i18n.wording import LANGUAGES

WRITTEN = {
    "nearest": "{rule: nearest, of: schools}",
    "nearest_by_road": "{rule: nearest_by_road, of: schools, access: 500 m}",
    "count": "{rule: count, of: schools, within: 3 km}",
    "sum": "{rule: sum, of: schools, column: pupils, within: 3 km}",
    "exists": "{rule: exists, of: schools, within: 3 km}",
    "at": "{rule: at, of: zones, column: class}",
    "join": "{rule: join, of: schools, by: school, place: name, column: pupils}",
    "departures": "{rule: departures, of: traffic, within: 1 km}",
    "travel_time": '{rule: travel_time, of: traffic, to: ekby, between: "06:00-09:00"}',
}
every_rule = pytest.mark.parametrize("name", RULES)
HEAD = DERIVE.split("measures:")[0]
ZONES = """\
  zones: {file: zones.geojson, date: 2026-06-21, source: The register of zones, complete: Sweden}
"""
ROADS = """\
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"way": "E22"}, "geometry":
 {"type": "LineString", "coordinates": [[16.40, 57.70], [16.41, 57.71], [16.50, 57.79], [16.50, 57.81]]}}]}
"""
AREAS = """\
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"class": "3"}, "geometry":
 {"type": "Polygon", "coordinates": [[[16.3, 57.6], [16.45, 57.6], [16.45, 57.9], [16.3, 57.9], [16.3, 57.6]]]}},
{"type": "Feature", "properties": {"class": "1..2"}, "geometry":
 {"type": "Polygon", "coordinates": [[[16.45, 57.6], [16.6, 57.6], [16.6, 57.9], [16.45, 57.9], [16.45, 57.6]]]}}]}
"""
FEED_HEAD = traffic_files.DERIVE.split("measures:")[0]
REGISTERS = {
    "known": SCHOOLS,
    "one lost": SCHOOLS.replace("57.79,16.50", ","),
    "all lost": SCHOOLS.replace("57.79,16.50", ",").replace("57.71,16.41", ",").replace("57.81,16.50", ","),
    "nothing known": "school,lat,lon,code,kind,pupils\nEkby,,,9999,primary,\n",
    "at the place": SCHOOLS.replace("57.79,16.50", "57.80,16.50"),
    "one unit": "school,lat,lon,code,kind,pupils\nEkby,57.79,16.50,0883,primary,7\n",
    "alike": SCHOOLS.replace("57.81,16.50", "57.79,16.50"),
}


FEEDS = {
    "known": {},
    "one lost": {"stops": FEED["stops"].replace("57.75,16.45", ",")},
    "all lost": {"stops": re.sub(r"57\.[78]0\d*,16\.[45]0\d*", ",", FEED["stops"])},
    "nothing known": {"stops": FEED["stops"].replace("57.70", "57.30").replace("57.80", "57.20")},
    "at the place": {"stops": FEED["stops"].replace("57.701,16.401", "57.70,16.40")},
    "one unit": {"trips": FEED["trips"].replace("w,0", "w,").replace("w,1", "w,")},
    "alike": {"trips": FEED["trips"].replace("o1,1", "o1,2").replace("b1,1", "b1,3")},
}
"""Feeds with the gaps of the registers, as far as a feed can have them."""


def derive_of(name: str) -> str:
    head = HEAD if RULES[name].of_traffic is not True else FEED_HEAD
    head = f"roads: {{file: roads.geojson, complete: true}}\n{head}" if RULES[name].needs_roads else head
    return f"{head}{ZONES if name == 'at' else ''}measures:\n  it: {WRITTEN[name]}\n"


@pytest.fixture(autouse=True)
def zones(tmp_path: Path) -> None:
    (tmp_path / "zones.geojson").write_text(AREAS)
    (tmp_path / "roads.geojson").write_text(ROADS)


def derived_from(
    folder: Path, name: str, register: str, asked: str, places: str
) -> tuple[Derived | None, tuple[Finding, ...]]:
    if RULES[name].of_traffic is True:
        return traffic_files.derived(folder, asked, places, **FEEDS[register])
    return derived(folder, derive=asked, schools=REGISTERS[register], places=places)


def test_every_rule_is_written_here() -> None:
    assert WRITTEN.keys() == RULES.keys()


@every_rule
def test_a_rule_is_called_what_stands_at_its_key(name: str) -> None:
    assert RULES[name].name == name
    assert RULES[name].model_fields["rule"].annotation.__args__ == (name,)


@every_rule
def test_every_key_of_a_rule_is_described(name: str) -> None:
    assert all(field.description for field in RULES[name].model_fields.values())


@every_rule
@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("complete", ["Sweden", "['0883']", "[Vimmerby]", "false"])
def test_bounds_are_in_order_and_have_a_cause_where_they_are_apart(
    tmp_path: Path, name: str, register: str, complete: str
) -> None:
    asked = derive_of(name).replace("complete: Sweden", f"complete: {complete}")
    places = PLACES + "nowhere,Nowhere,,,\n"
    found, findings = derived_from(tmp_path, name, register, asked, places)
    assert found is not None, findings
    (measure,) = found.measures
    bounds = measure.bounds
    assert not np.isnan(bounds.low).any()
    assert not np.isnan(bounds.high).any()
    assert (bounds.low <= bounds.high).all()
    for row in range(found.places.size):
        cell = measure.cell(row)
        assert bool(cell.causes) is not cell.exact
        assert cell.date == ("2026-12-02" if RULES[name].of_traffic is True else "2026-06-21")
        assert "nan" not in cell.written
        assert "inf" not in cell.written


@every_rule
def test_a_rule_is_told_in_both_languages(tmp_path: Path, name: str) -> None:
    found, _ = derived_from(tmp_path, name, "known", derive_of(name), PLACES)
    assert found is not None
    told = [found.measures[0].rule.told.inside(language) for language in LANGUAGES]
    assert told[0] != told[1]
    assert not any("{" in text for text in told)


@every_rule
def test_the_schema_knows_the_rule(name: str) -> None:
    document = yaml.safe_load(re.sub("(2026-[0-9-]+)", r"'\1'", derive_of(name)))
    jsonschema.validate(document, derive_schema())
    document["measures"]["it"]["strange"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, derive_schema())
