"""What stands in the way of sites and what speaks for them: by obstacle, one column for each part, and by site."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.i18n import Bracketed, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal, Exact
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, Status, label, short_labels
from vasterviksmodell.output.ranking.ranking_document import counted
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.obstacles.side_by_side import side_by_side
from vasterviksmodell.output.views.obstacles.tables import OPPORTUNITIES, alone, by_obstacle, part_label
from vasterviksmodell.output.views.result_view import ResultView

if TYPE_CHECKING:
    from vasterviksmodell.analysis.obstacles import Obstacle, Obstacles, Part, SiteObstacles, Survey
    from vasterviksmodell.analysis.target_search.unmet_limits import UnmetLimit
    from vasterviksmodell.i18n.wording import Text

SCHEMA = "vasterviksmodell/obstacles/1"
_NAMED = 3
"""How many criteria are named, at most, on which a site misses most points, and that speak for it."""
_TITLE = Message("Obstacles and opportunities")
_MOST = Message("{name} stops most: {counts}.")
_EFFORT = Message("To open all that are excluded takes an effort of {effort}.")
_OPENINGS = Message("What would open each site")
_BALANCE = Message("What holds each site back, and what speaks for it")
_MISSES = Message("Misses most")
_OPEN = Plural("unknown on {number} criterion", "unknown on {number} criteria")
_EFFORT_TO_OPEN = Message("Effort to open")
_LEGEND = Message(
    "Alone: sites that nothing else stops; unknown: sites that it perhaps stops. Points missed: what is missing to the"
    " whole weight, first surely, then with every unknown measure at its worst. Opportunity: surely worth at least"
    " {opportunity} of 100; unknown where that depends on unknown measures. A group stands for all that is in it."
)
_LEGEND_OF_PARTS = Message("Opportunity: surely worth at least {opportunity} of 100.")


_SITE_COLUMNS = (
    "path",
    "part",
    "id",
    "name",
    "status",
    "kind",
    "criterion",
    "criteria",
    "measure_low",
    "measure_high",
    "to_low",
    "to_high",
    "by",
    "effort.least",
    "effort.whole",
)


class ObstaclesView(ResultView["Survey"]):
    """What stops sites, and what speaks for them."""

    columns: ClassVar[tuple[str, ...]] = (
        "path",
        "part",
        "id",
        "sites",
        "stops",
        "stops_alone",
        "stops_unknown",
        "unknown",
        "warns",
        "warns_unknown",
        "mean_shortfall",
        "mean_shortfall_high",
        "opportunity",
        "opportunity_unknown",
    )

    def document(self, survey: "Survey") -> Iterator[Block]:
        """Yield the obstacles for people: a paragraph, then by obstacle and by site."""
        yield Heading(_TITLE, 1)
        if not survey.total.sites:
            yield Paragraph(words.NO_SITES)
            return
        yield Paragraph(Joined(_paragraph(survey.total), " "))
        if survey.by in (None, "part"):
            yield from side_by_side(survey)
        if survey.by in (None, "obstacle"):
            yield from by_obstacle(survey)
        if survey.by in (None, "site"):
            yield from _by_site(survey)
        yield from map(Paragraph, _legend(survey))

    def entry(self, survey: "Survey") -> dict[str, Any]:
        """Return the obstacles for programs: stable keys, full precision."""
        return {
            "schema": SCHEMA,
            **({} if survey.per is None else {"per": survey.per}),
            "files": [
                {**_part_entry(part, survey), **_summary(part.obstacles), **_requested_parts(survey, part.obstacles)}
                for part in survey.parts
            ],
            "total": _summary(survey.total)
            | ({} if survey.by == "site" else {"counts_by_obstacle": _counts(survey.total)}),
        }

    def columns_of(self, survey: "Survey") -> tuple[str, ...]:
        """Return those of obstacles, unless only sites are asked for."""
        return _SITE_COLUMNS if survey.by == "site" else self.columns

    def rows(self, survey: "Survey") -> Iterator[dict[str, Any]]:
        """Yield a row for each part and obstacle; where only sites are asked for, for each limit that is not met."""
        for part in survey.parts:
            of_part = {"path": part.path, "part": part.key}
            entries = _limit_rows(part.obstacles) if survey.by == "site" else _obstacle_rows(part.obstacles)
            yield from ({**of_part, **entry} for entry in entries)


def _paragraph(total: "Obstacles") -> Iterator[Phrase]:
    yield Joined((counted(total.counts), "."), "")
    outermost = [total.obstacle(node) for node in total.nodes if not node.groups]
    most = max(outermost, key=lambda obstacle: len(obstacle.stops))
    if most.stops:
        yield _MOST.format(name=label(most.node), counts=alone(most, len(total.sites)))
    if total.effort.least:
        yield _EFFORT.format(effort=words.effort(total.effort))


def _legend(survey: "Survey") -> Iterator[Phrase]:
    from vasterviksmodell.analysis.obstacles import OPPORTUNITY

    told = _LEGEND_OF_PARTS if survey.by == "part" else _LEGEND
    yield told.format(opportunity=Exact(OPPORTUNITY))
    if survey.total.effort.least:
        yield words.LEGEND


def _by_site(survey: "Survey") -> Iterator[Block]:
    """Yield what would open the sites of each part, and the balance of each site."""
    for part in survey.parts:
        for heading, grid in ((_OPENINGS, _openings(part.obstacles)), (_BALANCE, _balance(part))):
            if grid.rows:
                several = len(survey.parts) > 1
                yield Heading(Joined((heading, part_label(part, survey)), ": ") if several else heading)
                yield grid.filled()


def _openings(obstacles: "Obstacles") -> Grid:
    keys = ("site", "status", "obstacle", "measure", "needed", "change", "effort")
    rows = tuple(
        _opening_row(site, opening)
        for site in obstacles.sites
        for opening in (*site.stops, *site.unknown, *site.warnings)
    )
    columns = (
        Column(words.COLUMNS[key], key in ("change", "effort"), dispensable=int(key == "status")) for key in keys
    )
    return Grid(tuple(columns), rows)


def _opening_row(site: "SiteObstacles", opening: "UnmetLimit") -> tuple[Phrase, ...]:
    return (
        Name(site.name),
        Status(site.status),
        words.requirement_label(opening),
        *words.step_cells(opening, words.opening_target(opening)),
    )


def _balance(part: "Part") -> Grid:
    columns = (
        Column(words.COLUMNS["site"]),
        Column(words.COLUMNS["status"]),
        Column(_EFFORT_TO_OPEN, right=True),
        Column(_MISSES),
        Column(OPPORTUNITIES),
    )
    labels = short_labels(part.criteria)
    return Grid(columns, tuple(_balance_row(site, labels) for site in part.obstacles.sites))


def _balance_row(site: "SiteObstacles", labels: "Mapping[str, Text]") -> tuple[Phrase, ...]:
    return (
        Name(site.name),
        Status(site.status),
        words.effort(site.effort),
        Joined((*_misses(site, labels), *_not_known(sum(part.high > part.low for part in site.missed)))),
        Joined(
            (
                *(labels[criterion.id] for criterion in site.best[:_NAMED]),
                *_not_known(sum(isinstance(node, Criterion) for node in site.possible)),
            )
        ),
    )


def _misses(site: "SiteObstacles", labels: "Mapping[str, Text]") -> Iterator[Phrase]:
    for missed in site.shortfalls[:_NAMED]:
        yield Bracketed(labels[missed.criterion.id], Decimal(missed.low))


def _not_known(number: int) -> Iterator[Phrase]:
    """Yield for how many criteria the unknown measures leave it open."""
    if number:
        yield _OPEN.counting(number)


def _part_entry(part: "Part", survey: "Survey") -> dict[str, Any]:
    return {"path": part.path, **({} if survey.per is None else {"part": part.key})}


def _summary(obstacles: "Obstacles") -> dict[str, Any]:
    counts = obstacles.counts
    return {
        "sites": counts.sites,
        "qualified": counts.qualified,
        "unverified": counts.unverified,
        "excluded": counts.excluded,
        "effort_to_open": words.effort_entry(obstacles.effort),
    }


def _requested_parts(survey: "Survey", obstacles: "Obstacles") -> dict[str, Any]:
    """Return what is requested: by obstacle, by site, both, or neither."""
    parts: dict[str, dict[str, Any]] = {
        "obstacle": {"by_obstacle": [_obstacle_entry(obstacles.obstacle(node)) for node in obstacles.nodes]},
        "site": {"by_site": (_site_entry(site) for site in obstacles.sites)},
        "part": {"counts_by_obstacle": _counts(obstacles)},
    }
    return parts[survey.by] if survey.by else parts["obstacle"] | parts["site"]


def _obstacle_entry(obstacle: "Obstacle") -> dict[str, Any]:
    """Return a criterion or group, with the ids of the sites."""
    return {
        "id": obstacle.node.id,
        "groups": list(obstacle.node.groups),
        "stops": list(obstacle.stops),
        "stops_alone": list(obstacle.stops_alone),
        "unknown": list(obstacle.unknown),
        "warns": list(obstacle.warns),
        "warns_unknown": list(obstacle.may_warn),
        "mean_shortfall": obstacle.shortfall,
        "mean_shortfall_high": obstacle.shortfall_high,
        "opportunity": list(obstacle.opportunity),
        "opportunity_unknown": list(obstacle.possible),
    }


def _counts(obstacles: "Obstacles") -> list[dict[str, Any]]:
    """Return the same with numbers of sites, because several files may have one id."""
    entries = (_obstacle_entry(obstacles.obstacle(node)) for node in obstacles.nodes)
    counted_keys = ("stops", "stops_alone", "unknown", "warns", "warns_unknown", "opportunity", "opportunity_unknown")
    return [{key: len(value) if key in counted_keys else value for key, value in entry.items()} for entry in entries]


def _site_entry(site: "SiteObstacles") -> dict[str, Any]:
    return {
        "id": site.id,
        "name": site.name,
        "status": site.status,
        "effort_to_open": words.effort_entry(site.effort),
        "stops": [words.opening_entry(opening) for opening in site.stops],
        "unknown": [words.opening_entry(opening) for opening in site.unknown],
        "warnings": [words.opening_entry(opening) for opening in site.warnings],
        "shortfalls": [{"criterion": part.criterion.id, "points": [part.low, part.high]} for part in site.shortfalls],
        "opportunities": [node.id for node in site.opportunities],
    }


def _obstacle_rows(obstacles: "Obstacles") -> Iterator[dict[str, Any]]:
    """Yield each criterion or group with numbers of sites."""
    for node, entry in zip(obstacles.nodes, _counts(obstacles), strict=True):
        stops_unknown = len(obstacles.obstacle(node).may_stop)
        yield {**entry, "sites": len(obstacles.sites), "stops_unknown": stops_unknown}


def _limit_rows(obstacles: "Obstacles") -> Iterator[dict[str, Any]]:
    """Yield each limit that a site does not meet, or is not known to meet."""
    for site in obstacles.sites:
        of_site = {"id": site.id, "name": site.name, "status": site.status}
        for kind, limits in (("stops", site.stops), ("unknown", site.unknown), ("warning", site.warnings)):
            yield from ({**of_site, "kind": kind, **words.opening_entry(limit)} for limit in limits)
