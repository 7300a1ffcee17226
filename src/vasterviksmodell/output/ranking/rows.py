"""Sites as people read them: what a row of a table says, before it is put into words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from vasterviksmodell.wording import Language, in_line

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking

RemarkKind = Literal["not_met", "excluding", "unknown", "warning"]
"""A requirement that is not met; one that is unknown and excludes; one that is unknown; a warning."""
_LONGEST_LABEL = 60
_FOLDED_AWAY = r"[\p{M}\p{P}\p{S}\p{Z}]"


@dataclass(frozen=True, slots=True)
class Remark:
    """What screening found, of one kind."""

    kind: RemarkKind
    labels: tuple[str, ...]
    """The criteria it is about."""
    among: int
    """How many criteria could be among them."""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site. Those that are excluded have no ranks."""

    id: str
    name: str
    status: str
    remarks: tuple[Remark, ...]
    score: float
    score_low: float
    score_high: float
    coverage: float
    rank: int | None
    rank_best: int | None
    rank_worst: int | None
    tied: bool
    """Whether another site that is shown has the same rank."""
    is_changed: bool
    """Whether a measure of it is set to something else than its file says."""


@dataclass(frozen=True, slots=True)
class _Limit:
    """A requirement or a warning: where its truth stands, and what is remarked."""

    column: str
    label: str
    remarked: Mapping[str, RemarkKind]
    among: int


def rows(ranking: "Ranking", language: Language) -> Iterator[SiteRow]:
    """The sites in order, made one at a time."""
    from vasterviksmodell.scoring import names

    limits = _limits(ranking.criteria, language)
    changed = {it.id for it in ranking.changes}
    used = ["id", "name", *names.RESULT, names.TIED, *(limit.column for limit in limits)]
    for row in ranking.frame.select(*used).iter_rows(named=True):
        yield SiteRow(
            row["id"],
            row["name"],
            row[names.STATUS],
            _remarks(row, limits),
            row[names.SCORE],
            row[names.SCORE_LOW],
            row[names.SCORE_HIGH],
            row[names.COVERAGE],
            row[names.RANK],
            row[names.RANK_BEST],
            row[names.RANK_WORST],
            bool(row[names.TIED]),
            row["id"] in changed,
        )


def ids_tell(ranking: "Ranking") -> bool:
    """Whether ids say what names do not: names repeat, or an id is not its name written plainly."""
    import polars as pl

    folded = pl.all().str.normalize("NFKD").str.to_lowercase().str.replace_all(_FOLDED_AWAY, "")
    same = ranking.frame.select("id", "name").select(folded).select(pl.col("id") == pl.col("name")).to_series()
    return bool(not same.all() or ranking.frame["name"].is_duplicated().any())


def short_labels(criteria: "Criteria", language: Language) -> dict[str, str]:
    """By criterion id its label, cut at the first comma or parenthesis where all stay apart."""
    labels = {it.id: in_line(it.label.inside(language), _LONGEST_LABEL) or it.id for it in criteria.criteria}
    heads = {key: re.split(r", | \(", label, maxsplit=1)[0] for key, label in labels.items()}
    alike = Counter(heads.values())
    return {key: head if head and alike[head] == 1 else labels[key] for key, head in heads.items()}


def _limits(criteria: "Criteria", language: Language) -> list[_Limit]:
    from vasterviksmodell.scoring import names

    labels = short_labels(criteria, language)
    requirements = [
        _Limit(names.requirement(it), labels[it.id], _remarked(it), len(criteria.screened)) for it in criteria.screened
    ]
    warnings: list[_Limit] = [
        _Limit(names.warning(it), labels[it.id], {"not_met": "warning"}, len(criteria.flagged))
        for it in criteria.flagged
    ]
    return requirements + warnings


def _remarked(it: "Criterion") -> dict[str, RemarkKind]:
    excludes = it.requirement is not None and it.requirement.unknown == "excluded"
    return {"not_met": "not_met", "unknown": "excluding" if excludes else "unknown"}


def _remarks(row: Mapping[str, Any], limits: list[_Limit]) -> tuple[Remark, ...]:
    """What is remarked of a site. A warning says nothing more where the requirement is not even met."""
    found: dict[RemarkKind, list[_Limit]] = {"not_met": [], "excluding": [], "unknown": [], "warning": []}
    for limit in limits:
        kind = limit.remarked.get(row[limit.column])
        if kind and not (kind == "warning" and any(it.label == limit.label for it in found["not_met"])):
            found[kind].append(limit)
    return tuple(
        Remark(kind, tuple(it.label for it in those), those[0].among) for kind, those in found.items() if those
    )
