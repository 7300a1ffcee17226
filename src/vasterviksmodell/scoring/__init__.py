"""The answer: values, requirements, scores, ranks."""

from typing import TYPE_CHECKING

from vasterviksmodell.lazy import lazily

if TYPE_CHECKING:
    from vasterviksmodell.scoring.frame_ranks import rank
    from vasterviksmodell.scoring.frames import score
    from vasterviksmodell.scoring.ranking import Counts, Ranking
    from vasterviksmodell.scoring.raw_columns import InvalidFrame
    from vasterviksmodell.scoring.redaction import redacted_ranking
    from vasterviksmodell.scoring.run import Shown, rank_files

__all__ = ["Counts", "InvalidFrame", "Ranking", "Shown", "rank", "rank_files", "redacted_ranking", "score"]

if not TYPE_CHECKING:  # so that a name that does not exist is an error
    __getattr__ = lazily(
        __name__,
        {
            "Counts": "ranking",
            "InvalidFrame": "raw_columns",
            "Ranking": "ranking",
            "Shown": "run",
            "rank": "frame_ranks",
            "rank_files": "run",
            "redacted_ranking": "redaction",
            "score": "frames",
        },
    )
