"""The formats for people."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from rich.cells import cell_len

from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.output.ranking import RANKING_FORMATS, View
from vasterviksmodell.scoring import Shown, rank_files
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.source.files import Source

EXAMPLES = Path(__file__).parents[3] / "examples"


def table(ranking, language="en", width=None, **seen):
    return "".join(RANKING_FORMATS["table"].render(ranking, View(language, width, **seen))).split("\n")[:-1]


def markdown(ranking, language="en"):
    return "".join(RANKING_FORMATS["markdown"].render(ranking, View(language)))


def line_of(lines, name):
    """The last line that begins so: on a terminal the table comes last."""
    return next(line for line in reversed(lines) if line.startswith(name))


class TestInAPipe:
    def test_nothing_is_cut_or_wrapped(self, vastervik):
        lines = table(vastervik)
        for line in lines:
            assert "…" not in line
        assert (
            "not met: School; 4 of 10 met; unknown: Free places at school, Free places at preschool, "
            "Departures per weekday, Suitable plots, Detailed plan; warning: Inhabitants"
        ) in line_of(lines, "Totebo")

    def test_the_columns_stand_under_each_other(self, hostile):
        start, *rest = [line for line in table(hostile) if line.endswith(("%", "Known"))]
        assert {cell_len(line) for line in rest} == {cell_len(start)}

    def test_screening_comes_first(self, case):
        heading = line_of(table(case), "Site")
        assert heading.split() == ["Site", "Id", "Status", "Requirements", *heading.split()[4:]]
        assert heading.split()[4:] == ["Score", "Interval", "Rank", "Range", "Coverage", "Known"]

    def test_the_excluded_come_last_and_have_no_rank(self, case):
        *_, first, second = [line for line in table(case) if line.endswith("%")]
        assert first.split()[-6:] == ["(45.0)", "45.0–75.0", "–", "–", "70%", "70%"]
        assert second.split()[-5:] == ["(23.0)", "–", "–", "100%", "100%"]

    def test_ties_are_shown_as_ties(self, case):
        lines = table(case)
        assert [line_of(lines, name).split()[-4] for name in ("Norra", "Södra", "Mitt")] == ["=1", "=1", "3"]
        assert "= marks a tie." in lines[-1]

    def test_without_ties_and_excluded_the_legend_does_not_speak_of_them(self, one):
        assert table(one)[-1] == "Score and rank are cautious: unknown measures count at their worst."

    @pytest.mark.parametrize(("policy", "word"), [("low", "cautious"), ("middle", "middle"), ("high", "hopeful")])
    def test_the_legend_tells_what_ranks(self, case, policy, word):
        ranking = replace(case, criteria=replace(case.criteria, unknown=policy))
        assert word in table(ranking)[-1]

    def test_swedish(self, case):
        lines = table(case, "sv")
        assert lines[:4] == [
            "Var ska vi bygga",
            "Vilken ort har plats för 1 000 personer?",
            "Kriterier: criteria.yaml",
            "5 orter: 2 kvalificerade, 1 oklar, 2 uteslutna",
        ]
        assert "41,0–100,0" in line_of(lines, "Mitt")
        assert line_of(lines, "Mitt").endswith("20\u00a0%")

    def test_what_is_not_shown_is_counted(self, cut):
        assert table(cut)[-1] == "… and 1,198 more sites not shown"
        assert table(cut, "sv")[-1] == "… och 1\u00a0198 orter till visas inte"
        one_more = replace(cut, counts=replace(cut.counts, sites=3))
        assert table(one_more)[-1] == "… and 1 more site not shown"

    @pytest.mark.parametrize(("top", "last"), [(2, "… and 11 more sites not shown"), (13, None)])
    def test_a_ranking_of_files_cut_to_its_first_sites(self, vastervik, top, last):
        source = Source.of(EXAMPLES / "vastervik" / "sites.csv")
        first, _ = rank_files([(source, SITE_FORMATS["csv"])], vastervik.criteria, Shown(top=top))
        lines = table(first)
        assert len([line for line in lines if line.endswith("%")]) == top
        assert [line for line in lines if line.startswith("…")] == [last] * (last is not None)

    def test_a_ranking_cut_to_nothing_is_only_counted(self, cut):
        lines = table(replace(cut, frame=cut.frame.head(0)))
        assert lines[3:] == [
            "1,200 sites: 2 qualified, 1 unverified, 1,197 excluded",
            "… and 1,200 more sites not shown",
        ]

    def test_no_sites(self, nothing):
        assert table(nothing)[3:] == ["0 sites: 0 qualified, 0 unverified, 0 excluded"]

    def test_one_site(self, one):
        assert table(one)[3] == "1 site: 1 qualified, 0 unverified, 0 excluded"

    def test_identical_sites_tie_and_are_told_apart_by_id(self, identical):
        rows = [line.split() for line in table(identical) if line.startswith("Same")]
        assert [row[:3] for row in rows] == [["Same", it, "unverified"] for it in "abc"]
        assert {row[-4] for row in rows} == {"=1"}

    def test_ids_that_only_spell_names_plainly_are_left_out(self, vastervik):
        assert "Id" not in line_of(table(vastervik), "Site").split()

    def test_a_warning_is_left_out_where_the_requirement_is_not_met(self, exempelkommun):
        line = line_of(table(exempelkommun), "Skissboda")
        assert "not met: Free places at school; 9 of 10 met; warning: Free places at preschool " in line

    def test_a_title_is_not_needed(self, case):
        plain = replace(case, criteria=replace(case.criteria, title=Text(), question=Text()))
        assert table(plain)[0] == "Criteria: criteria.yaml"
        assert markdown(plain).startswith("Criteria: criteria.yaml\n\n5 sites")


class TestOnATerminal:
    @pytest.mark.parametrize("width", [80, 100, 120, 160, 200])
    @pytest.mark.parametrize("language", ["en", "sv"])
    @pytest.mark.parametrize("example", ["vastervik", "exempelkommun", "hostile"])
    def test_no_line_is_wider(self, request, example, language, width):
        lines = table(request.getfixturevalue(example), language, width)
        assert max(map(cell_len, lines)) <= width

    @pytest.mark.parametrize(
        ("width", "told"),
        [
            (80, "7 of 10 met, 3 unknown"),
            (160, "7 of 10 met, 3 unknown"),
            (200, "7 of 10 met; unknown: Free places at school, Free places at preschool, Departures per weekday"),
        ],
    )
    def test_long_lists_are_shortened_and_counted(self, vastervik, width, told):
        assert told in line_of(table(vastervik, width=width), "Ankarsrum")

    def test_one_line_for_each_site_that_is_not_excluded(self, vastervik):
        lines = table(vastervik, width=80)
        body = lines[lines.index(line_of(lines, "Site")) + 1 :]
        ranked = vastervik.counts.sites - vastervik.counts.excluded
        assert [line.split()[0] for line in body[:ranked]] == vastervik.frame["name"].to_list()[:ranked]

    def test_what_excludes_is_named(self, exempelkommun):
        for width in (80, 100, 120):
            lines = table(exempelkommun, width=width)
            assert "not met: Stop" in line_of(lines, "Kladdnäs")
            assert "not met: School" in line_of(lines, "Slumpäng")

    @pytest.mark.parametrize(("language", "told"), [("en", "10 of 10 met"), ("sv", "10 av 10 uppfyllda")])
    def test_a_qualified_site_meets_all(self, exempelkommun, language, told):
        assert told in line_of(table(exempelkommun, language, width=80), "Exempelstad")

    def test_a_table_above_names_the_requirements_and_where_they_are_open(self, vastervik):
        lines = table(vastervik, width=80)
        assert line_of(lines, "Detailed plan").split("  ")[-1].strip() == "all but Ankarsrum"
        assert line_of(lines, "School").split()[1:3] == ["Totebo,", "Ukna,"]
        assert lines.index(line_of(lines, "Detailed plan")) < lines.index(line_of(lines, "Site"))

    def test_a_wide_table_names_them_itself(self, vastervik):
        lines = table(vastervik, width=80, wide=True)
        assert not [line for line in lines if line.startswith("Requirement ")]
        start = lines.index(line_of(lines, "Ankarsrum"))
        assert " ".join(" ".join(line[25:57] for line in lines[start : start + 4]).split()) == (
            "7 of 10 met unknown: Free places at school, Free places at preschool, Departures per weekday"
        )

    def test_where_all_is_met_nothing_is_named(self, one):
        assert not [line for line in table(one, width=80) if line.startswith("Requirement ")]

    @pytest.mark.parametrize(("height", "told"), [(24, True), (50, False)])
    def test_a_table_longer_than_the_screen_is_followed_by_its_first_places(self, exempelkommun, height, told):
        last = " ".join(table(exempelkommun, width=80, height=height)[-2:])
        assert last.startswith("First places: 1 Exempelstad, 2 ") is told

    def test_the_legend_speaks_only_of_columns_that_are_there(self, vastervik):
        assert "Coverage" not in "\n".join(table(vastervik, width=80))
        assert "Coverage:" in "\n".join(table(vastervik, width=100))

    def test_without_colour_there_are_no_escapes_and_bars_are_told_by_their_digits(self, vastervik):
        text = "\n".join(table(vastervik, width=100))
        assert "\x1b" not in text
        assert "1█" in text

    def test_long_names_lose_their_middle(self, hostile):
        assert any(line.startswith(f"{'å' * 12}…{'å' * 12}  ") for line in table(hostile, width=100))


class TestBars:
    def bars(self, ranking, width=100, language="en"):
        lines = table(ranking, language, width, colour=True)
        for code in (0, 1, 2, *range(31, 37)):
            lines = [line.replace(f"\x1b[{code}m", "") for line in lines]
        return [line for line in lines if "█" in line or line.endswith("░")]

    def test_a_bar_for_each_ranked_site(self, vastervik):
        ranked = vastervik.counts.sites - vastervik.counts.excluded
        assert [line.split()[0] for line in self.bars(vastervik)] == vastervik.frame["name"].to_list()[:ranked]

    def test_segments_begin_with_their_number_and_are_as_long_as_their_points(self, exempelkommun):
        bar = self.bars(exempelkommun)[0].split()[1]
        assert [bar.index(key) for key in "12345"] == sorted(bar.index(key) for key in "12345")
        size = 100 - len("Medelvärdsta") - 2
        assert len(bar) == round(exempelkommun.frame["score"][0] / 100 * size)

    def test_the_unknown_part_is_shaded(self, vastervik):
        bar = self.bars(vastervik)[0].split()[1]
        size = 100 - len("Loftahammar") - 2
        high, low = (round(vastervik.frame[name][0] / 100 * size) for name in ("score_high", "score_low"))
        assert bar.count("░") == high - low

    def test_the_key_names_every_segment(self, vastervik):
        text = "\n".join(table(vastervik, "sv", 100, colour=True))
        for label in (
            "Skola och förskola",
            "Kollektivtrafik",
            "Arbete och föreningsliv",
            "okända mått kan tillföra",
        ):
            assert label in text

    def test_nothing_ranked_has_no_bars(self, all_excluded):
        assert self.bars(all_excluded) == []

    def test_many_sites_have_bars_for_the_first(self, criteria, tmp_path, case):
        many = replace(case, frame=pl.concat([case.frame.head(2)] * 50))
        assert len(self.bars(many)) == 40


class TestMarkdown:
    def cells(self, text):
        """The cells of each row, taken apart where GitHub does."""
        lines = [line for line in text.split("\n") if line.startswith("|")]
        return [line[2:-2].replace("\\\\", "").replace("\\|", "").split(" | ") for line in lines]

    def test_the_same_number_of_cells_in_every_row(self, hostile):
        assert {len(row) for row in self.cells(markdown(hostile))} == {10}

    def test_nothing_of_a_name_means_anything(self, hostile):
        text = markdown(hostile)
        for sign in "<>*`[]$~":
            assert text.count(sign) == text.count(f"\\{sign}")

    def test_what_the_table_says(self, case):
        whole = [line.split() for line in table(case, "sv") if line.endswith("%")]
        rows = [" ".join(row).replace("\\", "").split() for row in self.cells(markdown(case, "sv"))[2:]]
        assert [[it for it in row if it] for row in rows] == [[it.replace("|", "") for it in row] for row in whole]

    @pytest.mark.parametrize("question", ["- a", "+ a", "1. a", "2) a", "# a", "> a"])
    def test_a_question_is_no_list_or_heading(self, case, question):
        text = markdown(replace(case, criteria=replace(case.criteria, question=Text(question))))
        assert f"\n{question}" not in text
        assert text.split("\n")[2].replace("\\", "") == question
