"""The formats for programs, read back the way their readers do."""

import csv
import io
import json
from dataclasses import replace
from hashlib import sha256

import polars as pl
import pytest
from jsonschema import Draft202012Validator

from vasterviksmodell import load_criteria, read_sites, score
from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.findings import Place
from vasterviksmodell.output.ranking import RANKING_FORMATS, View
from vasterviksmodell.scoring.saved.schema import ranking_schema

delimited = pytest.mark.parametrize(("name", "separator"), [("csv", ","), ("tsv", "\t")])


def written(name, ranking):
    return "".join(RANKING_FORMATS[name].render(ranking, View()))


def loaded(ranking):
    return json.loads(written("json", ranking))


@pytest.fixture(autouse=True)
def _long_fields():
    before = csv.field_size_limit(1_000_000)
    yield
    csv.field_size_limit(before)


def table(name, separator, ranking):
    first, *rest = csv.reader(io.StringIO(written(name, ranking), newline=""), delimiter=separator, strict=True)
    return [dict(zip(first, row, strict=True)) for row in rest]


class TestJson:
    def test_it_meets_its_schema(self, ranking):
        Draft202012Validator.check_schema(ranking_schema())
        Draft202012Validator(ranking_schema()).validate(loaded(ranking))

    def test_the_examples_meet_it_too(self, vastervik, exempelkommun):
        for example in (vastervik, exempelkommun):
            Draft202012Validator(ranking_schema()).validate(loaded(example))

    def test_the_schema_refuses_what_it_does_not_know(self, case):
        document = loaded(case)
        document["sites"][0]["score_medium"] = 1
        assert not Draft202012Validator(ranking_schema()).is_valid(document)

    def test_the_keys_of_the_document(self, ranking):
        result = loaded(ranking)
        assert list(result) == [
            "schema",
            "version",
            "unknown",
            "counts",
            "inputs",
            "findings",
            "criteria_file",
            "criteria",
            "sites",
            "checksum",
        ]
        assert result["counts"]["sites"] == ranking.counts.sites
        assert len(result["sites"]) == ranking.frame.height

    def test_many_sites_are_written_in_parts_and_the_checksum_is_of_all(self, case):
        many = case.frame[[number % case.frame.height for number in range(11_000)]]
        parts = [part.encode() for part in RANKING_FORMATS["json"].render(replace(case, frame=many), View())]
        assert max(map(len, parts)) < sum(map(len, parts)) / 2
        assert json.loads(b"".join(parts))["checksum"] == sha256(b"".join(parts[:-1])).hexdigest()

    def test_a_ranking_without_checksum_meets_the_schema_too(self, case):
        document = loaded(case)
        del document["checksum"]
        assert Draft202012Validator(ranking_schema()).is_valid(document)

    def test_a_site(self, case):
        site = loaded(case)["sites"][2]
        assert site == {
            "id": "mitt",
            "name": "Mitt|emellan",
            "rank": 3,
            "rank_best": 1,
            "rank_worst": 3,
            "status": "unverified",
            "score": 41.0,
            "score_low": 41.0,
            "score_high": 100.0,
            "coverage": 0.41,
            "known_weight": 0.2,
            "criteria": {
                "school": {
                    "measure": [0.0, 2000.0],
                    "value": [50.0, 100.0],
                    "weight": 0.4,
                    "contribution": 20.0,
                    "requirement": "met",
                },
                "shop": {
                    "measure": ["yes", "yes"],
                    "value": [100.0, 100.0],
                    "weight": 0.2,
                    "contribution": 20.0,
                    "requirement": "met",
                },
                "plan": {
                    "measure": [None, None],
                    "value": [0.0, 100.0],
                    "weight": 0.3,
                    "contribution": 0.0,
                    "requirement": "unknown",
                },
                "plots": {
                    "measure": [1.0, None],
                    "value": [10.0, 100.0],
                    "weight": 0.1,
                    "contribution": 1.0,
                    "warning": "unknown",
                },
                "population": {"measure": [None, None], "warning": "unknown"},
                "noise": {"measure": [None, None], "warning": "unknown"},
            },
            "extra": {"score": None, "note": "+46 490"},
        }
        assert list(site["criteria"]) == ["school", "shop", "plan", "plots", "population", "noise"]

    def test_where_figures_come_from(self, sourced):
        told = [
            [
                (it.get("source", "–"), it.get("date", "–"))
                for it in (criteria["school"], criteria["plots"], criteria["plan"])
            ]
            for criteria in (site["criteria"] for site in loaded(sourced)["sites"])
        ]
        assert told == [
            [("Measured", None), ("Tomtkön", "–"), ("=x", "–")],
            [("Roads", "2025-01"), ("Tomtkön", "–"), (None, "–")],
            [("Roads", "2024"), ("Tomtkön", "–"), ("Map", "–")],
        ]
        assert not {"source", "date"} & set(loaded(sourced)["sites"][0]["criteria"]["shop"])

    def test_every_figure_in_full(self, case):
        for site, row in zip(loaded(case)["sites"], case.frame.iter_rows(named=True), strict=True):
            for key in ("score", "score_low", "score_high", "coverage", "known_weight", "rank", "status", "id", "name"):
                assert site[key] == row[key]
            for it in case.criteria.scored:
                ends = [row[f"{it.id}__value_low"], row[f"{it.id}__value_high"]]
                assert site["criteria"][it.id]["value"] == ends
                assert site["criteria"][it.id]["contribution"] == row[f"{it.id}__contribution"]

    def test_texts_are_exact(self, hostile):
        sites = {it["id"]: it for it in loaded(hostile)["sites"]}
        for row in hostile.frame.iter_rows(named=True):
            assert sites[row["id"]]["name"] == row["name"]
            (text,) = sites[row["id"]]["extra"].values()
            assert text == row['_extra__=x\n"|\x1b']

    def test_the_criteria_can_be_read_again(self, case):
        again, findings = read_criteria(json.dumps(loaded(case)["criteria"]).encode(), "criteria.yaml")
        assert again is not None
        assert not findings
        assert again.criteria == case.criteria.criteria
        assert again.groups == case.criteria.groups

    def test_nothing_is_infinite(self, ranking):
        json.loads(written("json", ranking), parse_constant=pytest.fail)

    def test_halves_of_characters_are_escapes_in_paths_and_stay_in_texts(self, case):
        path = "odd\udce5.csv"
        finding = replace(case.findings[0], place=Place(path, 1), facts={"text": "\ud800"})
        document = {**case.criteria.document, "title": "\ud800"}
        odd = replace(
            case,
            inputs=(replace(case.inputs[0], path=path),),
            findings=(finding,),
            criteria=replace(case.criteria, document=document),
        )
        written("json", odd).encode()
        result = loaded(odd)
        assert result["inputs"][0]["path"] == r"odd\udce5.csv"
        assert result["criteria"]["title"] == "\ud800"
        assert result["findings"][0]["path"] == r"odd\udce5.csv"
        assert result["findings"][0]["message"] == r"'\ud800' is odd"

    def test_a_finding_has_the_keys_of_the_findings_format(self, case):
        from vasterviksmodell.findings import Report
        from vasterviksmodell.output.findings import FINDING_FORMATS, Context

        report = FINDING_FORMATS["json"].render(Report.of(case.findings), Context("en", "1"))
        assert loaded(case)["findings"] == json.loads(report)["findings"]


