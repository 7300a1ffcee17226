"""What registers look like, and what in them is no certain position: each trap that was met in public files."""

import json
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
import shapely
from tests.derivation.files import DERIVE, EXACT, PLACES, SCHOOLS, cells, codes, derived, write
from tests.derivation.packages import package

from vasterviksmodell.derivation import InvalidDerivation, derive

NORTHINGS = """\
school,n,e,code,kind,pupils
Ankarby skola,{}
Ekby skola,{}
Ekby gymnasium,{}
"""
IN_METRES = DERIVE.replace(
    "    coordinates: {latitude: lat, longitude: lon}", "    coordinates: {northing: n, easting: e}"
)
SWEREF = ("6397298.3,584013.1", "6406318.4,589177.9", "6408544.6,589128.6")
"""The three schools in SWEREF 99 TM."""
RT_90 = ("6398512.3,1536051.8", "6407473.3,1541325.4", "6409700.7,1541302.5")


def in_metres(positions: tuple[str, str, str]) -> str:
    rest = ("0883,primary,40", "0883,primary,60", "0883,upper,100")
    return NORTHINGS.format(*(f"{position},{cell}" for position, cell in zip(positions, rest, strict=True)))


def test_measures_are_exact_where_everything_is_known(tmp_path: Path) -> None:
    found, findings = derived(tmp_path)
    assert findings == ()
    assert cells(found) == EXACT


def test_a_register_that_holds_a_nul_byte_is_told(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS.replace("upper", "up\0per"))
    assert found is None
    assert codes(findings) == ["F002"]


def test_ids_of_places_are_compared_as_those_of_sites(tmp_path: Path) -> None:
    """In whatever way å is written: `score` would refuse the file."""
    places = PLACES.replace("ankarby,", "\u00e5by,").replace("ekby,", "a\u030aby,")
    found, findings = derived(tmp_path, places=places)
    assert found is None
    assert codes(findings) == ["D102"]


def test_positions_in_metres_give_the_same(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, derive=IN_METRES, schools=in_metres(SWEREF))
    assert findings == ()
    assert cells(found) == EXACT


def test_rt_90_is_converted_where_it_is_declared(tmp_path: Path) -> None:
    declared = IN_METRES.replace("easting: e}", "easting: e, crs: EPSG:3021}")
    found, findings = derived(tmp_path, derive=declared, schools=in_metres(RT_90))
    assert findings == ()
    assert cells(found) == EXACT


def test_rt_90_read_as_sweref_is_one_finding_and_no_table(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, derive=IN_METRES, schools=in_metres(RT_90))
    assert found is None
    assert codes(findings) == ["V102"]
    assert "RT 90" in (findings[0].hint() or "")


def test_swapped_axes_are_one_finding_and_no_table(tmp_path: Path) -> None:
    swapped = IN_METRES.replace("{northing: n, easting: e}", "{northing: e, easting: n}")
    found, findings = derived(tmp_path, derive=swapped, schools=in_metres(SWEREF))
    assert found is None
    assert codes(findings) == ["V102"]
    assert findings[0].hint() == "the axes are swapped: 'n' comes first"


def test_codes_that_lost_their_zero_are_read(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS.replace("0883", "883").replace("57.79,16.50", ","))
    assert codes(findings) == ["V108"]
    assert cells(found)["ekby"]["school_m"] == "0..1120"


def test_a_unit_without_position_may_lie_anywhere_in_its_municipality(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS.replace("57.79,16.50", ","))
    assert codes(findings) == ["V108"]
    assert "Ekby skola" in findings[0].message()
    assert cells(found) == {
        "ankarby": {
            "school_m": "0..1270",
            "second_m": "1260..13620",
            "schools": "1..2",
            "pupils": "40..100",
            "any": "yes",
        },
        "ekby": {
            "school_m": "0..1120",
            "second_m": "1110..11370",
            "schools": "1..2",
            "pupils": "100..160",
            "any": "yes",
        },
    }


def test_a_unit_far_outside_its_municipality_is_not_where_it_is_said_to_be(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS.replace("57.79,16.50", "58.41,15.62"))
    assert codes(findings) == ["V106"]
    assert cells(found)["ekby"]["school_m"] == "0..1120"


