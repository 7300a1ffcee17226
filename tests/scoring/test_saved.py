"""A saved ranking read back is the ranking that it was; a file that is not a ranking is reported."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.worlds import ROWS, model, ranking
from tests.conftest import ROOT
from tests.sites.reading import brief, criteria_of, sites_in

from vasterviksmodell.criteria import default_criteria
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.scoring import Ranking, score
from vasterviksmodell.scoring.ranking import sites_of
from vasterviksmodell.scoring.run import rank_saved
from vasterviksmodell.scoring.saved import pieces
from vasterviksmodell.scoring.saved.pieces import Pieces
from vasterviksmodell.scoring.saved.reading import SavedRanking, _read_slowly, read_ranking
from vasterviksmodell.sites import read_sites
from vasterviksmodell.source.json_scan import leaves


def saved_as(ranking: Ranking) -> str:
    return "".join(RANKING_FORMATS["json"].render(ranking, View()))


def read_back(text: str) -> SavedRanking:
    saved, findings = read_ranking(text.encode(), "ranking.json")
    assert saved is not None, [finding.message() for finding in findings]
    return saved


def sites_in_json(ranking: Ranking) -> str:
    """What a ranking says of its sites, to the byte."""
    return saved_as(ranking).partition('"sites": [')[2].partition('"checksum"')[0]


def assert_read_back_whole(ranking: Ranking) -> None:
    text = saved_as(ranking)
    again = rank_saved(read_back(text))
    assert again.frame.select(ranking.frame.columns).equals(ranking.frame)
    assert set(again.frame.columns) == set(ranking.frame.columns)
    rewritten = json.loads(saved_as(again))
    assert rewritten == {**json.loads(text), **{key: rewritten[key] for key in ("findings", "checksum")}}
    assert sites_in_json(again) == sites_in_json(ranking)
    assert score(sites_of(ranking), ranking.criteria).frame.equals(ranking.frame)


@pytest.mark.parametrize("path", ["examples/vastervik/sites.csv", "examples/exempelkommun/orter.csv"])
def test_the_examples_come_back_as_they_were(path: str) -> None:
    criteria = default_criteria()
    assert_read_back_whole(score(read_sites(ROOT / path, criteria), criteria))


@brief
@given(ROWS, st.sampled_from(["low", "middle", "high"]))
def test_random_sites_come_back_as_they_were(rows: list[dict[str, str]], unknown: str) -> None:
    assert_read_back_whole(ranking(rows, unknown))


CRITERIA = """\
version: 1
site: {latitude: lat, longitude: lon}
sources:
  school: {source: {en: A register, sv: Ett register}, date: 2024}
  bus: {source: A timetable}
