"""The record of the decision: what was chosen, rejected and parked, why, by whom and when, and what changed since."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Bracketed, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, Rank, Status
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.explanation.paragraph import circumstances

if TYPE_CHECKING:
    from vasterviksmodell.analysis.decided_sites import DecidedSite, Record
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.decision.model import Outcome

KEY = "decision"
LONGEST = 1000
"""The most characters of a text of the record."""
_TITLE = Message("The decision: what was chosen, and what was not")
_READING = Message(
    "The outcomes and reasons are those of whoever decided, as their record states them. What decides by the figures is"
    " computed from the ranking: it explains where a site stands, and gives no reason in their place."
)
_QUESTION = Message("What was to be decided: {question}")
WITHHELD = Message(
    "Redacted edition: the reasons, the figures that they name, and what is said of alternatives are withheld."
)
_WHO, _DATE, _REFERENCE = Message("Decided by: {who}"), Message("Date: {date}"), Message("Reference: {reference}")
_OUTCOMES: Mapping["Outcome | None", Plural] = {
    "chosen": Plural("Chosen: {number} site", "Chosen: {number} sites"),
    "rejected": Plural("Rejected: {number} site", "Rejected: {number} sites"),
    "parked": Plural("Parked: {number} site", "Parked: {number} sites"),
    None: Plural("Not decided: {number} site", "Not decided: {number} sites"),
}
_NONE_CHOSEN = Message("No site is chosen.")
_COLUMNS = {
    "reason": Message("Reason as stated"),
    "figures": Message("What decides by the figures"),
    "who": Message("Decided by"),
    "date": Message("Date"),
    "reference": Message("Reference"),
}
_NO_REASON = Message("none stated")
_UNTIL = Message("Until when it holds")
_ENDS = Message("{site} qualifies until {day}.")
_LASTS = Message("Nothing that is stated ends that {site} qualifies.")
_NOT_NOW = Message("{site} does not qualify as things stand.")
_CERTAINTY = Message(
    "Events that are decided or planned count; the section on the years says which, and what would keep a site."
)
_CHANGES = Message("What has changed since, and what the record leaves open")
_NO_CHANGES = Message("The record is whole, and the ranking is still the one on which was decided.")


def decision(record: "Record", evidence: "Evidence") -> Section:
    """Return the section."""
    return Section(KEY, _TITLE, tuple(_blocks(record, evidence)))


def _blocks(record: "Record", evidence: "Evidence") -> Iterator[Block]:
    if record.decision.question is not None:
        yield Paragraph(_QUESTION.format(question=Label(record.decision.question, length=LONGEST)))
    shared = _shared(record)
    if any(shared.values()):
        yield Paragraph(Joined(_decided(shared), " · "))
    yield Paragraph(WITHHELD if record.is_public else _READING)
    if not record.of("chosen"):
        yield Paragraph(_NONE_CHOSEN)
    for outcome, title in _OUTCOMES.items():
        sites = record.of(outcome)
        if sites:
            yield Heading(title.counting(len(sites)), 3)
            yield _table(sites, shared, record, evidence)
    if record.life is not None:
        yield Heading(_UNTIL, 3)
        yield Items(tuple(_holding(record)))
        yield Paragraph(_CERTAINTY)
    if not record.is_public:
        yield from _changes(record)


def _shared(record: "Record") -> dict[str, str | None]:
    """Return who decided, when and under which number, each where it is the same for all sites."""
    found: dict[str, str | None] = {}
    for key in ("who", "date", "reference"):
        stated = {getattr(site.decision, key) for site in record.sites}
        found[key] = next(iter(stated)) if len(stated) == 1 else None
    return found


def _decided(shared: Mapping[str, str | None]) -> Iterator[Phrase]:
    forms = {"who": _WHO, "date": _DATE, "reference": _REFERENCE}
    for key, form in forms.items():
        text = shared[key]
        if text is not None:
            yield form.format(**{key: Name(text, LONGEST)})


def _table(
    sites: "tuple[DecidedSite, ...]", shared: Mapping[str, str | None], record: "Record", evidence: "Evidence"
) -> Grid:
    """Return a row for each site, without the columns that are empty for all."""
    columns = (
        Column(words.COLUMNS["site"]),
        Column(words.COLUMNS["rank"], right=True),
        Column(words.COLUMNS["status"]),
        *map(Column, _COLUMNS.values()),
    )
    return Grid(columns, tuple(_row(site, shared, record, evidence) for site in sites)).filled()


def _row(
    site: "DecidedSite", shared: Mapping[str, str | None], record: "Record", evidence: "Evidence"
) -> tuple[Phrase, ...]:
    explanation = site.explanation
    own = ("" if shared[key] else Name(getattr(site.decision, key) or "", LONGEST) for key in shared)
    return (
        Name(explanation.name),
        Rank(explanation.rank),
        Status(explanation.status),
        "" if record.is_public else reason(site, evidence),
        Joined(circumstances(explanation), " "),
        *own,
    )


def reason(site: "DecidedSite", evidence: "Evidence") -> Phrase:
    """Return the stated reason, with the figures that it names as the ranking has them; or that none is stated."""
    stated = site.decision.reason
    if stated is None:
        return _NO_REASON
    text = Label(stated, length=LONGEST)
    named = tuple(_named(site, evidence))
    return Bracketed(text, Joined(named, "; ")) if named else text


def _named(site: "DecidedSite", evidence: "Evidence") -> Iterator[Phrase]:
    """Yield `School 700 m` for each figure that a reason names."""
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.scoring.called import site_row
    from vasterviksmodell.sites.action_measures import read_measures

    ranking = evidence.ranking
    row = site_row(ranking, site.decision.site).row(0, named=True)
    for read in read_measures(ranking.criteria, site.decision.figures):
        yield Joined((Label.of(read.criterion), measure(Measured.of(row, read.criterion))), " ")


def _holding(record: "Record") -> Iterator[Phrase]:
    """Yield until when each chosen site qualifies."""
    chosen = {site.decision.site for site in record.of("chosen")}
    for life in record.life.sites if record.life else ():
        if life.id in chosen and life.ending is not None:
            yield _ENDS.format(site=Name(life.name), day=life.ending.day.isoformat())
        elif life.id in chosen:
            yield (_LASTS if life.is_qualified else _NOT_NOW).format(site=Name(life.name))


def _changes(record: "Record") -> Iterator[Block]:
    yield Heading(_CHANGES, 3)
    told = tuple(_told(finding.statement) for finding in record.findings)
    yield Items(told) if told else Paragraph(_NO_CHANGES)


def _told(statement: Phrase) -> Phrase:
    """Return what was found as a sentence of its own."""
    from vasterviksmodell.i18n import Capitalised

    return Joined((Capitalised(visible(statement) if isinstance(statement, str) else statement), "."), "")
