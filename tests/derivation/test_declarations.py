"""derive.yaml is strict: what is wrong with it is told at its line and column, with what was perhaps meant."""

from pathlib import Path

import pytest
from tests.derivation.files import DERIVE, derived, write

import vasterviksmodell
from vasterviksmodell.derivation import InvalidDerivation, derive

FAULTS = [
    ("of: schools}", "of: scools}", "V002", "13:33", "did you mean 'schools'?"),
    ("    date: 2026-06-21\n", "", "V001", "5:5", None),
    ("    date: 2026-06-21\n", "    date: 2026-06-21\n    date_column: kind\n", "V001", "5:5", None),
    ("    complete: Sweden\n", "", "C002", "4:3", None),
    ("complete: Sweden", "complete: true", "C003", "11:15", None),
    ("complete: Sweden", "complete: []", "C003", "11:15", None),
    ("complete: Sweden", "complete: Sweeden", "V007", "11:15", None),
    ("complete: Sweden", "complet: Sweden", "C001", "11:5", "did you mean 'complete'?"),
    ("rule: nearest, of: schools}", "rule: nearst, of: schools}", "C003", "13:20", "did you mean 'nearest'?"),
    ("rule: nearest, of: schools}", "of: schools}", "C002", "13:3", None),
    ("{rule: nearest, of: schools}", "nearest", "C003", "13:13", None),
    ("nth: 2", "nth: 0", "C003", "14:47", None),
    ("nth: 2", "within: 3 km", "C001", "14:42", None),
    ("within: 3 km}", "within: 3000}", "C003", "15:47", None),
    (", within: 3 km}", "}", "C002", "15:3", None),
    ("suppressed: 1..14", "suppressed: 14..1", "C003", "16:78", None),
    ("latitude: lat, longitude: lon}\n", "latitude: lat}\n", "C003", "8:18", None),
    (
        "latitude: lat, longitude: lon}\n",
        "latitude: lat, longitud: lon}\n",
        "C001",
        "8:34",
        "did you mean 'longitude'?",
    ),
    ("id: school\n", "id: skola\n", "V004", "10:9", None),
    ("name: name", "name: namn", "V004", "2:34", "did you mean 'name'?"),
    ("column: pupils", "column: pupil", "V004", "16:44", "did you mean 'pupils'?"),
    ("file: schools.csv", "file: skolor.csv", "V003", "5:11", None),
    ("version: 1", "version: 2", "C005", "1:10", None),
]


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{it[2]} {it[1].strip()}" for it in FAULTS])
def test_a_fault_is_told_where_it_stands(tmp_path: Path, fault: tuple[str, str, str, str, str | None]) -> None:
    old, new, code, at, hint = fault
    assert old in DERIVE
    found, findings = derived(tmp_path, derive=DERIVE.replace(old, new, 1))
    assert found is None
    told = {(finding.code, str(finding.place).removeprefix("derive.yaml:")): finding for finding in findings}
    assert (code, at) in told, told
    if hint is not None:
        assert told[code, at].hint() == hint
    assert {finding.code for finding in findings} == {code}


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    broken = DERIVE.replace("nth: 2", "nth: 0").replace("complete: Sweden", "complete: true").replace("3 km", "3000")
    _, findings = derived(tmp_path, derive=broken)
    assert len(findings) == 5


def test_the_library_raises_with_every_finding(tmp_path: Path) -> None:
    path = write(tmp_path, {"derive.yaml": DERIVE.replace("nth: 2", "nth: 0")})
    with pytest.raises(InvalidDerivation) as caught:
        vasterviksmodell.derive(path)
    assert [finding.code for finding in caught.value.findings] == ["C003"]
    path = write(tmp_path, {"schools.csv": "school,lat\n"})
    with pytest.raises(InvalidDerivation, match="V004"):
        derive(path)
    with pytest.raises(KeyError):
        derive(write(tmp_path, {}), only=["nothing"])


def test_the_library_gives_cells_by_site_and_measure(tmp_path: Path) -> None:
    found = vasterviksmodell.derive(write(tmp_path, {}), only=["school_m"])
    cell = found.cell("ekby", "school_m")
    assert (cell.low, cell.high, cell.exact, cell.written, cell.date) == (1110, 1110, True, "1110", "2026-06-21")
    with pytest.raises(KeyError):
        found.cell("ekby", "any")
    with pytest.raises(KeyError):
        found.cell("oby", "school_m")