criteria:
  school: {range: [0, 9000], weight: 2, value: {500: 100, 4000: 0}}
  bus: {range: [0, 90], weight: 1, value: {0: 0, 30: 100}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
"""
TOLD = {
    "school__source": ("", "A register", "A walk"),
    "school__date": ("", "2024", "2025-03"),
    "bus__source": ("", "A walk"),
    "bus__date": ("", "2025"),
    "plan__source": ("", "The plan"),
    "plan__date": ("", "2020"),
    "lat": ("", "57.75", "nonsense"),
    "lon": ("", "16.6"),
    "note": ("", "a note"),
}
PROVIDED = st.lists(
    st.fixed_dictionaries({heading: st.sampled_from(cells) for heading, cells in TOLD.items()}), min_size=1, max_size=4
)


@brief
@given(PROVIDED, st.sets(st.sampled_from(list(TOLD))))
def test_positions_and_provenance_come_back(rows: list[dict[str, str]], headings: set[str]) -> None:
    model = criteria_of(CRITERIA)
    shown = sorted(headings)
    lines = [",".join(("id", "school", *shown))]
    lines += [",".join((f"s{number}", "700", *(row[name] for name in shown))) for number, row in enumerate(rows)]
    ranking = score(sites_in("\n".join(lines) + "\n", model), model)
    again = rank_saved(read_back(saved_as(ranking)))
    assert sites_in_json(again) == sites_in_json(ranking)
    positions = [name for name in ("_latitude", "_longitude") if name in ranking.frame.columns]
    assert again.frame.select(positions).equals(ranking.frame.select(positions))


@brief
@given(PROVIDED, st.sets(st.sampled_from(list(TOLD))), st.sampled_from([1, 400, 900]))
def test_sites_read_a_few_at_a_time_are_the_same(rows: list[dict[str, str]], headings: set[str], size: int) -> None:
    model = criteria_of(CRITERIA)
    lines = [",".join(("id", "school", *sorted(headings)))]
    for number, row in enumerate(rows * 3):
        lines.append(",".join((f"s{number}", "700", *(row[name] if number else "" for name in sorted(headings)))))
    content = saved_as(score(sites_in("\n".join(lines) + "\n", model), model)).encode()
    careful, _ = _read_slowly(content, "ranking.json")
    assert careful is not None
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pieces, "_SIZE", size)
        assert len([*Pieces.of(content).sites()]) > (1 if size < 900 and len(rows) > 1 else 0)  # type: ignore[union-attr]
        quick = read_back(content.decode())
    assert quick.sites.frame.equals(careful.sites.frame)
    assert quick.sites.frame.columns == careful.sites.frame.columns
    assert quick.reported == careful.reported


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace('"sites": [\n    {', '"sites": [\n    {"id": "s0"}, {'),
        lambda text: text.replace('"id":"s2"', '"id":"s0"'),
        lambda text: text.replace('\n  "sites": [', '\n  "sites": [],\n  "sites": ['),
        lambda text: text.replace('  "checksum"', '  "sites": [],\n  "checksum"'),
        lambda text: text.replace('"criteria": {', '"criteria": {\n  "sites": [\n    {}\n  ],'),
        lambda text: text.replace('"name":"s3"', '"name":3'),
        lambda text: text.replace("},\n    {", "},\n    \n{", 2),
        lambda text: text.replace('"id":"s1",', '"id":"s1",\n'),
    ],
)
def test_a_text_laid_out_almost_as_ours_is_read_as_any_other(changed: Any) -> None:
    rows = "".join(f"s{number},{700 * number}\n" for number in range(5))
    model = criteria_of(CRITERIA)
    content = changed(saved_as(score(sites_in(f"id,school\n{rows}", model), model))).encode()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pieces, "_SIZE", 1)
        quick, careful = read_ranking(content, "ranking.json"), _read_slowly(content, "ranking.json")
    assert quick[1] == careful[1]
    if quick[0] is not None and careful[0] is not None:
        assert quick[0].sites.frame.equals(careful[0].sites.frame)
        assert quick[0].document == careful[0].document


def test_where_figures_come_from_is_a_column_only_where_the_file_had_one() -> None:
    model = criteria_of(CRITERIA)
    ranking = score(sites_in("id,school,bus,bus__date\na,700,3,2025\n", model), model)
    frame = rank_saved(read_back(saved_as(ranking))).frame
    assert [name for name in frame.columns if name.endswith(("__source", "__date"))] == ["bus__date"]


def test_odd_signs_in_the_criteria_come_back() -> None:
    odd = "a\\x7fb\\u2028c\\x85d\\ufeffe\\U0001F600f\\ng"
    model = criteria_of(f'version: 1\ntitle: "{odd}"\ncriteria:\n  x: {{weight: 1, value: {{0: 0, 9: 100}}}}\n')
    saved = read_back(saved_as(score(sites_in("id,x\na,1\n", model), model)))
    assert saved.criteria.title == model.title
    assert saved.criteria.document == json.loads(json.dumps(model.document))


def document() -> dict[str, Any]:
    row = {"school": "400", "size": "20..70", "plan": "housing", "travel": "5", "road": "yes", "air": "1"}
    return json.loads(saved_as(ranking([row, row])))  # type: ignore[no-any-return]


def problem(text: str) -> tuple[str, int | None, int | None]:
    saved, (finding,) = read_ranking(text.encode(), "ranking.json")
    assert saved is None
    assert finding.code == "R001"
    assert finding.message("sv").isprintable()
    return finding.message().partition(": ")[2], finding.place.line, finding.place.column


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda document: document["sites"][1].update(id="a"), "the id 'a' occurs twice"),
        (lambda document: document["sites"][0]["criteria"].pop("size"), "'a' has no measure of size"),
        (
            lambda document: document["sites"][0]["criteria"]["size"].update(measure=[9, 1]),
            "measure of size that its criteria",
        ),
        (
            lambda document: document["sites"][0]["criteria"]["size"].update(measure=[9, 91]),
            "measure of size that its criteria",
        ),
        (
            lambda document: document["sites"][0]["criteria"]["size"].update(measure=["x", "x"]),
            "measure of size that its criteria",
        ),
        (
            lambda document: document["sites"][0]["criteria"]["plan"].update(measure=["x", "x"]),
            "measure of plan that its criteria",
        ),
        (
            lambda document: document["sites"][0]["criteria"]["plan"].update(measure=[1, 1]),
            "measure of plan that its criteria",
        ),
        (lambda document: document["sites"][0].update(rank="1"), "sites.0.rank"),
        (lambda document: document["sites"][0].update(status="good"), "sites.0.status"),
        (lambda document: document["sites"][0].update(score=None), "sites.0.score"),
        (lambda document: document["criteria"].update(version=2), "its criteria cannot be read: version 2"),
        (lambda document: document["criteria"].update(criteria={}), "its criteria cannot be read"),
        (lambda document: document.pop("criteria"), "criteria: Field required"),
        (lambda document: document.update(sites={}), "sites: Input should be a valid list"),
        (lambda document: document.update(changes=[{"id": "z"}]), "changes.0.criterion"),
    ],
)
def test_a_document_that_is_no_ranking_says_why(change: Any, said: str) -> None:
    changed = document()
    change(changed)
    assert said in problem(json.dumps(changed))[0]


def test_the_place_of_what_is_wrong_is_told() -> None:
    text = json.dumps(document(), indent=1).replace('"qualified",\n   "score"', '"good",\n   "score"')
    line = next(number for number, line in enumerate(text.splitlines(), 1) if '"good"' in line)
    assert problem(text)[1:] == (line, 14)
    assert problem('{"a": 1,\n "b": }')[1:] == (2, 7)
    assert problem('{"a": 1,\n "b": NaN}')[1:] == (2, 7)
    assert problem("5") == ("it is not a JSON object", 1, 1)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[" * 100_000, b"null", b"[]", b'"x"', b"NaN", b"1e999"])
def test_what_is_no_ranking_at_all_is_told(content: bytes) -> None:
    saved, findings = read_ranking(content, "ranking.json")
    assert saved is None
    assert [finding.code for finding in findings] in (["R001"], ["F001"])


def test_a_ranking_is_saved_and_read_without_sites(tmp_path: Path) -> None:
    (tmp_path / "none.csv").write_text("id,school\n")
    empty = model()
    saved = read_back(saved_as(score(read_sites(tmp_path / "none.csv", empty), empty)))
    assert saved.sites.frame.height == 0
    assert not saved.is_cut


ODD = (
    "null",
    "true",
    "-1",
    "1e308",
    "1e999",
    "1" + 400 * "0",
    "{}",
    "[1, 2]",
    '"x"',
    '"\\ud800"',
    "-0.0",
    "5",
    "NaN",
    "[",
)
BEYOND = ("1e999", "1" + 400 * "0")
READ = ("id", "name", "status", "score", "position", "measure", "source", "date", "extra")
"""What is taken over of a site, besides its rank."""
DOUBLES = ('"id": "a"', '"rank": 7', '"score": 7', '"version": "7"', '"sites": []', '"counts": {}', '"measure": [1, 1]')


@brief
@given(ROWS, st.integers(min_value=0), st.sampled_from(ODD), st.sampled_from(DOUBLES))
def test_what_is_read_at_once_is_what_is_read_slowly(
    rows: list[dict[str, str]], number: int, odd: str, double: str
) -> None:
    text = saved_as(ranking(rows))
    found = list(leaves(text))
    leaf = found[number % len(found)]
    keys = [at for at, sign in enumerate(text) if sign == '"' and text[:at].rstrip()[-1:] == "{"]
    at = keys[number % len(keys)]
    for changed in (
        text,
        text[: leaf.at] + odd + text[leaf.at + len(leaf.text) :],
        f"{text[:at]}{double}, {text[at:]}",
        "\ufeff" + text,
    ):
        content = changed.encode()
        quick, careful = read_ranking(content, "ranking.json"), _read_slowly(content, "ranking.json")
        if quick[1] != careful[1]:  # a number beyond all bounds, where nobody looks
            assert odd in BEYOND
            assert leaf.way[0] == "sites"
            assert not {*READ} & {*leaf.way}
        if quick[0] is not None and careful[0] is not None:
            assert quick[0].sites.frame.equals(careful[0].sites.frame)
            assert (quick[0].reported, quick[0].settings) == (careful[0].reported, careful[0].settings)
            assert (quick[0].document, quick[0].site_count) == (careful[0].document, careful[0].site_count)
            assert quick[0].criteria == careful[0].criteria


@brief
@given(ROWS, st.sampled_from(DOUBLES))
def test_of_a_key_that_stands_twice_the_last_counts(rows: list[dict[str, str]], double: str) -> None:
    text = saved_as(ranking(rows))
    key = double.partition(":")[0]
    at = text.index(key)
    saved = read_back(f"{text[:at]}{double}, {text[at:]}")
    assert saved.reported == read_back(text).reported
    assert saved.sites.frame.equals(read_back(text).sites.frame)


@pytest.mark.parametrize(
    ("criterion", "measure", "is_taken"),
    [
        ("size", [0, 90], True),
        ("size", [None, None], True),
        ("size", [None, 90], True),
        ("size", [0, None], True),
        ("size", [None, 91], False),
        ("size", [-1, None], False),
        ("size", [-1, 5], False),
        ("size", [5, 91], False),
        ("size", [6, 5], False),
        ("size", [None, -1], False),
        ("size", [91, None], False),
        ("size", [5, "5"], False),
        ("size", ["5", 5], False),
        ("size", ["5", None], False),
        ("plan", ["other", "other"], True),
        ("plan", [None, None], True),
        ("plan", ["other", "bogus"], False),
        ("plan", ["bogus", "other"], False),
        ("plan", [None, "other"], False),
        ("plan", ["other", None], False),
        ("plan", ["other", 1], False),
        ("road", ["yes", "yes"], True),
        ("road", ["maybe", "yes"], False),
    ],
)
def test_a_measure_is_one_that_its_criterion_can_have(criterion: str, measure: list[Any], is_taken: bool) -> None:
    changed = document()
    changed["sites"][0]["criteria"][criterion]["measure"] = measure
    saved, findings = read_ranking(json.dumps(changed).encode(), "ranking.json")
    assert ((saved is not None), [finding.code for finding in findings]) == (is_taken, [] if is_taken else ["R001"])


def test_a_number_beyond_all_bounds_is_refused_where_a_ranking_is_looked_at() -> None:
    """Where nobody looks, reading at once passes it by; what it takes over is the same."""
    text = json.dumps(document())
    plain = read_back(text)
    found = [leaf for leaf in leaves(text) if leaf.way[:2] == ("sites", 0) and leaf.text[0] in "0123456789"]
    passed = set()
    for leaf in found:
        changed = text[: leaf.at] + "1e999" + text[leaf.at + len(leaf.text) :]
        assert _read_slowly(changed.encode(), "r")[0] is None
        saved, findings = read_ranking(changed.encode(), "r")
        assert (saved is None) == bool(findings)
        if saved is not None:
            passed.add(str(leaf.way[-1] if isinstance(leaf.way[-1], str) else leaf.way[-2]))
            assert saved.sites.frame.equals(plain.sites.frame)
    assert passed == {
        "rank_best",
        "rank_worst",
        "score_low",
        "score_high",
        "coverage",
        "known_weight",
        "value",
        "weight",
        "contribution",
    }


def test_a_ranking_saved_again_with_escapes_is_the_same() -> None:
    changed = document()
    changed["inputs"] = [{"path": "hus 🏠.csv", "sha256": "0" * 64, "format": "csv", "dialect": {}, "sites": 2}]
    texts = [json.dumps(changed, ensure_ascii=ascii) for ascii in (True, False)]
    assert "\\ud83c\\udfe0" in texts[0]
    for text in texts:
        assert [input.path for input in read_back(text).sites.inputs] == ["hus 🏠.csv"]
        assert _read_slowly(text.encode(), "r")[1] == ()


def test_half_a_character_is_no_text() -> None:
    for key in ("version", "title"):
        changed = document()
        (changed if key == "version" else changed["criteria"])[key] = "\ud800"
        text = json.dumps(changed)
        said, line, column = problem(text)
        assert (line, column) == (1, text.index("\\ud800") + 1)
        assert said
