"""What if some measures were others: measures stated as a caller writes them, set in a ranking."""

from collections.abc import Iterator, Mapping
from typing import Any

from vasterviksmodell.criteria import Criteria, StatedMeasure
from vasterviksmodell.criteria.action_checks import measure_findings
from vasterviksmodell.expected import expect
from vasterviksmodell.findings import Finding, Place, in_order
from vasterviksmodell.scoring.called import site_id
from vasterviksmodell.scoring.ranking import Ranking, expect_ranking
from vasterviksmodell.scoring.run import what_if
from vasterviksmodell.scoring.what_if import Setting
from vasterviksmodell.sites.action_measures import cell_findings, read_measures
from vasterviksmodell.sites.model import InvalidSites

_WORDS = {True: "yes", False: "no", None: ""}


def with_measures(ranking: Ranking, measures: Mapping[str, Mapping[str, Any]]) -> Ranking:
    """Return a ranking of all its sites with some measures set, ranked again; `changes` tells what that changed.

    `measures`: by the id or name of the site, then by the id or column of the criterion: a number, True, False, None
    where it is not known, or a text as in a cell of a file (`"0..2000"`, `"<5"`, a category). Raises `InvalidSites`
    with every finding when a measure is unknown or cannot be read, `KeyError` for a site that is not in the ranking,
    or is not the only one of its name.

    >>> from vasterviksmodell import default_criteria, read_sites, score
    >>> criteria = default_criteria()
    >>> ranking = score(read_sites("examples/vastervik/sites.csv", criteria), criteria)
    >>> with_measures(ranking, {"Totebo": {"school_m": 900}}).counts
    Counts(sites=13, qualified=0, unverified=10, excluded=3)
    """
    expect_ranking(ranking)
    expect(measures, Mapping, "measures by site belong", 'give {"a site": {"school_m": 900}}')
    for by_measure in measures.values():
        expect(by_measure, Mapping, "measures by column belong", 'give {"a site": {"school_m": 900}}')
    stated = tuple(_stated({site_id(ranking, site): by_measure for site, by_measure in measures.items()}))
    findings = _findings(stated, ranking.criteria)
    if findings:
        raise InvalidSites(findings)
    read = read_measures(ranking.criteria, stated)
    return what_if(ranking, [Setting(one.site, one.criterion, one.known) for one in read])


def _stated(measures: Mapping[str, Mapping[str, Any]]) -> Iterator[StatedMeasure]:
    for site, by_measure in measures.items():
        for measure, value in by_measure.items():
            cell = _WORDS[value] if isinstance(value, bool | None) else str(value)
            yield StatedMeasure(site, measure, cell, Place(f"{site}.{measure}"))


def _findings(stated: tuple[StatedMeasure, ...], criteria: Criteria) -> tuple[Finding, ...]:
    return in_order((*measure_findings("", stated, criteria), *cell_findings(criteria, stated)))
