"""What was asked, which sites were compared, and who took part."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.evidence import Evidence
from vasterviksmodell.i18n import Enumeration, Message, Phrase, Plural
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Label, Name
from vasterviksmodell.output.model_file import model_file_text
from vasterviksmodell.output.needed import needed_text
from vasterviksmodell.output.redaction_texts import blind_texts, redaction_texts
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.what_if import whose_weights_text

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Actor, Criteria

_LONGEST = 500
_TITLE = Message("The question, and who took part")
_QUESTION = Message("Question: {question}")
_TARGET_GROUP = Message("Target group: {group}")
_SITES = Plural("{number} site was compared.", "{number} sites were compared.")
_READ = Message("The figures were read from {files}.")
_NO_ACTORS = Message("The criteria name nobody who gave the weights: they are those of the criteria file.")
_WHO = Message("Who gave weights")
_COLUMNS = (Message("Actor"), Message("Given by"), Message("When", "were weights given"), Message("Why"))
_FROZEN = Message("The weights were frozen on {date} by {by}.")
_NOT_FROZEN = Message(
    "Nobody has frozen the weights: it cannot be shown that they were set before the sites were known."
)


def question(evidence: Evidence) -> Section:
    """Return the section."""
    return Section("question", _TITLE, tuple(_blocks(evidence)))


def _blocks(evidence: Evidence) -> Iterator[Block]:
    ranking, criteria = evidence.ranking, evidence.ranking.criteria
    if criteria.question.inside("en"):
        yield Paragraph(_QUESTION.format(question=Label(criteria.question, length=_LONGEST)))
    if criteria.target_group.inside("en"):
        yield Paragraph(_TARGET_GROUP.format(group=Label(criteria.target_group, length=_LONGEST)))
    needed = needed_text(criteria)
    if needed is not None:
        yield Paragraph(needed)
    yield Paragraph(_SITES.counting(ranking.counts.sites))
    if ranking.inputs:
        yield Paragraph(_READ.format(files=Enumeration(Name(input.path, _LONGEST) for input in ranking.inputs)))
    model = model_file_text(criteria)
    if model is not None:
        yield Paragraph(model)
    yield from map(Paragraph, (*redaction_texts(ranking.redaction, criteria), *blind_texts(ranking.blind)))
    yield from _actors(criteria)
    yield Paragraph(_frozen(criteria))


def _actors(criteria: "Criteria") -> Iterator[Block]:
    whose = whose_weights_text(criteria)
    if whose is None:
        yield Paragraph(_NO_ACTORS)
        return
    yield Heading(_WHO, 3)
    yield Paragraph(whose)
    yield Grid(tuple(map(Column, _COLUMNS)), tuple(map(_actor_row, criteria.actors)))


def _actor_row(actor: "Actor") -> tuple[Phrase, ...]:
    who, why = (Label(text, length=_LONGEST) for text in (actor.who, actor.why))
    return Label(actor.label, actor.id), who, actor.when, why


def _frozen(criteria: "Criteria") -> Phrase:
    if criteria.frozen is None:
        return _NOT_FROZEN
    return _FROZEN.format(date=criteria.frozen.date, by=Enumeration(map(Name, criteria.frozen.by)))
