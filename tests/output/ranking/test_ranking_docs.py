"""docs/ranking.md describes every key and column that a ranking has, and nothing else."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from vasterviksmodell import redacted_ranking
from vasterviksmodell.output.ranking import RANKING_FORMATS, View
from vasterviksmodell.scoring.run import what_if
from vasterviksmodell.scoring.saved.schema import ranking_schema
from vasterviksmodell.scoring.what_if import Setting
from vasterviksmodell.sites.municipality_columns import MUNICIPALITY_COLUMNS

PAGE = Path(__file__).parents[3] / "docs" / "ranking.md"


def described(heading: str) -> list[str]:
    """The keys in the first column of the table under a heading."""
    _, _, section = ("\n" + PAGE.read_text(encoding="utf-8")).partition(f"\n{heading}\n")
    section = re.split(r"\n#+ ", section)[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


@pytest.fixture
def document(case):
    return json.loads("".join(RANKING_FORMATS["json"].render(case, View())))


def test_the_formats():
    assert described("# The formats of a ranking") == list(RANKING_FORMATS)
    for it in RANKING_FORMATS.values():
        assert f"| `{it.name}` | {', '.join(f'`{suffix}`' for suffix in it.suffixes)} |" in PAGE.read_text(
            encoding="utf-8"
        )


def test_the_document(document, case):
    changed = what_if(case, [Setting("mitt", case.criteria["plan"], "housing")])
    supposed = json.loads("".join(RANKING_FORMATS["json"].render(changed, View())))
    keys = [key for key in described("### Document") if key not in {"weights_of", "redaction"}]
    assert keys == list(supposed)
    assert [key for key in keys if key != "changes"] == list(document)
    (change,) = supposed["changes"]
    assert described("### Change") == list(change)
    assert described("### State before and after") == list(change["before"]) == list(change["after"])


@pytest.mark.parametrize(("heading", "key"), [("### Input", "inputs"), ("### Finding", "findings")])
def test_the_objects(document, heading, key):
    assert described(heading) == list(document[key][0])


def test_the_criteria_file(document):
    assert described("### Criteria file") == list(document["criteria_file"])
    assert document["criteria_file"]["path"] == "criteria.yaml"


def test_a_site(document, vastervik):
    with_positions = json.loads("".join(RANKING_FORMATS["json"].render(vastervik, View())))
    keys = described("### Site")
    assert [key for key in keys if key != "municipality"] == list(with_positions["sites"][0])
    assert [key for key in keys if key not in {"only_local_questions", "position", *MUNICIPALITY_COLUMNS}] == list(
        document["sites"][0]
    )


def test_a_redacted_document(document, case):
    redacted = json.loads("".join(RANKING_FORMATS["json"].render(redacted_ranking(case), View())))
    assert [key for key in redacted if key != "redaction"] == [key for key in document if key != "criteria_file"]
    assert [key for key in described("### Document") if key in redacted] == list(redacted)
    assert described("### Redaction") == list(redacted["redaction"])


def test_the_counts(document):
    assert described("### Counts") == list(document["counts"])


def test_a_criterion(document, sourced):
    keys = described("### Criterion of a site")
    assert keys == list(ranking_schema()["$defs"]["criterion"]["properties"])
    with_sources = json.loads("".join(RANKING_FORMATS["json"].render(sourced, View())))
    sites = (*document["sites"], *with_sources["sites"])
    real = {key for site in sites for it in site["criteria"].values() for key in it}
    assert real == set(keys)


def test_the_columns(case, sourced):
    texts = ("".join(RANKING_FORMATS["csv"].render(it, View())) for it in (case, sourced))
    first = [name for text in texts for name in next(csv.reader(io.StringIO(text)))]
    ids = {it.id for it in case.criteria.criteria}
    real = [re.sub(r"^(\w+)\.", lambda found: "<id>." if found[1] in ids else found[0], name) for name in first]
    real[real.index("note")], real[real.index("extra.score")] = "<heading>", "extra.<heading>"
    assert set(described("### Columns")) == {"part", *real}
