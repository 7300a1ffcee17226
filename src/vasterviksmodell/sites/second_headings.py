"""A row that is no site but a second line of headings: it has no id, and words where others have figures."""

import re
from collections.abc import Sequence

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.sites.grammar import Fault, Notation, parse_category, parse_number
from vasterviksmodell.sites.layout import expected
from vasterviksmodell.words import folded

_YEAR = re.compile(r"\s*(?:19|20)[0-9]{2}\s*")


def second_headings(
    row: Sequence[str | None],
    measures: Sequence[tuple[Criterion, int]],
    criteria: Criteria,
    notation: Notation,
) -> bool:
    """Whether the first row, which has no id, looks so, given the columns of measures."""
    texts = [(it, text) for it, number in measures if (text := row[number] or "").strip()]
    if any(_is_measure(it, text, notation) for it, text in texts):
        return False
    known = expected(criteria).headings
    return any(it.kind == "number" for it, _ in texts) or any(folded(text or "") in known for text in row)


def _is_measure(criterion: Criterion, text: str, notation: Notation) -> bool:
    """Whether a cell can be that of a site; a year under a heading rather belongs to it."""
    if criterion.kind != "number":
        return not isinstance(parse_category(text, criterion, notation), Fault)
    is_word = any(sign.isalpha() for sign in text) or _YEAR.fullmatch(text)
    return not is_word or (not _YEAR.fullmatch(text) and not isinstance(parse_number(text, criterion, notation), Fault))
