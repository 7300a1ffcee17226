"""The schemas of where actors agree, how weights look beside others, and how they follow from judgements."""

from vasterviksmodell.output.result_schemas.shapes import SITE, result
from vasterviksmodell.output.views import agreement, derived_weights, weight_contrast
from vasterviksmodell.scoring.saved.schema import RANK, SCORE, STATUS
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape

_WEIGHTS = of.by_key("By criterion: its share of the whole.", {"type": "number"})
_TAU = of.or_null(of.number("Kendall's tau-b of the two rankings; null where there is nothing to compare."))
_FIRST_SITES = of.ids("The sites that stand first.")


def agreement_schema() -> Shape:
    """Return the schema of `weights agree`."""
    actor = of.fields(
        "",
        {
            "id": of.text("The actor."),
            "when": of.or_null(of.text("When the weights were given.")),
            "share": of.number("How much the actor counts when weights are combined."),
            "weights": _WEIGHTS,
        },
    )
    placed = of.fields("", {"rank": RANK, "rank_best": RANK, "rank_worst": RANK, "score": SCORE})
    site = of.fields(
        "",
        {
            **SITE,
            "status": STATUS,
            "lowest_score": of.number("Its score with the weights that give it the lowest."),
            "rank_spread": of.or_null(of.count("How many ranks lie between its best and its worst.")),
            "by_actor": of.by_key("How it stands by each actor.", placed),
        },
    )
    disagreement = of.fields(
        "",
        {
            "actors": of.ids("The two actors."),
            "kendalls_tau_b": _TAU,
            "before": of.or_null(of.text("A site that the first ranks before the other one.")),
            "after": of.or_null(of.text("The other one, which the second ranks before it.")),
            "gaps": of.or_null(of.listed("By how many points each ranks them so.", {"type": "number"})),
            "parts": of.by_key("By criterion: how much of the disagreement it makes.", {"type": "number"}),
        },
    )
    concession = of.fields(
        "",
        {
            "actor": of.text("The actor."),
            "moved": of.or_null(of.number("How much weight must be moved to put the compromise first.")),
            "weights": _WEIGHTS,
        },
    )
    return result(
        agreement.SCHEMA,
        "Agreement",
        "Where the actors of the criteria agree.",
        {
            "actors": of.listed("The actors.", actor),
            "kendalls_w": of.or_null(of.number("Kendall's W of all rankings: 1 is full agreement.")),
            "top": of.count("How many first sites are looked at."),
            "exact": of.truth("Whether all measures are known, so that nothing else could follow."),
            "in_every_top": of.ids("The sites among the first of every actor."),
            "compromise": of.ids("The sites whose lowest score is the highest."),
            "sites": of.listed("The sites.", site),
            "disagreements": of.listed("Each pair of actors.", disagreement),
            "concessions": of.listed("What the compromise asks of each actor.", concession),
        },
    )


def weight_contrast_schema() -> Shape:
    """Return the schema of `weights compare`."""
    weighting = of.fields(
        "",
        {
            "method": of.text("Where the weights come from: stated, equal, entropy, critic."),
            "weights": _WEIGHTS,
            "why_not": of.or_null(of.text("Why there are none, in English.")),
            "first": _FIRST_SITES,
            "kendalls_tau_b": _TAU,
        },
    )
    return result(
        weight_contrast.SCHEMA,
        "Weights side by side",
        "The stated weights beside others: nothing to decide by.",
        {
            "for_comparison_only": {
                "description": "A reminder: weights from data say nothing about importance.",
                "const": True,
            },
            "sites": of.count("How many sites were looked at."),
            "exact": of.truth("Whether all measures are known."),
            "weightings": of.listed("The weights.", weighting),
        },
    )


def derived_weights_schema() -> Shape:
    """Return the schema of `weights derive`."""
    one = of.fields(
        "",
        {
            "set": of.text("The group, or top."),
            "method": of.or_null(of.text("How they were judged.")),
            "why_not": of.or_null(of.text("Why no weights follow, in English.")),
            "stated": of.by_key("By member: the share that the criteria state.", {"type": "number"}),
            "weights": of.by_key("By member: the share that follows from the judgements.", {"type": "number"}),
            "points": of.by_key("The same as points for the criteria file.", {"type": "number"}),
            "consistency": of.or_null(_consistency()),
            "notes": of.ids("What to know about it, in English."),
        },
    )
    return result(
        derived_weights.SCHEMA,
        "Derived weights",
        "How judgements become weights.",
        {
            "whose": of.text("Whose judgements: an actor, or tree."),
            "sets": of.listed("Each set of members that were judged together.", one),
            "not_judged": of.ids("The sets that nobody judged."),
        },
    )


def _consistency() -> Shape:
    least = of.fields(
        "",
        {
            "first": of.text("A member."),
            "second": of.text("The other member."),
            "said": of.number("How many times as important the first was said to be."),
            "implied": of.number("How many times the other judgements make it."),
            "through": of.or_null(of.text("The member through which that follows.")),
            "ratio_then": of.or_null(of.number("The ratio if that were said.")),
        },
    )
    of_methods = {
        "eigenvalue": of.or_null(of.number("The greatest eigenvalue of the comparisons.")),
        "index": of.or_null(of.number("The consistency index.")),
        "random_index": of.or_null(of.number("The index of comparisons at random.")),
        "missing": of.count("How many comparisons are missing."),
        "deviation": of.or_null(of.number("The greatest deviation of a judgement from the weights.")),
    }
    return of.fields(
        "Whether the judgements agree with each other.",
        {
            "ratio": of.or_null(of.number("How far they disagree; 0 is not at all.")),
            "limit": of.or_null(of.number("The ratio from which they are doubtful.")),
            "is_doubtful": of.truth("Whether they are."),
            **of_methods,
            "least_consistent": of.listed("The judgements that fit least.", least),
        },
        tuple(of_methods),
    )
