"""A ranking in which sites are numbers, so that criteria can be settled while nobody sees which site gains by them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

import polars as pl

from vasterviksmodell.scoring.ranking import Ranking, expect_ranking, sites_of
from vasterviksmodell.scoring.run import Shown, rank_sites
from vasterviksmodell.sites import Blind, Sites, columns
from vasterviksmodell.sites.redaction.redact import public_criteria
from vasterviksmodell.source.frozen_mapping import FrozenMapping


def blind_ranking(ranking: Ranking, shown: Shown | None = None, *, key: str | None = None) -> Ranking:
    """Return a ranking of all its sites in which they are numbers, perhaps cut to the first of them.

    Ids, names, positions, municipalities, columns that no criterion reads, sources and dates of figures, files and
    findings are gone. The numbers follow from a key and the ids, and tell nothing of either. `key`: any text; by
    default the fingerprints of the files, which only those who have the files know. Raises `ValueError` for a ranking
    that does not hold all its sites, and for one without files when no key is given.
    """
    numbered = _numbers(ranking, key)
    sites = sites_of(ranking)
    measures = [name for name in sites.frame.columns if name not in _NOT_SHOWN and not name.startswith("_")]
    provenance = {name for criterion in sites.criteria.criteria for name in columns.provenance(criterion)}
    number = pl.col("id").replace_strict(numbered, return_dtype=pl.String)
    frame = sites.frame.select(
        number.alias("id"), number.alias("name"), *(name for name in measures if name not in provenance)
    )
    public = public_criteria(sites.criteria)
    document = {key: entry for key, entry in public.document.items() if key != "sources"}
    criteria = replace(public, sources=FrozenMapping({}), document=document)
    blind = Blind(ranking.blind.changes if ranking.blind else len(ranking.changes))
    return rank_sites(Sites(frame.sort("id"), criteria, (), (), ranking.redaction, blind), criteria, shown or Shown())


_NOT_SHOWN = frozenset({"id", "name"})


def with_blind_numbers(ranking: Ranking, *, key: str | None = None) -> Ranking:
    """Return a ranking of all its sites with the number of `blind_ranking` before the name of each.

    Raises `ValueError` as `blind_ranking` does.
    """
    number = pl.col("id").replace_strict(_numbers(ranking, key), return_dtype=pl.String)
    return replace(ranking, frame=ranking.frame.with_columns(pl.concat_str(number, pl.lit(" "), "name").alias("name")))


def _numbers(ranking: Ranking, key: str | None) -> Mapping[str, str]:
    """Return the numbers of the sites by their ids."""
    expect_ranking(ranking)
    if ranking.is_cut:
        raise ValueError("the ranking does not hold all its sites: make the whole one blind, then cut it")
    if key is None:
        if not ranking.inputs:
            raise ValueError("the ranking names no files, of whose fingerprints a key could be made: give a key")
        key = " ".join(sorted(file.sha256 for file in ranking.inputs))
    return numbers(ranking.frame["id"], key)


def numbers(ids: Iterable[str], key: str) -> Mapping[str, str]:
    """Return numbers for ids, all of one length, in an order that only those who have the key can foresee.

    >>> numbers(["ankarby", "ekby"], "a key")
    {'ekby': '1', 'ankarby': '2'}
    """
    ordered = sorted(
        ids, key=lambda id: sha256(f"vasterviksmodell/blind/1\n{key}\n{id}".encode(errors="surrogatepass")).digest()
    )
    width = len(str(len(ordered)))
    return {id: f"{number:0{width}}" for number, id in enumerate(ordered, 1)}
