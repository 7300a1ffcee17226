"""The schemas of what stops sites, what they would lose, what changes in time, and what is agreed about it."""

from vasterviksmodell.output.result_schemas.shapes import (
    CRITERION,
    SITE,
    STANDING,
    effort,
    of_criterion,
    opening,
    result,
)
from vasterviksmodell.output.views import action_plan, losses, obstacles, timeline
from vasterviksmodell.scoring.saved.schema import COUNTS, MEASURE, STATUS
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape


def obstacles_schema() -> Shape:
    """Return the schema of `obstacles`."""
    summary = {**COUNTS, "effort_to_open": effort("What meeting every failed requirement takes.")}
    file = {
        "path": of.or_null(of.text("The file.")),
        "part": of.or_null(of.text("With --per: what the sites have in the column.")),
        **summary,
        "by_obstacle": of.listed("What each criterion and group stops or holds back.", _obstacle(counted=False)),
        "by_site": of.listed("What stops or holds back each site.", _site()),
    }
    counted = of.listed("By criterion and group: numbers of sites.", _obstacle(counted=True))
    total = of.fields("All files together.", {**summary, "counts_by_obstacle": counted}, ("counts_by_obstacle",))
    per = of.text("With --per: the heading by which the sites are divided.")
    files = of.listed("Each file, or each part.", of.fields("", file, ("part", "by_obstacle", "by_site")))
    told = "What stops each site or holds it back."
    return result(obstacles.SCHEMA, "Obstacles", told, {"per": per, "files": files, "total": total}, ("per",))


def _obstacle(*, counted: bool) -> Shape:
    which = of.count if counted else of.ids
    shortfall = of.number("The points that the sites lack here, on average, when unknown measures count as they do.")
    return of.fields(
        "",
        {
            "id": of.text("The criterion or group."),
            "groups": of.ids("The groups around it, from outside."),
            "stops": which("Sites whose requirement here is not met."),
            "stops_alone": which("Those that nothing else stops."),
            "unknown": which("Sites whose requirement here is unknown, and that nothing stops."),
            "warns": which("Sites with a warning here."),
            "warns_unknown": which("Sites that may have one."),
            "mean_shortfall": of.or_null(shortfall),
            "mean_shortfall_high": of.or_null(of.number("The same when unknown measures are at their worst.")),
            "opportunity": which("Sites for which it is a strength."),
            "opportunity_unknown": which("Sites for which it may be one."),
        },
    )


def _site() -> Shape:
    shortfall = of.fields(
        "",
        {
            "criterion": CRITERION,
            "points": of.pair("[least, most] points that it lacks.", {"type": "number"}),
        },
    )
    return of.fields(
        "",
        {
            **SITE,
            "status": STATUS,
            "effort_to_open": effort("What meeting its failed requirements takes."),
            "stops": of.listed("Requirements that are not met, with what would meet them.", opening()),
            "unknown": of.listed("Requirements that are unknown.", opening()),
            "warnings": of.listed("Warnings that it has or may have.", opening()),
            "shortfalls": of.listed("Where it lacks most.", shortfall),
            "opportunities": of.ids("The criteria and groups that are its strengths."),
        },
    )


def losses_schema() -> Shape:
    """Return the schema of `losses`."""
    left = {
        "qualified": of.ids("Sites that meet every requirement."),
        "not_excluded": of.ids("Sites that no requirement excludes."),
        "first": of.ids("Those that stand first."),
    }
    worst = {
        "description": "What the measure becomes; null where it has no worst.",
        "type": ["number", "string", "null"],
    }
    beyond = {"description": "Where it has no worst: what it is worse than.", "type": ["number", "null"]}
    loss = of_criterion(
        "",
        {
            "measure": worst,
            "beyond": beyond,
            **left,
            "fallen": of.ids("Sites that qualified and no longer do."),
            "alone": of.by_key(
                "By site: its rank when it alone loses; null if it is excluded then.",
                {"type": ["integer", "null"], "minimum": 1},
            ),
        },
    )
    now = {"sites": of.count("How many sites there are."), **left}
    listed = of.listed("What is left when each service in turn is lost by all sites.", loss)
    return result(
        losses.SCHEMA, "Losses", "Which sites still qualify when a service is lost.", {**now, "losses": listed}
    )


