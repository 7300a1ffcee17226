"""The workbook gives, in a program that is not ours, what the program computed, before and after every change."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest
from tests.output.report.workbook.conftest import MATTER
from tests.output.report.workbook.recalculated import Recalculated, alike

from vasterviksmodell import Ranking, redacted_ranking
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import LANGUAGES, Language
from vasterviksmodell.output.document import Column, Grid
from vasterviksmodell.output.report.matter import Matter
from vasterviksmodell.output.report.workbook import DocumentSheet, workbook
from vasterviksmodell.scoring.ranking import Counts
from vasterviksmodell.scoring.run import what_if
from vasterviksmodell.scoring.what_if import Known, Setting
from vasterviksmodell.sites.cell_grammar import Interval

Change = Callable[[str, str], Ranking]
EXAMPLES = ("exempelkommun/orter.csv", "vastervik/sites.csv")
HOSTILE = (
    "</script><b>", "\x1b[31mred\x07", "two\nlines\tand tabs", "\u202egnirts", "a\u200bb", "{=1}", "'quoted",
    "å" * 200_000,
)  # fmt: skip
RESULT = {
    "Status": "status", "Rank": "rank", "Best rank": "rank_best", "Worst rank": "rank_worst", "Tie": "tied",
    "Score": "score", "Lowest score": "score_low", "Highest score": "score_high", "Coverage": "coverage",
    "Exactly known weight": "known_weight",
}  # fmt: skip


@pytest.fixture(scope="module")
def content(every_kind: Ranking) -> bytes:
    return workbook(every_kind, MATTER, "en")


@pytest.fixture
def book(content: bytes) -> Recalculated:
    return Recalculated(content)


def shown(site: dict[str, Any], key: str) -> Any:
    """What the workbook shows of what the program computed."""
    if key == "tied":
        return "=" if site["tied"] else ""
    if key in ("coverage", "known_weight"):
        return site[key]
    return "–" if site[key] is None else site[key]


def assert_ranks_as(book: Recalculated, ranking: Ranking) -> None:
    """The sheet of the ranking gives a ranking: its order, and all that it says of the sites."""
    book.model.evaluate()
    table = book.table("Ranking", list(RESULT))
    assert list(table) == ranking.frame["id"].to_list()
    for site in ranking.frame.iter_rows(named=True):
        for heading, key in RESULT.items():
            assert alike(shown(site, key), table[site["id"]][heading]), (site["id"], heading)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_gives_what_is_stored_for_every_kind_of_value_function(
    every_kind: Ranking, language: Language
) -> None:
    book = Recalculated(workbook(every_kind, MATTER, language))
    assert len(list(book.formulas())) > 500
    assert not book.differences()


@pytest.mark.parametrize("path", EXAMPLES)
def test_every_formula_gives_what_is_stored_for_the_examples(example: Callable[[str], Ranking], path: str) -> None:
    assert not Recalculated(workbook(example(path), MATTER, "sv")).differences()


def test_the_ranking_is_what_score_gives(book: Recalculated, every_kind: Ranking) -> None:
    assert_ranks_as(book, every_kind)


MEASURES: dict[str, tuple[str, str, tuple[float | str | None, ...], Known]] = {
    "exact, and highest follows": ("h", "Points", (12.5,), Interval(12.5, 12.5)),
    "an interval round two turns": ("a", "Points", (5.0, 70.0), Interval(5.0, 70.0)),
    "a class that an interval hides": ("b", "Steps", (3.0, 31.0), Interval(3.0, 31.0)),
    "round the target of the bell": ("h", "Bell", (35.0, 61.0), Interval(35.0, 61.0)),
    "found out where nothing was known": ("e", "Bell", (41.0,), Interval(41.0, 41.0)),
    "no longer met": ("h", "Points", (4.9,), Interval(4.9, 4.9)),
    "no longer known": ("h", "S-curve", (None,), Interval(0.0, float("inf"))),
    "no longer known, which excludes": ("h", "Bell", (None,), Interval(-50.0, 200.0)),
    "a figure that two criteria read": ("h", "Decay", (800.0,), Interval(800.0, 800.0)),
    "a category": ("c", "Plan", ("=1+1",), "=1+1"),
    "a category that is not allowed": ("h", "Plan", ("none",), "none"),
    "a category that is no longer known": ("h", "Post", (None,), None),
}


@pytest.mark.parametrize("case", MEASURES)
def test_a_changed_measure_screens_and_ranks_anew(book: Recalculated, every_kind: Ranking, case: str) -> None:
    site, label, cells, known = MEASURES[case]
    for after, content in enumerate(cells):
        book.write(book.find("Measures", site, label, after=after), content)
    criterion = next(one for one in every_kind.criteria.criteria if one.label.inside("en") == label)
    readers = [one for one in every_kind.criteria.criteria if one.column == criterion.column]
    assert_ranks_as(book, what_if(every_kind, [Setting(site, reader, known) for reader in readers]))
    assert not alike(book.given(book.find("Calculation", site, "Greatest difference")), 0.0)


WEIGHTS = {
    "of a criterion": ("steps", "weight: 20\n        value: {steps", "weight: 60\n        value: {steps", 60.0),
    "of a group": ("far", "weight: 45", "weight: 5", 5.0),
    "of a criterion beside groups": ("plan", 'weight: 20\n    value: {"=1', 'weight: 99.5\n    value: {"=1', 99.5),
}


@pytest.mark.parametrize("case", WEIGHTS)
def test_changed_points_weigh_and_rank_anew(book: Recalculated, changed: Change, case: str) -> None:
    id, written, instead, points = WEIGHTS[case]
    book.write(book.find("Weights", id, "Points within the group"), points)
    assert_ranks_as(book, changed(written, instead))


LIMITS: dict[str, tuple[tuple[str, str], str | float | None, str, str]] = {
    "at least": (("points", "Required: at least"), 13.0, "at_least: 5, ", "at_least: 13, "),
    "at most": (("points", "Required: at most"), 24.0, "at_most: 90}", "at_most: 24}"),
    "no limit": (("points", "Required: at most"), None, ", at_most: 90}", "}"),
    "what is unknown": (("gaussian", "What is unknown is"), "unverified", ", unknown: excluded", ""),
    "of a warning": (("people", "Without a warning: at most"), 60.0, "at_most: 500", "at_most: 60"),
}


@pytest.mark.parametrize("case", LIMITS)
def test_a_changed_limit_screens_anew(book: Recalculated, changed: Change, case: str) -> None:
    place, content, written, instead = LIMITS[case]
    book.write(book.find("Requirements", *place), content)
    assert_ranks_as(book, changed(written, instead))
    assert_screens_as(book, changed(written, instead))


def assert_screens_as(book: Recalculated, ranking: Ranking) -> None:
    """The sheet of screening gives what a ranking says of requirements and warnings."""
    criteria, sheet = ranking.criteria, book.stored["Screening"]
    columns = {cell.column: cell.value for cell in sheet[5] if cell.column > 6}
    labels = {one.label.inside("en"): one.id for one in criteria.criteria}
    ids = {book.kept(("Screening", row, 2)): row for row in range(6, sheet.max_row + 1)}
    for number, (column, label) in enumerate(columns.items()):
        kind = "requirement" if number < len(criteria.screened) else "warning"
        for id, truth in ranking.frame.select("id", f"{labels[label]}__{kind}").iter_rows():
            assert book.given(("Screening", ids[id], column)) == truth.replace("_", " "), (id, label)


def test_screening_is_what_score_gives(book: Recalculated, every_kind: Ranking) -> None:
    assert_screens_as(book, every_kind)


def test_a_category_can_be_made_to_meet_a_requirement(book: Recalculated, changed: Change) -> None:
    rows = [row for row in book.stored["Requirements"].iter_rows() if row[2].value in ("none", "housing")]
    allowed = {row[2].value: row[3].row for row in rows}
    book.write(("Requirements", allowed["none"], 4), "yes")
    book.write(("Requirements", allowed["housing"], 4), "no")
    assert_ranks_as(book, changed("not_in: [none]", "not_in: [housing]"))


@pytest.mark.parametrize(("word", "policy"), [("middle", "middle"), ("highest", "high")])
def test_the_end_of_scores_that_counts_can_be_changed(
    book: Recalculated, changed: Change, word: str, policy: str
) -> None:
    book.write(("Weights", 3, 2), word)
    assert_ranks_as(book, changed("version: 1", f"version: 1\nunknown: {policy}"))


@pytest.mark.parametrize("policy", ["middle", "high"])
def test_other_policies_are_stored_as_well(changed: Change, policy: str) -> None:
    ranking = changed("version: 1", f"version: 1\nunknown: {policy}")
    assert not Recalculated(workbook(ranking, MATTER, "en")).differences()


def test_the_check_agrees_until_something_is_changed(book: Recalculated) -> None:
    check = book.find("Overview", "Check", "Question", label=1, after=1)
    assert book.kept(check) == book.given(check) == "agrees"
    book.write(book.find("Measures", "h", "Points"), 12.5)
    book.model.evaluate()
    assert book.given(check) == "differs"


def test_impossible_figures_are_counted(book: Recalculated) -> None:
    counted = book.find("Overview", "Impossible figures", "Question", label=1, after=1)
    assert book.given(counted) == 0
    book.write(book.find("Measures", "c", "Points"), 41.0)  # the highest stays 40
    book.write(book.find("Measures", "a", "Steps"), 101.0)
    book.model.evaluate()
    assert book.given(counted) == 2


def test_names_and_categories_that_look_like_formulas_are_texts(book: Recalculated) -> None:
    for sheet in ("Measures", "Screening", "Values", "Calculation"):
        names = [cell for cell in book.written[sheet]["A"][5:] if cell.value]
        assert {cell.value for cell in names} >= {"=1+1", "+46", "-x", "@a"}
        assert {cell.data_type for cell in names} == {"s"}
    assert book.find("Value functions", "=1+1", "Shape", label=5)
    cell = book.find("Measures", "d", "Plan")
    assert book.written["Measures"].cell(*cell[1:]).data_type == "s"


def test_two_runs_give_the_same_bytes_with_the_date_of_the_matter(every_kind: Ranking) -> None:
    one, other = (workbook(every_kind, MATTER, "sv") for _ in range(2))
    assert one == other
    with ZipFile(BytesIO(one)) as archive:
        properties = archive.read("docProps/core.xml").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "2026-11-29T00:00:00Z" in properties
    undated = openpyxl.load_workbook(BytesIO(workbook(every_kind, Matter(), "sv"))).properties
    assert str(undated.created) == "2000-01-01 00:00:00"


def test_a_redacted_edition_tells_neither_files_nor_fingerprints(every_kind: Ranking) -> None:
    fingerprint = every_kind.inputs[0].sha256

    def texts(ranking: Ranking) -> str:
        with ZipFile(BytesIO(workbook(ranking, MATTER, "en"))) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())

    assert fingerprint in texts(every_kind)
    assert fingerprint not in texts(redacted_ranking(every_kind))
    assert every_kind.inputs[0].path not in texts(redacted_ranking(every_kind))


def test_input_cells_allow_only_what_can_be(book: Recalculated) -> None:
    rules = {
        sheet: [
            (str(rule.sqref), rule.type, rule.formula1) for rule in book.written[sheet].data_validations.dataValidation
        ]
        for sheet in ("Measures", "Weights", "Requirements")
    }
    columns = {label: book.find("Measures", "a", label)[2] for label in ("Points", "Plan")}
    letters = {label: openpyxl.utils.get_column_letter(column) for label, column in columns.items()}
    by_column = {area[0]: (kind, first) for area, kind, first in rules["Measures"]}
    assert by_column[letters["Points"]] == ("decimal", "0.0")
    kind, source = by_column[letters["Plan"]]
    assert kind == "list"
    first, last = source.split("!")[1].replace("$", "").split(":")
    listed = [row[0].value for row in book.stored["Value functions"][first:last]]
    assert listed == ["=1+1", "housing", 'MAP("x")', "none"]
    assert ("decimal", "0") in {(kind, first) for _, kind, first in rules["Weights"]}
    assert "list" in {kind for _, kind, _ in rules["Requirements"]}


def test_hostile_names_stay_texts_that_are_seen(every_kind: Ranking) -> None:
    names = pl.Series(HOSTILE[: every_kind.frame.height])
    hostile = replace(every_kind, frame=every_kind.frame.with_columns(name=names))
    book = Recalculated(workbook(hostile, MATTER, "sv"))
    assert not book.differences()
    held = {str(cell.value) for sheet in book.stored for row in sheet.iter_rows() for cell in row if cell.value}
    assert "</script><b>" in held
    assert not [text for text in held if any(sign in text for sign in "\x1b\x07\u202e\u200b")]


def test_a_document_has_a_sheet_of_its_own_before_the_calculation(every_kind: Ranking) -> None:
    plan = Grid((Column(Message("Measure")), Column(Message("Site"))), (("=1+1", "@a"),))
    document = DocumentSheet(Message("Value"), "Plan", (plan,))  # any message that has a translation will do
    book = Recalculated(workbook(every_kind, MATTER, "sv", documents=[document]))
    *seen, carried = book.stored.sheetnames
    assert seen[-3:] == ["Värde", "Intervall", "Beräkning"]
    assert (carried, book.stored[carried].sheet_state) == ("ranking.json", "veryHidden")
    rows = [[cell.value for cell in row] for row in book.stored["Värde"].iter_rows()]
    assert ["=1+1", "@a"] in rows
    links = [cell.value for row in book.stored["Översikt"].iter_rows() for cell in row if cell.hyperlink]
    assert links == seen[1:]


def test_no_sites_make_a_workbook_as_well(every_kind: Ranking) -> None:
    empty = replace(every_kind, frame=every_kind.frame.clear(), counts=Counts(0, 0, 0, 0))
    assert not Recalculated(workbook(empty, MATTER, "en")).differences()


def test_an_open_end_is_told_from_the_number_beside_it(book: Recalculated, every_kind: Ranking) -> None:
    """`<10` lies in the class below 10, and `<48` is below a limit of 48, though programs compare 15 digits."""
    assert book.given(book.find("Screening", "f", "People")) == "not met"
    highest = book.given(book.find("Measures", "f", "Steps", after=1))
    assert highest < 10
    assert f"{highest:.15g}" != "10"
    assert every_kind.frame.filter(pl.col("id") == "f")["steps__value_low"].item() == 40
