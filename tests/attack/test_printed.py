"""`explain --target` as people read it: the printed figures, set as they are printed, reach the target."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, cells, exactly, worlds
from tests.attack.model import Row, difference
from tests.attack.test_target import SCORES, Goal

NUMBER = re.compile(r"([<>≥]?)\s?([−-]?\d[\d.,]*(?:e[−-]?\d+)?)")
HAIR = 1e-9


@attack
@given(worlds(), st.sampled_from((*SCORES, "score=33", "score=61.7", "qualified", "rank=1")), st.data())
def test_the_printed_figures_reach_the_target(asked: Asked, world: World, target: str, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from(sorted(world.table)))
    row = {column: data.draw(cells(world.model, column, known=True)) for column in world.table[id]}
    world = World(world.model, {**world.table, id: row})
    asked.put(world)
    given = ("-c", asked.path("criteria.yaml"), "-f", "markdown")
    document = asked.written("explain", asked.path("sites.csv"), id, "--target", target, *given)
    if "nothing meets them all" in document:
        return
    goal = Goal(world, id, target)
    needed = dict(table(document, "Requirements to be met"))
    for opened in by_needed_and_by_change(world, row, needed):
        assert goal.kind != "qualified" or world.model.status(opened) == "qualified"
        assert world.model.status(opened) != "excluded"
        for criterion, printed in table(document, "Single measures that reach the target"):
            for then in by_needed_and_by_change(world, opened, {criterion: printed}, row):
                assert goal.reached(then), (criterion, printed)
        combined = dict(table(document, "The cheapest combination"))
        for then in by_needed_and_by_change(world, opened, combined, row) if combined else ():
            assert goal.reached(then), combined


Printed = tuple[str, str]  # what is needed, and by how much that is more or less


def table(document: str, title: str) -> Iterator[tuple[str, Printed]]:
    """The rows under a heading: by criterion what is needed, and the change."""
    _, _, rest = document.partition(f"## {title}\n")
    lines = [line for line in rest.partition("\n## ")[0].splitlines() if line.startswith("|")]
    parts = [[part.strip().replace("\\", "") for part in line.strip("|").split("|")] for line in lines]
    for row in (dict(zip(parts[0], found, strict=True)) for found in parts[2:]):
        first, *_ = re.split(", | and ", row["Criterion"])  # of those that read one column
        yield first, (row["Needed"], row.get("Change", ""))


def by_needed_and_by_change(
    world: World, row: Row, printed: dict[str, Printed], at_first: Row | None = None
) -> Iterator[Row]:
    """The row with the figures that are printed as needed, then with those that follow from the printed changes."""
    columns = {world.model.named(criterion).column: told for criterion, told in printed.items()}
    yield {**row, **{column: exactly(as_needed(*told)) for column, told in columns.items()}}
    start = at_first or row
    yield {**row, **{column: exactly(as_changed(start[column], *told)) for column, told in columns.items()}}


def as_needed(needed: str, _: str) -> float | str:
    found = NUMBER.search(needed)
    if found is None:
        return re.sub(r"^one of |,.*$", "", needed)
    sign, figure = found.groups()
    return read(figure) + {"<": -HAIR, ">": HAIR}.get(sign, 0.0)


def as_changed(start: object, needed: str, change: str) -> float | str:
    found = NUMBER.search(change)
    if found is None:
        return as_needed(needed, change)
    sign, figure = found.groups()
    by = read(figure) + (HAIR if sign == ">" else 0.0)
    assert isinstance(start, tuple)
    return difference(start[0], by if change.endswith("less") else -by)


def read(figure: str) -> float:
    return float(figure.replace(",", "").replace("−", "-"))


def test_figures_are_read_as_they_are_printed() -> None:
    assert as_needed("< 40 m", "") == pytest.approx(40, abs=1e-8)
    assert as_needed("2,309.648 m", "") == 2309.648
    assert as_needed("one of x, y", "") == "x"
    assert as_changed((70.0, 70.0), "< 40 m", "> 30 m less") < 40
    assert as_changed((3.0, 3.0), "4.942858 trips", "1.942858 trips more") == 4.942858
