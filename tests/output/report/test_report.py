"""The report: its first page says what the analyses found, its sections hold every figure."""

from pathlib import Path

import pytest

import vasterviksmodell as v
from vasterviksmodell.analysis.evidence import Evidence, evidence
from vasterviksmodell.criteria.whose_weights import with_weights_of
from vasterviksmodell.i18n import written
from vasterviksmodell.output.document import Figure, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.report.composition import composed
from vasterviksmodell.output.report.first_page import FIRST_SITES, LEADERS, first_page, leaders, result
from vasterviksmodell.output.report.matter import Matter
from vasterviksmodell.output.report.report import Report
from vasterviksmodell.output.report.sections.weights import weights

_OPEN = "The smallest changes that would open an excluded site"
EXAMPLES = ("exempelkommun/orter.csv", "vastervik/sites.csv")


def _gathered(root: Path, example: str) -> Evidence:
    criteria = v.default_criteria()
    return evidence(v.score(v.read_sites(root / "examples" / example, criteria), criteria), draws=100)


@pytest.fixture(scope="module", params=EXAMPLES)
def gathered(request: pytest.FixtureRequest) -> Evidence:
    return _gathered(Path(__file__).parents[3], request.param)


def _ranked(found: Evidence) -> list[dict[str, object]]:
    return [row for row in found.ranking.frame.iter_rows(named=True) if row["rank"] is not None]


def test_the_result_counts_the_sites_of_each_status(gathered: Evidence) -> None:
    counts = gathered.ranking.counts
    text = written(result(gathered), "en")
    assert text.startswith(f"{counts.qualified} of {counts.sites} sites meet every requirement. ")
    assert (f" {counts.unverified} is unverified: " in text) == (counts.unverified == 1)
    assert f" {counts.excluded} are excluded." in text


def test_the_criteria_that_exclude_most_are_named_with_how_many_they_exclude(gathered: Evidence) -> None:
    named = written(result(gathered), "en").partition("What excludes most often: ")[2].removesuffix(".").split(", ")
    excluding = {
        criterion.label.inside("en"): sum(gathered.ranking.frame[f"{criterion.id}__requirement"] == "not_met")
        for criterion in gathered.ranking.criteria.screened
    }
    found = [int(text.rpartition(" (")[2].removesuffix(")")) for text in named]
    assert found == sorted(found, reverse=True)
    assert max(excluding.values()) == found[0]
    assert len(named) <= 3


def test_the_first_sites_stand_in_order_with_their_ranks(gathered: Evidence) -> None:
    first = [f"{row['rank']} {row['name']}" for row in _ranked(gathered)[:3]]
    assert written(leaders(gathered), "en") == f"In order: {', '.join(first)}."


def test_the_table_has_at_most_seven_sites_with_what_decides_for_and_against_each(gathered: Evidence) -> None:
    (table,) = (block for block in first_page(gathered, Matter()) if isinstance(block, Grid))
    rows = [[written(cell, "en") for cell in row] for row in table.rows]
    assert table.key == FIRST_SITES
    assert [row[1] for row in rows] == [row["name"] for row in _ranked(gathered)[:7]]
    for row, explanation in zip(rows, gathered.explanations, strict=False):
        best = max(explanation.contributions, key=lambda part: part.lead)
        assert row[4].startswith(best.criterion.label.inside("en").split(",")[0].split(" (")[0])
        assert row[3].startswith(f"{explanation.score:.1f}")


def test_what_is_most_worth_finding_out_can_change_something(gathered: Evidence) -> None:
    blocks = list(first_page(gathered, Matter()))
    items = _items_below(blocks, "Most worth finding out")
    assert 1 <= len(items) <= 3
    assert all("rank" in item or "exclude" in item for item in items)


def test_each_smallest_change_opens_its_site(gathered: Evidence) -> None:
    """The change that is named, made to the figure, leaves nothing that excludes the site."""
    alone = {site.name: site for site in gathered.obstacles.sites if len(site.stops) == 1}
    for item in _items_below(list(first_page(gathered, Matter())), _OPEN):
        site = alone[item.partition(":")[0]]
        stop = site.stops[0]
        assert stop.to is not None
        assert stop.criterion.label.inside("en") in item
        assert all(screened.criterion is stop.criterion for screened in site.stopping)


