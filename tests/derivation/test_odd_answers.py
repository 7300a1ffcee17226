"""Answers that come back as nobody planned: nothing is lost, nothing is taken for something else."""

from pathlib import Path

import pytest
from tests.derivation.files import DERIVE, SCHOOLS, codes, derived, write

from vasterviksmodell import derive
from vasterviksmodell.derivation import Derived, InvalidDerivation
from vasterviksmodell.findings import Finding

FORM = "id;measure;answer;source\n"


def _kept(tmp_path: Path, form: str) -> Derived:
    return derive(write(tmp_path, {"form.csv": form}), keep=[tmp_path / "form.csv"])


def _refused(tmp_path: Path, form: str) -> tuple[Finding, ...]:
    with pytest.raises(InvalidDerivation) as raised:
        _kept(tmp_path, form)
    return raised.value.findings


@pytest.mark.parametrize(
    ("measure", "answer", "advice"),
    [
        ("school_m", "1.200", "write a number"),
        ("plots", "1.200", "write a number"),
        ("pupils", "ja", "write a number"),
        ("school_m", "1 200 m", "write a number"),
        ("any", "17", "answer yes or no"),
        ("any", "vet ej", "answer yes or no"),
    ],
)
def test_an_answer_of_another_kind_is_told_with_what_to_write(
    tmp_path: Path, measure: str, answer: str, advice: str
) -> None:
    findings = _refused(tmp_path, f"{FORM}ekby;{measure};{answer};Anna\n")
    assert (codes(findings), findings[0].facts["text"]) == (["V010"], answer)
    assert advice in str(findings[0])
    assert str(findings[0].place).endswith(f"form.csv:2:{len(f'ekby;{measure};') + 1}")


@pytest.mark.parametrize("separator", [";", ","])
def test_a_decimal_comma_is_one_in_any_file(tmp_path: Path, separator: str) -> None:
    form = f'{FORM}ekby;pupils;"12,5";Anna\n'.replace(";", separator)
    assert _kept(tmp_path, form).cell("ekby", "pupils").written == "12.5"


def test_a_comma_that_may_part_thousands_is_told(tmp_path: Path) -> None:
    assert codes(_refused(tmp_path, 'id,measure,answer\nekby,school_m,"1,200"\n')) == ["V010"]


def test_an_answer_of_somebody_who_looked_into_the_same_register_is_kept(tmp_path: Path) -> None:
    found = _kept(tmp_path, f"{FORM}ekby;pupils;150;The register of schools\n")
    assert found.cell("ekby", "pupils").written == "150"


@pytest.mark.parametrize("form", ["id,pupils,pupils\nekby,33,34\n", "id,measure,answer,Answer\nekby,pupils,33,34\n"])
def test_two_columns_of_one_heading_are_told(tmp_path: Path, form: str) -> None:
    assert codes(_refused(tmp_path, form)) == ["D004"]


def test_two_columns_of_a_register_with_one_heading_are_told_where_it_is_read(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS.replace("kind", "Pupils"))
    assert (found, codes(findings)) == (None, ["D004"])
    found, findings = derived(tmp_path, schools=SCHOOLS.replace("kind", "Pupils"), derive=_without_pupils())
    assert (found is not None, codes(findings)) == (True, [])


def _without_pupils() -> str:
    return "".join(line for line in DERIVE.splitlines(keepends=True) if "pupils" not in line)
