"""The family of what analyses look like: each has a `document` of blocks for people and an `entry` for programs."""

from importlib import import_module
from typing import Any

from vasterviksmodell.output.view import View

ANALYSIS_FORMATS = ("text", "markdown", "json")


def rendered(analysis: str, result: Any, format: str, view: View) -> str:
    """A result of an analysis in one of the formats; `analysis` names the member."""
    member = import_module(f"{__name__}.{analysis}")
    if format == "json":
        from vasterviksmodell.output.json_texts import json_text

        return json_text(member.entry(result), indent=2) + "\n"
    from vasterviksmodell.output.document import DOCUMENT_FORMATS

    return DOCUMENT_FORMATS[format](member.document(result, view.language), view)
