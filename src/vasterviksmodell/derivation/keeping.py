"""Which given figures are kept, and which of them a register contradicts."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.derivation.reading.figures import ANY_NUMBER
from vasterviksmodell.derivation.reading.given import Given, GivenFigure
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import LANGUAGES, listing
from vasterviksmodell.sites.cell_grammar import Fault, Notation, parse_category, parse_number
from vasterviksmodell.source.folding import as_word

if TYPE_CHECKING:
    from vasterviksmodell.derivation.derived import DerivedMeasure
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register


def without_derived(given: Given, registers: "Mapping[str, Register]") -> Given:
    """Return the figures without those that an earlier run derived from the register of their measure.

    Their source says so: it begins with the name of the register. An answer in a form is none of them.
    `registers`: by measure that is derived.
    """
    kept = {
        measure: {row: figure for row, figure in figures.items() if not _is_derived(figure, registers.get(measure))}
        for measure, figures in given.figures.items()
    }
    return Given({measure: figures for measure, figures in kept.items() if figures})


def _is_derived(figure: GivenFigure, register: "Register | None") -> bool:
    if register is None or figure.by_form:
        return False
    names = {register.entry.source.domain().inside(language) for language in LANGUAGES}
    return figure.source in names or figure.source.startswith(tuple(f"{name}; " for name in names))


def contradictions(measure: "DerivedMeasure", places: "Places") -> Iterator[Finding]:
    """Yield a finding for each given figure that cannot be read, or that the register contradicts."""
    for row, figure in measure.given.items():
        if not figure.fits(measure.rule.kind):
            yield _no_figure(figure, measure.id, _EXPECTED[measure.rule.kind == "yes_no"])
        elif _contradicts(measure, row, figure):
            facts: dict[str, Phrase] = {
                "measure": measure.id,
                "name": places.names[row],
                "given": figure.text,
                "derived": measure.derived_cell(row).written,
            }
            yield Finding(rule("V302"), figure.place, facts)


def answer_faults(given: Mapping[str, Mapping[int, GivenFigure]], criteria: Criteria | None) -> Iterator[Finding]:
    """Yield a finding for each answer that its criterion cannot read; without criteria, that is an unclear number."""
    by_column = {} if criteria is None else {criterion.column: criterion for criterion in criteria.criteria}
    notation = Notation() if criteria is None else Notation.of(criteria.data, comma=False)
    for measure, figures in given.items():
        criterion = by_column.get(measure)
        for figure in figures.values():
            if figure.unclear if criterion is None else not _reads(criterion, figure, notation):
                yield _no_figure(figure, measure, _advice(criterion))


def _reads(criterion: Criterion, figure: GivenFigure, notation: Notation) -> bool:
    """Say whether a figure is one of a criterion; a file of sites may have been made for another range."""
    if criterion.kind == "number":
        measure = criterion if figure.by_form else ANY_NUMBER
        return not figure.unclear and not isinstance(parse_number(figure.text, measure, notation), Fault)
    return not isinstance(parse_category(figure.text, criterion, notation), Fault)


def _advice(criterion: Criterion | None) -> Phrase:
    if criterion is None or criterion.kind == "number":
        return _EXPECTED[False]
    return _EXPECTED[True] if criterion.kind == "yes_no" else _ONE_OF.format(known=listing(criterion.categories))


def _no_figure(figure: GivenFigure, measure: str, advice: Phrase) -> Finding:
    return Finding(rule("V010"), figure.place, {"text": figure.text, "column": measure}, advice=advice)


_EXPECTED = {
    True: Message("answer yes or no, or leave the cell empty"),
    False: Message("write a number such as 1200, an interval such as 0..2000, <5 or >=48, or leave the cell empty"),
}
"""What to write in place of what is none, by whether it is to be yes or no."""
_ONE_OF = Message("write one of {known}, or leave the cell empty")


def _contradicts(measure: "DerivedMeasure", row: int, figure: GivenFigure) -> bool:
    bounds, interval = measure.bounds, figure.interval
    if measure.rule.kind == "text":
        derived = bounds.texts[row] if bounds.texts else None
        return derived is not None and as_word(derived) != as_word(figure.text)
    slack = measure.rule.rounded_to
    return interval is not None and not (
        interval.low <= bounds.high[row] + slack and interval.high >= bounds.low[row] - slack
    )
