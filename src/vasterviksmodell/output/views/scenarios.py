"""Scenarios side by side: what each changes in a sentence, a table of ranks and scores, and who stands otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Label, Moved, Name, Rank, Status, first_few
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView
from vasterviksmodell.output.what_if import change_texts

if TYPE_CHECKING:
    from vasterviksmodell.analysis.scenarios import ScenarioComparison, ScenarioOutcome, Standing

SCHEMA = "vasterviksmodell/scenarios/1"
_ABREAST = 3
"""How many scenarios stand side by side, at most; the others follow in tables of their own."""
_NAMED = 3
_LONGEST = 200
_TITLE = Message("Scenarios side by side")
_BASE = Message("As it is")
_FIRST = Message("{label}: first is {first}; {changed}.")
_AS_IT_IS = Message("{label}: first is {first}.")
_NO_FIRST = Message("no site")
_CHANGED = Plural(
    "{number} site has another status, rank or score", "{number} sites have another status, rank or score"
)
_SAME = Message("no site has another status, rank or score")
_RANKS = Message("Rank and score")
_LEGEND = Message(
    "In each cell: rank and score, in parentheses what an excluded site would score, and the status where a scenario"
    " changes it."
)
_SCORE = Message("Score")


class ScenariosView(ResultView["ScenarioComparison"]):
    """A ranking as it is, and in each scenario."""

    weighed = True
    columns: ClassVar[tuple[str, ...]] = (
        "scenario",
        "id",
        "name",
        "status",
        "rank",
        "score",
    )

    def document(self, comparison: "ScenarioComparison") -> Iterator[Block]:
        """Yield a sentence for each scenario, then the tables, then what each scenario sets and changes."""
        yield Heading(_TITLE, 1)
        if not comparison.site_names:
            yield Paragraph(words.NO_SITES)
            return
        yield Items(tuple(_sentence(outcome, comparison) for outcome in (comparison.base, *comparison.outcomes)))
        yield Heading(_RANKS)
        for number in range(0, len(comparison.outcomes), _ABREAST):
            yield _ranks(comparison, comparison.outcomes[number : number + _ABREAST])
        yield Paragraph(_LEGEND)
        for outcome in comparison.outcomes:
            yield from _changes(outcome, comparison)

    def entry(self, comparison: "ScenarioComparison") -> dict[str, Any]:
        """Return the comparison for programs: stable keys, full precision."""
        outcomes = (comparison.base, *comparison.outcomes)
        return {
            "schema": SCHEMA,
            "scenarios": [_outcome_entry(outcome) for outcome in outcomes],
            "sites": [
                {"id": id, "name": name, "outcomes": [_standing_entry(outcome, id) for outcome in outcomes]}
                for id, name in comparison.site_names.items()
            ],
        }

    def rows(self, comparison: "ScenarioComparison") -> Iterator[dict[str, Any]]:
        """Yield a row for each site in each scenario, as it is first."""
        for outcome in (comparison.base, *comparison.outcomes):
            for id, name in comparison.site_names.items():
                yield {"id": id, "name": name, **_standing_entry(outcome, id)}


def _label(outcome: "ScenarioOutcome") -> Phrase:
    scenario = outcome.scenario
    return _BASE if scenario is None else Label(scenario.label, scenario.id, _LONGEST)


def _sentence(outcome: "ScenarioOutcome", comparison: "ScenarioComparison") -> Phrase:
    named = [Name(comparison.site_names[id]) for id in outcome.first]
    first = Enumeration(first_few(named, _NAMED)) if named else _NO_FIRST
    if outcome.scenario is None:
        return _AS_IT_IS.format(label=_label(outcome), first=first)
    number = len(list(comparison.changed(outcome)))
    changed = _CHANGED.counting(number) if number else _SAME
    return _FIRST.format(label=_label(outcome), first=first, changed=changed)


def _ranks(comparison: "ScenarioComparison", outcomes: "Sequence[ScenarioOutcome]") -> Grid:
    """Return a row for each site: where it stands as it is, and in some scenarios."""
    columns = (
        Column(words.COLUMNS["site"], share=4),
        Column(words.COLUMNS["status"]),
        *(Column(_label(one)) for one in (comparison.base, *outcomes)),
    )
    rows = (
        (
            Name(name),
            Status(comparison.base.standings[id].status),
            *(_standing(one.standings[id], comparison.base.standings[id]) for one in (comparison.base, *outcomes)),
        )
        for id, name in comparison.site_names.items()
    )
    return Grid(columns, tuple(rows))


def _standing(now: "Standing", base: "Standing") -> Phrase:
    """Return rank and score, in parentheses where there is no rank; and a status that is not that of the base."""
    score = Decimal(now.score) if now.rank is not None else Joined(("(", Decimal(now.score), ")"), "")
    return Joined((Rank(now.rank), score, *((Status(now.status),) if now.status != base.status else ())), "  ")


def _changes(outcome: "ScenarioOutcome", comparison: "ScenarioComparison") -> Iterator[Block]:
    yield Heading(_label(outcome))
    earlier = {(change.id, change.criterion.id): change.after.known for change in comparison.base.ranking.changes}
    changes = [
        change
        for change in outcome.ranking.changes
        if earlier.get((change.id, change.criterion.id)) != change.after.known
    ]
    yield Items(tuple(change_texts(changes, outcome.ranking.criteria)))
    ids = list(comparison.changed(outcome))
    if ids:
        yield _changed_sites(outcome, comparison, ids)


def _changed_sites(outcome: "ScenarioOutcome", comparison: "ScenarioComparison", ids: Sequence[str]) -> Grid:
    columns = (
        *(Column(words.COLUMNS[key]) for key in ("site", "rank", "status")),
        Column(_SCORE, right=True),
    )
    rows = ((comparison.base.standings[id], outcome.standings[id], comparison.site_names[id]) for id in ids)
    return Grid(columns, tuple((Name(name), *map(Moved, _cells(then), _cells(now))) for then, now, name in rows))


def _cells(standing: "Standing") -> tuple[Phrase, ...]:
    return Rank(standing.rank), Status(standing.status), Decimal(standing.score)


def _outcome_entry(outcome: "ScenarioOutcome") -> dict[str, Any]:
    from vasterviksmodell.scoring.saved.saved_sites import change_entry

    scenario = outcome.scenario
    return {
        "id": None if scenario is None else scenario.id,
        "label": None if scenario is None else {"en": scenario.label.en, "sv": scenario.label.sv},
        "counts": asdict(outcome.ranking.counts),
        "first": list(outcome.first),
        "changes": [change_entry(change) for change in outcome.ranking.changes],
    }


def _standing_entry(outcome: "ScenarioOutcome", id: str) -> dict[str, Any]:
    scenario = outcome.scenario
    return {"scenario": None if scenario is None else scenario.id, **asdict(outcome.standings[id])}
