"""Long tables, with several rows for each site: one for every year, sex or age."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import listing, same, shortened
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.identity import KEY
from vasterviksmodell.sites.layout import extra_column
from vasterviksmodell.sites.missing_columns import in_yaml, where_option, where_setting
from vasterviksmodell.source.folding import as_word, folded

_PERIOD = r"^\s*(?:1[6-9]|20|21)[0-9]{2}(?:\.0|(?:\s*[-/–kqmvw]\s*|[kqmvw ]+)[0-9]{1,4}(?:-[0-9]{1,2})?)?\s*$"
"""A year, a school year, a quarter, a month, a day."""
_NAMES = frozenset(
    [
        "år",
        "year",
        "årtal",
        "läsår",
        "period",
        "kvartal",
        "quarter",
        "månad",
        "month",
        "datum",
        "date",
        "tid",
        "time",
        "kön",
        "sex",
        "gender",
        "ålder",
        "age",
        "åldersgrupp",
        "åldersklass",
    ]
)
"""Headings of columns that often make tables long, folded."""
_TOTAL = re.compile(r"(?:totalt|total|samtliga|alla|all|båda|both|t)\b")
_FEWEST = 4
"""The fewest repeated rows of a table in which most sites have several."""


@dataclass(frozen=True)
class _Difference:
    """A column in which the rows of a site differ."""

    heading: str
    texts: pl.Series
    """The distinct texts in it."""

    @property
    def is_period(self) -> bool:
        return bool(self.texts.str.to_lowercase().str.contains(_PERIOD).all())

    @property
    def is_usual(self) -> bool:
        """Whether such a column often makes tables long."""
        return self.is_period or folded(self.heading) in _NAMES

    @property
    def usual_choice(self) -> str:
        """The text that is most often wanted: the last period, or the total."""
        if self.is_period:
            return str(self.texts.max())
        totals = (text for text in self.texts if _TOTAL.match(as_word(text)))
        return next(totals, str(self.texts[0]))


def long_table(sites: pl.DataFrame, headings: Iterable[str], place: Place) -> Iterator[Finding]:
    """Yield a finding if a table has several rows for each site, which a few columns distinguish.

    `sites` has normalised ids, and the unread columns under `headings`.
    """
    named = sites.filter(pl.col(KEY) != "")
    repeated = int(named[KEY].is_duplicated().sum())
    differences = _fewest(
        named, [difference for difference in _differences(named, headings) if not difference.texts.is_empty()]
    )
    most = repeated >= _FEWEST and 2 * repeated >= named.height
    if differences and (most or any(difference.is_usual for difference in differences)):
        yield _long_table_finding(differences, named, place)
    elif most:
        yield from (_parts_finding(heading, named, place) for heading in _naming_columns(named, headings)[:1])


def without_difference(sites: pl.DataFrame) -> pl.DataFrame | None:
    """Return the first two rows of the first site with several, if most sites have several; else None.

    This is for tables in which no columns distinguish the rows.
    """
    named = sites.filter(pl.col(KEY) != "")
    repeated = named.filter(pl.col(KEY).is_duplicated())
    if repeated.height < _FEWEST or 2 * repeated[KEY].n_unique() <= named[KEY].n_unique():
        return None
    return repeated.filter(pl.col(KEY) == repeated[KEY][0]).head(2)


def are_the_same(sites: pl.DataFrame) -> bool:
    """Say whether the rows of each site are the same."""
    return sites.select(pl.exclude(ROW, "id")).n_unique() == sites[KEY].n_unique()


REMOVE_REPEATS = Message("the rows of a site are the same, as when a table is pasted in twice: remove all but one")


def _naming_columns(sites: pl.DataFrame, headings: Iterable[str]) -> list[str]:
    """Return the columns that have a different text with letters in each row."""
    texts = {heading: sites[extra_column(heading)].fill_null("") for heading in headings}
    return [
        heading for heading, names in texts.items() if names.is_unique().all() and names.str.contains(r"\p{L}").all()
    ]


def _differences(sites: pl.DataFrame, headings: Iterable[str]) -> Iterator[_Difference]:
    """Yield the columns in which rows of a site differ, with the same few texts for many sites."""
    most = sites[KEY].value_counts()["count"].max() or 0
    ids = sites[KEY].n_unique()
    for heading in headings:
        texts = sites[extra_column(heading)].fill_null("")
        occurring = texts.unique(maintain_order=True)
        found = _Difference(heading, occurring.filter(occurring != ""))
        recurs = len(occurring) <= most or found.is_usual  # type: ignore[operator] # a count
        if recurs and sites.select(KEY, texts).n_unique() > ids:
            yield found


def _fewest(sites: pl.DataFrame, differences: Sequence[_Difference]) -> list[_Difference]:
    """Return a few columns that distinguish all rows of a site, preferably usual ones; none if all do not."""
    needed = sorted(differences, key=lambda difference: not difference.is_usual)
    if not _distinguish_rows(sites, needed):
        return []
    for difference in reversed(tuple(needed)):
        fewer = [other for other in needed if other is not difference]
        if fewer and _distinguish_rows(sites, fewer):
            needed = fewer
    return sorted(needed, key=differences.index)


def _distinguish_rows(sites: pl.DataFrame, differences: Sequence[_Difference]) -> bool:
    return (
        sites.select(KEY, *(extra_column(difference.heading) for difference in differences)).n_unique() == sites.height
    )


def _long_table_finding(differences: Sequence[_Difference], sites: pl.DataFrame, place: Place) -> Finding:
    columns = [f"'{shortened(difference.heading)}' ({listing(difference.texts).en})" for difference in differences]
    chosen = _existing_choice({difference.heading: difference.usual_choice for difference in differences}, sites)
    setting, option = where_setting(chosen), where_option(chosen)
    advice = Message(
        "choose one row for each site, such as {setting} in the criteria file, or {option}; or"
        " give each a column in the file"
    ).format(setting=setting, option=option)
    return Finding(rule("D034"), place, {"columns": same(", ".join(columns))}, advice=advice)


def _parts_finding(heading: str, sites: pl.DataFrame, place: Place) -> Finding:
    """Return the finding that rows are parts of sites, such as schools, which a column names."""
    columns = f"'{shortened(heading)}' ({listing(sites[extra_column(heading)]).en})"
    setting = f"site: {{id: {in_yaml(heading)}}}"
    advice = Message(
        "sum them up to one row for each site; or, if the rows are to be ranked themselves, write"
        " {setting} in the criteria file"
    ).format(setting=setting)
    return Finding(rule("D034"), place, {"columns": same(columns)}, advice=advice)


def _existing_choice(chosen: Mapping[str, str], sites: pl.DataFrame) -> Mapping[str, str]:
    """Return a choice that occurs in a row: the usual one, else that of the last row."""
    met = sites.filter(*(pl.col(extra_column(heading)) == text for heading, text in chosen.items()))
    row = (met if met.height else sites).tail(1).row(0, named=True)
    return {heading: row[extra_column(heading)] or "" for heading in chosen}
