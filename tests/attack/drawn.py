"""Small criteria files and tables of every kind, drawn at random."""

import math
from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite
from tests.attack.model import Cell, Criterion, Document, Model, Row, Table

RANGES = ([0, 100], [0, 50], [-10, 50], [-40, -10], [0, None], [0, 0.5])
CATEGORIES = ("x", "y", "z")
VALUES = st.sampled_from((0, 20, 40, 50, 80, 100))
EFFORTS = (None, 0.5, 1, 2, 10)  # none declared, or so much


@dataclass(frozen=True)
class World:
    """A criteria file and a table of sites."""

    model: Model
    table: Table

    def __repr__(self) -> str:
        return f"World:\n{self.criteria_file}\n{self.sites_file}"

    @property
    def criteria_file(self) -> str:
        return str(yaml.safe_dump(self.model.document, sort_keys=False))

    @property
    def sites_file(self) -> str:
        return sites_file(self.table)


def sites_file(table: Table) -> str:
    columns = list(next(iter(table.values())))
    lines = [",".join([id, *(cell(row[column]) for column in columns)]) for id, row in table.items()]
    return "\n".join([",".join(["id", *columns]), *lines, ""])


def cell(said: Cell) -> str:
    """Write a figure as a file does."""
    if said is None or isinstance(said, str):
        return said or ""
    low, high = said
    if low == high:
        return repr(low)
    if math.isinf(high):
        return f">={low!r}"
    return f"{low!r}..{high!r}"


@composite
def documents(draw: DrawFn, *, sharing: bool = True) -> Document:
    number = draw(st.integers(2, 4))
    entries: dict[str, Document] = {}
    for index in range(number):
        before = list(entries.values())
        shared = sharing and before and draw(st.integers(0, 2)) == 0
        entries[f"c{index}"] = draw(_readers(draw(st.sampled_from(before)), f"c{index}") if shared else _criteria())
    if not any("weight" in entry for entry in entries.values()):
        entries["c0"] |= {"value": _all_alike(entries["c0"]), "weight": 1}
        entries["c0"].pop("categories", None)
    for id, entry in list(entries.items()):
        entry.setdefault("measure", id)
    return {
        "version": 1,
        "unknown": draw(st.sampled_from(("low", "low", "middle", "high"))),
        "criteria": draw(_trees(entries)),
    }


def _all_alike(entry: Document) -> Any:
    """A value function that can stand with any type: flat."""
    if entry.get("type") == "category":
        return dict.fromkeys(CATEGORIES, 50)
    return (
        {"yes": 100, "no": 0}
        if entry.get("type") == "yes_no"
        else {entry["range"][0]: 80, entry["range"][0] + 0.25: 80}
    )


@composite
def _trees(draw: DrawFn, entries: dict[str, Document]) -> Document:
    """Put neighbours into a group, or leave them as they are."""
    ids = list(entries)
    grouped = ids[: draw(st.sampled_from((0, 0, 2, len(ids) - 1)))]
    if not any("weight" in entries[id] for id in grouped):
        return entries
    group = {"weight": draw(POINTS), "criteria": {id: entries[id] for id in grouped}}
    return {"g": group} | {id: entries[id] for id in ids if id not in grouped}


POINTS = st.sampled_from((1, 2, 3, 0.5, 7))
KINDS = ("number", "number", "number", "number", "category", "yes_no")


@composite
def _criteria(draw: DrawFn) -> Document:
    kind = draw(st.sampled_from(KINDS))
    return draw(_criteria_of(kind, draw(st.sampled_from(RANGES))))


@composite
def _readers(draw: DrawFn, first: Document, id: str) -> Document:
    """Another criterion that reads the column of a first one."""
    entry = draw(_criteria_of(first.get("type", "number"), first.get("range", [0, 1])))
    first.setdefault("measure", f"of_{id}")
    return entry | {"measure": first["measure"]}


@composite
def _criteria_of(draw: DrawFn, kind: str, range: list[float | None]) -> Document:
    scored, limited, warned = draw(st.integers(0, 3)) > 0, draw(st.booleans()), draw(st.booleans())
    entry: Document = {"type": kind} if kind != "number" else {"range": range}
    if kind == "number":
        entry |= {"unit": draw(st.sampled_from(("m", "trips", "%")))}
        levels = st.sampled_from(figures(range))
        limits = _limits(levels)
        value, efforts = _values(range), st.sampled_from(EFFORTS)
    else:
        names = CATEGORIES if kind == "category" else ("yes", "no")
        limits = _subsets(names)
        value = st.fixed_dictionaries(dict.fromkeys(names, VALUES))
        efforts = st.none() | st.dictionaries(st.sampled_from(names), st.sampled_from(EFFORTS[1:]), min_size=1)
    if scored:
        entry |= {"value": draw(value), "weight": draw(POINTS)}
    elif kind == "category":
        entry |= {"categories": list(CATEGORIES)}
    if limited or not (scored or warned):
        entry |= {"requirement": draw(limits) | draw(st.sampled_from(({}, {}, {"unknown": "excluded"})))}
    if warned:
        entry |= {"warning": draw(limits)}
    effort = draw(efforts)
    return entry if effort is None else entry | {"effort": effort}


