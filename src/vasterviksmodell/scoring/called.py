"""Sites and measures found by what people call them: an id, else a name, a column or a label."""

from collections.abc import Sequence

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.i18n.wording import nearest
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.source.folding import folded


def find_sites(ranking: Ranking, name_given: str) -> tuple[list[str], str | None]:
    """Return the ids of the sites with an id or, failing that, a name; or the nearest of all ids and names."""
    return find_called(ranking.frame["id"], ranking.frame["name"], name_given)


def find_called(
    ids: Sequence[str] | pl.Series, names: Sequence[str] | pl.Series, called: str
) -> tuple[list[str], str | None]:
    """Return the ids that equal a text or, failing that, those of names that do; or the nearest of all."""
    if called in ids:
        return [called], None
    for texts in (ids, names):
        found = [id for id, text in zip(ids, texts, strict=True) if folded(text) == folded(called)]
        if found:
            return found, None
    return [], nearest(called, [*ids, *names])


class NoSuchSite(KeyError):  # noqa: N818 - what the caller gave
    """No site, or several, have the name that was given; the message says which there are."""

    def __str__(self) -> str:
        return str(self.args[0])


def site_id(ranking: Ranking, given: str) -> str:
    """Return the id of the one site with an id or, failing that, a name; raise `NoSuchSite` where it is not one."""
    if not isinstance(given, str):
        raise TypeError(f"a {type(given).__name__} stands where the id or name of a site belongs")
    found, similar = find_sites(ranking, given)
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchSite(f"several sites are called '{given}': say which by id: {', '.join(found)}")
    raise NoSuchSite(f"no site '{given}'" + (f": did you mean '{similar}'?" if similar is not None else ""))


def site_row(ranking: Ranking, id: str) -> pl.DataFrame:
    """Return the row of a site; `KeyError` when the ranking has no such site."""
    found = ranking.frame.filter(pl.col("id") == id)
    if found.is_empty():
        raise KeyError(id)
    return found


def find_measure(criteria: Criteria, name_given: str) -> tuple[list[Criterion], str | None]:
    """Return the criteria that read a measure, named by one of their ids or its column; or the nearest name."""
    named = [(criterion.id, criterion) for criterion in criteria.criteria]
    named += [
        (name, criterion)
        for criterion in criteria.criteria
        for name in (criterion.column, *criteria.data.columns.get(criterion.column, ()))
    ]
    for alike in (str, folded):
        for name, found in named:
            if alike(name) == alike(name_given):
                return [criterion for criterion in criteria.criteria if criterion.column == found.column], None
    return [], nearest(name_given, (name for name, _ in named))


def measured_by(criteria: Criteria, given: str) -> list[Criterion]:
    """Return the criteria that read a measure; raise `KeyError` where none does."""
    found, similar = find_measure(criteria, given)
    if not found:
        raise KeyError(f"no criterion or column '{given}'" + (f": did you mean '{similar}'?" if similar else ""))
    return found