class TestJsonl:
    def test_a_line_for_each_site_as_in_json(self, ranking):
        lines = written("jsonl", ranking).split("\n")[:-1]
        assert [json.loads(line) for line in lines] == loaded(ranking)["sites"]


@delimited
class TestDelimited:
    def test_a_row_for_each_site(self, name, separator, ranking):
        assert len(table(name, separator, ranking)) == ranking.frame.height

    def test_figures_in_full_and_unknown_empty(self, name, separator, case):
        rows = table(name, separator, case)
        for cells, row in zip(rows, case.frame.iter_rows(named=True), strict=True):
            assert float(cells["score"]) == row["score"]
            assert cells["rank"] == ("" if row["rank"] is None else str(row["rank"]))
            assert float(cells["plots.contribution"]) == row["plots__contribution"]
            assert float(cells["plots.weight"]) == 0.1
        ends = [(it["plots.measure_low"], it["plots.measure_high"], it["plan.measure"]) for it in rows]
        assert ends[2:4] == [("1.0", "", ""), ("", "", "other")]
        assert not any(it["noise.measure_high"] for it in rows)

    def test_only_what_applies_has_a_column(self, name, separator, case):
        (first, *_) = table(name, separator, case)
        assert [column for column in first if column.startswith("population.")] == [
            "population.measure_low",
            "population.measure_high",
            "population.warning",
        ]
        assert not {"plots.requirement", "plan.warning", "plan.measure_low"} & set(first)

    def test_what_passes_through(self, name, separator, case):
        rows = table(name, separator, case)
        assert list(rows[0])[-2:] == ["extra.score", "note"]
        assert [it["extra.score"] for it in rows] == ["7", "", "", "", ""]
        assert [it["note"] for it in rows] == ["first, of two", "", "'+46 490", "-12.5", "'=1+1"]

    def test_where_figures_come_from_if_the_file_says_it(self, name, separator, sourced):
        rows = table(name, separator, sourced)
        ours = [it for it in rows[0] if it.endswith((".source", ".date"))]
        assert ours == ["school.source", "school.date", "plan.source"]
        assert [[row[it] for it in ours] for row in rows] == [
            ["Measured", "", "'=x"],
            ["Roads", "2025-01", ""],
            ["Roads", "2024", "Map"],
        ]

    def test_no_cell_is_a_formula(self, name, separator, hostile):
        rows = table(name, separator, hostile)
        texts = [text for row in rows for text in (*row, row["name"], row["id"], list(row.values())[-1])]
        assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for text in texts)
        assert {"'=1+1", "'@SUM(A1)", "'-2+3", "'quoted"} <= {row["name"] for row in rows}

    def test_texts_are_else_as_they_were(self, name, separator, hostile):
        names = [row["name"] for row in table(name, separator, hostile)]
        assert {
            'a "quoted", name; and more',
            "two\nlines\r\nand\ttabs",
            "Södra\u00a0Vi",
            "東京都の大きな村",
        } <= set(names)
        assert r"\x1b[31mred\x07\x9b0m\x7f" in names

    def test_data_frames_read_it(self, name, separator, case):
        frame = pl.read_csv(written(name, case).encode(), separator=separator)
        assert frame["score"].to_list() == case.frame["score"].to_list()
        assert frame["rank"].dtype == pl.Int64

    def test_lines_end_with_a_line_feed(self, name, separator, case):
        text = written(name, case)
        assert "\r" not in text
        assert not text.startswith("\ufeff")


def test_headings_that_are_ours_are_prefixed_until_they_are_free(tmp_path):
    model = tmp_path / "criteria.yaml"
    model.write_text("version: 1\nsite: {id: code, name: title}\ncriteria: {a: {weight: 1, value: {0: 0, 1: 100}}}\n")
    data = tmp_path / "sites.csv"
    data.write_text("code,title,a,id,a.weight,extra.id\nx,X,1,9,8,7\n")
    criteria = load_criteria(model)
    ranking = score(read_sites(data, criteria), criteria)
    (row,) = table("csv", ",", ranking)
    assert list(row)[-3:] == ["extra.id", "extra.a.weight", "extra.extra.id"]
    assert [row[it] for it in ("id", "a.weight", "extra.id", "extra.a.weight")] == ["x", "1.0", "9", "8"]
    assert loaded(ranking)["sites"][0]["extra"] == {"id": "9", "a.weight": "8", "extra.id": "7"}
