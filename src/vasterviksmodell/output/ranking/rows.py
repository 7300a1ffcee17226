"""The rows of the table for people: screening first, then score and rank."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Decimal, Percent, Span, Whole
from vasterviksmodell.output.document import Cell, Column
from vasterviksmodell.output.document.cells import Name, Status, short_labels
from vasterviksmodell.output.document.remarks import Remark, RemarkKind, Remarks

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking

MARK = "*"
"""After the status of a site with measures that were set."""
_LONGEST_NAME = 200
_FOLDED_AWAY = r"[\p{M}\p{P}\p{S}\p{Z}]"
_NO_RANK = "–"

Row = Mapping[str, Any]
"""A site, by the columns of the ranking's frame."""
_CellOf = Callable[[Row], Cell]


def _score(row: Row) -> Cell:
    score = Decimal(row["score"])
    return Joined(("(", score, ")"), "") if row["rank"] is None else score


def _interval(row: Row) -> Cell:
    """Return both ends of the score, or nothing when they look the same."""
    low, high = row["score_low"], row["score_high"]
    return "" if Decimal(low).looks_like(Decimal(high)) else Span(low, high)


def _rank(row: Row) -> Cell:
    if row["rank"] is None:
        return _NO_RANK
    return Joined(("=", Whole(row["rank"])), "") if row["tied"] else Whole(row["rank"])


def _rank_range(row: Row) -> Cell:
    best, worst = row["rank_best"], row["rank_worst"]
    if best is None or worst is None:
        return _NO_RANK
    return Joined(map(Whole, dict.fromkeys((best, worst))), "–")


_STATUS = Column(Message("Status"), key="status", wraps=False)
_REMARKS = Column(Message("Requirements"), key="remarks", least=24)
_NAME = Column(Message("Site"), key="name", share=4)
_ID = Column(Message("Id"), key="id", share=6, least=8, dispensable=5)
_FIGURES: Mapping[Column, _CellOf] = {
    Column(Message("Score"), right=True, key="score"): _score,
    Column(Message("Interval"), right=True, key="interval", dispensable=3): _interval,
    Column(Message("Rank"), right=True, key="rank"): _rank,
    Column(Message("Range", "of ranks"), right=True, key="range", dispensable=4): _rank_range,
    Column(Message("Coverage"), right=True, key="coverage", dispensable=2): lambda row: Percent(row["coverage"]),
    Column(Message("Known"), right=True, key="known_weight", dispensable=1): (lambda row: Percent(row["known_weight"])),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a ranking, made one at a time in each iteration."""

    ranking: "Ranking"
    with_ids: bool
    whole: bool = False
    """Whether every requirement is named that is not met or unknown, on as many lines as that takes."""

    @classmethod
    def of(cls, ranking: "Ranking", *, whole: bool = False) -> "Rows":
        """Return the rows; with ids only where they say more than names."""
        return cls(ranking, _needs_ids(ranking), whole)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of this ranking."""
        return (_NAME, *((_ID,) if self.with_ids else ()), _STATUS, _REMARKS, *_FIGURES)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        from vasterviksmodell.scoring import names

        limits = limits_of(self.ranking.criteria)
        changed = {change.id for change in self.ranking.changes}
        used = ["id", "name", *names.RESULT, names.TIED, *(limit.column for limit in limits)]
        for row in self.ranking.frame.select(*used).iter_rows(named=True):
            ids = (Name(row["id"], _LONGEST_NAME),) if self.with_ids else ()
            status = Status(row["status"], MARK if row["id"] in changed else "")
            figures = (cell(row) for cell in _FIGURES.values())
            yield (Name(row["name"], _LONGEST_NAME), *ids, status, self._remarks(row, limits), *figures)

    def _remarks(self, row: Row, limits: "Sequence[Limit]") -> Remarks:
        """Return what is remarked of a site, and how many requirements it meets."""
        found: dict[RemarkKind, list[Phrase]] = {"not_met": [], "excluding": [], "unknown": [], "warning": []}
        for limit, kind in remarked(row, limits):
            found[kind].append(limit.label)
        requirements = [limit for limit in limits if limit.is_requirement]
        return Remarks(
            tuple(Remark(kind, tuple(labels)) for kind, labels in found.items() if labels),
            met=sum(row[limit.column] == "met" for limit in requirements),
            among=len(requirements),
            whole=self.whole,
        )


def _needs_ids(ranking: "Ranking") -> bool:
    """Say whether ids say more than names: names repeat, or an id is not its name written plainly."""
    import polars as pl

    folded = pl.all().str.normalize("NFKD").str.to_lowercase().str.replace_all(_FOLDED_AWAY, "")
    same = ranking.frame.select("id", "name").select(folded).select(pl.col("id") == pl.col("name")).to_series()
    return bool(not same.all() or ranking.frame["name"].is_duplicated().any())


@dataclass(frozen=True, slots=True)
class Limit:
    """A requirement or a warning: the column of its truth, and the kinds of remarks."""

    column: str
    criterion: str
    label: Phrase
    kinds: Mapping[str, RemarkKind]
    is_requirement: bool = True


def limits_of(criteria: "Criteria") -> list[Limit]:
    """Return all requirements, then all warnings."""
    from vasterviksmodell.scoring import names

    labels = short_labels(criteria)
    requirements = [
        Limit(names.requirement(screened), screened.id, labels[screened.id], _remark_kinds(screened))
        for screened in criteria.screened
    ]
    warnings = [
        Limit(names.warning(flagged), flagged.id, labels[flagged.id], _WARNED, is_requirement=False)
        for flagged in criteria.flagged
    ]
    return requirements + warnings


_WARNED: Mapping[str, RemarkKind] = {"not_met": "warning"}


def _remark_kinds(criterion: "Criterion") -> dict[str, RemarkKind]:
    excludes = criterion.requirement is not None and criterion.requirement.unknown == "excluded"
    return {"not_met": "not_met", "unknown": "excluding" if excludes else "unknown"}


def remarked(row: Row, limits: Iterable[Limit]) -> Iterator[tuple[Limit, RemarkKind]]:
    """Yield what is remarked of a site. A warning says nothing more where the requirement is not even met."""
    unmet = set()
    for limit in limits:
        kind = limit.kinds.get(row[limit.column])
        if kind == "not_met":
            unmet.add(limit.criterion)
        if kind and not (kind == "warning" and limit.criterion in unmet):
            yield limit, kind
