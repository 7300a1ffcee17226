"""The family of what analyses look like: each has a `document` of blocks for people and an `entry` for programs."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vasterviksmodell.output.view import View
from vasterviksmodell.wording import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.output.document import Block
    from vasterviksmodell.scoring.changes import Change

ANALYSIS_FORMATS = ("text", "markdown", "json")


def rendered(analysis: str, result: Any, format: str, view: View, changes: "Sequence[Change]" = ()) -> str:
    """A result of an analysis in one of the formats; `analysis` names the member.

    `changes`: what was set in the ranking that the result is about.
    """
    member = import_module(f"{__name__}.{analysis}")
    if format == "json":
        from vasterviksmodell.output.json_texts import json_text

        return json_text(_with_entries(member.entry(result), changes), indent=2) + "\n"
    from vasterviksmodell.output.document import DOCUMENT_FORMATS

    blocks = member.document(result, view.language)
    told = _with_paragraphs(blocks, changes, result.criteria, view.language) if changes else blocks
    return DOCUMENT_FORMATS[format](told, view)


def _with_entries(entry: dict[str, Any], changes: "Sequence[Change]") -> dict[str, Any]:
    """The result for programs, what was set at its end."""
    from vasterviksmodell.output.changes import change_entry

    return entry | {"changes": [change_entry(it) for it in changes]} if changes else entry


def _with_paragraphs(
    blocks: "Iterable[Block]", changes: "Sequence[Change]", criteria: "Criteria", language: Language
) -> "Iterator[Block]":
    """The result for people, what was set told under its title."""
    from vasterviksmodell.output.changes import change_texts
    from vasterviksmodell.output.document import Paragraph

    title, *rest = blocks
    yield title
    yield from map(Paragraph, change_texts(changes, criteria, language))
    yield from rest
