"""The family of what analyses look like: each has a `document` of blocks for people and an `entry` for programs."""

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from vasterviksmodell.output.suffixes import Suffixes
from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vasterviksmodell.i18n import Phrase
    from vasterviksmodell.output.document import Block
    from vasterviksmodell.scoring.changes import Change

ANALYSIS_FORMATS: Suffixes = MappingProxyType({"text": (".txt",), "markdown": (".md",), "json": (".json",)})
"""Each with the suffixes of its files."""
_WEIGHED = frozenset({"explanation", "pair", "reaching", "similarity", "robustness", "weight_contrast", "losses"})
"""Those that rest on one set of weights, so that it is said whose they are when there are several."""


def rendered(analysis: str, result: Any, format: str, view: View, changes: "Sequence[Change]" = ()) -> str:
    """A result of an analysis in one of the formats; `analysis` names the member.

    `changes`: what was set in the ranking that the result is about.
    """
    member = import_module(f"{__name__}.{analysis}")
    if format == "json":
        from vasterviksmodell.json_text import json_text

        return json_text(member.entry(result) | _entries(analysis, result, changes), indent=2) + "\n"
    from vasterviksmodell.output.renderers import RENDERERS

    paragraphs = _paragraphs(analysis, result, changes)
    return "".join(RENDERERS[format].render(_with_paragraphs(member.document(result), paragraphs), view))


def _entries(analysis: str, result: Any, changes: "Sequence[Change]") -> dict[str, Any]:
    """What stands at the end of the result for programs: whose weights count, and what was set."""
    from vasterviksmodell.scoring.saved.change_entries import change_entry
    from vasterviksmodell.scoring.saved.document import whose_weights_entry

    whose = whose_weights_entry(result.criteria) if analysis in _WEIGHED else {}
    return whose | ({"changes": [change_entry(it) for it in changes]} if changes else {})


def _paragraphs(analysis: str, result: Any, changes: "Sequence[Change]") -> "Iterator[Phrase]":
    """Yield what is told under the title: whose weights count, and what was set."""
    from vasterviksmodell.output.changes import change_texts
    from vasterviksmodell.output.whose_weights import whose_weights_text

    whose = whose_weights_text(result.criteria) if analysis in _WEIGHED else None
    if whose is not None:
        yield whose
    if changes:
        yield from change_texts(changes, result.criteria)


def _with_paragraphs(blocks: "Iterable[Block]", paragraphs: "Iterable[Phrase]") -> "Iterator[Block]":
    """The result for people, with paragraphs under its title."""
    from vasterviksmodell.output.document import Paragraph

    title, *rest = blocks
    yield title
    yield from map(Paragraph, paragraphs)
    yield from rest