def timeline_schema() -> Shape:
    """Return the schema of `timeline`."""
    day = of.or_null(of.text("From which day, 2028-06-01; null for now.", format="date"))
    moment = of.fields(
        "",
        {
            "day": day,
            "begun": of.ids("The events and actions that begin then."),
            "first": of.ids("The sites that stand first from then on."),
        },
    )
    ending = of.fields(
        "When it no longer qualifies; null where it does throughout, or does not now.",
        {
            "day": of.text("The day.", format="date"),
            "causes": of.ids("The events and actions that end it."),
            "unmet": of.ids("The criteria whose requirements are not met then."),
            "kept_by": of.ids("The actions that would keep it."),
        },
    )
    standings = of.listed("How it stands from each moment on.", of.fields("", {"day": day, **STANDING}))
    site = of.fields("", {**SITE, "standings": standings, "ending": of.or_null(ending)})
    return result(
        timeline.SCHEMA,
        "A timeline",
        "Until when each site qualifies, and what ends it.",
        {
            "certainty": of.one_of(
                "Which events count: those that are at least so certain.", "decided", "planned", "possible"
            ),
            "from": of.or_null(of.text("The first day that is looked at.", format="date")),
            "until": of.or_null(of.text("The last day that is looked at.", format="date")),
            "left_out": of.ids("The events that are less certain."),
            "moments": of.listed("When something begins.", moment),
            "sites": of.listed("The sites.", site),
        },
    )


def action_plan_schema() -> Shape:
    """Return the schema of an action plan, as `rendered` writes it."""
    return result(
        action_plan.SCHEMA,
        "An action plan",
        "Who does what about which obstacle, and what is proposed.",
        {
            "redacted": of.truth("Whether it is that of a redacted edition."),
            "actions": of.listed("The actions.", _action()),
            "proposed": of.listed("What nobody has undertaken yet.", _proposal()),
            "unlisted": of.by_key("By kind: how many proposals are not listed.", {"type": "integer", "minimum": 0}),
        },
    )


def _action() -> Shape:
    answer = of_criterion(
        "",
        {
            "site": of.text("The site where it answers an obstacle."),
            "measure": of.or_null(MEASURE),
            "to": of.or_null({**MEASURE, "description": "What the action makes of the measure."}),
            "kind": of.text("What kind of obstacle it is."),
            "enough": of.or_null(of.truth("Whether that is enough.")),
            "missed": of.or_null(of.number("How many points are still missing.")),
        },
    )
    return of.fields(
        "",
        {
            "action": of.text("The id of the action."),
            "label": of.text("What it is called, in English."),
            "answers": of.listed("The obstacles that it answers.", answer),
            "needed_by": of.ids("The actions that need it."),
            "who": of.ids("The actors who do it."),
            "by": of.or_null(of.text("By when.")),
            "needs": of.ids("The actions that it needs."),
            "done_when": of.or_null(of.text("By what one sees that it is done, in English.")),
            "status": of.text("How far it is."),
            "agreed": of.truth("Whether it is settled."),
            "agreed_by": of.ids("Who agreed to it."),
            "reference": of.or_null(of.text("Where that stands.")),
            "cost": of.or_null(of.number("What it costs.")),
        },
    )


def _proposal() -> Shape:
    properties = {
        "kind": of.text("What kind of obstacle it is about."),
        "sites": of.ids("The sites."),
        "responsible": of.or_null(of.text("Who answers for it, in English.")),
        "agreed": of.truth("Always false: nobody has agreed to it."),
        "opening": opening("What would meet the limit."),
        "reach": of.count("How many ranks knowing the measure could move the site."),
        "points": of.number("How many points knowing it could add."),
    }
    return of_criterion("", properties, ("opening", "reach", "points"))
