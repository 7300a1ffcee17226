"""The blind edition: sites by number, and nothing in any format that tells which they are."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from vasterviksmodell import (
    Ranking,
    blind_ranking,
    criteria_from,
    first_sites,
    load_ranking,
    read_sites,
    redacted_ranking,
    save_ranking,
    schema,
    score,
    verify,
    with_measures,
)
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.scoring.blind import numbers, with_blind_numbers

PLANTED = "Zyxby"
CRITERIA = {
    "version": 1,
    "site": {"latitude": "lat", "longitude": "lon", "municipality_code": "code", "municipality": "town"},
    "sources": {"school_m": {"source": f"The register of {PLANTED}", "date": "2026-06"}},
    "criteria": {
        "school_m": {"weight": 2, "range": [0, 9000], "value": {500: 100, 4000: 0}, "requirement": {"at_most": 4000}},
        "plan": {"type": "category", "weight": 1, "value": {"housing": 100, "none": 0}},
    },
    "actions": {
        "bus": {"label": f"A bus to {PLANTED}", "who": f"{PLANTED} council", "sets": {"zyxby_a": {"school_m": 600}}}
    },
    "events": {
        "shuts": {
            "label": f"{PLANTED} school shuts",
            "from": "2028",
            "certainty": "planned",
            "source": f"{PLANTED} news",
            "sets": {"zyxby_a": {"school_m": 800}},
        }
    },
}
HEADINGS = "id,name,school_m,school_m__source,school_m__date,plan,plan__source,lat,lon,code,town,remark"
ROWS = [
    ("a", "500", "housing", "57.71234", "16.51234"),
    ("b", "1000..2000", "none", "57.61234", "16.41234"),
    ("c", "9000", "housing", "57.51234", "16.31234"),
    ("d", "500", "housing", "57.41234", "16.21234"),
]


SITES = "\n".join(
    [
        HEADINGS,
        *(
            f"zyxby_{id},{PLANTED} {id},{school},{PLANTED} school {id},2026-05,{plan},{PLANTED} plan {id},"
            f"{lat},{lon},0883,{PLANTED} town,{PLANTED} remark {id}"
            for id, school, plan, lat, lon in ROWS
        ),
        "",
    ]
)
"""Sites that say in every text which they are."""


@pytest.fixture(scope="module")
def ranking(tmp_path_factory: pytest.TempPathFactory) -> Ranking:
    path = tmp_path_factory.mktemp("sites") / f"{PLANTED}.csv"
    path.write_text(SITES)
    criteria = criteria_from(CRITERIA)
    return score(read_sites(path, criteria), criteria)


def texts(content: bytes) -> Iterator[str]:
    """What a file holds as text: of packed files every part, of Parquet every cell."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    elif content.startswith(b"PAR1"):
        yield str(pl.read_parquet(BytesIO(content)).to_dicts())
    yield content.decode("utf-8", "replace")


def written(ranking: Ranking, format: str) -> bytes:
    rendered = RANKING_FORMATS[format].render(ranking, View(width=None))
    return rendered if isinstance(rendered, bytes) else "".join(rendered).encode()


BLIND_FORMATS = [name for name, format in RANKING_FORMATS.items() if not format.shows_places and name != "pdf"]
TELLING = re.compile(rf"{PLANTED}|0883|[.,]\d1234|2026-05", re.IGNORECASE)


@pytest.mark.parametrize("format", BLIND_FORMATS)
def test_no_format_tells_which_sites_they_are(ranking: Ranking, format: str) -> None:
    assert any(TELLING.search(text) for text in texts(written(ranking, format))), "the test would find it"
    for blind in (blind_ranking(ranking), blind_ranking(with_measures(ranking, {"zyxby_b": {"school_m": 600}}))):
        for text in texts(written(blind, format)):
            assert not TELLING.search(text)


def test_a_blind_ranking_ranks_as_the_open_one(ranking: Ranking) -> None:
    columns = ["status", "rank", "rank_best", "rank_worst", "score", "score_low", "score_high", "coverage"]
    blind = blind_ranking(ranking)
    open_rows, blind_rows = (sorted(map(str, side.frame.select(columns).rows())) for side in (ranking, blind))
    assert open_rows == blind_rows
    assert blind.counts == ranking.counts
    assert sorted(blind.frame["id"]) == ["1", "2", "3", "4"]
    assert blind.frame["id"].to_list() == blind.frame["name"].to_list()


