"""Which given figures are kept, and which of them a register contradicts."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from vasterviksmodell.derivation.reading.given import Given, GivenFigure
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.source.folding import as_word

if TYPE_CHECKING:
    from vasterviksmodell.derivation.derived import DerivedMeasure
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.i18n import Phrase


def without_derived(given: Given, registers: "Mapping[str, Register]") -> Given:
    """Return the figures without those that an earlier run derived from the register of their measure.

    Their source says so: it begins with the name of the register. `registers`: by measure that is derived.
    """
    kept = {
        measure: {row: figure for row, figure in figures.items() if not _is_derived(figure, registers.get(measure))}
        for measure, figures in given.figures.items()
    }
    return Given({measure: figures for measure, figures in kept.items() if figures})


def _is_derived(figure: GivenFigure, register: "Register | None") -> bool:
    if register is None:
        return False
    names = {register.entry.source.domain().inside(language) for language in LANGUAGES}
    return figure.source in names or figure.source.startswith(tuple(f"{name}; " for name in names))


def contradictions(measure: "DerivedMeasure", places: "Places") -> Iterator[Finding]:
    """Yield a finding for each given figure that cannot be read, or that the register contradicts."""
    for row, figure in measure.given.items():
        if measure.rule.kind != "text" and figure.interval is None:
            yield Finding(rule("V010"), figure.place, {"text": figure.text, "column": measure.id})
        elif _contradicts(measure, row, figure):
            facts: dict[str, Phrase] = {
                "measure": measure.id,
                "name": places.names[row],
                "given": figure.text,
                "derived": measure.derived_cell(row).written,
            }
            yield Finding(rule("V302"), figure.place, facts)


def _contradicts(measure: "DerivedMeasure", row: int, figure: GivenFigure) -> bool:
    bounds, interval = measure.bounds, figure.interval
    if measure.rule.kind == "text":
        derived = bounds.texts[row] if bounds.texts else None
        return derived is not None and as_word(derived) != as_word(figure.text)
    slack = measure.rule.rounded_to
    return interval is not None and not (
        interval.low <= bounds.high[row] + slack and interval.high >= bounds.low[row] - slack
    )
