"""How sites stand under different criteria, and what moves between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.ranking import sites_of
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.scoring.run import as_in_files, rank_sites
from vasterviksmodell.sites import Sites
from vasterviksmodell.sites.formats import SiteFormat
from vasterviksmodell.sites.read import whole
from vasterviksmodell.source.files import Source


class Stand(NamedTuple):
    """The status of a site, and its rank, None where it is excluded."""

    status: Status
    rank: int | None


class Move(NamedTuple):
    """A site that stands elsewhere; None where it is not among the sites."""

    site: str
    before: Stand | None
    now: Stand | None


Stands = Mapping[str, Stand]
"""By the ids of sites."""


@dataclass(frozen=True, slots=True)
class KnownSites:
    """Sites that can be ranked by other criteria than they were read with."""

    sites: Sites | None
    """As they were read; None where they could not be."""
    files: tuple[tuple[Source, SiteFormat], ...] = ()
    """The files, to be read again where other criteria read them differently."""

    @classmethod
    def of_files(cls, files: Sequence[tuple[Source, SiteFormat]], criteria: Criteria) -> "KnownSites":
        """Return the sites in files, read with some criteria."""
        return cls(whole(files, criteria)[0], tuple(files))

    @classmethod
    def of_ranking(cls, ranking: Ranking) -> "KnownSites":
        """Return the sites of a ranking, as its files have them; none of one that does not show all."""
        return cls(None if ranking.is_cut else sites_of(as_in_files(ranking)))

    def under(self, criteria: Criteria) -> Stands | None:
        """Return how the sites stand by some criteria; None where they cannot be read with them."""
        sites = self.sites if self.sites is not None and _are_read_alike(self.sites, criteria) else None
        if sites is None and self.files:
            sites, _ = whole(self.files, criteria)
        if sites is None:
            return None
        frame = rank_sites(sites, criteria).frame.select("id", "status", "rank")
        return {id: Stand(status, rank) for id, status, rank in frame.iter_rows()}


def _are_read_alike(sites: Sites, criteria: Criteria) -> bool:
    """Say whether files would be read alike with other criteria: the same cells of the same rows, by the same ids."""
    read_with = sites.criteria
    return sites.suit(criteria) and (read_with.site.id, read_with.data) == (criteria.site.id, criteria.data)


def moves(before: Stands, now: Stands) -> tuple[Move, ...]:
    """Return the sites that stand elsewhere, in the order of the ranking before."""
    both = ((id, before.get(id), now.get(id)) for id in dict.fromkeys((*before, *now)))
    return tuple(Move(*each) for each in both if each[1] != each[2])
