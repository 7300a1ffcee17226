"""The account of alternatives: what was asked and compared, why the others were not chosen, and what is missing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal, Percent, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, first_few
from vasterviksmodell.output.measure_texts import measure, requirement
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.report.sections.alternatives_asked import MISSING, asked
from vasterviksmodell.output.report.sections.decision import LONGEST, reason
from vasterviksmodell.output.report.sections.method import LIMITS
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.words import stopping

if TYPE_CHECKING:
    from vasterviksmodell.analysis.decided_sites import DecidedSite, Record
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.analysis.explanation import Explanation
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.i18n.wording import Text

KEY = "alternatives"
_MOST = 20
_TITLE = Message("Account of alternatives")
_INTRODUCTION = Message(
    "Which alternatives were compared, how, and why the others were not chosen. What nobody has stated is marked as"
    " missing, and nothing is filled in. This is no legal advice: whether an environmental assessment is needed, and"
    " what it must hold, the program cannot say."
)
_QUESTION = Message("The question")
_ALTERNATIVES = Message("The alternatives, and how they were found")
_COMPARED = Plural("{number} site was compared: {sites}.", "{number} sites were compared: {sites}.")
_AREA = Message("Where alternatives were looked for: {text}")
_FOUND = Message("How they were found: {text}")
_LEFT_OUT = Message("Left out before the comparison: {text}")
_ZERO = Message("The zero alternative")
_NO_SCORE = Message("The zero alternative is described in words: it is none of the sites and has no score.")
_HOW = Message("What was compared, and how")
_CRITERIA = Plural("{number} criterion was compared.", "{number} criteria were compared.")
_REQUIRED = Plural(
    "{number} requirement can exclude a site, before the others are weighed.",
    "{number} requirements can exclude a site, before the others are weighed.",
)
_NOTHING_REQUIRED = Message("No requirement excludes a site; the sites are weighed.")
_WEIGHT, _LIMIT = Message("Weight"), Message("Required")
_WHY = Message("Why each was not chosen")
_ALL_CHOSEN = Message("Every site was chosen.")
_STOPPED = Message("{site} is excluded, because it does not meet: {names}.")
_BEHIND = Message("{site} has rank {rank} with {score} points.")
_CHOSEN = Message("Chosen, for comparison: {sites}.")
_STANDING = Message("{site}, rank {rank} with {score} points")
_STANDING_EXCLUDED = Message("{site}, excluded")
_REASON = Message("Stated reason: {reason}")
_NO_REASON = Message("No reason is stated.")
_UNKNOWN = Message("What is not known")
_ALL_KNOWN = Message("Every figure of every site is exactly known.")
_GAPS = Plural(
    "{number} figure is not exactly known, at {sites}.", "{number} figures are not exactly known, at {sites}."
)
_AT = Plural("{number} site", "{number} sites")
_GAP = Message("{site}: {label}, {measure}")
_FIRST_GAPS = Message("First those of the chosen sites, then the others in order of rank:")
_COVERS = Message("What the comparison does not cover")
_NO_EFFECTS = Message(
    "The figures do not describe what building would do to the environment, or how the environment would develop"
    " without it: where such a description is required, it must be made besides."
)


def alternatives(record: "Record", evidence: "Evidence") -> Section:
    """Return the section."""
    return Section(KEY, _TITLE, tuple(_blocks(record, evidence)))


def _blocks(record: "Record", evidence: "Evidence") -> Iterator[Block]:
    stated, criteria = record.decision.alternatives, evidence.ranking.criteria
    yield Paragraph(_INTRODUCTION)
    yield Heading(_QUESTION, 3)
    yield Paragraph(text_or_missing(question_of(record, criteria)))
    yield Heading(_ALTERNATIVES, 3)
    yield Paragraph(_compared(record))
    for form, text in ((_AREA, stated.area), (_FOUND, stated.found), (_LEFT_OUT, stated.left_out)):
        yield Paragraph(form.format(text=text_or_missing(text)))
    yield Heading(_ZERO, 3)
    yield Paragraph(text_or_missing(stated.zero))
    yield Paragraph(_NO_SCORE)
    yield Heading(_HOW, 3)
    yield from _how(criteria)
    yield Heading(_WHY, 3)
    yield from _why(record, evidence)
    yield Heading(_UNKNOWN, 3)
    yield from _unknown(record)
    yield Heading(_COVERS, 3)
    yield Paragraph(text_or_missing(stated.not_covered))
    yield Items((*LIMITS, _NO_EFFECTS))
    yield from asked(record, question_of(record, criteria))


def question_of(record: "Record", criteria: "Criteria") -> "Text | None":
    """Return the question of the record, else that of the criteria."""
    stated = record.decision.question or criteria.question
    return stated if stated.inside("en") else None


def text_or_missing(text: "Text | None") -> Phrase:
    """Return a stated text, or that it is missing."""
    return MISSING if text is None else Label(text, length=LONGEST)


def _compared(record: "Record") -> Phrase:
    names = Enumeration(Name(site.explanation.name) for site in record.sites)
    return _COMPARED.counting(len(record.sites), sites=names)


def _how(criteria: "Criteria") -> Iterator[Block]:
    required = len([one for one in criteria.criteria if one.requirement])
    how = _REQUIRED.counting(required) if required else _NOTHING_REQUIRED
    yield Paragraph(Joined((_CRITERIA.counting(len(criteria.criteria)), how), " "))
    columns = (Column(words.COLUMNS["criterion"]), Column(_WEIGHT, right=True), Column(_LIMIT))
    yield Grid(columns, tuple(map(_criterion, criteria.criteria))).filled()


def _criterion(criterion: "Criterion") -> tuple[Phrase, ...]:
    weight: Phrase = Percent(float(criterion.weight)) if criterion.scored else ""
    limit: Phrase = requirement(criterion.requirement, criterion) if criterion.requirement else ""
    return Label.of(criterion), weight, limit


def _why(record: "Record", evidence: "Evidence") -> Iterator[Block]:
    others = [site for site in record.sites if site.outcome != "chosen"]
    if not others:
        yield Paragraph(_ALL_CHOSEN)
        return
    chosen = [_standing(site.explanation) for site in record.of("chosen")]
    if chosen:
        yield Paragraph(_CHOSEN.format(sites=Joined(chosen, "; ")))
    yield Items(tuple(_not_chosen(site, evidence) for site in others))


def _standing(explanation: "Explanation") -> Phrase:
    if explanation.rank is None:
        return _STANDING_EXCLUDED.format(site=Name(explanation.name))
    return _STANDING.format(site=Name(explanation.name), rank=Whole(explanation.rank), score=Decimal(explanation.score))


def _not_chosen(site: "DecidedSite", evidence: "Evidence") -> Phrase:
    """Return where a site stands by the figures, and the stated reason; what excludes a site is one by itself."""
    stated = site.decision.reason
    why: Phrase = _NO_REASON if site.is_without_reason else ""
    if stated is not None:
        why = _REASON.format(reason=reason(site, evidence))
    return Joined((text for text in (_by_figures(site.explanation), why) if text), " ")


def _by_figures(explanation: "Explanation") -> Phrase:
    name = Name(explanation.name)
    if explanation.rank is None:
        stopped = [one for one in explanation.screening if one.excludes]
        return _STOPPED.format(site=name, names=stopping(stopped))
    return _BEHIND.format(site=name, rank=Whole(explanation.rank), score=Decimal(explanation.score))


def _unknown(record: "Record") -> Iterator[Block]:
    ordered = (*record.of("chosen"), *(site for site in record.sites if site.outcome != "chosen"))
    gaps = [(site, gap) for site in ordered for gap in site.explanation.gaps]
    if not gaps:
        yield Paragraph(_ALL_KNOWN)
        return
    at = len({site.decision.site for site, _ in gaps})
    yield Paragraph(Joined((_GAPS.counting(len(gaps), sites=_AT.counting(at)), _FIRST_GAPS), " "))
    named = (
        _GAP.format(site=Name(site.explanation.name), label=Label.of(gap.criterion), measure=measure(gap.measured))
        for site, gap in gaps
    )
    yield Items(tuple(first_few(named, _MOST)))
