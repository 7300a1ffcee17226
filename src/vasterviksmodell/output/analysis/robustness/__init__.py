"""How far the first place holds: the verdict in a sentence, what decides, then the grounds of it in tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Message
from vasterviksmodell.output.analysis.robustness.draws import draws_blocks
from vasterviksmodell.output.analysis.robustness.entries import robustness_entry
from vasterviksmodell.output.analysis.robustness.legend import legend
from vasterviksmodell.output.analysis.robustness.variations import limit_blocks, method_blocks, without_blocks
from vasterviksmodell.output.analysis.robustness.verdict import verdict
from vasterviksmodell.output.analysis.robustness.weights import pair_blocks, weight_blocks
from vasterviksmodell.output.document import Block, Heading, Paragraph
from vasterviksmodell.wording import Language

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.robustness import Robustness
    from vasterviksmodell.criteria import Criteria

_TITLE = Message("How far the first place holds")
_NONE = Message("There are no sites.")
_ALL_EXCLUDED = Message("Every site is excluded: there is no first place that could hold.")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: people see the first sites only where a table has a row for each; programs get all."""

    robustness: "Robustness"
    top: int

    @property
    def criteria(self) -> "Criteria":
        return self.robustness.criteria


def document(told: Told, language: Language) -> Iterator[Block]:
    """The robustness for people."""
    it = told.robustness
    yield Heading(_TITLE.inside(language), 1)
    if not it.first:
        yield Paragraph((_ALL_EXCLUDED if it.counts.sites else _NONE).inside(language))
        yield from limit_blocks(it, language) if it.counts.sites else ()
        return
    yield from verdict(it, language)
    yield from weight_blocks(it, language)
    yield from draws_blocks(it, told.top, language)
    yield from without_blocks(it, language)
    yield from limit_blocks(it, language)
    yield from method_blocks(it, told.top, language)
    yield from pair_blocks(it, language)
    yield from legend(it, language)


def entry(told: Told) -> dict[str, Any]:
    """The robustness for programs: stable keys, full precision, all sites."""
    return robustness_entry(told.robustness)
