"""What an account of alternatives is asked for, by whom, and what of it is stated, follows from figures or is missing.

The requirements are told in our own words, each with the page on which it stands. What no page that was read asks is
said to be asked by this report.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Name, first_few

if TYPE_CHECKING:
    from vasterviksmodell.analysis.decided_sites import Record
    from vasterviksmodell.i18n.wording import Text

MISSING = Message("missing – nobody has stated it")
_NAMED = 5
_TITLE = Message("What such an account is asked for")
_INTRODUCTION = Message(
    "The pages below say what an environmental assessment of a plan holds. Whether one is needed here is a question of"
    " law that they, and not this report, answer."
)
_ASKED, _BY, _ANSWER = Message("Asked for"), Message("By"), Message("In this account")
_STATED = Message("stated")
_COMPUTED = Message("from the figures")
_WITHOUT = Message("missing for {sites} – no reason is stated")
_SOURCES = Message("Sources")


@dataclass(frozen=True, slots=True)
class _Source:
    """A page that was read."""

    short: Phrase
    whole: Message


_BOVERKET = _Source(
    Message("Boverket"),
    Message(
        "Boverket, PBL kunskapsbanken: Miljökonsekvensbeskrivningens innehåll vid strategisk miljöbedömning av"
        " detaljplaner. www.boverket.se/sv/PBL-kunskapsbanken/planering/detaljplan/miljobedomningar/"
        "miljokonsekvensbeskrivning/"
    ),
)
_CHOICE = _Source(
    Message("Naturvårdsverket (alternatives); the Environmental Code 6:11, points 2 and 6"),
    Message(
        "Naturvårdsverket, guidance on strategic environmental assessment: Alternativ."
        " www.naturvardsverket.se/vagledning-och-stod/miljobalken/strategisk-miljobedomning/alternativ/"
    ),
)
_WITHOUT_PLAN = _Source(
    Message("Naturvårdsverket (the present state); the Environmental Code 6:11, point 3 a"),
    Message(
        "Naturvårdsverket, guidance on strategic environmental assessment: Nuläge och framskrivet nuläge."
        " www.naturvardsverket.se/vagledning-och-stod/miljobalken/strategisk-miljobedomning/miljoeffekter/"
        "nulage-och-framskrivet-nulage/"
    ),
)
_COURT = Message(
    "MÖD 2013:9 (lagen.nu/dom/mod/2013:9): the Land and Environment Court of Appeal annulled the adoption of a detailed"
    " plan, because reasonable alternatives were not accounted for as the Environmental Code required."
)
_THIS_REPORT = Message("this report")
_READ = (_BOVERKET, _CHOICE, _WITHOUT_PLAN)
_PURPOSE = Message("The purpose: what is to be decided")
_AREA = Message("The area in which alternatives are reasonable")
_FOUND = Message("That reasonable alternatives are identified: how they were found")
_DESCRIBED = Message("That they are described and assessed")
_LEFT_OUT = Message("Why alternatives were left out on the way")
_REASONS = Message("Why each of the others was not chosen")
_ZERO = Message("What is likely to happen if nothing is done (the zero alternative)")
_NOT_COVERED = Message("What the comparison does not cover")
_UNKNOWN = Message("What is not known")


def asked(record: "Record", question: "Text | None") -> Iterator[Block]:
    """Yield each requirement, who asks for it, and whether it is answered; then the sources."""
    yield Heading(_TITLE, 3)
    yield Paragraph(_INTRODUCTION)
    yield Grid((Column(_ASKED), Column(_BY), Column(_ANSWER)), tuple(_rows(record, question)))
    yield Heading(_SOURCES, 3)
    yield Items((*(source.whole for source in _READ), _COURT))


def _rows(record: "Record", question: "Text | None") -> Iterator[tuple[Phrase, ...]]:
    said = record.decision.alternatives
    yield _PURPOSE, _BOVERKET.short, _answer(question)
    yield _AREA, Joined((_BOVERKET.short, _CHOICE.short), "; "), _answer(said.area)
    yield _FOUND, _CHOICE.short, _answer(said.found)
    yield _DESCRIBED, Joined((_BOVERKET.short, _CHOICE.short), "; "), _COMPUTED
    yield _LEFT_OUT, _CHOICE.short, _answer(said.left_out)
    yield _REASONS, _CHOICE.short, _reasons(record)
    yield _ZERO, Joined((_BOVERKET.short, _WITHOUT_PLAN.short), "; "), _answer(said.zero)
    yield _UNKNOWN, _THIS_REPORT, _COMPUTED
    yield _NOT_COVERED, _THIS_REPORT, _answer(said.not_covered)


def _answer(text: "Text | None") -> Phrase:
    return MISSING if text is None else _STATED


def _reasons(record: "Record") -> Phrase:
    """Return whether it is stated, or follows from the screening, why each of the others was not chosen."""
    without = [Name(site.explanation.name) for site in record.sites if site.is_without_reason]
    return _WITHOUT.format(sites=Joined(first_few(without, _NAMED))) if without else _STATED
