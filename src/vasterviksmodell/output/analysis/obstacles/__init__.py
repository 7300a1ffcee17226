"""What stands in the way of sites and what speaks for them: by obstacle, one column for each file, and by site."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n.numbers import decimal
from vasterviksmodell.output.analysis import step_texts as steps
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.obstacles import texts
from vasterviksmodell.output.analysis.obstacles.tables import alone, by_obstacle
from vasterviksmodell.output.analysis.step_entries import effort_entry, opening_entry
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.output.ranking.words import counted
from vasterviksmodell.output.statuses import STATUSES
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.obstacles.obstacles import Obstacle, Obstacles, Part, Survey
    from vasterviksmodell.analysis.obstacles.site_obstacles import SiteObstacles
    from vasterviksmodell.analysis.reaching.opening import Opening

SCHEMA = "vasterviksmodell/obstacles/1"
_NAMED = 3


def document(it: "Survey", language: Language) -> Iterator[Block]:
    """The obstacles for people: a paragraph, then by obstacle and by site."""
    from vasterviksmodell.analysis.obstacles.site_obstacles import OPPORTUNITY

    total = it.total
    yield Heading(texts.TITLE.inside(language), 1)
    if not total.sites:
        yield Paragraph(texts.NO_SITES.inside(language))
        return
    yield Paragraph(" ".join(_paragraph(total, language)))
    if it.by != "site":
        yield from by_obstacle(it, language)
    for part in it.parts if it.by != "obstacle" else ():
        yield from _by_site(part, len(it.parts) > 1, language)
    yield Paragraph(texts.LEGEND.inside(language).format(opportunity=f"{OPPORTUNITY:.0f}"))
    if total.effort.least:
        yield Paragraph(steps.LEGEND.inside(language))


def _paragraph(total: "Obstacles", language: Language) -> Iterator[str]:
    yield f"{counted(total.counts, language)}."
    outermost = [total.obstacle(node) for node in total.nodes if not node.groups]
    most = max(outermost, key=lambda it: len(it.stops))
    if most.stops:
        yield texts.MOST.inside(language).format(
            name=words.label(most.node, language), counts=alone(most, len(total.sites), language)
        )
    if total.effort.least:
        yield texts.EFFORT.inside(language).format(effort=steps.effort(total.effort, language))


def _by_site(part: "Part", named: bool, language: Language) -> Iterator[Block]:
    """What would open the sites of a file, and the balance of each."""
    grids = {"openings": _openings(part.obstacles, language), "balance": _balance(part, language)}
    for key, grid in grids.items():
        if grid.rows:
            heading = texts.BY_SITE[key].inside(language)
            yield Heading(f"{heading}: {shortened(part.name)}" if named else heading)
            yield grid.filled()


def _openings(found: "Obstacles", language: Language) -> Grid:
    keys = ("site", "status", "obstacle", "measure", "needed", "change", "effort")
    rows = tuple(
        _opening_row(site, opening, language)
        for site in found.sites
        for opening in (*site.stops, *site.unknown, *site.warnings)
    )
    return Grid(tuple(Column(words.heading(key, language), key in ("change", "effort")) for key in keys), rows)


def _opening_row(site: "SiteObstacles", it: "Opening", language: Language) -> tuple[str, ...]:
    label = words.label(it.criterion, language)
    return (
        shortened(site.name),
        STATUSES[site.status].inside(language),
        texts.WARNING.inside(language).format(label=label) if it.is_warning else label,
        *steps.row(it, steps.opening_target(it, language), language),
    )


def _balance(part: "Part", language: Language) -> Grid:
    columns = (
        Column(words.heading("site", language)),
        Column(words.heading("status", language)),
        Column(texts.EFFORT_TO_OPEN.inside(language), right=True),
        Column(texts.MISSES.inside(language)),
        Column(texts.BY_OBSTACLE["opportunity"].inside(language)),
    )
    labels = short_labels(part.criteria, language)
    return Grid(columns, tuple(_balance_row(site, labels, language) for site in part.obstacles.sites))


def _balance_row(it: "SiteObstacles", labels: Mapping[str, str], language: Language) -> tuple[str, ...]:
    missed = (f"{labels[part.criterion.id]} ({decimal(part.low, language)})" for part in it.shortfalls[:_NAMED])
    return (
        shortened(it.name),
        STATUSES[it.status].inside(language),
        steps.effort(it.effort, language),
        ", ".join(missed),
        ", ".join(labels[criterion.id] for criterion in it.best[:_NAMED]),
    )


def entry(it: "Survey") -> dict[str, Any]:
    """The obstacles for programs: stable keys, full precision."""
    return {
        "schema": SCHEMA,
        "files": [{"path": part.name, **_summary(part.obstacles), **_asked(it, part.obstacles)} for part in it.parts],
        "total": _summary(it.total) | ({} if it.by == "site" else {"counts_by_obstacle": _counts(it.total)}),
    }


def _summary(it: "Obstacles") -> dict[str, Any]:
    counts = it.counts
    return {
        "sites": counts.sites,
        "qualified": counts.qualified,
        "unverified": counts.unverified,
        "excluded": counts.excluded,
        "effort_to_open": effort_entry(it.effort),
    }


def _asked(survey: "Survey", it: "Obstacles") -> dict[str, Any]:
    """The parts that are asked for."""
    parts: dict[str, dict[str, Any]] = {
        "obstacle": {"by_obstacle": [_obstacle_entry(it.obstacle(node)) for node in it.nodes]},
        "site": {"by_site": (_site_entry(site) for site in it.sites)},
    }
    return parts[survey.by] if survey.by else parts["obstacle"] | parts["site"]


def _obstacle_entry(it: "Obstacle") -> dict[str, Any]:
    """A criterion or group, with the ids of the sites."""
    return {
        "id": it.node.id,
        "groups": list(it.node.groups),
        "stops": list(it.stops),
        "stops_alone": list(it.stops_alone),
        "unknown": list(it.unknown),
        "warns": list(it.warns),
        "mean_shortfall": it.shortfall,
        "opportunity": list(it.opportunity),
    }


def _counts(it: "Obstacles") -> list[dict[str, Any]]:
    """The same with numbers of sites, because several files may have one id."""
    entries = (_obstacle_entry(it.obstacle(node)) for node in it.nodes)
    counted_keys = ("stops", "stops_alone", "unknown", "warns", "opportunity")
    return [{key: len(said) if key in counted_keys else said for key, said in entry.items()} for entry in entries]


def _site_entry(it: "SiteObstacles") -> dict[str, Any]:
    return {
        "id": it.id,
        "name": it.name,
        "status": it.status,
        "effort_to_open": effort_entry(it.effort),
        "stops": [opening_entry(opening) for opening in it.stops],
        "unknown": [opening_entry(opening) for opening in it.unknown],
        "warnings": [opening_entry(opening) for opening in it.warnings],
        "shortfalls": [{"criterion": part.criterion.id, "points": [part.low, part.high]} for part in it.shortfalls],
        "opportunities": [node.id for node in it.opportunities],
    }
