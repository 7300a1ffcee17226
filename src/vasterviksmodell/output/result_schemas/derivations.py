"""The schemas of what a derivation found, and of why one measure is what it is."""

from vasterviksmodell.output.result_schemas.shapes import result
from vasterviksmodell.output.views import derivation, derived_measure
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape


def derivation_schema() -> Shape:
    """Return the schema of the summary of a derivation (`derive --summary`)."""
    known = {
        "coverage": of.number("The mean share of the score that the data determine."),
        "known_weight": of.number("The mean weight of what is exactly known."),
    }
    counted = of.fields(
        "",
        {
            "measure": of.text("The measure."),
            "exact": of.count("In how many places it is exact."),
            "interval": of.count("In how many it is an interval."),
            "empty": of.count("In how many nothing is known."),
            "given": of.count("In how many it was given by hand."),
            "register": of.text("The register it comes from."),
            "date": of.text("The date of the register."),
        },
    )
    position = of.fields(
        "",
        {
            "register": of.text("The register."),
            "area": of.or_null(of.text("The area.")),
            "cells": of.count("How many figures its positions would settle."),
            "units": of.ids("The units without a certain position."),
        },
    )
    question = of.fields(
        "",
        {
            "measure": of.text("The measure."),
            "criterion": of.text("The criterion."),
            "weight": of.number("Its share of the whole."),
            "required": of.truth("Whether it has a requirement."),
            "ask": of.or_null(of.text("The question, in English.")),
            "responsible": of.or_null(of.text("Who answers it, in English.")),
            "sites": of.ids("The places where it is not known."),
        },
    )
    return result(
        derivation.SCHEMA,
        "What was derived",
        "How much registers say, and what would settle more.",
        {
            "measures": of.listed("The measures.", counted),
            "known_before": of.or_null(of.fields("What was known without registers.", known)),
            "known_after": of.or_null(of.fields("What is known with them.", known)),
            "positions_that_settle": of.listed("Where positions of units would settle most.", position),
            "questions": of.listed("What no register answers.", question),
        },
    )


def derived_measure_schema() -> Shape:
    """Return the schema of `derive --explain`."""
    far = of.pair("[least, most] metres; null where it may be anywhere.", {"type": ["number", "null"]})
    unit = of.fields(
        "",
        {
            "name": of.text("The unit."),
            "municipality": of.or_null(of.text("Its municipality.")),
            "distance": far,
        },
    )
    source = {"en": of.text("In English."), "sv": of.text("In Swedish.")}
    file = of.fields("", {"path": of.text("The file."), "sha256": of.sha256("Its SHA-256.")})
    optional = ("day", "lines", "journeys")
    return result(
        derived_measure.SCHEMA,
        "A derived measure",
        "Why a measure of a place is what it is.",
        {
            "site": of.text("The id of the place."),
            "name": of.text("Its name."),
            "measure": of.text("The measure."),
            "cell": of.or_null(
                of.text("What stands in the table: a figure or an interval; null where nothing is known.")
            ),
            "causes": of.by_key("What keeps it open, with how many units.", {"type": "integer"}),
            "register": of.text("The register."),
            "source": of.fields("The source.", source),
            "licence": of.or_null(of.text("The licence of the register.")),
            "date": of.or_null(of.text("The date of the figure.")),
            "inputs": of.listed("The files of the register.", file),
            "nearest": of.listed("The nearest units.", unit),
            "unlocated": of.listed("Units without a certain position that keep it open.", unit),
            "day": of.text("The day that was counted.", format="date"),
            "lines": of.listed("The lines that stop there.", _line()),
            "journeys": of.listed("The journeys.", _journey()),
            "may_lack_units_from": of.or_null(of.number("From how many metres on the register may lack units.")),
        },
        optional,
    )


def _line() -> Shape:
    return of.fields(
        "",
        {
            "line": of.text("The line."),
            "towards": of.or_null(of.text("Where it goes.")),
            "departures": of.count("How many departures it has."),
            "on_demand": of.count("How many it has besides that run on demand."),
            "counts": of.truth("Whether it counts."),
        },
    )


def _journey() -> Shape:
    clock = "hours and minutes."
    leg = of.fields(
        "",
        {
            "line": of.or_null(of.text("The line; null on foot.")),
            "from": of.text("Where it begins."),
            "departs": of.text(f"When, {clock}"),
            "to": of.text("Where it ends."),
            "arrives": of.text(f"When, {clock}"),
        },
    )
    return of.fields(
        "",
        {
            "leaves": of.text(f"When one leaves, {clock}"),
            "arrives": of.text(f"When one arrives, {clock}"),
            "seconds": of.count("How long it takes."),
            "legs": of.listed("Its legs.", leg),
        },
    )
