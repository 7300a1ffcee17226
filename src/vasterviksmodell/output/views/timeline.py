"""The life of a lease: what happens when, until when each site qualifies, and ranks over the years."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from vasterviksmodell.criteria import Event
from vasterviksmodell.i18n import Bracketed, Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, Rank, Status, first_few, label
from vasterviksmodell.output.measure_texts import limit
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView

if TYPE_CHECKING:
    from datetime import date

    from vasterviksmodell.analysis.timeline import Ending, Moment, SiteLife, Timeline
    from vasterviksmodell.criteria import Certainty

SCHEMA = "vasterviksmodell/timeline/1"
_ABREAST = 3
"""How many moments stand side by side, at most; the others follow in tables of their own."""
_NAMED = 3
_LONGEST = 200
TITLE = Message("Over the years")
AS_IT_IS = Message("As it is")
_QUALIFY = Plural(
    "At first {number} site qualifies; {left} until the end.", "At first {number} sites qualify; {left} until the end."
)
_LEFT = Message("{left} do so")
_HAPPENS = Message("What happens")
_EVENT = Message("{day}: {label} ({certainty}; {source}).")
_ACTION = Message("{day}: {label} (action).")
_BEFORE = Message("before {day}")
_LEFT_OUT = Message("Left out, because they are less certain: {events}.")
_NOTHING = Message("Nothing that has a date counts in this time.")
_UNTIL = Message("Until when sites qualify")
_UNTIL_COLUMN = Message("Qualified until")
_ENDED_BY = Message("Ended by")
_KEEP = Message("What would keep it")
_TO_THE_END = Message("the end")
_FROM = Message("from {day}")
_FROM_TO = Message("{day} to {until}")
_OR = Message("{limits}; or the action: {actions}")
_RANKS = Message("Rank and score from each date on")
_LEGEND = Message(
    "Qualified until: the first day on which a requirement is no longer met, or no longer known to be. In each cell of"
    " the last tables: rank and score, in parentheses what an excluded site would score, and a status that changes."
)
CERTAINTIES: "dict[Certainty, Message]" = {
    "decided": Message("decided", "of events"),
    "planned": Message("planned", "of events"),
    "possible": Message("possible", "of events"),
}


class TimelineView(ResultView["Timeline"]):
    """A ranking over the years."""

    weighed = True
    columns = ("id", "name", "day", "status", "rank", "score", "qualified_until", "ended_by")

    def document(self, timeline: "Timeline") -> Iterator[Block]:
        """Yield what happens, until when each site qualifies, and ranks from each date on."""
        yield Heading(TITLE, 1)
        if not timeline.sites:
            yield Paragraph(words.NO_SITES)
            return
        yield from introduction(timeline)
        yield Heading(_UNTIL)
        yield _endings(timeline)
        yield Heading(_RANKS)
        for number in range(0, len(timeline.moments), _ABREAST):
            yield _ranks(timeline, timeline.moments[number : number + _ABREAST])
        yield Paragraph(_LEGEND)

    def entry(self, timeline: "Timeline") -> dict[str, Any]:
        """Return the timeline for programs: stable keys, full precision."""
        return {
            "schema": SCHEMA,
            "certainty": timeline.certainty,
            "from": _iso(timeline.start),
            "until": _iso(timeline.end),
            "left_out": [event.id for event in timeline.left_out],
            "moments": [_moment_entry(moment) for moment in timeline.moments],
            "sites": [_site_entry(site, timeline) for site in timeline.sites],
        }

    def rows(self, timeline: "Timeline") -> Iterator[dict[str, Any]]:
        """Yield a row for each site from each moment on."""
        for site in timeline.sites:
            ending = _ending_entry(site.ending)
            last = {"qualified_until": ending and ending["day"], "ended_by": ending["causes"] if ending else []}
            for day, standing in timeline.standings(site.id):
                yield {"day": _iso(day), "id": site.id, "name": site.name, **asdict(standing), **last}


def introduction(timeline: "Timeline") -> Iterator[Block]:
    """Yield how many sites qualify and for how long, and what happens when."""
    qualified = [site for site in timeline.sites if site.is_qualified]
    left = sum(site.ending is None for site in qualified)
    yield Paragraph(_QUALIFY.counting(len(qualified), left=_LEFT.format(left=Whole(left))))
    happening = [_happening(id, moment, timeline) for moment in timeline.moments for id in moment.begun]
    yield Heading(_HAPPENS)
    yield Items(tuple(happening)) if happening else Paragraph(_NOTHING)
    if timeline.left_out:
        events = (Bracketed(_label(event), CERTAINTIES[event.certainty]) for event in timeline.left_out)
        yield Paragraph(_LEFT_OUT.format(events=Joined(events)))


def _happening(id: str, moment: "Moment", timeline: "Timeline") -> Phrase:
    """Return an event or an action in a sentence, with its date."""
    cause = timeline.causes[id]
    day: Phrase = moment.day.isoformat() if moment.day else ""
    if moment.day and moment.day == timeline.start:
        day = _BEFORE.format(day=day) if isinstance(cause, Event) and cause.day < moment.day else day
    if isinstance(cause, Event):
        source = Label(cause.source, length=_LONGEST)
        return _EVENT.format(day=day, label=_label(cause), certainty=CERTAINTIES[cause.certainty], source=source)
    return _ACTION.format(day=day, label=Label(cause.label, cause.id, _LONGEST))


def _label(event: Event) -> Phrase:
    return Label(event.label, event.id, _LONGEST)


def _endings(timeline: "Timeline") -> Grid:
    columns = (
        Column(words.COLUMNS["site"], share=4),
        Column(words.COLUMNS["status"]),
        Column(_UNTIL_COLUMN, wraps=False),
        Column(_ENDED_BY),
        Column(_KEEP),
    )
    return Grid(columns, tuple(_ending_row(site, timeline) for site in timeline.sites))


def _ending_row(site: "SiteLife", timeline: "Timeline") -> tuple[Phrase, ...]:
    ending = site.ending
    if ending is None:
        return Name(site.name), Status(site.now.status), _span(site, timeline), "", ""
    causes = (Label(timeline.causes[id].label, id, _LONGEST) for id in ending.causes)
    return (
        Name(site.name),
        Status(site.now.status),
        _span(site, timeline),
        Joined(causes, "; "),
        keeping(ending, timeline),
    )


def _span(site: "SiteLife", timeline: "Timeline") -> Phrase:
    """Return until when a site qualifies, or from when, where it does not at first."""
    until = site.ending.day.isoformat() if site.ending else None
    if site.is_qualified:
        return until or _TO_THE_END
    days = (_iso(day) for day, standing in timeline.standings(site.id) if standing.status == "qualified")
    first = next(days, None)
    if first is None:
        return "–"
    return _FROM.format(day=first) if until is None else _FROM_TO.format(day=first, until=until)


def keeping(ending: "Ending", timeline: "Timeline") -> Phrase:
    """Return what would keep a site: every requirement that is no longer met, or an action."""
    limits = Joined(
        (Joined((label(one), limit(one.requirement, one)), " ") for one in ending.unmet if one.requirement), "; "
    )
    if not ending.kept_by:
        return limits
    actions = [Label(timeline.causes[id].label, id, _LONGEST) for id in ending.kept_by]
    return _OR.format(limits=limits, actions=Enumeration(first_few(actions, _NAMED), "or"))


def _ranks(timeline: "Timeline", moments: "Sequence[Moment]") -> Grid:
    columns = (
        Column(words.COLUMNS["site"], share=4),
        *(Column(day_text(moment), wraps=False) for moment in moments),
    )
    rows = ((Name(site.name), *(_standing(site, one) for one in moments)) for site in timeline.sites)
    return Grid(columns, tuple(rows))


def day_text(moment: "Moment") -> Phrase:
    """Return from when a moment counts."""
    return AS_IT_IS if moment.day is None else moment.day.isoformat()


def _standing(site: "SiteLife", moment: "Moment") -> Phrase:
    """Return rank and score, in parentheses where there is no rank; and a status that is not that at first."""
    now = moment.standings[site.id]
    score = Decimal(now.score) if now.rank is not None else Joined(("(", Decimal(now.score), ")"), "")
    changed = (Status(now.status),) if now.status != site.now.status else ()
    return Joined((Rank(now.rank), score, *changed), "  ")


def _iso(day: "date | None") -> str | None:
    return None if day is None else day.isoformat()


def _moment_entry(moment: "Moment") -> dict[str, Any]:
    return {"day": _iso(moment.day), "begun": list(moment.begun), "first": list(moment.first)}


def _site_entry(site: "SiteLife", timeline: "Timeline") -> dict[str, Any]:
    standings = [{"day": _iso(day), **asdict(standing)} for day, standing in timeline.standings(site.id)]
    return {"id": site.id, "name": site.name, "standings": standings, "ending": _ending_entry(site.ending)}


def _ending_entry(ending: "Ending | None") -> dict[str, Any] | None:
    if ending is None:
        return None
    return {
        "day": ending.day.isoformat(),
        "causes": list(ending.causes),
        "unmet": [criterion.id for criterion in ending.unmet],
        "kept_by": list(ending.kept_by),
    }
