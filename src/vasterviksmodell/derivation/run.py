"""Makes measures of places from the registers that a derive.yaml names."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.derivation.derived import Derived, DerivedMeasure
from vasterviksmodell.derivation.file import Derivation, InvalidDerivation, load_derivation
from vasterviksmodell.derivation.keeping import answer_faults, contradictions, without_derived
from vasterviksmodell.derivation.measuring import measure_findings, measured
from vasterviksmodell.derivation.reading.figures import figure_faults
from vasterviksmodell.derivation.reading.given import Given, KeptFile, read_given
from vasterviksmodell.derivation.reading.inhabitants import read_inhabitants
from vasterviksmodell.derivation.reading.localities import Localities, read_localities
from vasterviksmodell.derivation.reading.places import Places, read_places
from vasterviksmodell.derivation.reading.register import Register
from vasterviksmodell.derivation.reading.roads import read_roads
from vasterviksmodell.derivation.roads.network import RoadNetwork
from vasterviksmodell.derivation.territory import Territory
from vasterviksmodell.expected import expect_several
from vasterviksmodell.findings import Finding, Place, Severity, in_order, rule, worst
from vasterviksmodell.i18n.wording import nearest
from vasterviksmodell.source.frozen_mapping import FrozenMapping


@dataclass(frozen=True, slots=True)
class Kept:
    """Files of figures that are given by hand, besides those that derive.yaml names."""

    paths: Sequence[Path] = ()
    headings: Mapping[str, str] = field(default_factory=lambda: FrozenMapping({}))
    """By the heading of a form that somebody fills in: what a file of sites calls the column."""
    criteria: Criteria | None = None
    """By which answers about measures that no register has are judged."""


def derive(
    derivation: Derivation | str | Path,
    *,
    only: Collection[str] = (),
    as_of: date | None = None,
    keep: Sequence[str | Path] = (),
) -> Derived:
    """Return the measures that a derive.yaml asks for, or only some of them.

    `as_of`: a register of a later day is refused. `keep`: files of figures that are given by hand. Raises
    `InvalidDerivation` with every finding when there are errors, `OSError` when the file cannot be read, `KeyError`
    when a measure in `only` is not declared.
    """
    expect_several(only, "measures belong")
    expect_several(keep, "paths belong")
    wanted = derivation if isinstance(derivation, Derivation) else load_derivation(derivation)
    derived, findings = derived_measures(wanted, only=only, as_of=as_of, kept=Kept(tuple(map(Path, keep))))
    if derived is None:
        raise InvalidDerivation(findings)
    return derived


def derived_measures(
    derivation: Derivation, *, only: Collection[str] = (), as_of: date | None = None, kept: Kept = Kept()
) -> tuple[Derived | None, tuple[Finding, ...]]:
    """Return the measures, or None where a file has errors, and every finding; see `derive`."""
    for id in only:
        _ = derivation.entry.measures[id]
    wanted = derivation.only(frozenset(only)) if only else derivation
    territory = Territory.of_sweden()
    localities, findings = _localities(wanted)
    places, found = _places(wanted, territory, localities)
    findings += found
    if places is not None and wanted.entry.places.point == "cells":
        places, found = _with_inhabitants(wanted, places)
        findings += found
    registers: dict[str, Register] = {}
    for id in wanted.entry.registers:
        register, found = _register(wanted, id, territory, localities, as_of)
        findings += found
        if register is not None:
            registers[id] = register
    roads, found = _roads(wanted)
    findings += found
    registers = {id: replace(register, roads=roads) for id, register in registers.items()}
    if places is not None:
        findings += _unknown_places(wanted, places)
    if places is None or worst(findings) == Severity.ERROR:
        return None, in_order(findings)
    measures = tuple(measured(id, rule, registers[rule.of], places) for id, rule in wanted.entry.measures.items())
    findings += [finding for measure in measures for finding in measure_findings(measure, places, wanted)]
    given, found = _given(wanted, kept, places, measures)
    measures = tuple(replace(measure, given=given.of(measure.id)) for measure in measures)
    found += [finding for measure in measures for finding in contradictions(measure, places)]
    ordered = in_order([*findings, *found])
    if worst(found) == Severity.ERROR:
        return None, ordered
    return Derived(wanted, places, measures, ordered, given), ordered


def _given(
    derivation: Derivation, kept: Kept, places: Places, measures: Sequence[DerivedMeasure]
) -> tuple[Given, list[Finding]]:
    """Return the figures that are given by hand, without those that an earlier run took from the same registers."""
    at = derivation.place("keep") if derivation.entry.keep else Place(derivation.path)
    files = [KeptFile(derivation.file(name), at) for name in derivation.entry.keep]
    files += [KeptFile(path, Place(str(path))) for path in kept.paths]
    given, findings = read_given(files, places, kept.headings, tuple(derivation.entry.measures))
    others = {
        measure: figures for measure, figures in given.figures.items() if measure not in derivation.entry.measures
    }
    findings += answer_faults(others, kept.criteria)
    return without_derived(given, {measure.id: measure.register for measure in measures}), findings


def _unknown_places(derivation: Derivation, places: Places) -> Iterator[Finding]:
    """Yield a finding for each place that a rule names and that there is not."""
    for id, measure in derivation.entry.measures.items():
        for key, name in measure.unknown_places(places.ids):
            at = derivation.place("measures", id, key)
            yield Finding(rule("V013"), at, {"name": name}, suggestion=nearest(name, places.ids))


def _roads(derivation: Derivation) -> tuple[RoadNetwork | None, list[Finding]]:
    """Return the roads, None where no measure needs them or where they have errors, and findings."""
    entry = derivation.entry.roads
    if entry is None or not any(rule.needs_roads for rule in derivation.entry.measures.values()):
        return None, []
    return read_roads(
        entry, derivation.file(entry.file), derivation.wanted_of("roads"), derivation.place("roads", "file")
    )


def _localities(derivation: Derivation) -> tuple[Localities | None, list[Finding]]:
    entry = derivation.entry.localities
    if entry is None:
        return None, []
    at = derivation.place("localities", "file")
    return read_localities(entry, derivation.file(entry.file), derivation.wanted_of("localities"), at)


def _places(
    derivation: Derivation, territory: Territory, localities: Localities | None
) -> tuple[Places | None, list[Finding]]:
    entry, rules = derivation.entry.places, derivation.entry.measures.values()
    located = any(rule.measures_distances or rule.places_located for rule in rules)
    path, at = derivation.file(entry.file), derivation.place("places", "file")
    return read_places(entry, path, derivation.wanted_of_places, at, territory, localities, located=located)


def _with_inhabitants(derivation: Derivation, places: Places) -> tuple[Places | None, list[Finding]]:
    """Return the places with the cells in which their inhabitants live."""
    entry = derivation.entry.cells
    if entry is None:
        return places, []
    own, at = derivation.entry.places, derivation.place("cells", "file")
    keys = places.rows.texts(own.locality or own.id)
    found, findings = read_inhabitants(
        entry, derivation.file(entry.file), derivation.wanted_of("cells"), at, places, keys
    )
    return None if found is None else replace(places, inhabitants=found), findings


def _register(
    derivation: Derivation, id: str, territory: Territory, localities: Localities | None, as_of: date | None
) -> tuple[Register | None, list[Finding]]:
    rules = derivation.measures_of(id).values()
    register, findings = derivation.register(id).read(territory, as_of, localities)
    if register is not None:
        columns = {heading: column for rule in rules for heading, column in rule.figures.items()}
        data = register.entry.data.domain()
        findings += [
            finding
            for heading, column in columns.items()
            for finding in figure_faults(register.every, heading, data, column)
        ]
    return register, findings
