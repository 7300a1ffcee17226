"""In what order open cells are asked for: the first place is settled after fewer answers than at random."""

import random
import sys
from pathlib import Path
from statistics import fmean

import pytest
from tests.conftest import ROOT
from tests.derivation.files import SCHOOLS, write

from vasterviksmodell import default_criteria, derive
from vasterviksmodell.analysis.asking import asked_cells, turn
from vasterviksmodell.analysis.derived_sites import derived_sites
from vasterviksmodell.analysis.gaps import gaps, gaps_of_all
from vasterviksmodell.derivation.questions import questions
from vasterviksmodell.scoring import score


def test_every_open_cell_is_asked_once_and_what_lifts_its_place_highest_comes_first(tmp_path: Path) -> None:
    write(tmp_path, {"schools.csv": SCHOOLS.replace("57.79,16.50", ",")})
    derived, criteria = derive(tmp_path / "derive.yaml"), default_criteria()
    asked = asked_cells(derived, criteria, found := questions(derived, criteria))
    cells = [(one.question.measure, one.cell.row) for one in asked]
    assert sorted(cells) == sorted((question.measure, cell.row) for question in found for cell in question.cells)
    assert [turn(one.gap) for one in asked] == sorted(turn(one.gap) for one in asked)
    ranking = score(derived_sites(derived, criteria), criteria)
    worth = {id: {gap.criterion.column: gap for gap in gaps(ranking, id)} for id in derived.places.ids}
    assert all(one.gap == worth[derived.places.ids[one.cell.row]][one.question.measure] for one in asked)


def test_the_first_place_is_settled_after_fewer_answers_than_in_a_random_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT / "benchmarks")])
    from asking import Case

    ours, others = [], []
    for seed in range(3):
        case, chance = Case.invented(seed, 5), random.Random(seed)
        found = [(int(id), gap) for id, own in gaps_of_all(case.ranking(set())).items() for gap in own]
        cells = [(place, gap.criterion.id) for place, gap in found]
        in_order = sorted(found, key=lambda one: turn(one[1]))
        ours.append(case.until([(place, gap.criterion.id) for place, gap in in_order]))
        others.append(fmean(case.until(chance.sample(cells, len(cells))) for _ in range(3)))
        assert case.settled(set(cells))
        assert not case.settled(set())
    assert fmean(ours) < 0.8 * fmean(others)
