"""A saved ranking whose keys another program has put in another order, as `jq -S` does, is the same ranking."""

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.public_values import ranking

import vasterviksmodell as model
from vasterviksmodell.cli.program import run

_ORDERS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "sorted": lambda document: json.dumps(document, sort_keys=True, indent=2),
    "sorted and compact": lambda document: json.dumps(document, sort_keys=True, separators=(",", ":")),
    "backwards": lambda document: json.dumps(dict(reversed(document.items())), indent="\t"),
}


@pytest.mark.parametrize("order", _ORDERS)
def test_the_order_of_its_keys_does_not_make_it_another_file(
    order: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved, reordered = tmp_path / "saved.json", tmp_path / "reordered.json"
    model.save_ranking(ranking(), saved)
    reordered.write_text(_ORDERS[order](json.loads(saved.read_text(encoding="utf-8"))), encoding="utf-8")
    answers = []
    for path in (saved, reordered):
        assert run(["score", str(path), "-f", "csv"]) == 0
        rows = csv.DictReader(capsys.readouterr().out.splitlines())
        answers.append([(row["id"], row["rank"], row["status"], round(float(row["score"]), 9)) for row in rows])
    assert answers[0] == answers[1]


def test_sites_that_speak_of_a_ranking_are_sites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites = [{"id": "a", "name": "A", "school_m": 100, "note": '"schema": "vasterviksmodell/ranking/2"'}]
    path = tmp_path / "sites.json"
    path.write_text(json.dumps({"title": "x" * 300, "sites": sites}), encoding="utf-8")
    assert run(["score", str(path), "-f", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("a,A,")
