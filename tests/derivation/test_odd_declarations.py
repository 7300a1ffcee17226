"""Declarations and files that nobody planned for: each is told at its place, or read as what it is."""

from pathlib import Path

import pytest
from tests.derivation.files import DERIVE, EXACT, PLACES, SCHOOLS, cells, codes, derived, write

from vasterviksmodell import derive
from vasterviksmodell.derivation import Derived, InvalidDerivation
from vasterviksmodell.findings import Severity


@pytest.mark.parametrize("id", ["id", "name", "latitude", "municipality_code"])
def test_no_measure_takes_the_place_of_a_column_of_the_table(tmp_path: Path, id: str) -> None:
    found, findings = derived(tmp_path, derive=DERIVE.replace("  any:", f"  {id}:"))
    assert (found, codes(findings), str(findings[0].place)) == (None, ["V021"], "derive.yaml:17:3")
    found, findings = derived(tmp_path, derive=f"{DERIVE}given: [plots, {id}]\n")
    assert (found, codes(findings), str(findings[0].place)) == (None, ["V021"], "derive.yaml:18:16")


def test_no_answer_takes_the_place_of_a_column_of_the_table(tmp_path: Path) -> None:
    path = write(tmp_path, {"form.csv": "id,measure,answer\nekby,name,Storby\nekby,plots,48\n"})
    with pytest.raises(InvalidDerivation) as raised:
        derive(path, keep=[tmp_path / "form.csv"])
    assert [one.code for one in raised.value.findings] == ["V021"]
    assert str(raised.value.findings[0].place).endswith("form.csv:2:11")


@pytest.mark.parametrize("number", ["2.5", "0", "'2'", "true", "two"])
def test_a_number_that_is_not_whole_is_said_to_be_none(tmp_path: Path, number: str) -> None:
    _, findings = derived(tmp_path, derive=DERIVE.replace("nth: 2", f"nth: {number}"))
    assert codes(findings) == ["C003"]
    assert findings[0].message("en").endswith("expected a whole number from 1 up")
    assert findings[0].suggestion is None


def test_a_register_none_of_whose_rows_has_a_date_is_refused(tmp_path: Path) -> None:
    dated = DERIVE.replace("    date: 2026-06-21\n", "    date_column: kind\n")
    found, findings = derived(tmp_path, derive=dated)
    assert found is None
    assert [(one.code, one.severity) for one in findings] == [("V103", Severity.ERROR)]


def test_a_municipality_of_a_place_that_there_is_not_is_told(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, places=PLACES.replace("16.50,0883", "16.50,8883"))
    assert cells(found) == EXACT
    assert [(one.code, str(one.place)) for one in findings] == [("V110", str(tmp_path / "places.csv") + ":3:23")]


def test_a_place_without_a_name_is_called_by_its_id(tmp_path: Path) -> None:
    _, findings = derived(tmp_path, places=PLACES + "sjoby,,,,0883\n")
    assert [one.facts["name"] for one in findings] == ["sjoby"]


def _with(tmp_path: Path, more: str) -> Derived:
    two = DERIVE.replace("file: schools.csv", "file: [schools.csv, more.csv]")
    return derive(write(tmp_path, {"derive.yaml": two, "more.csv": more}))


def test_each_file_of_a_register_has_its_own_decimal_sign(tmp_path: Path) -> None:
    found = _with(tmp_path, "school;lat;lon;code;kind;pupils\nNy skola;57,70;16,41;0883;primary;12,5\n")
    assert found.cell("ankarby", "pupils").written == "52.5"


def test_one_id_in_another_case_or_without_its_zero_is_one_unit(tmp_path: Path) -> None:
    head = SCHOOLS.splitlines()[0]
    found = _with(tmp_path, f"{head}\nANKARBY SKOLA,57.71,16.41,0883,primary,40\n")
    assert cells(found) == EXACT
    assert codes(found.findings) == ["V104"]


def test_a_figure_with_the_other_decimal_sign_leads_to_its_declaration(tmp_path: Path) -> None:
    schools = SCHOOLS.replace(",40\n", ',"40,5"\n')
    _, findings = derived(tmp_path, schools=schools)
    assert codes(findings) == ["V010"]
    assert "decimal: ','" in str(findings[0])
    found, _ = derived(tmp_path, schools=schools, derive=DERIVE.replace("    id:", "    data: {decimal: ','}\n    id:"))
    assert found is not None
    assert found.cell("ankarby", "pupils").written == "40.5"
