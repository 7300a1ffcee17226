"""The contract of rules: every member answers the same questions, so that a new one that forgets something fails."""

from pathlib import Path

import jsonschema
import numpy as np
import pytest
import yaml
from tests.derivation.files import DERIVE, PLACES, SCHOOLS, derived

from vasterviksmodell.derivation.entries import derive_schema
from vasterviksmodell.derivation.rules import RULES
from vasterviksmodell.i18n.wording import LANGUAGES

WRITTEN = {
    "nearest": "{rule: nearest, of: schools}",
    "count": "{rule: count, of: schools, within: 3 km}",
    "sum": "{rule: sum, of: schools, column: pupils, within: 3 km}",
    "exists": "{rule: exists, of: schools, within: 3 km}",
    "at": "{rule: at, of: zones, column: class}",
    "join": "{rule: join, of: schools, by: school, place: name, column: pupils}",
}
every_rule = pytest.mark.parametrize("name", RULES)
HEAD = DERIVE.split("measures:")[0]
ZONES = """\
  zones: {file: zones.geojson, date: 2026-06-21, source: The register of zones, complete: Sweden}
"""
AREAS = """\
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"class": "3"}, "geometry":
 {"type": "Polygon", "coordinates": [[[16.3, 57.6], [16.45, 57.6], [16.45, 57.9], [16.3, 57.9], [16.3, 57.6]]]}},
{"type": "Feature", "properties": {"class": "1..2"}, "geometry":
 {"type": "Polygon", "coordinates": [[[16.45, 57.6], [16.6, 57.6], [16.6, 57.9], [16.45, 57.9], [16.45, 57.6]]]}}]}
"""
REGISTERS = {
    "known": SCHOOLS,
    "one lost": SCHOOLS.replace("57.79,16.50", ","),
    "all lost": SCHOOLS.replace("57.79,16.50", ",").replace("57.71,16.41", ",").replace("57.81,16.50", ","),
    "nothing known": "school,lat,lon,code,kind,pupils\nEkby,,,9999,primary,\n",
    "at the place": SCHOOLS.replace("57.79,16.50", "57.80,16.50"),
    "one unit": "school,lat,lon,code,kind,pupils\nEkby,57.79,16.50,0883,primary,7\n",
    "alike": SCHOOLS.replace("57.81,16.50", "57.79,16.50"),
}


def derive_of(name: str) -> str:
    return f"{HEAD}{ZONES if name == 'at' else ''}measures:\n  it: {WRITTEN[name]}\n"


@pytest.fixture(autouse=True)
def zones(tmp_path: Path) -> None:
    (tmp_path / "zones.geojson").write_text(AREAS)


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
    found, findings = derived(tmp_path, derive=asked, schools=REGISTERS[register], places=places)
    assert found is not None, findings
    (measure,) = found.measures
    bounds = measure.bounds
    assert not np.isnan(bounds.low).any()
    assert not np.isnan(bounds.high).any()
    assert (bounds.low <= bounds.high).all()
    for row in range(found.places.size):
        cell = measure.cell(row)
        assert bool(cell.causes) is not cell.exact
        assert cell.date == "2026-06-21"
        assert "nan" not in cell.written
        assert "inf" not in cell.written


@every_rule
def test_a_rule_is_told_in_both_languages(tmp_path: Path, name: str) -> None:
    found, _ = derived(tmp_path, derive=derive_of(name))
    assert found is not None
    told = [found.measures[0].rule.told.inside(language) for language in LANGUAGES]
    assert told[0] != told[1]
    assert not any("{" in text for text in told)


@every_rule
def test_the_schema_knows_the_rule(name: str) -> None:
    document = yaml.safe_load(derive_of(name).replace("2026-06-21", "'2026-06-21'"))
    jsonschema.validate(document, derive_schema())
    document["measures"]["it"]["strange"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, derive_schema())
