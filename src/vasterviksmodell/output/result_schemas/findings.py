"""The schemas of findings, and of the rules that they break."""

from vasterviksmodell.analysis.handed_over.verification import KINDS
from vasterviksmodell.output import folder
from vasterviksmodell.output.findings import json as findings_json
from vasterviksmodell.scoring.saved.schema import finding_shape, named
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape


def findings_schema() -> Shape:
    """Return the schema of findings, as `check`, `decide`, `verify` and `derive --check` write them."""
    told = "What is wrong with the inputs."
    return of.document("Findings", told, {"schema": named(findings_json.SCHEMA), "version": _VERSION, **_found()})


_VERSION = of.text("The version of vasterviksmodell that judged them.")


def _found() -> dict[str, Shape]:
    """Return how many findings there are, and those that are listed."""
    counts = {
        "error": of.count("Errors."),
        "warning": of.count("Warnings."),
        "info": of.count("Notes."),
    }
    return {
        "counts": of.fields("How many there are, by severity.", counts),
        "unlisted": of.count("How many of them are not listed."),
        "findings": of.listed("The findings.", finding_shape()),
    }


def folder_schema() -> Shape:
    """Return the schema of `verify FOLDER -f json`."""
    part = of.one_of("What the file is.", *KINDS)
    file = {"path": of.text("The path."), "part": part, "sha256": of.sha256("The fingerprint of the file.")}
    grounds = of.one_of("What it was compared with.", "files", "measures", "scores")
    report = {
        "path": of.text("The path."),
        "edition": of.one_of("Which edition of the ranking it shows.", "full", "redacted", "unknown"),
        "not_made_again": of.or_null(of.text("Why it was not made again and compared; null where that is no matter.")),
    }
    ranking = of.fields(
        "How the ranking was verified; null where there is none that can be read.",
        {"compared_with": grounds, "exact": of.truth("Whether the same bytes were computed.")},
    )
    properties = {
        "schema": named(folder.SCHEMA),
        "version": _VERSION,
        "fits": of.truth("Whether there is a ranking, and no finding is an error."),
        "files": of.listed("The files of the folder.", of.fields("", file)),
        "folders": of.ids("The folders inside, which were not looked into."),
        "missing": of.ids("The parts that a stranger needs and that the folder lacks."),
        "ranking": of.or_null(ranking),
        "reports": of.listed("The reports.", of.fields("", report)),
        **_found(),
    }
    return of.document("A folder", "Whether a folder that is handed over fits together.", properties)


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
