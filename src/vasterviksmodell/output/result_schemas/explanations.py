"""The schemas of why a site stands where it stands, why before another, what it would take, and what is like it."""

from vasterviksmodell.output.result_schemas.shapes import (
    CRITERION,
    POINTS,
    SITE,
    STANDING,
    effort,
    of_criterion,
    opening,
    result,
    step,
)
from vasterviksmodell.output.views import explanation, pair, similarity, target_search
from vasterviksmodell.scoring.saved.schema import MEASURE, SCORE, STATUS
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape


def explanation_schema() -> Shape:
    """Return the schema of `explain SITES SITE`."""
    best = of.or_null(of.count("The best rank possible within the score intervals; null if excluded.", 1))
    worst = of.or_null(of.count("The worst such rank; null if excluded.", 1))
    return result(
        explanation.SCHEMA,
        "An explanation",
        "Why a site stands where it stands.",
        {
            **SITE,
            **STANDING,
            "only_local_questions": of.truth("Whether it is unverified only because of what no register knows."),
            "rank_best": best,
            "rank_worst": worst,
            "score_low": of.number("The score when every unknown measure is at its worst."),
            "score_high": of.number("The score when every unknown measure is at its best."),
            "sites": of.count("How many sites there are."),
            "screening": of.listed("Its requirements and warnings.", _screened()),
            "contributions": of.listed("What the score is made of, by criterion.", _contribution()),
            "sources": of.listed(
                "Where its figures come from.",
                of_criterion(
                    "",
                    {
                        "measure": MEASURE,
                        "source": of.or_null(of.text("The source, in English.")),
                        "date": of.or_null(of.text("The date of the source.")),
                    },
                ),
            ),
            "gaps": of.listed(
                "What is not known about it, the most important first.",
                of_criterion(
                    "",
                    {
                        "points": of.number("How many points the score could rise."),
                        "rank_best": best,
                        "rank_worst": worst,
                        "can_exclude": of.truth("Whether knowing it may exclude the site."),
                        "reach": of.count("How many ranks knowing it could move the site."),
                    },
                ),
            ),
            "most_worth_finding_out": of.or_null(of.text("The criterion whose measure is most worth finding out.")),
        },
    )


def _screened() -> Shape:
    return of.fields(
        "",
        {
            "criterion": CRITERION,
            "kind": of.one_of("What the limit is.", "requirement", "warning"),
            "truth": of.one_of("Whether it is met.", "met", "not_met", "unknown"),
            "excludes": of.truth("Whether it excludes the site."),
            "margin": of.or_null(
                of.pair(
                    "[lowest, highest] distance to the limit: positive where it is met; null for a category.",
                    {"type": ["number", "null"]},
                )
            ),
        },
    )


def _contribution() -> Shape:
    return of.fields(
        "",
        {
            "criterion": CRITERION,
            "value": of.pair("[lowest, highest] value, 0 to 100.", {"type": "number"}),
            "weight": of.number("Its share of the whole."),
            "contribution": of.number("What it adds to the score."),
            "shortfall": of.number("What it lacks of its weight."),
            "others": of.or_null(of.number("What it adds at the other sites, on average.")),
        },
    )


def pair_schema() -> Shape:
    """Return the schema of `explain SITES SITE OTHER`."""
    side = {
        **SITE,
        **STANDING,
        "score_low": of.number("The score when every unknown measure is at its worst."),
        "score_high": of.number("The score when every unknown measure is at its best."),
        "stopped_by": of.ids("The criteria whose requirements exclude it."),
    }
    turning = of.fields(
        "",
        {
            "weight": of.text("The criterion or group whose weight is moved."),
            "points": of.number("Its points."),
            "points_where_equal": of.number("The points at which both sites have the same score."),
            "moved": of.number("By what share of itself it must be moved to get there."),
        },
    )
    return result(
        pair.SCHEMA,
        "Two sites",
        "Why one site stands before another.",
        {
            "first": of.fields("The site that stands first.", side),
            "second": of.fields("The other site.", side),
            "gap": of.number("By how many points the first leads."),
            "settled": of.truth("Whether no unknown measure can turn the order."),
            "by_status": of.truth("Whether the status decides, not the score."),
            "tie": of.truth("Whether both have the same score."),
            "differences": of.listed(
                "What each criterion adds to the lead.", of.fields("", {"criterion": CRITERION, "points": POINTS})
            ),
            "decisive": of.ids("The criteria that decide the order."),
            "turnings": of.listed("The weights at which the order turns, the nearest first.", turning),
        },
    )


def reaching_schema() -> Shape:
    """Return the schema of `explain --target`."""
    target = {
        "kind": of.one_of("What is to be reached.", "qualified", "score", "rank"),
        "at": of.number("The score or the rank."),
    }
    return result(
        target_search.SCHEMA,
        "What a target takes",
        "What it would take a site to reach a target.",
        {
            **SITE,
            "target": of.fields("The target.", target, ("at",)),
            "score": SCORE,
            "needed": of.or_null(
                of.number("The score that the target needs; null where none is needed, or none is enough.")
            ),
            "reached": of.truth("Whether the target is reached as things stand."),
            "possible": of.truth("Whether it can be reached at all."),
            "highest": of.or_null(of.number("The highest score that the site could have.")),
            "openings": of.listed("The requirements that must be met first.", opening()),
            "score_when_opened": of.or_null(of.number("The score when they are met.")),
            "effort_to_open": effort("What meeting them takes."),
            "ways": of.listed("Single changes, each enough by itself.", of_criterion("", {**step(), "score": SCORE})),
            "combination": of.or_null(_combination()),
        },
    )


def _combination() -> Shape:
    change = of_criterion("", {**step(), "points": of.number("How many points it adds.")})
    return of.fields(
        "The cheapest changes together, where efforts are declared.",
        {
            "enough": of.truth("Whether they are enough."),
            "changes": of.listed("The changes.", change),
            "besides": of.ids("The criteria whose requirements must be met besides."),
            "effort": effort("What all of it takes."),
            "score": of.or_null(of.number("The score that follows.")),
            "taking_part": of.ids("The criteria that have an effort."),
            "undeclared": of.ids("Those whose effort is not declared."),
            "unknown": of.ids("Those whose measure is not known."),
        },
    )


def similarity_schema() -> Shape:
    """Return the schema of `similar`."""
    span = of.pair("[least, most] points between them.", {"type": "number"})
    distance = of.fields("", {"criterion": CRITERION, "measure": MEASURE, "distance": span})
    other = of.fields(
        "",
        {
            **SITE,
            "status": STATUS,
            "distance": span,
            "only_unknown": of.number("How much of the most is only what is not known."),
            "distances": of.listed("The same by criterion.", distance),
        },
    )
    return result(
        similarity.SCHEMA,
        "Similar sites",
        "Which sites are most like one.",
        {
            **SITE,
            "compared": of.count("How many sites it was compared with."),
            "others": of.listed("The most alike, the nearest first.", other),
        },
    )
