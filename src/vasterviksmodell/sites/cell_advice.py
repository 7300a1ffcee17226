"""What to do about a cell that cannot be read, where more can be said than its rule says."""

import re

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.checks.units import same_unit
from vasterviksmodell.sites.grammar import Fault, Notation, category_words, parse_number
from vasterviksmodell.sites.patterns import FOOTNOTE
from vasterviksmodell.sites.words import is_about, is_cross, is_dash, unwrapped
from vasterviksmodell.wording import shortened
from vasterviksmodell.words import BLANKS, as_word

_LONGEST = 100
"""No longer cell is looked at closely."""
_SPAN = re.compile(r"\s*([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*(?:-|–|—|to|till)\s*([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*")
_DECIMAL_COMMA = re.compile(r"[^,]*[0-9],(?:[0-9]{1,2}|[0-9]{4,})(?![0-9])[^,]*")
_WITH_UNIT = re.compile(rf"[{BLANKS}<>=≤≥+−-]*[0-9][0-9.,{BLANKS}]*([^\W\d_][^\d<>=≤≥]*?)[{BLANKS}]*")
_BEFORE_FIGURE = re.compile(r"[^0-9]*")
_WITH_FOOTNOTE = re.compile(rf"(.*?)(?:[{BLANKS}]*(?:[1-9][0-9]?\)|{FOOTNOTE}))+[{BLANKS}]*")


def advice_on_span(text: str) -> Phrase | None:
    """How to write what is perhaps an interval: `1-4`, `10–20`, `10 till 20`."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    interval = f"{found[1]}..{found[2]}"
    return Message("if it is an interval, write {interval}").format(interval=interval)


def advice_on_comma(text: str, notation: Notation) -> Phrase | None:
    """What to do about `268,8` in a file with decimal points; a comma before three digits may part thousands."""
    if notation.comma or not _DECIMAL_COMMA.fullmatch(text[:_LONGEST]):
        return None
    return Message('if the texts of the file have decimal commas, write decimal: "," under data: in the criteria file')


def advice_on_unit(text: str, criterion: Criterion) -> Phrase | None:
    """What to do about a figure with its unit: `1200 m`, `1,2 km`."""
    found = _WITH_UNIT.fullmatch(text[:_LONGEST])
    if found is None:
        return None
    written, unit = shortened(found[1]), shortened(criterion.unit)
    if not unit or same_unit(found[1], criterion.unit):
        return Message("write the figure without its unit")
    return Message("write the figure in {unit}, the unit of the criterion, without '{written}'").format(
        unit=unit, written=written
    )


def advice_on_footnote(text: str, criterion: Criterion, notation: Notation) -> Phrase | None:
    """What to do about a category with a footnote mark: `ja*`, `nej 1)`."""
    found = _WITH_FOOTNOTE.fullmatch(unwrapped(text[:_LONGEST]))
    if found is None or as_word(found[1]) not in category_words(criterion, notation):
        return None
    word = shortened(found[1])
    return Message("write '{word}' without its footnote mark").format(word=word)


def advice_on_mark(mark: str, criterion: Criterion, notation: Notation) -> Phrase | None:
    """What to do about a mark: that of its rule does not do for dashes, for `ca 100`, nor for categories."""
    if criterion.kind == "number":
        return _on_about(mark, criterion, notation) if is_about(mark) else _on_dash(mark) if is_dash(mark) else None
    if mark in notation.marks:
        return Message(
            "the criteria file says that it is a figure, which no category is: write the category, or nothing"
        )
    missing, yes = _declared(mark, "missing"), f'data: {{yes: ["{shortened(mark)}"]}}'
    is_answer = criterion.kind == "yes_no" and is_cross(mark)
    if is_answer:
        form = Message("say what it means in the criteria file: {missing} or suppressed, or {yes}")
        return form.format(missing=missing, yes=yes)
    return Message("say what it means in the criteria file: {missing} or suppressed").format(missing=missing)


def _on_dash(mark: str) -> Phrase:
    missing, zero = _declared(mark, "missing"), _declared(mark, "zero")
    return Message(
        "say what it means in the criteria file: {missing}, or suppressed, or [low, high], or {zero} if it is a"
        " true zero (as - is at SCB)"
    ).format(missing=missing, zero=zero)


def _on_about(mark: str, criterion: Criterion, notation: Notation) -> Phrase:
    low, high = _near(mark, criterion, notation)
    example, declared = (f"{low}..{high}", _declared(mark, f"[{low}, {high}]"))
    if notation.comma:
        example = example.replace(".", ",").replace(",,", "..")
    return Message("say how near it is: {example} in the cell, or {declared} in the criteria file").format(
        example=example, declared=declared
    )


def _near(mark: str, criterion: Criterion, notation: Notation) -> tuple[str, str]:
    """A twentieth less and more than the figure in the mark; than 100 where the figure cannot be read."""
    read = parse_number(_BEFORE_FIGURE.sub("", mark, count=1), criterion, notation)
    figure = 100.0 if isinstance(read, Fault) else read.said.low
    low, high = (f"{round(figure * part, 6):.15g}" for part in (0.95, 1.05))
    return low, high


def _declared(mark: str, meaning: str) -> str:
    return f'data: {{missing: {{"{shortened(mark)}": {meaning}}}}}'
