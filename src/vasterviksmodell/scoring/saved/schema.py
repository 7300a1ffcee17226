"""The JSON Schema of a ranking in JSON; `$defs.site` is that of a line of JSON lines."""

from vasterviksmodell.criteria.need import NEED_NAMES
from vasterviksmodell.scoring.names import DIVIDED_SCHEMA, RANKING_SCHEMA
from vasterviksmodell.source.json_shapes import (
    Shape,
    by_key,
    count,
    document,
    fields,
    ids,
    listed,
    measure,
    number,
    one_of,
    or_null,
    pair,
    sha256,
    text,
    truth,
)

STATUS = one_of(
    "Whether it meets the requirements: all, none failed but some unknown, or one failed.",
    "qualified",
    "unverified",
    "excluded",
)
RANK = or_null(count("1, 2, 2, 4: one more than the number of sites with a higher score; null if excluded.", 1))
SCORE = number("0 to 100; for an excluded site, the score that it would have.")
WEIGHTS_OF = text("Whose weights count: tree, combined, or the id of an actor.")
MEASURE = measure(
    "[lowest, highest] possible measure: twice the same if it is known, null for an open end, null twice if"
    " nothing is known."
)
_OPTIONAL = ("need", "weights_of", "changes", "actions", "redaction", "blind", "criteria_file", "checksum")
"""Older rankings have no checksum."""


def ranking_schema() -> Shape:
    """Return the JSON Schema (draft 2020-12) that every ranking written as JSON meets.

    >>> ranking_schema()["properties"]["schema"]["const"]
    'vasterviksmodell/ranking/2'
    """
    told = "The sites by rank, with everything that the ranking rests on."
    return {**document("A ranking of vasterviksmodell", told, _properties(), _OPTIONAL), "$defs": _definitions()}


def divided_schema() -> Shape:
    """Return the JSON Schema of rankings of each part, as `score --per` writes them."""
    part = fields("", {"part": or_null(text("What its sites have in the column.")), "counts": counts("Of its sites.")})
    site = {**_site(), "required": [*_site()["required"], "part"]}
    site["properties"] = {**site["properties"], "part": or_null(text("The part to which it belongs."))}
    properties = {
        **_properties(),
        "schema": named(DIVIDED_SCHEMA),
        "per": text("The heading by which the sites are divided."),
        "parts": listed("The parts, in the order of the file.", part),
    }
    told = "A ranking of each part, with everything that it rests on."
    whole = document("Rankings of vasterviksmodell", told, properties, _OPTIONAL)
    return {**whole, "$defs": {**_definitions(), "site": site}}


def named(name: str) -> Shape:
    """Return the name of a contract; the number at its end changes when a key is removed or changes its meaning."""
    return {"description": "What the document is; the number changes when a key changes its meaning.", "const": name}


def counts(told: str) -> Shape:
    return fields(told, COUNTS)


COUNTS = {
    "sites": count("All sites."),
    "qualified": count("Sites that meet every requirement."),
    "unverified": count("Sites that fail no requirement, and for which some are unknown."),
    "excluded": count("Sites that fail a requirement."),
}


def _properties() -> dict[str, Shape]:
    return {
        "schema": named(RANKING_SCHEMA),
        "version": text("The version of vasterviksmodell that computed the ranking."),
        "unknown": one_of("Which end of a score interval is the score.", "low", "middle", "high"),
        "need": need_shape(),
        "weights_of": WEIGHTS_OF,
        "counts": counts("The numbers of sites, including those that are not shown."),
        "inputs": listed("The files with sites that were read.", _input()),
        "findings": listed(
            "What was found about the inputs: warnings and notes, for errors leave no ranking.", finding_shape()
        ),
        "changes": changes_shape(),
        "actions": actions_shape(),
        "redaction": _redaction(),
        "blind": fields("That sites are numbers.", {"changes": count("How many changes of measures are withheld.")}),
        "criteria_file": _criteria_file(),
        "criteria": {"description": "The criteria file as it was read; it is a criteria file again.", "type": "object"},
        "sites": listed("The sites that are shown, in order.", {"$ref": "#/$defs/site"}),
        "checksum": sha256("The SHA-256 of every byte before this key's line."),
    }


def _definitions() -> dict[str, Shape]:
    return {"site": _site(), "criterion": _criterion()}


def need_shape() -> Shape:
    """Return the shape of what is to be housed."""
    figures = {name: count(f"How many {name.replace('_', ' ')} there are to be housed.") for name in NEED_NAMES}
    return fields("What is to be housed, where the criteria state it.", figures, NEED_NAMES)


def changes_shape() -> Shape:
    """Return the shape of measures that were set."""
    return {**listed("What was set with --set, or by actions and scenarios.", change_shape()), "minItems": 1}


def _input() -> Shape:
    return fields(
        "",
        {
            "path": text("As it was given."),
            "sha256": sha256("The SHA-256 of the file's bytes."),
            "format": text("The format in which the file was read."),
            "dialect": by_key("How it was read: delimiter, encoding and what else the format has.", {"type": "string"}),
            "sites": count("The number of sites in the file."),
        },
    )