def test_far_is_what_the_register_declares(tmp_path: Path) -> None:
    lenient = DERIVE.replace("    complete:", "    far: 200 km\n    complete:")
    found, findings = derived(tmp_path, derive=lenient, schools=SCHOOLS.replace("57.79,16.50", "58.41,15.62"))
    assert codes(findings) == ["V107"]
    assert cells(found)["ekby"]["school_m"] == "1110"


def test_a_unit_somewhat_outside_is_used_and_told_because_maps_leave_out_islands(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS.replace("57.79,16.50", "57.76,16.80"))
    assert codes(findings) == ["V107"]
    assert cells(found)["ekby"]["school_m"] == "1110"


def test_one_island_shows_how_far_outside_others_may_lie(tmp_path: Path) -> None:
    """A place of another municipality 4 km from the border is not safe from a unit 6 km outside."""
    places = PLACES + "oby,Oby,57.29,16.45,0882\n"
    schools = SCHOOLS.replace("57.79,16.50", ",")
    near, _ = derived(tmp_path, places=places, schools=schools)
    nearer, _ = derived(tmp_path, places=places, schools=schools + "Ö skola,57.76,16.80,0883,primary,3\n")
    assert near is not None
    assert nearer is not None
    assert nearer.cell("oby", "school_m").low < near.cell("oby", "school_m").low


def test_two_positions_that_disagree_are_none(tmp_path: Path) -> None:
    both = DERIVE.replace(
        "    coordinates: {latitude: lat, longitude: lon}",
        "    coordinates: {latitude: lat, longitude: lon, northing: n, easting: e}",
    )
    schools = "school,lat,lon,n,e,code,kind,pupils\n" + "".join(
        f"{row.split(',')[0]},{','.join(row.split(',')[1:3])},{position},{','.join(row.split(',')[3:])}\n"
        for row, position in zip(SCHOOLS.splitlines()[1:], SWEREF, strict=True)
    )
    found, findings = derived(tmp_path, derive=both, schools=schools)
    assert findings == ()
    assert cells(found) == EXACT
    found, findings = derived(tmp_path, derive=both, schools=schools.replace("6406318.4", "6406918.4"))
    assert codes(findings) == ["V109"]
    assert cells(found)["ekby"]["school_m"] == "0..1120"


def test_one_of_two_positions_is_enough(tmp_path: Path) -> None:
    both = DERIVE.replace(
        "    coordinates: {latitude: lat, longitude: lon}",
        "    coordinates: {latitude: lat, longitude: lon, northing: n, easting: e}",
    )
    schools = "school,lat,lon,n,e,code,kind,pupils\n" + "".join(
        f"{row.split(',')[0]},,,{position},{','.join(row.split(',')[3:])}\n"
        for row, position in zip(SCHOOLS.splitlines()[1:], SWEREF, strict=True)
    )
    found, findings = derived(tmp_path, derive=both, schools=schools)
    assert findings == ()
    assert cells(found) == EXACT


def test_a_row_that_is_repeated_counts_once(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS + SCHOOLS.splitlines()[2] + "\n")
    assert codes(findings) == ["V104"]
    assert cells(found) == EXACT


def test_a_unit_with_two_rows_counts_once_and_its_figure_is_one_of_them_or_both(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS + "Ekby skola,57.79,16.50,0883,preschool class,15\n")
    assert codes(findings) == ["V104"]
    assert cells(found)["ekby"]["schools"] == "2"
    assert cells(found)["ekby"]["pupils"] == "115..175"


def test_a_unit_whose_rows_stand_apart_has_no_certain_position(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS + "Ekby skola,57.75,16.50,0883,primary,60\n")
    assert codes(findings) == ["V104", "V109"] or sorted(codes(findings)) == ["V104", "V109"]
    assert cells(found)["ekby"]["school_m"] == "0..1120"


def test_without_ids_alike_rows_are_still_one_unit(tmp_path: Path) -> None:
    anonymous = DERIVE.replace("    id: school\n", "")
    found, _ = derived(tmp_path, derive=anonymous, schools=SCHOOLS + SCHOOLS.splitlines()[2] + "\n")
    assert cells(found) == EXACT


def test_only_the_rows_that_are_kept_count(tmp_path: Path) -> None:
    primary = DERIVE.replace("    complete:", "    keep: {kind: [primary]}\n    complete:")
    found, findings = derived(tmp_path, derive=primary)
    assert findings == ()
    assert cells(found)["ekby"]["schools"] == "1"


