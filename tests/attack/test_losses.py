"""`losses`: one figure at its worst, of all sites at once and of each alone."""

from hypothesis import given
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, critical, exactly, worlds
from tests.attack.model import Figure, Row, Table


@attack
@given(worlds())
def test_what_is_left_after_a_loss_is_what_trying_it_leaves(asked: Asked, world: World) -> None:
    asked.put(world)
    answer = asked.of_sites("losses")
    now = world.model.standings(world.table)
    ranked = {id for id, standing in now.items() if standing.status != "excluded"}
    assert set(answer["not_excluded"]) == ranked
    assert set(answer["qualified"]) == {id for id, standing in now.items() if standing.status == "qualified"}
    assert set(answer["first"]) == {id for id in ranked if now[id].rank == 1}
    for loss in answer["losses"]:
        figure = world.model.figure(loss["criterion"])
        worst = worst_figures(world, figure)
        measure = loss["measure"]
        if measure is not None and loss["beyond"] is None:
            assert measure in worst or at_worst(figure, worst[0], measure)
        lost = min(worst, key=str) if measure is None or loss["beyond"] is not None else measure
        assert_all_lose(loss, world, {id: with_figure(row, figure, lost) for id, row in world.table.items()})
        for id in sorted(ranked):
            alone = world.model.standings({**world.table, id: with_figure(world.table[id], figure, lost)})
            assert loss["alone"][id] == alone[id].rank, (figure.column, id, lost)


def assert_all_lose(loss: dict, world: World, table: Table) -> None:  # type: ignore[type-arg]
    then = world.model.standings(table)
    left = {id for id, standing in then.items() if standing.status != "excluded"}
    assert set(loss["not_excluded"]) == left
    assert set(loss["qualified"]) == {id for id, standing in then.items() if standing.status == "qualified"}
    assert set(loss["first"]) == {id for id in left if then[id].rank == 1}
    before = world.model.standings(world.table)
    assert set(loss["fallen"]) == {id for id in before if before[id].status != "excluded"} - left


def with_figure(row: Row, figure: Figure, at: float | str) -> Row:
    return {**row, figure.column: exactly(at)}


def worst_figures(world: World, figure: Figure) -> list[float | str]:
    """Of the figures that fail a requirement, if any does, those worth least."""
    figures = critical(world.model, figure.column)
    failing = [at for at in figures if not figure.keeps(at)] or figures
    least = min(map(figure.points, failing))
    return [at for at in failing if figure.points(at) <= least + 1e-4]


def at_worst(figure: Figure, worst: float | str, measure: float | str) -> bool:
    """Whether a measure that was not tried is as bad."""
    return figure.points(measure) <= figure.points(worst) + 1e-4 and figure.keeps(measure) <= figure.keeps(worst)
