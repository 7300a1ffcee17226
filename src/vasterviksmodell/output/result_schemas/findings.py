"""The schemas of findings, and of the rules that they break."""

from vasterviksmodell.output.findings import json as findings_json
from vasterviksmodell.scoring.saved.schema import finding_shape, named
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape


def findings_schema() -> Shape:
    """Return the schema of findings, as `check`, `decide`, `verify` and `derive --check` write them."""
    return of.document(
        "Findings",
        "What is wrong with the inputs.",
        {
            "schema": named(findings_json.SCHEMA),
            "version": of.text("The version of vasterviksmodell that judged them."),
            "counts": finding_counts(),
            "unlisted": of.count("How many of them are not listed."),
            "findings": of.listed("The findings.", finding_shape()),
        },
    )


def rules_schema() -> Shape:
    """Return the schema of `rules -f json`."""
    rule = of.fields(
        "",
        {
            "code": of.text("The code.", pattern="^[A-Z][0-9]{3}$"),
            "severity": of.one_of("How bad it is, unless `checks:` says otherwise.", "error", "warning", "info"),
            "title": of.text("What it is about, in English."),
            "adjustable": of.truth("Whether `checks:` may lower it or switch it off."),
            "why": of.text("Why it matters, and when it is reported."),
            "bad": of.text("A small file that breaks the rule."),
            "good": of.text("The same, corrected."),
        },
    )
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Rules"}
    return {**title, **of.listed("What the codes of findings mean.", rule)}


def finding_counts() -> Shape:
    """Return the shape of how many findings there are."""
    counts = {"error": of.count("Errors."), "warning": of.count("Warnings."), "info": of.count("Notes.")}
    return of.fields("How many there are, by severity.", counts)
