"""`losses`: one figure at its worst, of all sites at once and of each alone."""

from hypothesis import given
from tests.attack.asking import ONE_FIGURE, Asked, attack
from tests.attack.drawn import World, critical, exactly, worlds
from tests.attack.model import Criterion, Row, Table


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
        criterion = world.model.named(loss["criterion"])
        if not ONE_FIGURE and len(world.model.readers(criterion.column)) > 1:
            continue
        worst = worst_figures(world, criterion)
        measure = loss["measure"]
        if isinstance(measure, str):
            assert measure in worst
        elif measure is not None and loss["beyond"] is None and ONE_FIGURE:
            assert at_worst(world, criterion, measure)
        lost = min(worst, key=str) if measure is None or loss["beyond"] else measure
        assert_all_lose(
            loss, world, world.table | {id: with_figure(world.table[id], criterion, lost) for id in world.table}
        )
        for id in sorted(ranked):
            alone = world.model.standings({**world.table, id: with_figure(world.table[id], criterion, lost)})
            assert loss["alone"][id] == alone[id].rank, (criterion.id, id, lost)


def assert_all_lose(loss: dict, world: World, table: Table) -> None:  # type: ignore[type-arg]
    then = world.model.standings(table)
    left = {id for id, standing in then.items() if standing.status != "excluded"}
    assert set(loss["not_excluded"]) == left
    assert set(loss["qualified"]) == {id for id, standing in then.items() if standing.status == "qualified"}
    assert set(loss["first"]) == {id for id in left if then[id].rank == 1}
    before = world.model.standings(world.table)
    assert set(loss["fallen"]) == {id for id in before if before[id].status != "excluded"} - left


def with_figure(row: Row, criterion: Criterion, figure: float | str) -> Row:
    return {**row, criterion.column: exactly(figure)}


def worst_figures(world: World, criterion: Criterion) -> list[float | str]:
    """Of the figures that fail the requirement, if any does, those worth least."""
    figures = critical(world.model, criterion.column)
    failing = [at for at in figures if criterion.requirement and not criterion.requirement.keeps(at)] or figures
    values = {at: criterion.value.at(at) if criterion.value else 0.0 for at in failing}
    return [at for at in failing if values[at] <= min(values.values()) + 1e-4]


def at_worst(world: World, criterion: Criterion, measure: float) -> bool:
    worst = worst_figures(world, criterion)
    least = criterion.value.at(worst[0]) if criterion.value else 0.0
    fails = criterion.requirement is not None and not criterion.requirement.keeps(worst[0])
    found = criterion.value.at(measure) if criterion.value else 0.0
    return found <= least + 1e-4 and (not fails or not criterion.requirement.keeps(measure))  # type: ignore[union-attr]