def test_a_value_to_be_kept_that_no_row_has_is_an_error(tmp_path: Path) -> None:
    misspelt = DERIVE.replace("    complete:", "    keep: {kind: [primary, uper]}\n    complete:")
    found, findings = derived(tmp_path, derive=misspelt)
    assert found is None
    assert codes(findings) == ["V011"]
    assert findings[0].hint() == "did you mean 'upper'?"
    assert str(findings[0].place) == "derive.yaml:11:12"


def test_a_hidden_count_lies_between_the_bounds_of_the_publisher(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, schools=SCHOOLS.replace("primary,60", "primary,"))
    assert cells(found)["ekby"]["pupils"] == "101..114"


def test_a_mark_says_nothing_unless_it_is_declared_to_hide_a_count(tmp_path: Path) -> None:
    schools = SCHOOLS.replace("primary,60", "primary,..")
    found, _ = derived(tmp_path, schools=schools)
    assert cells(found)["ekby"]["pupils"] == ">=100"
    declared = DERIVE.replace("    complete:", "    data: {missing: {'..': suppressed}}\n    complete:")
    found, _ = derived(tmp_path, derive=declared, schools=schools)
    assert cells(found)["ekby"]["pupils"] == "101..114"


def test_a_figure_that_is_not_stated_is_at_least_nought(tmp_path: Path) -> None:
    open_ended = DERIVE.replace(", suppressed: 1..14", "")
    found, _ = derived(tmp_path, derive=open_ended, schools=SCHOOLS.replace("primary,60", "primary,.."))
    assert cells(found)["ekby"]["pupils"] == ">=100"


def test_a_figure_may_be_an_interval(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, schools=SCHOOLS.replace("primary,60", "primary,50..70"))
    assert cells(found)["ekby"]["pupils"] == "150..170"


def test_columns_of_positions_are_found_and_told(tmp_path: Path) -> None:
    undeclared = DERIVE.replace("    coordinates: {latitude: lat, longitude: lon}\n", "")
    found, findings = derived(tmp_path, derive=undeclared)
    assert codes(findings) == ["V101"]
    assert "'lat' and 'lon'" in findings[0].message()
    assert cells(found) == EXACT


def test_columns_that_only_look_like_degrees_are_not_positions(tmp_path: Path) -> None:
    undeclared = DERIVE.replace("    coordinates: {latitude: lat, longitude: lon}\n", "")
    schools = SCHOOLS.replace("lat,lon", "share,mean")
    found, findings = derived(tmp_path, derive=undeclared, schools=schools)
    assert found is None
    assert codes(findings) == ["V005"]


def test_each_row_may_have_its_own_date_and_the_oldest_counts(tmp_path: Path) -> None:
    dated = DERIVE.replace("    date: 2026-06-21\n", "    date_column: kind\n")
    schools = SCHOOLS.replace("0883,primary", "0883,2026-05-02").replace("0883,upper", "0883,2025-11")
    found, findings = derived(tmp_path, derive=dated, schools=schools)
    assert findings == ()
    assert found is not None
    assert found.cell("ekby", "school_m").date == "2025-11"


def test_several_files_are_one_register(tmp_path: Path) -> None:
    head, *rows = SCHOOLS.splitlines(keepends=True)
    two = DERIVE.replace("file: schools.csv", "file: [schools.csv, more.csv]")
    path = write(tmp_path, {"derive.yaml": two, "schools.csv": head + rows[0], "more.csv": head + rows[1] + rows[2]})
    assert cells(derive(path)) == EXACT


FORMS = {
    "swedish.csv": SCHOOLS.replace(",", ";").replace(".", ",").encode("utf-8-sig"),
    "latin.csv": SCHOOLS.replace("Ekby skola", "Ekby förskola").encode("cp1252"),
    "titled.csv": b"Schools of the municipality,,,,,\n\n" + SCHOOLS.encode(),
    "schools.tsv": SCHOOLS.replace(",", "\t").encode(),
    "schools.json": json.dumps(pl.read_csv(SCHOOLS.encode(), infer_schema=False).to_dicts()).encode(),
}


def _workbook() -> bytes:
    from xlsxwriter import Workbook

    file = BytesIO()
    with Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Skolor")
        for row, line in enumerate(SCHOOLS.splitlines()):
            for column, cell in enumerate(line.split(",")):
                sheet.write(row, column, float(cell) if row and column in (1, 2, 5) else cell)
    return file.getvalue()