def test_sites_that_tie_stand_in_the_order_of_their_numbers(ranking: Ranking) -> None:
    tied = blind_ranking(ranking).frame.filter(pl.col("rank") == 1)["id"].to_list()
    assert len(tied) == 2
    assert tied == sorted(tied)


def test_only_the_first_sites_are_shown_with_the_same_numbers(ranking: Ranking) -> None:
    from vasterviksmodell import Shown

    whole = blind_ranking(ranking).frame["id"].to_list()
    assert blind_ranking(ranking, Shown(2)).frame["id"].to_list() == whole[:2]
    with pytest.raises(ValueError, match="all its sites"):
        blind_ranking(first_sites(ranking, 2))


def test_the_numbers_do_not_change_with_the_criteria_but_with_the_key(ranking: Ranking) -> None:
    document = json.loads(json.dumps(CRITERIA))
    document["criteria"]["plan"]["weight"] = 7
    other = replace(ranking, criteria=criteria_from(document))
    assert numbered(with_blind_numbers(other)) == numbered(with_blind_numbers(ranking))
    keyed = {tuple(numbered(with_blind_numbers(ranking, key=str(key))).values()) for key in range(40)}
    assert len(keyed) > 10


def numbered(ranking: Ranking) -> dict[str, str]:
    return {id: name.split()[0] for id, name in ranking.frame.sort("id").select("id", "name").iter_rows()}


def test_names_stand_beside_the_numbers_that_they_had(ranking: Ranking) -> None:
    opened = with_blind_numbers(ranking)
    scores = dict(blind_ranking(ranking).frame.select("id", "score").iter_rows())
    for name, points in opened.frame.select("name", "score").iter_rows():
        number, _, own = name.partition(" ")
        assert own.startswith(PLANTED)
        assert scores[number] == points


def test_without_files_a_key_is_needed(ranking: Ranking) -> None:
    of_frame = replace(ranking, inputs=())
    with pytest.raises(ValueError, match="give a key"):
        blind_ranking(of_frame)
    assert blind_ranking(of_frame, key="a key").counts == ranking.counts


@given(st.sets(st.text(max_size=6), min_size=1, max_size=30), st.text(max_size=6), st.randoms())
def test_numbers_depend_on_ids_and_key_alone(ids: set[str], key: str, random: object) -> None:
    shuffled = list(ids)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = numbers(shuffled, key)
    assert found == numbers(sorted(ids), key)
    assert {int(number) for number in found.values()} == set(range(1, len(ids) + 1))
    assert len({len(number) for number in found.values()}) == 1


def test_numbers_tell_nothing_of_the_alphabet() -> None:
    """Over many keys each of two ids comes first about as often."""
    first = sum(numbers(["aby", "zby"], str(key))["aby"] == "1" for key in range(400))
    assert 140 < first < 260


def test_a_saved_blind_ranking_is_read_and_verified(ranking: Ranking, tmp_path: Path) -> None:
    blind = blind_ranking(with_measures(ranking, {"zyxby_b": {"school_m": 600}}))
    save_ranking(blind, tmp_path / "blind.json")
    document = json.loads((tmp_path / "blind.json").read_text())
    assert document["blind"] == {"changes": 1}
    assert "changes" not in document
    Draft202012Validator(schema("ranking")).validate(document)
    read = load_ranking(tmp_path / "blind.json")
    assert read.blind == blind.blind
    assert read.frame.equals(blind.frame)
    verification = verify(tmp_path / "blind.json")
    assert verification.is_exact
    assert "its sites are numbers" in verification.closing.inside("en")  # type: ignore[union-attr]


def test_a_blind_ranking_can_be_redacted_and_stays_blind(ranking: Ranking) -> None:
    redacted = redacted_ranking(blind_ranking(ranking))
    assert redacted.blind is not None
    assert redacted.redaction is not None
    assert redacted.redaction.classes == ("school_m",)