def figures(range: list[float | None]) -> list[float]:
    """Some ten figures within a range: its ends, whole tenths, and what no binary fraction is."""
    low, high = range
    assert low is not None
    top = 120 if high is None else high
    steps = [low + (top - low) * part / 10 for part in (0, 1, 2, 3, 4, 5, 7, 9, 10)]
    return sorted({round(float(step), 3) for step in (*steps, low + (top - low) * 0.41, max(low, min(0, top)))})


def _limits(levels: SearchStrategy[float]) -> SearchStrategy[Document]:
    band = st.lists(levels, min_size=2, max_size=2, unique=True).map(
        lambda ends: {"at_least": min(ends), "at_most": max(ends)}
    )
    return levels.map(lambda at: {"at_least": at}) | levels.map(lambda at: {"at_most": at}) | band


def _subsets(names: tuple[str, ...]) -> SearchStrategy[Document]:
    some = st.lists(st.sampled_from(names), min_size=1, max_size=len(names) - 1, unique=True)
    return st.builds(lambda key, kept: {key: kept}, st.sampled_from(("in", "not_in")), some)


def _values(range: list[float | None]) -> SearchStrategy[Document]:
    levels = figures(range)
    low, span = levels[0], levels[-1] - levels[0]
    knots = st.lists(st.sampled_from(levels), min_size=2, max_size=4, unique=True)
    points = knots.flatmap(lambda at: st.fixed_dictionaries(dict.fromkeys(sorted(at), VALUES)))
    steps = knots.flatmap(lambda at: st.fixed_dictionaries(dict.fromkeys(sorted({low, *at}), VALUES)))
    inside = st.sampled_from(levels)
    steep = st.sampled_from((-20.0, -2.0, 5.0)).map(lambda part: part / span)
    return st.one_of(
        points,
        points,
        steps.map(lambda found: {"steps": found}),
        st.builds(lambda at, by: {"logistic": {"midpoint": at, "steepness": by}}, inside, steep),
        st.builds(
            lambda at, part: {"gaussian": {"target": at, "width": span * part}}, inside, st.sampled_from((0.1, 0.5))
        ),
        st.sampled_from((0.2, 1)).map(lambda part: {"decay": {"half": span * part}}),
        st.builds(
            lambda ends, by: {"exponential": {"worst": ends[0], "best": ends[1], "curvature": by}},
            st.permutations(levels).filter(lambda ends: ends[0] != ends[1]),
            st.sampled_from((-3, 0.5, 4)),
        ),
    )


def leaves(members: Document) -> list[Document]:
    return [
        leaf for entry in members.values() for leaf in (leaves(entry["criteria"]) if "criteria" in entry else [entry])
    ]


def columns(model: Model) -> dict[str, Criterion]:
    """One criterion for each column, in the order of the file."""
    return {criterion.column: criterion for criterion in reversed(model.criteria)}


@composite
def rows(draw: DrawFn, model: Model) -> Row:
    return {column: draw(cells(model, column)) for column in columns(model)}


def cells(model: Model, column: str, *, known: bool = False) -> SearchStrategy[Cell]:
    criterion = columns(model)[column]
    if criterion.categories:
        return st.sampled_from(criterion.categories) if known else st.sampled_from((*criterion.categories, None))
    levels = figures([criterion.low, None if math.isinf(criterion.high) else criterion.high])
    exact = st.sampled_from(levels).map(lambda at: (at, at))
    if known:
        return exact
    ends = st.lists(st.sampled_from(levels), min_size=2, max_size=2, unique=True).map(
        lambda found: (min(found), max(found))
    )
    above = st.sampled_from(levels).map(lambda at: (at, math.inf))
    return st.one_of(exact, exact, exact, st.none(), ends, above)


@composite
def worlds(draw: DrawFn, *, sharing: bool = True, least: int = 3) -> World:
    model = Model(draw(documents(sharing=sharing)))
    number = draw(st.integers(least, 5))
    return World(model, {f"s{index}": draw(rows(model)) for index in range(number)})


def critical(model: Model, column: str) -> list[float | str]:
    """The figures of a column at which anything can turn, just beside them, and some between."""
    figure = model.figures[column]
    if figure.categories:
        return list(figure.categories)
    low, high = figure.span
    levels = figures([low, None if math.isinf(high) else high])
    if len(figure.readers) > 1:  # what several make of a figure may turn anywhere
        levels += [levels[0] + (levels[-1] - levels[0]) * part / 300 for part in range(301)]
    limits = [limit for reader in figure.readers for limit in (reader.requirement, reader.warning) if limit]
    ends = [end for limit in limits for end in (limit.at_least, limit.at_most) if math.isfinite(end)]
    turns = [turn for reader in figure.readers if reader.value for turn in reader.value.turns]
    near = (max(levels) - min(levels)) * 1e-7
    beside = [at + by for at in (*ends, *turns) for by in (-near, 0.0, near)]
    beside += [math.nextafter(at, way) for at in (*ends, *turns) for way in (-math.inf, math.inf)]
    far = [high if math.isfinite(high) else 1e7]
    return sorted({at for at in (*levels, *beside, *far) if low <= at <= high})


def within(figures: list[float | str], cell: Cell) -> list[float | str]:
    """Those of a column's figures that one cell leaves open."""
    if cell is None:
        return figures
    if isinstance(cell, str):
        return [cell]
    low, high = cell
    return sorted({low, *(at for at in figures if low <= at <= high), *([high] if math.isfinite(high) else [])})  # type: ignore[operator,type-var]


def exactly(figure: float | str) -> Cell:
    return figure if isinstance(figure, str) else (figure, figure)
