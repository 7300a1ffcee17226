"""The first page, for a member of the committee: one side that says what was asked, what came out, and what is open."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.evidence import Evidence
from vasterviksmodell.analysis.explanation import Contribution, Explanation, decisive_gaps
from vasterviksmodell.analysis.gaps import Gap
from vasterviksmodell.analysis.obstacles import SiteObstacles
from vasterviksmodell.i18n import Bracketed, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal, Signed, Span, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Lines, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, Rank, Shortened, Status, label, short_labels
from vasterviksmodell.output.needed import needed_text
from vasterviksmodell.output.redaction_texts import PERHAPS_KNOWN, REDACTED
from vasterviksmodell.output.report.matter import Matter
from vasterviksmodell.output.report.sections.plan import houses_per_place
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.explanation.paragraph import effect
from vasterviksmodell.output.views.robustness.verdict import sentence

if TYPE_CHECKING:
    from vasterviksmodell.analysis.planning.plan import Plan
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.i18n.wording import Text
    from vasterviksmodell.sites.outlines import Outline

LEADERS = "leaders"
"""The key of the sentence that names the first sites."""
FIRST_SITES = "first-sites"
"""The key of the table of the first sites."""
HOLDS, WORTH = "holds", "worth-finding-out"
"""The keys of headings above what rests on the weights."""
ROWS = 7
"""The most sites in the table."""
NAMED = 3
"""The most sites in a sentence."""
NAME = 40
"""The most characters of a name or label."""
_LONGEST = 160
_NOTICED = 0.05
"""A smaller lead or lag decides nothing."""
_ANNEX = Message("Annex: a basis for a decision, not a decision")
_DECIDED = Message("Annex: the basis of a decision, and its record")
_TARGET_GROUP = Message("Target group: {group}")
_REFERENCE = Message("Reference: {reference}")
_UNIT = Message("Unit: {unit}")
_DATE = Message("Date: {date}")
_RESULT = Message("Result")
_MEET = Plural(
    "{qualified} of {number} site meets every requirement.", "{qualified} of {number} sites meet every requirement."
)
_EXCLUDED = Plural("{number} is excluded.", "{number} are excluded.")
_UNVERIFIED = Plural(
    "{number} is unverified: a figure that decides is unknown.",
    "{number} are unverified: figures that decide are unknown.",
)
_NO_REQUIREMENTS = Plural(
    "{number} site; the criteria require nothing, so it is not excluded.",
    "{number} sites; the criteria require nothing, so none is excluded.",
)
_MOST_OFTEN = Message("What excludes most often: {criteria}.")
STANDS = Message("{rank} {name}")
IN_ORDER = Message("In order: {sites}.")
NO_RANK = Message("No site has a rank.")
_STRENGTH = Message("Speaks most for it")
_SHORTFALL = Message("Speaks most against it")
_SCORE = Message("Score, 0–100")
_READING = Message(
    "In parentheses after what speaks for and against a site: by how many points it differs there from the mean of the"
    " others."
)
_READING_SCORES = Message("In parentheses after a score: what it can be, as not all figures are known.")
_HOLDS = Message("Does it hold?")
_WORTH = Message("Most worth finding out")
_WORTH_ITEM = Message("{label} in {site}: {effect}.")
_NOTHING_UNKNOWN = Message("Every figure is known.")
_NOTHING_WORTH = Message("No single unknown figure changes a rank.")
_OPEN = Message("The smallest changes that would open an excluded site")
_OPEN_NONE = Message("No single change opens a site that is excluded.")
_NONE_EXCLUDED = Message("No site is excluded.")


def first_page(
    evidence: Evidence,
    matter: Matter,
    outline: "Outline | None" = None,
    plan: "Plan | None" = None,
    *,
    is_decided: bool = False,
) -> Iterator[Block]:
    """Yield the first page below its title; `outline` has the boundaries of the map, else it shows municipalities."""
    ranking = evidence.ranking
    kind = _DECIDED if is_decided else _ANNEX
    yield Lines((kind, *header(ranking.criteria, matter, redacted=ranking.redaction is not None)))
    yield Heading(_RESULT)
    yield Paragraph(result(evidence))
    yield Paragraph(leaders(evidence), key=LEADERS)
    if evidence.robustness.first:
        yield first_sites(evidence)
        yield Paragraph(_reading(evidence))
    if plan is not None:
        yield from houses_per_place(plan)
    yield from _map(evidence, outline)
    if evidence.robustness.first:
        yield Heading(_HOLDS, key=HOLDS)
        yield Paragraph(sentence(evidence.robustness))
    yield Heading(_WORTH, key=WORTH)
    yield from _worth_finding_out(evidence)
    yield Heading(_OPEN)
    yield from _openings(evidence)


def _reading(evidence: Evidence) -> Phrase:
    """Return what stands in parentheses in the table of the first sites."""
    frame = evidence.ranking.frame.filter(evidence.ranking.frame["rank"].is_not_null()).head(ROWS)
    exact = frame["score_low"].equals(frame["score_high"], check_names=False)
    return _READING if exact else Joined((_READING_SCORES, _READING), " ")


def header(criteria: "Criteria", matter: Matter, *, redacted: bool = False) -> Iterator[Phrase]:
    """Yield what an office writes above a document."""
    stated = (
        (_REFERENCE, "reference", matter.reference),
        (_DATE, "date", "" if matter.date is None else matter.date.isoformat()),
        (_UNIT, "unit", matter.unit),
    )
    found = [form.format(**{key: Name(text, _LONGEST)}) for form, key, text in stated if text]
    if found:
        yield Joined(found, " · ")
    if criteria.target_group.inside("en"):
        yield _TARGET_GROUP.format(group=Label(criteria.target_group, length=_LONGEST))
    needed = needed_text(criteria)
    if needed is not None:
        yield needed
    if redacted:
        yield REDACTED


def _map(evidence: Evidence, outline: "Outline | None") -> Iterator[Block]:
    from vasterviksmodell.output.figures.map import site_map

    figure = site_map(evidence.ranking, outline)
    if figure is not None:
        yield figure


def result(evidence: Evidence) -> Phrase:
    """Return how many sites meet the requirements, and what excludes most."""
    counts = evidence.ranking.counts
    if not evidence.ranking.criteria.screened:
        return _NO_REQUIREMENTS.counting(counts.sites)
    others = ((_UNVERIFIED, counts.unverified), (_EXCLUDED, counts.excluded))
    sentences = [
        _MEET.counting(counts.sites, qualified=Whole(counts.qualified)),
        *(form.counting(number) for form, number in others if number),
    ]
    often = _excluding_most(evidence)
    return Joined((*sentences, *([_MOST_OFTEN.format(criteria=Joined(often))] if often else [])), " ")


def _excluding_most(evidence: Evidence) -> list[Phrase]:
    """Return the criteria that exclude most sites, with their numbers."""
    labels = short_labels(evidence.ranking.criteria)
    found = [(criterion, evidence.obstacles.obstacle(criterion)) for criterion in evidence.ranking.criteria.screened]
    most = sorted((pair for pair in found if pair[1].stops), key=lambda pair: -len(pair[1].stops))
    return [
        Bracketed(Shortened(labels[criterion.id], NAME), Whole(len(obstacle.stops)))
        for criterion, obstacle in most[:NAMED]
    ]


def leaders(evidence: Evidence) -> Phrase:
    """Return the first sites with their ranks: `In order: 1 Ankarsrum, 2 Gamleby, 3 Gunnebo.`"""
    ranked = evidence.ranking.frame.filter(evidence.ranking.frame["rank"].is_not_null()).head(NAMED)
    if ranked.is_empty():
        return NO_RANK
    return IN_ORDER.format(
        sites=Joined(
            STANDS.format(rank=Joined(("=" if tied else "", Whole(rank)), ""), name=Name(name, NAME))
            for name, rank, tied in ranked.select("name", "rank", "tied").iter_rows()
        )
    )


def first_sites(evidence: Evidence) -> Grid:
    """Return the first sites with what decides for and against each."""
    columns = (
        Column(words.COLUMNS["rank"], right=True, key="rank"),
        Column(words.COLUMNS["site"], key="name"),
        Column(words.COLUMNS["status"], key="status"),
        Column(_SCORE, right=True, key="score"),
        Column(_STRENGTH, key="strength"),
        Column(_SHORTFALL, key="shortfall"),
    )
    labels = short_labels(evidence.ranking.criteria)
    ranked = [explanation for explanation in evidence.explanations if explanation.rank is not None]
    return Grid(columns, tuple(_site_row(explanation, labels) for explanation in ranked[:ROWS]), key=FIRST_SITES)


def _site_row(explanation: Explanation, labels: "dict[str, Text]") -> tuple[Phrase, ...]:
    return (
        Rank(explanation.rank),
        Name(explanation.name, NAME),
        Status(explanation.status),
        score_with_interval(explanation),
        _decisive(explanation.strengths, labels),
        _decisive(explanation.weaknesses, labels),
    )


def score_with_interval(explanation: Explanation) -> Phrase:
    """Return `81.2`, or `54.2 (54.2–71.0)` where the score is not exactly known."""
    score, low, high = explanation.score, explanation.score_low, explanation.score_high
    if Decimal(low).looks_like(Decimal(high)):
        return Decimal(score)
    return Bracketed(Decimal(score), Span(low, high))


def _decisive(parts: Sequence[Contribution], labels: "dict[str, Text]") -> Phrase:
    """Return the first of some criteria with its lead, where that is noticed."""
    if not parts or abs(parts[0].lead) < _NOTICED:
        return "–"
    return Bracketed(Shortened(labels[parts[0].criterion.id], NAME), Signed(parts[0].lead))


def _worth_finding_out(evidence: Evidence) -> Iterator[Block]:
    is_known = not any(explanation.gaps for explanation in evidence.explanations)
    if is_known and len(evidence.explanations) == evidence.ranking.frame.height:
        yield Paragraph(_NOTHING_UNKNOWN)
        return
    deciding = {(figure.place.id, figure.criterion.id) for figure in evidence.robustness.unknowns.figures}
    decisive = decisive_gaps(evidence.explanations)
    first = sorted(decisive, key=lambda pair: (pair[0].id, pair[1].criterion.id) not in deciding)[:NAMED]
    yield Items(tuple(_worth(*pair) for pair in first)) if first else Paragraph(_NOTHING_WORTH)
    if first and evidence.ranking.redaction is not None:
        yield Paragraph(PERHAPS_KNOWN)


def _worth(explanation: Explanation, gap: Gap) -> Phrase:
    return _WORTH_ITEM.format(
        label=_short(gap.criterion), site=Name(explanation.name, NAME), effect=effect(gap, explanation.rank)
    )


def _short(criterion: "Criterion") -> Phrase:
    return Shortened(label(criterion), _LONGEST // 2)


def _openings(evidence: Evidence) -> Iterator[Block]:
    """Yield the smallest changes, each of which alone meets all that excludes a site."""
    if not evidence.ranking.counts.excluded:
        yield Paragraph(_NONE_EXCLUDED)
        return
    first = evidence.obstacles.opened_alone[:NAMED]
    yield Items(tuple(map(_opening, first))) if first else Paragraph(_OPEN_NONE)


def _opening(site: SiteObstacles) -> Phrase:
    stop = site.stops[0]
    return words.opening_text(Name(site.name, NAME), _short(stop.criterion), stop)
