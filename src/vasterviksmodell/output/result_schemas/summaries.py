"""The schema of how the scores of many sites are spread."""

from vasterviksmodell.output.result_schemas.shapes import result
from vasterviksmodell.output.views import score_summary
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape

_POINTS = {
    "lowest": "The lowest score.",
    "p5": "The score that 5 of 100 sites have at most.",
    "p25": "The score that a quarter of them have at most.",
    "middle": "The score that half of them have at most.",
    "p75": "The score that three quarters of them have at most.",
    "p95": "The score that 95 of 100 have at most.",
    "highest": "The highest score.",
}


def score_summary_schema() -> Shape:
    """Return the schema of `score --summary`."""
    spreads = {
        "ranked": _spread("The sites that no requirement excludes."),
        "qualified": _spread("Those that meet every requirement."),
        "unverified": _spread("Those that fail none, and for which some are unknown."),
        "excluded": _spread("Those that fail a requirement, with the scores that they would have."),
    }
    part = {
        "part": of.or_null(of.text("What its sites have in the column.")),
        "name": of.or_null(of.text("What people call it.")),
        **spreads,
    }
    properties = {
        "steps": of.listed("The score at which each step of a histogram begins.", {"type": "number"}),
        **spreads,
        "per": of.text("With --per: the heading by which the sites are divided."),
        "parts": of.listed("The same of each part.", of.fields("", part)),
    }
    told = "How many sites there are of each status, and how their scores are spread."
    return result(score_summary.SCHEMA, "A summary of scores", told, properties, ("per", "parts"))


def _spread(told: str) -> Shape:
    figures = {name: of.or_null(of.number(point)) for name, point in _POINTS.items()}
    histogram = of.listed("How many sites have a score in each step.", {"type": "integer", "minimum": 0})
    return of.fields(told, {"sites": of.count("How many there are."), **figures, "histogram": histogram})
