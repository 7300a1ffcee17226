"""What lies behind a changed site: measures that are not what they were, and requirements with another outcome."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

import polars as pl

from vasterviksmodell.analysis.hybrid import remeasured
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.screening import Truth
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking, sites_of

_asked = attrgetter("kind", "column", "range", "categories", "requirement")
Row = Mapping[str, Any]
Outcome = Truth | Literal["excluding"]
"""Whether a requirement is met; `excluding` where it is unknown and that excludes."""


@dataclass(frozen=True, slots=True)
class Remeasured:
    """A measure that is not what it was, each time as its own criterion reads it."""

    old: Measured
    new: Measured


@dataclass(frozen=True, slots=True)
class Rescreened:
    """A requirement with another outcome than before."""

    criterion: Criterion
    """As it is now, or as it was when it is gone."""
    old: Outcome | None
    """None when it was not required."""
    new: Outcome | None
    because: tuple[Literal["data", "criteria"], ...]


Reasons = tuple[tuple[Remeasured, ...], tuple[Rescreened, ...]]


def reasons(old: Ranking, new: Ranking, ids: Sequence[str]) -> dict[str, Reasons]:
    """The reasons for some sites that stand in both rankings, by id, in the order asked for."""
    changed = remeasured(sites_of(old), sites_of(new))
    rows = [{row["id"]: row for row in _rows(side, ids)} for side in (old, new)]
    found = {}
    for id in ids:
        before, after = (side[id] for side in rows)
        measures = (
            Remeasured(Measured.of(before, old.criteria[key]), Measured.of(after, new.criteria[key]))
            for key in changed[id]
        )
        outcomes = _rescreened(old.criteria, new.criteria, before, after, changed[id])
        found[id] = tuple(measures), tuple(outcomes)
    return found


def _rows(ranking: Ranking, ids: Sequence[str]) -> Iterator[Row]:
    return ranking.frame.filter(pl.col("id").is_in(ids)).iter_rows(named=True)


def _rescreened(old: Criteria, new: Criteria, before: Row, after: Row, changed: Sequence[str]) -> Iterator[Rescreened]:
    known, asked = old.by_id, new.by_id
    for id, criterion in {**known, **asked}.items():
        truths = _outcome(before, known.get(id)), _outcome(after, asked.get(id))
        if truths[0] != truths[1]:
            is_new = id not in known or id not in asked or _asked(known[id]) != _asked(asked[id])
            causes = (("data", id in changed), ("criteria", is_new))
            yield Rescreened(criterion, *truths, tuple(cause for cause, holds in causes if holds))  # type: ignore[misc]


def _outcome(row: Row, criterion: Criterion | None) -> Outcome | None:
    if criterion is None or criterion.requirement is None:
        return None
    truth: Truth = row[names.requirement(criterion)]
    return "excluding" if truth == "unknown" and criterion.requirement.unknown == "excluded" else truth