def _criteria_file() -> Shape:
    return fields(
        "The file that the criteria were read from.",
        {
            "path": or_null(text("As it was given or found; null for the packaged default model.")),
            "sha256": sha256("The SHA-256 of the file's bytes."),
        },
    )


def finding_shape() -> Shape:
    """Return the shape of a finding."""
    return fields(
        "",
        {
            "code": text("The code of the rule; `vasterviksmodell rules` explains it.", pattern="^[A-Z][0-9]{3}$"),
            "severity": one_of("How bad it is.", "error", "warning", "info"),
            "message": text("What is wrong, in English."),
            "path": text("The file."),
            "line": or_null(count("From 1; in a workbook or a Parquet file the row.", 1)),
            "column": or_null(count("From 1, in characters; in a workbook or a Parquet file the column.", 1)),
            "sheet": or_null(text("The sheet of a workbook.")),
            "hint": or_null(text("What to do about it.")),
            "suggestion": or_null(text("A name that was perhaps meant.")),
            "count": count("How many occurrences the finding reports.", 1),
        },
    )


def change_shape() -> Shape:
    """Return the shape of a measure that was set, and what followed."""
    state = {"measure": MEASURE, "status": STATUS, "rank": RANK, "score": SCORE}
    properties = {
        "id": text("The site."),
        "criterion": text("The criterion whose measure was set."),
        "action": text("The action that sets it."),
        "before": fields("What the files say, and what follows from them.", state),
        "after": fields("What was set, and what follows from all that was set.", state),
    }
    return fields("", properties, ("action",))


def actions_shape() -> Shape:
    """Return the shape of which actions were applied."""
    left_out = fields(
        "",
        {
            "action": text("The action."),
            "because": one_of(
                "Why it was not applied: only proposed, or something it needs is not.", "proposed", "needs"
            ),
            "needs": ids("What it needs and what is not applied."),
        },
    )
    return fields(
        "Which actions were applied with --apply-actions.",
        {
            "until": text("done, or the day until which agreed actions count."),
            "applied": ids("The actions that were applied."),
            "left_out": listed("Those that were not, and why.", left_out),
        },
    )


def _redaction() -> Shape:
    hidden = {"type": "integer", "minimum": 1}
    return fields(
        "What was withheld; only of a redacted edition.",
        {
            "withheld": ids("The criteria of which no measure is shown."),
            "small_counts": by_key("By criterion: how many small counts or rates are shown as an interval.", hidden),
            "classes": ids("The criteria whose distances or times are in classes."),
            "derived": ids("The criteria unknown at sites where a hidden figure could be computed from them."),
            "changes": count("How many measures were set with --set before the sites were redacted."),
        },
    )


def _site() -> Shape:
    position = or_null(pair("[latitude, longitude] in degrees, WGS 84; null if unknown or wrong.", {"type": "number"}))
    return fields(
        "A site.",
        {
            "id": text("As in the file."),
            "name": text("As in the file; the id if there is no name."),
            "rank": RANK,
            "rank_best": or_null(count("The best rank possible within the score intervals; null if excluded.", 1)),
            "rank_worst": or_null(count("The worst such rank; null if excluded.", 1)),
            "status": STATUS,
            "score": SCORE,
            "score_low": number("The score when every unknown measure is at its worst."),
            "score_high": number("The score when every unknown measure is at its best."),
            "coverage": number("0 to 1: the share of the score that the data determine."),
            "known_weight": number("0 to 1: the weight of the criteria whose measure is exactly known."),
            "only_local_questions": truth("Whether it is unverified only because of what no register knows."),
            "position": position,
            "municipality": or_null(text("The name of its municipality as in the file.")),
            "municipality_code": or_null(text("The code of its municipality as in the file.")),
            "criteria": by_key("The criteria by id, in the order of the criteria file.", {"$ref": "#/$defs/criterion"}),
            "extra": by_key(
                "The columns that no criterion reads, by heading: the text, or null.", {"type": ["string", "null"]}
            ),
        },
        ("only_local_questions", "position", "municipality", "municipality_code"),
    )


def _criterion() -> Shape:
    """Return the schema of a criterion of a site; only the measure is required."""
    truths = ("met", "not_met", "unknown")
    properties = {
        "measure": MEASURE,
        "value": pair("[lowest, highest] value, 0 to 100; only if it is scored.", {"type": "number"}),
        "weight": number("Its share of the whole; only if it is scored."),
        "contribution": number("What it adds to the score; only if it is scored."),
        "requirement": one_of("Whether its requirement is met; only if it has one.", *truths),
        "warning": one_of("The same for its warning.", *truths),
        "source": or_null(text("Where the figure comes from, in English; only if that is stated.")),
        "date": or_null(text("The date of the source; only if it is stated.")),
    }
    return fields("A criterion at a site.", properties, [key for key in properties if key != "measure"])
