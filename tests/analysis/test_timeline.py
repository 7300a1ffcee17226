"""The life of a lease equals scoring, at every date, a file that is edited by hand."""

import json
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.worlds import ENTRIES, LEVELS, ROWS
from tests.scoring.worlds import by_id, criteria, ranked
from tests.sites.reading import few

from vasterviksmodell.analysis.timeline import Timeline, timeline
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.events import at_date

DAYS = ("2027-03-01", "2028-06-01", "2029-01-01", "2031-10-15")
Row = dict[str, str]


@dataclass(frozen=True)
class Change:
    """What an event or an action sets of a site."""

    kind: str
    """A certainty, or a status."""
    day: str
    site: int
    measure: str
    cell: str

    @property
    def is_event(self) -> bool:
        return self.kind in ("decided", "planned", "possible")

    @property
    def counts(self) -> bool:
        """Whether it counts for those who count what is decided or planned."""
        return self.kind in ("decided", "planned", "agreed")


@st.composite
def changes(draw: st.DrawFn, kinds: tuple[str, ...]) -> Change:
    measure = draw(st.sampled_from(list(LEVELS)))
    cell = draw(st.sampled_from([cell for cell in LEVELS[measure] if cell]))
    return Change(draw(st.sampled_from(kinds)), draw(st.sampled_from(DAYS)), draw(st.integers(0, 3)), measure, cell)


EVENTS = st.lists(
    changes(("decided", "planned", "possible")), max_size=6, unique_by=lambda one: (one.day, one.site, one.measure)
)
ACTIONS = st.lists(changes(("agreed", "proposed")), max_size=3, unique_by=lambda one: (one.site, one.measure))


def with_changes(every: list[Change]) -> Criteria:
    """The criteria of the world with events and actions, whose ids are their numbers."""
    events, actions = {}, {}
    for number, one in enumerate(every):
        sets = {"abcdefgh"[one.site]: {one.measure: one.cell}}
        if one.is_event:
            events[f"e{number}"] = {"label": "L", "from": one.day, "certainty": one.kind, "source": "S", "sets": sets}
        else:
            actions[f"e{number}"] = {"label": "L", "who": "W", "by": one.day, "status": one.kind, "sets": sets}
    return criteria(ENTRIES, f"events: {json.dumps(events)}\nactions: {json.dumps(actions)}")


def scored(rows: list[Row], model: Criteria) -> Ranking:
    return ranked([{"id": "abcdefgh"[number], **row} for number, row in enumerate(rows)], model)


def edited(rows: list[Row], every: list[Change], day: str) -> list[Row]:
    """The rows as somebody would edit them who goes through the calendar; an action answers an event of its day."""
    after = [dict(row) for row in rows]
    for one in sorted(every, key=lambda one: (one.day, not one.is_event)):
        if one.counts and one.day <= day and one.site < len(rows):
            after[one.site][one.measure] = one.cell
    return after


@few
@given(ROWS, EVENTS, ACTIONS)
def test_each_moment_is_the_ranking_of_the_edited_file(
    rows: list[Row], events: list[Change], acts: list[Change]
) -> None:
    every = [*events, *acts]
    model = with_changes(every)
    found = timeline(scored(rows, model))
    days = sorted({one.day for one in every if one.counts})
    assert [moment.day for moment in found.moments] == [None, *map(date.fromisoformat, days)]
    for day, moment in zip(["", *days], found.moments, strict=True):
        truth = by_id(scored(edited(rows, every, day), model))
        standings = {id: (one.status, one.rank) for id, one in moment.standings.items()}
        assert standings == {id: (truth[id]["status"], truth[id]["rank"]) for id in standings}
        assert [one.score for one in moment.standings.values()] == pytest.approx(
            [truth[id]["score"] for id in moment.standings]
        )


