"""The one entrance: sites, or a frame of any engine, and criteria → what follows."""

from typing import Any, TypeVar, overload

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.sites.model import Sites

Frame = TypeVar("Frame")


@overload
def score(sites: Sites, criteria: Criteria) -> Ranking: ...
@overload
def score(sites: Frame, criteria: Criteria) -> Frame: ...
def score(sites: Any, criteria: Criteria) -> Any:
    """Score and rank sites.

    `Sites` give a `Ranking`. A frame of Polars (also lazy), pandas, PyArrow or DuckDB gives back the same kind of
    frame with columns added: `status`, `score`, `score_low`, `score_high` (0–100), `coverage` (0–1), `rank`,
    `rank_best`, `rank_worst`, and for each criterion its values and the truth of its requirement. In a frame a
    number is a point, null and NaN are unknown, and `<measure>_low`, `<measure>_high` are an interval. Headings, words
    and short floats are read as in files, and `data: where:` chooses rows. Other columns pass through. A frame may have
    no ids.

    Raises `InvalidFrame` when a frame holds measures that the criteria rule out, ids that are missing or used before, a
    column twice, or what cannot be read. A lazy frame is looked at for that at once, in the columns that are read, and
    stays lazy: what its engine complains of when it is collected is the engine's own, about other columns or about
    data that have gone or changed since. `ValueError` when sites were read with other measures than the criteria have.

    >>> import polars as pl
    >>> from vasterviksmodell import default_criteria
    >>> scored = score(pl.DataFrame({"id": ["a", "b"], "school_m": [500.0, None]}), default_criteria())
    >>> scored["status"].to_list()
    ['unverified', 'unverified']
    """
    if isinstance(sites, Sites):
        from vasterviksmodell.scoring.run import rank_sites

        return rank_sites(sites, criteria)
    from vasterviksmodell.scoring.frames import score_frame

    return score_frame(sites, criteria)