def _items_below(blocks: list[object], title: str) -> list[str]:
    heading = next(i for i, one in enumerate(blocks) if isinstance(one, Heading) and written(one.text, "en") == title)
    below = blocks[heading + 1]
    return [written(text, "en") for text in below.texts] if isinstance(below, Items) else []


def test_the_header_holds_what_is_given_and_nothing_else(gathered: Evidence) -> None:
    def header(matter: Matter) -> str:
        return " ".join(written(text, "en") for text in next(iter(first_page(gathered, matter))).texts)  # type: ignore[union-attr]

    assert "KS 2026/123" in header(Matter("KS 2026/123"))
    assert "Planning" in header(Matter(unit="Planning"))
    assert not any(word in header(Matter()) for word in ("Reference", "Date", "Unit", "Redacted"))


def test_every_section_has_a_title_and_a_key_of_its_own_and_no_heading_above_level_three(gathered: Evidence) -> None:
    report = composed(gathered, Matter())
    keys = [section.key for section in report.sections]
    assert len(set(keys)) == len(keys)
    for section in report.sections:
        assert section.blocks
        assert all(block.level >= 3 for block in section.blocks if isinstance(block, Heading))


def test_the_leaders_stand_under_their_key_for_what_refers_to_them(gathered: Evidence) -> None:
    keyed = [block.key for block in first_page(gathered, Matter()) if isinstance(block, Paragraph) and block.key]
    assert keyed == [LEADERS]


def _grids(report: Report, key: str) -> list[Grid]:
    section = next(section for section in report.sections if section.key == key)
    return [block for block in section.blocks if isinstance(block, Grid)]


def test_every_measure_of_every_site_stands_in_the_report(gathered: Evidence) -> None:
    grids = _grids(composed(gathered, Matter()), "measures")
    cells = sum(len(row) - 1 for grid in grids for row in grid.rows)
    assert cells == gathered.ranking.frame.height * len(gathered.ranking.criteria.criteria)


def test_the_values_and_points_of_each_site_sum_to_its_score(gathered: Evidence) -> None:
    """The points of the tables are rounded to one decimal: fifteen of them sum to within 0.75 of the score."""
    _, *grids = _grids(composed(gathered, Matter()), "scores")
    sums: dict[str, float] = {}
    for grid in grids:
        for name, *cells in grid.rows:
            points = (float(written(cell, "en").rpartition(" → ")[2]) for cell in cells)
            sums[written(name, "en")] = sums.get(written(name, "en"), 0.0) + sum(points)
    for row in gathered.ranking.frame.iter_rows(named=True):
        assert sums[row["name"]] == pytest.approx(row["score"], abs=0.05 * 15)


def test_the_worked_site_multiplies_and_adds_up_digit_by_digit(gathered: Evidence) -> None:
    *_, grid = _grids(composed(gathered, Matter()), "audit")
    rows = [[written(cell, "en") for cell in row] for row in grid.rows]
    total = 0.0
    for *_, value, weight, points in rows:
        share = weight.split(" ")[0].split("/")
        assert float(value) * int(share[0]) / int(share[1]) == pytest.approx(float(points), abs=1e-12)
        total += float(points)
    assert total == pytest.approx(gathered.ranking.frame["score"][0], abs=1e-9)


@pytest.mark.parametrize("top", [0, 1])
def test_the_first_page_and_the_plan_do_not_depend_on_how_many_sites_have_a_sheet(root: Path, top: int) -> None:
    criteria = v.default_criteria()
    ranking = v.score(v.read_sites(root / "examples/exempelkommun/orter.csv", criteria), criteria)
    few, all_of_them = (composed(evidence(ranking, number, draws=10), Matter()) for number in (top, 300))
    assert few.first_page == all_of_them.first_page
    assert few.section("action-plan") == all_of_them.section("action-plan")
    sheets = [block for block in few.section("sites").blocks if isinstance(block, Heading)]
    assert len(sheets) == top