@few
@given(ROWS, EVENTS, ACTIONS)
def test_a_site_qualifies_until_the_edited_file_says_no(
    rows: list[Row], events: list[Change], acts: list[Change]
) -> None:
    every = [*events, *acts]
    model = with_changes(every)
    days = sorted({one.day for one in every if one.counts})
    truths = [by_id(scored(edited(rows, every, day), model)) for day in ["", *days]]
    for site in timeline(scored(rows, model)).sites:
        statuses = [truth[site.id]["status"] for truth in truths]
        ends = [n for n in range(1, len(truths)) if statuses[n - 1] == "qualified" != statuses[n]]
        assert (site.ending and site.ending.day) == (date.fromisoformat(days[ends[0] - 1]) if ends else None)
        if site.ending:
            row, day = truths[ends[0]][site.id], days[ends[0] - 1]
            asked = [one for one in model.criteria if one.requirement]
            unmet = {one.id for one in asked if row[f"{one.id}_requirement"] != "met"}
            assert {one.id for one in site.ending.unmet} == unmet
            assert_causes(site.ending.causes, every, site.id, day, unmet)
            assert site.ending.kept_by == keeping(rows, every, site.id, day, model)


def assert_causes(causes: tuple[str, ...], every: list[Change], site: str, day: str, unmet: set[str]) -> None:
    """The causes are what last set the measures that fail."""
    last: dict[str, str] = {}
    for number, one in sorted(enumerate(every), key=lambda pair: (pair[1].day, not pair[1].is_event)):
        if one.counts and one.day <= day and "abcdefgh"[one.site] == site:
            last[one.measure] = f"e{number}"
    assert set(causes) == {last[measure] for measure in unmet if measure in last} != set()


def keeping(rows: list[Row], every: list[Change], site: str, day: str, model: Criteria) -> tuple[str, ...]:
    """The actions that do not count by then and with which the site qualifies."""
    found = []
    for number, one in enumerate(every):
        if not one.is_event and "abcdefgh"[one.site] == site and not (one.counts and one.day <= day):
            after = edited(rows, every, day)
            after[one.site][one.measure] = one.cell
            if by_id(scored(after, model))[site]["status"] == "qualified":
                found.append(f"e{number}")
    return tuple(found)


def closing(**events: dict[str, object]) -> Timeline:
    model = criteria("school: {unit: m, range: [0, 9000], weight: 1, requirement: {at_most: 4000}, "
                     "value: {500: 100, 4000: 0}}", f"events: {json.dumps(events)}")  # fmt: skip
    return timeline(ranked([{"id": "ekby", "school": "900"}, {"id": "tallby", "school": "800"}], model))


def event(begins: str, school: str, certainty: str = "decided") -> dict[str, object]:
    return {"label": "L", "from": begins, "certainty": certainty, "source": "S", "sets": {"ekby": {"school": school}}}


def test_a_month_counts_from_its_first_day_and_less_certain_events_are_named_and_left_out() -> None:
    found = closing(closes=event("2028-06", "6000"), rumour=event("2027", "9000", "possible"))
    assert [moment.day for moment in found.moments] == [None, date(2028, 6, 1)]
    assert [one.id for one in found.left_out] == ["rumour"]
    ekby = next(site for site in found.sites if site.id == "ekby")
    assert ekby.ending
    assert (ekby.ending.day, ekby.ending.causes) == (date(2028, 6, 1), ("closes",))


def test_from_the_first_day_what_began_counts_and_after_the_last_day_nothing_does() -> None:
    model = criteria(ENTRIES, f"events: {json.dumps({'a': event('2027', '900'), 'b': event('2030', '9000')})}")
    ranking = scored([{"school": "400", "plan": "housing"}], model)
    found = timeline(ranking, start=date(2028, 1, 1), end=date(2029, 1, 1))
    assert [(moment.day, moment.begun) for moment in found.moments] == [(date(2028, 1, 1), ("a",))]
    with pytest.raises(ValueError, match="before"):
        timeline(ranking, start=date(2028, 1, 1), end=date(2027, 1, 1))


def test_what_is_set_by_hand_goes_before_events() -> None:
    from vasterviksmodell.scoring.stated_measures import with_measures

    model = criteria("school: {range: [0, 9000], weight: 1, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}",
                     f"events: {json.dumps({'a': event('2027', '9000')})}")  # fmt: skip
    ranking = with_measures(ranked([{"id": "ekby", "school": "900"}], model), {"ekby": {"school": "700"}})
    assert at_date(ranking, date(2028, 1, 1)).frame["score"].to_list() == ranking.frame["score"].to_list()
