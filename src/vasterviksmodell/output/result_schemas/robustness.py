"""The schema of whether the first place holds."""

from vasterviksmodell.output.result_schemas.shapes import CRITERION, SITE, of_criterion, result
from vasterviksmodell.output.views.robustness import entries
from vasterviksmodell.scoring.saved.schema import COUNTS
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape

_SHARE = {"type": "number"}
_FIRST = of.ids("The sites that stand first then.")
_HOLDS = of.truth("Whether the same sites stand first.")
_TAU = of.or_null(of.number("Kendall's tau-b with the stated ranking; null where there is nothing to compare."))


def robustness_schema() -> Shape:
    """Return the schema of `robustness`."""
    return result(
        entries.SCHEMA,
        "Robustness",
        "Whether the first place holds when weights, data or the method are others.",
        {
            **COUNTS,
            "first": of.ids("The sites that stand first."),
            "settled": of.truth("Whether nothing that was tried changes that."),
            "unsettled_by": of.ids("What does: unknown, weights, left_out, limits, methods."),
            "unknown": _unknown(),
            "weights": _weights("How far weights may move before another site stands first."),
            "left_out": of.listed(
                "What follows when each criterion is left out.", of.fields("", {"criterion": CRITERION, **_varied()})
            ),
            "limits": of.listed(
                "What follows when each limit is moved.",
                of.fields(
                    "",
                    {
                        "criterion": CRITERION,
                        "end": of.one_of(
                            "Which limit is moved; null when the requirement is dropped.", "at_least", "at_most", None
                        ),
                        "limit": of.or_null(of.number("The limit that was tried.")),
                        **_varied(),
                    },
                ),
            ),
            "limits_at_nought": of.ids("The criteria whose limit is 0, which no share of itself moves."),
            "methods": of.listed("What other methods say.", _method()),
            "never_first": _never_first(),
            "draws": of.or_null(_draws()),
            "pair": of.or_null(_pair()),
        },
    )


def _varied() -> dict[str, Shape]:
    return {
        "first": _FIRST,
        "holds": _HOLDS,
        "entered": of.ids("Sites that qualify then, and do not now."),
        "left": of.ids("Sites that qualify now, and do not then."),
        "tau_b": _TAU,
    }


def _unknown() -> Shape:
    figure = of_criterion("", {"id": of.text("The site.")})
    return of.fields(
        "Whether unknown measures can change the first place.",
        {
            "settled": of.truth("Whether they cannot."),
            "unverified": of.ids("The criteria whose requirements are unknown at a site that stands first."),
            "rivals": of.ids("The sites that could stand first."),
            "alone": of.count("How many figures could change it by themselves."),
            "figures": of.listed("The figures that can change it.", figure),
        },
    )


def _weights(told: str) -> Shape:
    end = of.fields(
        "",
        {
            "points": of.number("Its points there."),
            "share": of.number("Its share of the whole there."),
            "id": of.text("The site that is first beyond it."),
        },
    )
    interval = of.fields(
        "",
        {
            "weight": of.text("The criterion or group."),
            "points": of.number("Its points among its siblings."),
            "share": of.number("Its share of the whole."),
            "low": of.or_null(
                {**end, "description": "The least weight at which the order holds; null where it has no end."}
            ),
            "high": of.or_null({**end, "description": "The greatest such weight; null where it has no end."}),
        },
    )
    together = of.fields(
        "How wrong all weights may be at once; null where nothing turns the order.",
        {
            "part": of.number("By which part of itself each may be wrong."),
            "id": of.text("The site that is first beyond it."),
            "weights": of.by_key("Weights at which that happens, by criterion.", _SHARE),
        },
    )
    return of.fields(
        told,
        {
            "intervals": of.listed("Each weight by itself.", interval),
            "all_at_once": of.or_null(together),
        },
    )


def _method() -> Shape:
    return of.fields(
        "",
        {
            "method": of.text("The method."),
            "first": _FIRST,
            "holds": _HOLDS,
            "tau_b": _TAU,
            "rho": of.or_null(of.number("Spearman's rho with the stated ranking.")),
            "why_not": of.or_null(of.text("Why the method has no answer, in English.")),
        },
    )


def _never_first() -> Shape:
    site = of.fields(
        "",
        {
            "id": of.text("The site."),
            "by": of.by_key("Which others stand before it whatever the weights, each with its share.", _SHARE),
        },
    )
    return of.fields(
        "The sites that no weights put first.",
        {
            "judged": of.count("How many sites were judged."),
            "sites": of.listed("The sites.", site),
        },
    )


def _draws() -> Shape:
    pairs = of.fields(
        "How often each site has a higher score than each other one.",
        {
            "ids": of.ids("The sites."),
            "wins": of.listed("A row for each of them.", {"type": "array", "items": _SHARE}),
        },
    )
    return of.fields(
        "How often each site has each rank when weights are drawn at random.",
        {
            "weights": _scheme(),
            "draws": of.count("How often weights were drawn.", 1),
            "seed": of.count("The same seed gives the same draws."),
            "greatest_error": of.number("The greatest error of a share (95 %)."),
            "confidence_draws": of.count("How often measures were drawn for the confidence of a site."),
            "cut": of.by_key(
                "By criterion: from where to where measures without end were drawn.", {"type": "array", "items": _SHARE}
            ),
            "ranks_kept": of.count("For how many ranks the shares are listed."),
            "sites": of.listed("The sites that are ranked.", _drawn_site()),
            "pairs": pairs,
        },
    )


def _scheme() -> Shape:
    properties = {
        "scheme": of.one_of("Which weights were drawn.", "uniform", "spread", "bounds", "order"),
        "spread": of.number("Each within this part of itself."),
        "bounds": of.by_key("By criterion: from which share to which.", {"type": "array", "items": _SHARE}),
        "order": of.listed(
            "Weights fall along this list; those in one entry have no order.",
            {"type": "array", "items": {"type": "string"}},
        ),
    }
    return of.fields("How weights were drawn.", properties, ("spread", "bounds", "order"))


def _drawn_site() -> Shape:
    return of.fields(
        "",
        {
            **SITE,
            "rank": of.or_null(of.count("Its rank with the stated weights.", 1)),
            "acceptability": of.listed("How often it has rank 1, 2, …, as far as it ever has.", _SHARE),
            "later": of.number("How often it has a rank that is not listed."),
            "excluded": of.number("How often it is excluded."),
            "mean_rank": of.or_null(of.number("Its mean rank; null if it is always excluded.")),
            "best_rank": of.or_null(of.count("The best rank it had.", 1)),
            "worst_rank": of.or_null(of.count("The worst rank it had.", 1)),
            "central_weights": of.or_null(
                of.by_key("The mean weights with which it stands first; null if it never does.", _SHARE)
            ),
            "confidence": of.or_null(
                of.number("How often it is first with these weights, whatever the unknown measures.")
            ),
            "confidence_error": of.or_null(of.number("The error of that.")),
        },
    )


def _pair() -> Shape:
    return of.fields(
        "How far the order of two sites holds, with --pair.",
        {
            "first": of.text("The site that stands first."),
            "second": of.text("The other site."),
            "wins": of.or_null(of.number("How often the first has the higher score.")),
            "losses": of.or_null(of.number("How often the second has.")),
            "weights": _weights("How far weights may move before the order turns."),
        },
    )
