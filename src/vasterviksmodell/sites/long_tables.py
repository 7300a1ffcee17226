"""Tables with several rows for each site, one for every year, sex or age: seen, and in what the rows differ."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import listing, same, shortened
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.identity import KEY
from vasterviksmodell.sites.layout import extra
from vasterviksmodell.sites.missing_columns import in_yaml, where_option, where_setting
from vasterviksmodell.source.words import as_word, folded

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
_TOTAL = re.compile(r"(?:totalt|total|samtliga|alla|all|båda|both|t)\b")
_FEWEST = 4
"""From so many rows on it is seen that most sites have several."""


@dataclass(frozen=True)
class _Difference:
    """A column in which the rows of a site differ."""

    heading: str
    texts: pl.Series
    """What occurs in it, each once."""

    @property
    def is_period(self) -> bool:
        return bool(self.texts.str.to_lowercase().str.contains(_PERIOD).all())

    @property
    def is_usual(self) -> bool:
        """Whether tables are usually long because of such a column."""
        return self.is_period or folded(self.heading) in _NAMES

    @property
    def usual_choice(self) -> str:
        """What is most often wanted of it: the last period, or the total."""
        if self.is_period:
            return str(self.texts.max())
        totals = (text for text in self.texts if _TOTAL.match(as_word(text)))
        return next(totals, str(self.texts[0]))


def long_table(sites: pl.DataFrame, headings: Iterable[str], place: Place) -> Iterator[Finding]:
    """That a table has several rows for each site, when a few columns tell them apart.

    `sites` has the ids as they are compared, and by `headings` what no criterion reads.
    """
    named = sites.filter(pl.col(KEY) != "")
    repeated = int(named[KEY].is_duplicated().sum())
    differences = _fewest(
        named, [difference for difference in _differences(named, headings) if not difference.texts.is_empty()]
    )
    most = repeated >= _FEWEST and 2 * repeated >= named.height
    if differences and (most or any(difference.is_usual for difference in differences)):
        yield _finding(differences, named, place)
    elif most:
        yield from (_of_things(own_name, named, place) for own_name in _own_names(named, headings)[:1])


def without_difference(sites: pl.DataFrame) -> pl.DataFrame | None:
    """The first two rows of the first site with several, when most sites have several; None otherwise.

    It is asked where no columns are found in which the rows differ.
    """
    named = sites.filter(pl.col(KEY) != "")
    repeated = named.filter(pl.col(KEY).is_duplicated())
    if repeated.height < _FEWEST or 2 * repeated[KEY].n_unique() <= named[KEY].n_unique():
        return None
    return repeated.filter(pl.col(KEY) == repeated[KEY][0]).head(2)


def are_the_same(sites: pl.DataFrame) -> bool:
    """Whether the rows of each site say the same."""
    return sites.select(pl.exclude(ROW, "id")).n_unique() == sites[KEY].n_unique()


AS_THEY_ARE = Message("the rows of a site say the same, as when a table is pasted in twice: remove all but one")


def _own_names(sites: pl.DataFrame, headings: Iterable[str]) -> list[str]:
    """The columns that have words, another in each row."""
    texts = {heading: sites[extra(heading)].fill_null("") for heading in headings}
    return [heading for heading, own in texts.items() if own.is_unique().all() and own.str.contains(r"\p{L}").all()]


def _differences(sites: pl.DataFrame, headings: Iterable[str]) -> Iterator[_Difference]:
    """The columns in which rows of a site differ, and that have the same few texts at one site and another."""
    most = sites[KEY].value_counts()["count"].max() or 0
    ids = sites[KEY].n_unique()
    for heading in headings:
        texts = sites[extra(heading)].fill_null("")
        occurring = texts.unique(maintain_order=True)
        found = _Difference(heading, occurring.filter(occurring != ""))
        recurs = len(occurring) <= most or found.is_usual  # type: ignore[operator] # a count
        if recurs and sites.select(KEY, texts).n_unique() > ids:
            yield found


def _fewest(sites: pl.DataFrame, differences: Sequence[_Difference]) -> list[_Difference]:
    """As few of the columns as tell all rows of a site apart, rather usual ones; none when all together do not."""
    kept = sorted(differences, key=lambda difference: not difference.is_usual)
    if not _tell_apart(sites, kept):
        return []
    for difference in reversed(tuple(kept)):
        fewer = [other for other in kept if other is not difference]
        if fewer and _tell_apart(sites, fewer):
            kept = fewer
    return sorted(kept, key=differences.index)


def _tell_apart(sites: pl.DataFrame, differences: Sequence[_Difference]) -> bool:
    return sites.select(KEY, *(extra(difference.heading) for difference in differences)).n_unique() == sites.height


def _finding(differences: Sequence[_Difference], sites: pl.DataFrame, place: Place) -> Finding:
    columns = [f"'{shortened(difference.heading)}' ({listing(difference.texts).en})" for difference in differences]
    chosen = _occurring({difference.heading: difference.usual_choice for difference in differences}, sites)
    setting, option = where_setting(chosen), where_option(chosen)
    advice = Message(
        "read one row of each, such as {setting} in the criteria file, or {option}; or give each its own column"
        " in the file"
    ).format(setting=setting, option=option)
    return Finding(rule("D034"), place, {"columns": same(", ".join(columns))}, advice=advice)


def _of_things(heading: str, sites: pl.DataFrame, place: Place) -> Finding:
    """That the rows are things within a site, such as its schools, which a column names."""
    columns = f"'{shortened(heading)}' ({listing(sites[extra(heading)]).en})"
    setting = f"site: {{id: {in_yaml(heading)}}}"
    advice = Message(
        "sum them up to one row for each site; or, if the rows are what is to be ranked, write {setting} in the"
        " criteria file"
    ).format(setting=setting)
    return Finding(rule("D034"), place, {"columns": same(columns)}, advice=advice)


def _occurring(chosen: Mapping[str, str], sites: pl.DataFrame) -> Mapping[str, str]:
    """A choice that some rows meet: the usual one, else that of the last row."""
    met = sites.filter(*(pl.col(extra(heading)) == text for heading, text in chosen.items()))
    row = (met if met.height else sites).tail(1).row(0, named=True)
    return {heading: row[extra(heading)] or "" for heading in chosen}
