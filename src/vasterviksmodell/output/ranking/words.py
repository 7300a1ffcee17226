"""What the formats for people say, in both languages."""

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import decimal, percent, whole
from vasterviksmodell.output.changes import change_texts
from vasterviksmodell.output.ranking.gaps import gaps
from vasterviksmodell.output.ranking.rows import Remark, SiteRow
from vasterviksmodell.output.statuses import STATUSES
from vasterviksmodell.output.whose_weights import whose_weights_text
from vasterviksmodell.wording import Language, in_line

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Counts, Ranking

_LONGEST_TITLE = 500
_MARK = "*"
_SITES = Message("{sites} sites: {rest}")
_SITE = Message("{sites} site: {rest}")
_MANY = {
    "qualified": Message("qualified", "of several"),
    "unverified": Message("unverified", "of several"),
    "excluded": Message("excluded", "of several"),
}
_NAMED = {
    "not_met": Message("not met: {labels}"),
    "excluding": Message("excluded as unknown: {labels}"),
    "unknown": Message("unknown: {labels}"),
    "warning": Message("warning: {labels}"),
}
_PARTLY = Message("{first}, … ({number} of {among})")
_COUNTED = {
    "unknown": Message("{number} of {among} unknown"),
    "warning": Message("warnings: {number}"),
}
_SHORTEST = {
    "unknown": Message("{number} unknown"),
    "warning": Message("warnings: {number}"),
}
_MORE = Message("… and {number} more sites not shown")
_ONE_MORE = Message("… and 1 more site not shown")
_MEANINGS = {
    "interval": Message("Interval: where the score lies whatever the unknown measures are within their ranges."),
    "range": Message("Range: the ranks possible within the intervals."),
    "coverage": Message("Coverage: the share of the weight that is exactly known."),
}
_POLICIES = {
    "low": Message("Score and rank are cautious: unknown measures count at their worst."),
    "middle": Message("Score and rank take the middle of the interval."),
    "high": Message("Score and rank are hopeful: unknown measures count at their best."),
}
_TIES = Message("= marks a tie.")
_WOULD_BE = Message("In parentheses: what an excluded site would score; it has no rank.")


def titles(ranking: "Ranking", language: Language) -> list[str]:
    """The title and the question of the criteria, as far as they have them."""
    texts = (ranking.criteria.title, ranking.criteria.question)
    return [line for text in texts if (line := in_line(text.inside(language), _LONGEST_TITLE))]


def weights(ranking: "Ranking", language: Language) -> list[str]:
    """Whose weights count, where the criteria name actors."""
    return list(filter(None, [whose_weights_text(ranking.criteria, language)]))


def counts(ranking: "Ranking", language: Language) -> str:
    """`13 sites: 0 qualified, 11 unverified, 2 excluded`."""
    return counted(ranking.counts, language)


def counted(of: "Counts", language: Language) -> str:
    """The same of numbers of sites."""
    numbers = {"qualified": of.qualified, "unverified": of.unverified, "excluded": of.excluded}
    parts = [
        f"{whole(number, language)} {(STATUSES if number == 1 else _MANY)[status].inside(language)}"
        for status, number in numbers.items()
    ]
    frame = _SITE if of.sites == 1 else _SITES
    return frame.inside(language).format(sites=whole(of.sites, language), rest=", ".join(parts))


def legend(ranking: "Ranking", language: Language, columns: Container[str]) -> list[str]:
    """What the columns mean, and what the scores and ranks do."""
    ranks = ranking.frame["rank"]
    ties = (_TIES,) if ranking.frame["tied"].any() else ()
    excluded = (_WOULD_BE,) if ranks.null_count() else ()
    meanings = [meaning for column, meaning in _MEANINGS.items() if column in columns]
    lines = (meanings, (_POLICIES[ranking.criteria.unknown], *ties, *excluded))
    told = [" ".join(it.inside(language) for it in line) for line in lines if line]
    return list(filter(None, (gaps(ranking, language), *told)))


def not_shown(ranking: "Ranking", language: Language) -> str | None:
    """How many sites the ranking counts and does not show, if any."""
    number = ranking.counts.sites - ranking.frame.height
    if number < 1:
        return None
    return (_ONE_MORE if number == 1 else _MORE).inside(language).format(number=whole(number, language))


def changes(ranking: "Ranking", language: Language) -> list[str]:
    """What was set, if anything, and what came of it: the notes to the marks at statuses."""
    return [f"{_MARK} {text}" for text in change_texts(ranking.changes, ranking.criteria, language)]


def remark(it: Remark, language: Language) -> str:
    """A remark with all its labels."""
    return _NAMED[it.kind].inside(language).format(labels=", ".join(it.labels))


def shorter_remarks(it: Remark, language: Language) -> Iterator[str]:
    """The same with fewer and fewer labels, at last none; of what excludes a site one stays."""
    numbers = {"number": len(it.labels), "among": it.among}
    for most in range(len(it.labels) - 1, 0, -1):
        labels = _PARTLY.inside(language).format(first=", ".join(it.labels[:most]), **numbers)
        yield _NAMED[it.kind].inside(language).format(labels=labels)
    for forms in (_COUNTED, _SHORTEST):
        if it.kind in forms:
            yield forms[it.kind].inside(language).format(**numbers)


def status(row: SiteRow, language: Language) -> str:
    """The status, marked where something was set."""
    return STATUSES[row.status].inside(language) + (f" {_MARK}" if row.is_changed else "")


def score(row: SiteRow, language: Language) -> str:
    written = decimal(row.score, language)
    return f"({written})" if row.rank is None else written


def interval(row: SiteRow, language: Language) -> str:
    """Both ends, or nothing when they look the same."""
    low, high = decimal(row.score_low, language), decimal(row.score_high, language)
    return "" if low == high else f"{low}–{high}"


def rank(row: SiteRow, language: Language) -> str:
    if row.rank is None:
        return "–"
    return f"{'=' if row.tied else ''}{whole(row.rank, language)}"


def rank_range(row: SiteRow, language: Language) -> str:
    if row.rank_best is None or row.rank_worst is None:
        return "–"
    ends = dict.fromkeys((whole(row.rank_best, language), whole(row.rank_worst, language)))
    return "–".join(ends)


def coverage(row: SiteRow, language: Language) -> str:
    return percent(row.coverage, language)