def _parquet() -> bytes:
    file = BytesIO()
    pl.read_csv(SCHOOLS.encode(), schema_overrides={"code": pl.String}).write_parquet(file)
    return file.getvalue()


def _geojson() -> bytes:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(row.pop("lon")), float(row.pop("lat"))]},
            "properties": row,
        }
        for row in pl.read_csv(SCHOOLS.encode(), infer_schema=False).to_dicts()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.mark.parametrize("name", [*FORMS, "schools.xlsx", "schools.parquet", "schools.geojson"])
def test_registers_are_read_in_every_form_that_sites_are(tmp_path: Path, name: str) -> None:
    made = {"schools.xlsx": _workbook, "schools.parquet": _parquet, "schools.geojson": _geojson}
    content = FORMS[name] if name in FORMS else made[name]()
    other = DERIVE.replace("file: schools.csv", f"file: {name}")
    if name.endswith("geojson"):
        other = other.replace("    coordinates: {latitude: lat, longitude: lon}\n", "")
    assert cells(derive(write(tmp_path, {"derive.yaml": other, name: content}))) == EXACT


def _layers(system: int) -> dict[str, tuple[str, int, list[tuple[object, ...]]]]:
    """The register as a layer of a GeoPackage, beside one of lines."""
    from pyproj import Transformer

    to = Transformer.from_crs(4326, system, always_xy=True)
    rows = pl.read_csv(SCHOOLS.encode(), schema_overrides={"code": pl.String}).to_dicts()
    heads = ("school", "code", "kind", "pupils")
    points = [
        (
            *(row[head] for head in heads),
            None if row["lat"] is None else shapely.Point(*to.transform(row["lon"], row["lat"])),
        )
        for row in rows
    ]
    return {"schools": ("POINT", system, [heads, *points]), "roads": ("LINESTRING", system, [("name",)])}


UNDECLARED = DERIVE.replace("    coordinates: {latitude: lat, longitude: lon}\n", "")
PACKAGED = UNDECLARED.replace("file: schools.csv", "file: schools.gpkg")


@pytest.mark.parametrize("system", [3006, 4326, 3021])
def test_the_points_of_a_geopackage_are_read_in_any_system(tmp_path: Path, system: int) -> None:
    package(tmp_path, "schools.gpkg", _layers(system))
    found = derive(write(tmp_path, {"derive.yaml": PACKAGED}))
    assert found.findings == ()
    assert cells(found) == EXACT


def test_a_unit_without_a_shape_has_no_position(tmp_path: Path) -> None:
    layers = _layers(3006)
    heads, ankarby, ekby, upper = layers["schools"][2]
    package(tmp_path, "schools.gpkg", {"schools": ("POINT", 3006, [heads, ankarby, (*ekby[:-1], None), upper])})
    found = derive(write(tmp_path, {"derive.yaml": PACKAGED}))
    assert codes(found.findings) == ["V108"]
    assert cells(found)["ekby"]["school_m"] == "0..1120"


def test_of_several_layers_one_is_named(tmp_path: Path) -> None:
    layers = _layers(3006)
    package(tmp_path, "schools.gpkg", {"schools": layers["schools"], "stops": layers["schools"]})
    with pytest.raises(InvalidDerivation) as raised:
        derive(write(tmp_path, {"derive.yaml": PACKAGED}))
    assert codes(raised.value.findings) == ["F010"]
    assert raised.value.findings[0].hint() == "name one under data: as its sheet: {sheet: schools}"
    named = PACKAGED.replace("    complete:", "    data: {sheet: schools}\n    complete:")
    assert cells(derive(write(tmp_path, {"derive.yaml": named}))) == EXACT
    with pytest.raises(InvalidDerivation) as raised:
        derive(write(tmp_path, {"derive.yaml": named.replace("sheet: schools", "sheet: scools")}))
    assert codes(raised.value.findings) == ["D014"]


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"\1" * 90, b"SQLite format 3\0"])
def test_a_damaged_geopackage_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InvalidDerivation) as raised:
        derive(write(tmp_path, {"derive.yaml": PACKAGED, "schools.gpkg": content}))
    assert codes(raised.value.findings) == ["F010"]