def test_value_curves_count_who_meets_a_requirement_as_the_screening_does(tmp_path: Path) -> None:
    """An unknown category meets a requirement that allows every category."""
    (tmp_path / "criteria.yaml").write_text(
        "version: 1\ncriteria:\n  plan: {type: category, weight: 1, value: {x: 100, y: 0}, requirement: {in: [x, y]}}\n"
    )
    (tmp_path / "sites.csv").write_text("id,name,plan\na,Ankarby,x\nb,Ekby,\n")
    criteria = v.load_criteria(tmp_path / "criteria.yaml")
    ranking = v.score(v.read_sites(tmp_path / "sites.csv", criteria), criteria)
    section = composed(evidence(ranking, draws=10), Matter()).section("criteria")
    (figure,) = (block for block in section.blocks if isinstance(block, Figure))
    assert ranking.counts.qualified == 2
    assert "met by 2" in written(figure.text, "en")


def test_measures_are_marked_with_their_sources(tmp_path: Path) -> None:
    criteria = v.default_criteria()
    path = tmp_path / "sites.csv"
    path.write_text(
        "id,name,school_m,school_m__source,school_m__date\na,Ankarby,500,The map,2026-01-02\nb,Ekby,900,,\n"
    )
    found = evidence(v.score(v.read_sites(path, criteria), criteria), draws=10)
    section = next(section for section in composed(found, Matter()).sections if section.key == "measures")
    texts = [
        written(cell, "en") for block in section.blocks if isinstance(block, Grid) for row in block.rows for cell in row
    ]
    assert "500\u00a0m [a]" in texts
    assert "900\u00a0m" in texts
    (sources,) = (block for block in section.blocks if isinstance(block, Items))
    assert [written(text, "en") for text in sources.texts] == ["[a] The map, 2026-01-02"]


def test_combined_weights_are_told_without_points_because_nobody_gave_any(root: Path) -> None:
    criteria = v.load_criteria(root / "examples" / "exempelkommun" / "criteria-actors.yaml")
    sites = v.read_sites(root / "examples" / "exempelkommun" / "orter.csv", criteria)
    for whose, columns in (("combined", 2), ("municipality", 3)):
        ranking = v.score(sites, with_weights_of(criteria, whose))
        table = next(block for block in weights(evidence(ranking, draws=1)).blocks if isinstance(block, Grid))
        assert len(table.columns) == columns
        assert written(next(iter(table.rows))[-1], "en") == ("22%" if whose == "combined" else "29%")


def test_the_audit_tells_the_formula_of_each_kind_of_value_function_that_is_used(gathered: Evidence) -> None:
    functions, *_ = _grids(composed(gathered, Matter()), "audit")
    told = {written(formula, "en"): written(labels, "en") for _, formula, labels in functions.rows}
    for criterion in gathered.ranking.criteria.scored:
        assert criterion.value is not None
        assert criterion.label.inside("en") in told[written(criterion.value.formula, "en")]


def test_what_is_not_exactly_known_has_its_range_in_the_audit(gathered: Evidence) -> None:
    frame, criteria = gathered.ranking.frame, gathered.ranking.criteria.criteria
    numbers = [one for one in criteria if one.kind == "number"]
    open_ones = [one for one in numbers if (frame[f"{one.id}__low"] != frame[f"{one.id}__high"]).any()]
    _, *ranges, _ = _grids(composed(gathered, Matter()), "audit")
    rows = [written(row[0], "en") for grid in ranges for row in grid.rows]
    assert rows == [one.label.inside("en") for one in open_ones]


def test_the_source_of_all_figures_is_told_in_the_language_of_the_report_and_of_no_unknown_one(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_text(
        "version: 1\n"
        "sources: {school_m: {source: {en: The map, sv: Kartan}, date: 2026-01}}\n"
        "criteria:\n"
        "  school: {measure: school_m, unit: m, range: [0, 9000], weight: 1, value: {500: 100, 4000: 0}}\n"
    )
    (tmp_path / "sites.csv").write_text("id,name,school_m\na,Ankarby,500\nb,Ekby,\n")
    criteria = v.load_criteria(tmp_path / "criteria.yaml")
    found = evidence(v.score(v.read_sites(tmp_path / "sites.csv", criteria), criteria), draws=10)
    section = composed(found, Matter()).section("measures")
    (sources,) = (block for block in section.blocks if isinstance(block, Items))
    assert [written(text, "sv") for text in sources.texts] == ["[a] Kartan, 2026-01"]
    assert [written(text, "en") for text in sources.texts] == ["[a] The map, 2026-01"]
    (grid,) = (block for block in section.blocks if isinstance(block, Grid))
    assert [written(cell, "sv") for _, cell in grid.rows] == ["500\u00a0m [a]", "okänt"]
