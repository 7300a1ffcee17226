"""What it would take a site to reach a target: a paragraph, and the changes in tables."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Apart, Decimal, Exact, Signed
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, label, short_labels
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView

if TYPE_CHECKING:
    from vasterviksmodell.analysis.target_search.combinations import Change, Combination
    from vasterviksmodell.analysis.target_search.search import Target, TargetSearch
    from vasterviksmodell.analysis.target_search.single_changes import SingleChange
    from vasterviksmodell.analysis.target_search.unmet_limits import UnmetLimit
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.i18n.wording import Text

    Labels = Mapping[str, Text]
    """What criteria are called, by their ids."""


SCHEMA = "vasterviksmodell/reaching/1"
_TITLES = {
    "qualified": Message("What it would take for {name} to be qualified"),
    "score": Message("What it would take for {name} to have {at} points"),
    "rank": Message("What it would take for {name} to have rank {at}"),
}
_REACHED = Message("{name} has reached the target already, with {score} points.")
_QUALIFIED = Message("{name} meets every requirement already.")
_LACKS = Message("{name} has {score} points and needs {needed}.")
_OPEN = {
    "qualified": Message("{name} must meet: {names}."),
    "excluded": Message("It is excluded and must first meet: {names}."),
    "enough": Message("{name} is excluded and need only meet: {names}."),
}
_OPEN_EFFORT = Message("That takes an effort of {effort}.")
_OPENED = {
    True: Message("Then it has {score} points, which is enough."),
    False: Message("Then it has {score} points."),
}
"""By whether they are enough."""
_WAYS = Plural(
    "One measure reaches the target alone: {names}.",
    "Any one of {number} measures reaches the target alone: {names}.",
)
_NO_WAY = Message("No single measure reaches the target.")
_IMPOSSIBLE = Message("Nothing reaches the target: with every measure at its best it would have {score} points.")
_NEVER_OPEN = Message("Nothing does: no measure meets all that is required of {names}.")
_CHEAPEST = Message("The cheapest combination by declared effort takes {effort} and gives {score} points.")
_NOT_TOGETHER = Message(
    "Nor do all those together that have a declared effort and are exactly known ({names}): at their best they"
    " give {score} points."
)
_NONE_TAKES_PART = Message("Combinations cannot be compared.")
_UNDECLARED = Message("No effort is declared for: {names}.")
_UNKNOWN = Message("Not exactly known, so left out: {names}.")
_TABLES = {
    "openings": Message("Requirements to be met"),
    "ways": Message("Single measures that reach the target"),
    "combination": Message("The cheapest combination"),
}
_STEP = ("criterion", "measure", "needed", "change", "effort")
_EFFORT = _STEP.index("effort")
_COLUMNS = {"openings": _STEP, "ways": (*_STEP, "points_then"), "combination": (*_STEP, "points_more")}
_NUMBERS = ("change", "effort", "points_then", "points_more")
_Row = tuple[Phrase, ...]


class TargetView(ResultView["TargetSearch"]):
    """What it takes a site to reach a target."""

    weighed = True
    columns: ClassVar[tuple[str, ...]] = (
        "criterion",
        "criteria",
        "measure_low",
        "measure_high",
        "to_low",
        "to_high",
        "by",
        "effort.least",
        "effort.whole",
        "score",
    )

    def document(self, reaching: "TargetSearch") -> Iterator[Block]:
        """Yield what it would take, for people: the paragraph first, then tables."""
        target = reaching.target
        yield Heading(_TITLES[target.kind].format(name=Name(reaching.name), at=Exact(target.at)), 1)
        yield Paragraph(Joined(_paragraph(reaching), " "))
        tables = _tables(reaching)
        for key, rows in tables.items():
            if rows:
                yield Heading(_TABLES[key])
                yield _table(key, rows)
        if any(row[_EFFORT] for rows in tables.values() for row in rows):
            yield Paragraph(words.LEGEND)

    def entry(self, reaching: "TargetSearch") -> dict[str, Any]:
        """Return what it would take, for programs: stable keys, full precision."""
        return {
            "schema": SCHEMA,
            "id": reaching.id,
            "name": reaching.name,
            "target": _target_entry(reaching.target),
            "score": reaching.score,
            "needed": reaching.needed,
            "reached": reaching.is_reached,
            "possible": reaching.is_possible,
            "highest": reaching.highest,
            "openings": [words.opening_entry(opening) for opening in reaching.openings],
            "score_when_opened": reaching.opened,
            "effort_to_open": words.effort_entry(reaching.effort),
            "ways": [_way_entry(way) for way in reaching.ways],
            "combination": None if reaching.combination is None else _combination_entry(reaching.combination),
        }

    def rows(self, reaching: "TargetSearch") -> Iterator[dict[str, Any]]:
        """Yield a row for each single change that reaches the target."""
        return map(_way_entry, reaching.ways)


def _paragraph(reaching: "TargetSearch") -> Iterator[Phrase]:
    """Yield what is to be done, one thing after another."""
    if reaching.is_reached:
        yield _reached_already(reaching)
        return
    labels, score, needed = short_labels(reaching.criteria), reaching.score, reaching.needed
    if needed is not None:
        yield _LACKS.format(name=Name(reaching.name), score=Apart(score, needed), needed=Apart(needed, score))
    if reaching.openings:
        yield from _opened(reaching, labels)
    if not reaching.can_be_opened:
        yield _NEVER_OPEN.format(names=_names(_never_open(reaching), labels))
    elif not reaching.opening_is_enough:
        yield from _reached(reaching, labels)


def _reached_already(reaching: "TargetSearch") -> Phrase:
    form = _QUALIFIED if reaching.target.kind == "qualified" else _REACHED
    return form.format(name=Name(reaching.name), score=Decimal(reaching.score))


def _names(criteria: "Iterable[Criterion]", labels: "Labels") -> Phrase:
    return Enumeration(labels[reader.id] for criterion in criteria for reader in criterion.readers)


def _opened(reaching: "TargetSearch", labels: "Labels") -> Iterator[Phrase]:
    """Yield the requirements to be met, and the score that the site has then."""
    names = _names((opening.criterion for opening in reaching.openings), labels)
    yield _OPEN[_form(reaching)].format(name=Name(reaching.name), names=names)
    if reaching.effort.least:
        yield _OPEN_EFFORT.format(effort=words.effort(reaching.effort))
    if reaching.needed is not None and reaching.can_be_opened:
        yield _OPENED[reaching.opening_is_enough].format(score=Apart(reaching.opened, reaching.needed))


def _form(reaching: "TargetSearch") -> str:
    if reaching.target.kind == "qualified":
        return "qualified"
    return "enough" if reaching.needed is None else "excluded"


def _never_open(reaching: "TargetSearch") -> "Iterator[Criterion]":
    return (opening.criterion for opening in reaching.openings if not opening.is_possible)


def _reached(reaching: "TargetSearch", labels: "Labels") -> Iterator[Phrase]:
    """Yield how the missing points can be gained."""
    if not reaching.is_possible:
        yield _IMPOSSIBLE.format(score=Apart(reaching.highest, reaching.needed or 0.0))
    elif reaching.ways:
        names = _names((way.criterion for way in reaching.ways), labels)
        yield _WAYS.counting(len(reaching.ways), names=names)
    else:
        yield _NO_WAY
    if reaching.combination is not None:
        yield from _combined(reaching.combination, labels)


def _combined(combination: "Combination", labels: "Labels") -> Iterator[Phrase]:
    """Yield what several measures bring together, and which have no part in it."""
    score = Decimal(combination.score)
    if combination.is_enough:
        yield _CHEAPEST.format(effort=words.effort(combination.effort), score=score)
    elif combination.taking_part:
        yield _NOT_TOGETHER.format(names=_names(combination.taking_part, labels), score=score)
    else:
        yield _NONE_TAKES_PART
    for text, left_out in ((_UNDECLARED, combination.undeclared), (_UNKNOWN, combination.unknown)):
        if left_out:
            yield text.format(names=_names(left_out, labels))


def _tables(reaching: "TargetSearch") -> dict[str, list[_Row]]:
    """Return the rows of each table."""
    return {
        "openings": [_opening_row(opening) for opening in reaching.openings],
        "ways": [_way_row(way) for way in reaching.ways],
        "combination": list(_combination_rows(reaching.combination)),
    }


def _combination_rows(combination: "Combination | None") -> Iterator[_Row]:
    """Yield what is to be changed together, where that is enough."""
    if combination is not None and combination.is_enough:
        yield from ((*_opening_row(opening), "") for opening in combination.besides)
        yield from map(_change_row, combination.changes)


def _table(key: str, rows: list[_Row]) -> Grid:
    columns = tuple(Column(words.COLUMNS[name], name in _NUMBERS) for name in _COLUMNS[key])
    return Grid(columns, tuple(rows)).filled()


def _opening_row(opening: "UnmetLimit") -> _Row:
    return label(opening.criterion), *words.step_cells(opening, words.opening_target(opening))


def _way_row(way: "SingleChange") -> _Row:
    return label(way.criterion), *words.step_cells(way, words.way_target(way)), Decimal(way.score)


def _change_row(change: "Change") -> _Row:
    return label(change.criterion), *words.step_cells(change, words.target(change)), Signed(change.gain)


def _target_entry(target: "Target") -> dict[str, Any]:
    return {"kind": target.kind} | ({} if target.kind == "qualified" else {"at": target.at})


def _way_entry(way: "SingleChange") -> dict[str, Any]:
    return {**words.criterion_entry(way.criterion), **words.step_entry(way), "score": way.score}


def _combination_entry(combination: "Combination") -> dict[str, Any]:
    return {
        "enough": combination.is_enough,
        "changes": [_change_entry(change) for change in combination.changes],
        "besides": words.ids(opening.criterion for opening in combination.besides),
        "effort": words.effort_entry(combination.effort),
        "score": combination.score,
        "taking_part": words.ids(combination.taking_part),
        "undeclared": words.ids(combination.undeclared),
        "unknown": words.ids(combination.unknown),
    }


def _change_entry(change: "Change") -> dict[str, Any]:
    return {**words.criterion_entry(change.criterion), **words.step_entry(change), "points": change.gain}
