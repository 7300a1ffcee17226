"""Figures that are given by hand are kept, from files of sites and from forms that come back; none is lost."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.derivation.files import DERIVE, SCHOOLS, codes, write

from vasterviksmodell import InvalidDerivation, derive
from vasterviksmodell.derivation import Derived
from vasterviksmodell.output.derivation.sites_file import delimited, json_objects

OPEN = SCHOOLS.replace("57.79,16.50", ",")


def kept(folder: Path, **files: str) -> Derived:
    write(folder, {"schools.csv": OPEN, **{f"{name}.csv": content for name, content in files.items()}})
    return derive(folder / "derive.yaml", keep=[folder / f"{name}.csv" for name in files])


def table(derived: Derived) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(StringIO("".join(delimited(derived, ",", "en"))))}


def test_a_given_figure_stands_with_its_own_source_and_date_and_an_empty_cell_gives_nothing(tmp_path: Path) -> None:
    rows = table(
        kept(
            tmp_path,
            hand="id,school_m,school_m__source,school_m__date\nekby,900,Measured by Ann,2026-11\nankarby,,,\n",
        )
    )
    assert [rows["ekby"][f"school_m{end}"] for end in ("", "__source", "__date")] == [
        "900",
        "Measured by Ann",
        "2026-11",
    ]
    assert rows["ankarby"]["school_m"] == "0..1270"
    assert rows["ankarby"]["school_m__date"] == "2026-06-21"


def test_a_measure_that_no_register_has_becomes_a_column(tmp_path: Path) -> None:
    rows = table(kept(tmp_path, hand="id,internships,internships__source\nekby,5..10,The council\n"))
    assert (rows["ekby"]["internships"], rows["ekby"]["internships__source"]) == ("5..10", "The council")
    assert rows["ankarby"]["internships"] == ""


def test_a_measure_that_is_declared_as_given_is_a_column_before_anybody_gives_it(tmp_path: Path) -> None:
    declared = DERIVE + "given: [plots_persons, internships, school_m]\n"
    write(tmp_path, {"derive.yaml": declared, "hand.csv": "id,internships\nekby,5\n"})
    found = derive(tmp_path / "derive.yaml", keep=[tmp_path / "hand.csv"])
    rows = table(found)
    assert [heading for heading in rows["ekby"] if "plots" in heading] == ["plots_persons"]
    assert [rows[id]["internships"] for id in ("ankarby", "ekby")] == ["", "5"]
    assert rows["ekby"]["school_m"] == "1110"
    assert '"plots_persons": null' in "".join(json_objects(found, "en"))


def test_what_an_earlier_run_derived_is_not_taken_for_given(tmp_path: Path) -> None:
    before = "".join(delimited(kept(tmp_path), ",", "sv"))
    write(tmp_path, {"schools.csv": SCHOOLS})
    (tmp_path / "before.csv").write_text(before)
    again = derive(tmp_path / "derive.yaml", keep=[tmp_path / "before.csv"])
    assert again.given.figures == {}
    assert again.cell("ekby", "school_m").written == "1110"


def test_with_only_some_measures_the_others_stay_as_they_stood(tmp_path: Path) -> None:
    before = "".join(delimited(kept(tmp_path), ",", "en"))
    (tmp_path / "before.csv").write_text(before)
    again = derive(tmp_path / "derive.yaml", only=["any"], keep=[tmp_path / "before.csv"])
    assert table(again)["ekby"]["school_m"] == "0..1120"


def test_figures_are_found_by_ids_in_any_case(tmp_path: Path) -> None:
    assert kept(tmp_path, hand="ID,School_M\n Ekby,900\n").cell("ekby", "school_m").written == "900"


def test_decimal_commas_become_points(tmp_path: Path) -> None:
    found = kept(tmp_path, hand="id;internships;school_m\nekby;1,5;900,5\nankarby;2,5;\n")
    assert (found.cell("ekby", "internships").written, found.cell("ekby", "school_m").written) == ("1.5", "900.5")


def test_derive_yaml_may_name_the_files(tmp_path: Path) -> None:
    named = DERIVE.replace("measures:", "keep: [hand.csv]\nmeasures:")
    write(tmp_path, {"derive.yaml": named, "hand.csv": "id,school_m\nekby,1105\n"})
    assert derive(tmp_path / "derive.yaml").cell("ekby", "school_m").written == "1105"


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("id,school_m\neckby,900\n", "V301", "hand.csv:2:7"),
        ("id,school_m\nekby,9000\n", "V302", "hand.csv:2:6"),
        ("id,any\nekby,nej\n", "V302", "hand.csv:2:6"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_place(tmp_path: Path, content: str, code: str, place: str) -> None:
    write(tmp_path, {"hand.csv": content})
    found = derive(tmp_path / "derive.yaml", keep=[tmp_path / "hand.csv"])
    assert codes(found.findings) == [code]
    assert str(found.findings[0].place).endswith(place)


def test_what_is_no_figure_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"hand.csv": "id,school_m\nekby,near\n"})
    with pytest.raises(InvalidDerivation) as raised:
        derive(tmp_path / "derive.yaml", keep=[tmp_path / "hand.csv"])
    assert codes(raised.value.findings) == ["V010"]


def test_two_answers_that_differ_are_an_error_and_two_that_agree_are_one(tmp_path: Path) -> None:
    answer = "id,internships,internships__source\nekby,5,Ann\n"
    assert table(kept(tmp_path, one=answer, two=answer))["ekby"]["internships"] == "5"
    with pytest.raises(InvalidDerivation) as raised:
        kept(tmp_path, one=answer, two=answer.replace("Ann", "Bo"))
    assert codes(raised.value.findings) == ["V108", "V303"]


def form(folder: Path, name: str, sheets: dict[str, list[list[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return folder / name


def test_replies_merged_are_the_same_as_the_file_edited_by_hand_byte_for_byte(tmp_path: Path) -> None:
    heads: list[object] = ["svar", "källa", "datum", "id", "mått"]
    replies = [
        form(
            tmp_path,
            "council.xlsx",
            {
                "Kommunen": [heads, [12, "Skolchefen", "2026-11", "ekby", "school_places"]],
                "Skolan": [heads, ["<5", "Rektorn", 2026, "ankarby", "school_places"], ["", "", "", "ekby", "plots"]],
            },
        ),
        form(tmp_path, "agency.xlsx", {"AF": [heads, ["3..4", "AF", "2026-11-03", "ekby", "internships"]]}),
    ]
    by_hand = (
        "id,school_places,school_places__source,school_places__date,"
        "internships,internships__source,internships__date\n"
        "ekby,12,Skolchefen,2026-11,3..4,AF,2026-11-03\nankarby,<5,Rektorn,2026,,,\n"
    )
    write(tmp_path, {"hand.csv": by_hand})
    merged = "".join(delimited(derive(tmp_path / "derive.yaml", keep=replies), ",", "en"))
    assert merged == "".join(delimited(derive(tmp_path / "derive.yaml", keep=[tmp_path / "hand.csv"]), ",", "en"))
    assert "12,Skolchefen,2026-11" in merged
