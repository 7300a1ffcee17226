"""A ranking for people: screening first, then scores and ranks; the excluded last; a legend."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Percent, Whole
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.output.document import Bar, Bars, Block, Grid, Legend, Lines, Meaning
from vasterviksmodell.output.document.cells import Label, Name, Status, first_few, short_labels
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.model_file import model_file_text
from vasterviksmodell.output.needed import needed_text
from vasterviksmodell.output.ranking.figure_notes import figure_notes
from vasterviksmodell.output.ranking.rows import MARK, Rows
from vasterviksmodell.output.ranking.unmet_requirements import unmet_requirements
from vasterviksmodell.output.redaction_texts import blind_texts, redaction_texts
from vasterviksmodell.output.what_if import applied_text, change_texts, whose_weights_text

if TYPE_CHECKING:
    import polars as pl

    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Counts, Ranking


_LONGEST_TITLE = 500
_MOST_GAPS = 6
_MOST_BARS = 40
_BAR_NAME = 24
_COUNTS = Plural("{number} site: {statuses}", "{number} sites: {statuses}")
_MANY = {
    "qualified": Message("qualified", "of several"),
    "unverified": Message("unverified", "of several"),
    "excluded": Message("excluded", "of several"),
}
_NOT_SHOWN = Plural("… and {number} more site not shown", "… and {number} more sites not shown")
_MEANINGS = {
    "interval": Message("Interval: where the score lies whatever the unknown measures are within their ranges."),
    "range": Message("Range: the ranks possible within the intervals."),
    "coverage": Message("Coverage: the share of the score that the data determine."),
    "known_weight": Message("Known: the share of the weight that is exactly known."),
}
_POLICIES = {
    "low": Message("Score and rank are cautious: unknown measures count at their worst."),
    "middle": Message("Score and rank take the middle of the interval."),
    "high": Message("Score and rank are hopeful: unknown measures count at their best."),
}
_TIES = Message("= marks a tie.")
_WOULD_BE = Message("In parentheses: what an excluded site would score; it has no rank.")
_REST = Message("and {number} more")
_GAPS = Message(
    "Largest gaps: {gaps}. In parentheses the weight, and for how many of the {sites} sites it is not known."
)
_GAPS_SHOWN = Message(
    "Largest gaps: {gaps}. In parentheses the weight, and for how many of the sites shown ({sites}) it is not known."
)
_ONLY_LOCAL = Plural(
    "Of {number} unverified site only local questions are left, which no register answers: {names}.",
    "Of {number} unverified sites only local questions are left, which no register answers: {names}.",
)
_MOST_NAMED = 6
_LONGER = Message("First places: {places}. The table is longer than the screen: --top N shows its first N sites.")
_FIRST_PLACES = 5
_SCREEN_MARGIN = 4
"""The lines of a screen that a table leaves: its heading, what follows it, and the prompt."""
_COULD_ADD = Message("unknown measures could add")


def ranking_document(ranking: "Ranking") -> Iterator[Block]:
    """Yield a ranking as blocks, as on a page that is read from above."""
    title, opening = opening_lines(ranking)
    if not ranking.frame.height:
        yield Lines((*opening, counted(ranking.counts), *_changes(ranking), *not_shown(ranking)), title)
        return
    yield Lines((*opening, counted(ranking.counts)), title)
    rows = Rows.of(ranking)
    yield Grid(rows.columns, rows)
    yield Lines((*_changes(ranking), *local_lines(ranking)))
    yield _bars(ranking)
    yield Lines(figure_notes(ranking.findings))
    yield replace(legend(ranking), last=next(iter(not_shown(ranking)), None))


def ranking_on_screen(ranking: "Ranking", view: View) -> Iterator[Block]:
    """Yield a ranking as blocks for a terminal, which shows the last lines: what is long comes before the table."""
    if not ranking.frame.height:
        yield from ranking_document(ranking)
        return
    title, opening = opening_lines(ranking)
    yield Lines(opening, title)
    yield from before_tables(ranking, view)
    yield Lines((counted(ranking.counts),))
    rows = Rows.of(ranking, whole=view.wide)
    yield Grid(rows.columns, rows)
    yield Lines(
        (*_changes(ranking), *local_lines(ranking), *not_shown(ranking), *_longer_than_the_screen(ranking, view))
    )


def before_tables(ranking: "Ranking", view: View) -> Iterator[Block]:
    """Yield what explains the tables that follow on a terminal, screening first."""
    if not view.wide:
        yield unmet_requirements(ranking)
    yield _bars(ranking)
    yield Lines(figure_notes(ranking.findings))
    yield legend(ranking)


def _changes(ranking: "Ranking") -> tuple[Phrase, ...]:
    applied = applied_text(ranking)
    return (*(() if applied is None else (applied,)), *marked_changes(ranking))


def _longer_than_the_screen(ranking: "Ranking", view: View) -> Iterator[Phrase]:
    """Yield the first places again, where the top of the table has left the screen."""
    if view.height is None or ranking.frame.height + _SCREEN_MARGIN <= view.height:
        return
    first = ranking.frame.select("rank", "name").drop_nulls("rank").head(_FIRST_PLACES).iter_rows()
    places = Joined(Joined((Whole(rank), Name(name)), " ") for rank, name in first)
    if places:
        yield _LONGER.format(places=places)


def opening_lines(ranking: "Ranking") -> tuple[Phrase | None, tuple[Phrase, ...]]:
    """Return the title (None without one), and the lines under it: what is asked, and by whose weights."""
    title, *question = _titles(ranking.criteria) or (None,)
    criteria = ranking.criteria
    stated = (needed_text(criteria), model_file_text(criteria), whose_weights_text(criteria))
    withheld = redaction_texts(ranking.redaction, criteria)
    return title, (*question, *(text for text in stated if text is not None), *withheld, *blind_texts(ranking.blind))


def marked_changes(ranking: "Ranking") -> tuple[Phrase, ...]:
    """Return a sentence for each site with measures that were set, after the mark that its status has."""
    return tuple(Joined((MARK, text), " ") for text in change_texts(ranking.changes, ranking.criteria))


def local_lines(ranking: "Ranking") -> Iterator[Phrase]:
    """Yield a sentence on the sites that are unverified only because of what no register knows, if there are any."""
    from vasterviksmodell.scoring.local_questions import only_local_questions

    shown = ranking.frame.filter(only_local_questions(ranking.criteria))["name"]
    if len(shown):
        yield _ONLY_LOCAL.counting(len(shown), names=Joined(first_few(map(Name, shown), _MOST_NAMED)))


def _titles(criteria: "Criteria") -> tuple[Phrase, ...]:
    """Return the title and the question of the criteria, as far as they have them."""
    labels = (Label(text, length=_LONGEST_TITLE) for text in (criteria.title, criteria.question))
    return tuple(label for label in labels if any(label.inside(language) for language in LANGUAGES))


def counted(counts: "Counts") -> Phrase:
    """Return `13 sites: 0 qualified, 11 unverified, 2 excluded`."""
    numbers = {"qualified": counts.qualified, "unverified": counts.unverified, "excluded": counts.excluded}
    statuses = (
        Joined((Whole(number), Status(status) if number == 1 else _MANY[status]), " ")
        for status, number in numbers.items()
    )
    return _COUNTS.counting(counts.sites, statuses=Joined(statuses))


def not_shown(ranking: "Ranking") -> tuple[Phrase, ...]:
    """Return how many sites the ranking counts and does not show, if any."""
    number = ranking.counts.sites - ranking.frame.height
    return (_NOT_SHOWN.counting(number),) if number > 0 else ()


def legend(ranking: "Ranking") -> Legend:
    """Return the largest gaps, what the columns mean, and how scores and ranks treat what is unknown."""
    gaps = _gaps(ranking)
    columns = tuple(Meaning(text, key) for key, text in _MEANINGS.items())
    marks = (
        _POLICIES[ranking.criteria.unknown],
        *((_TIES,) if ranking.frame["tied"].any() else ()),
        *((_WOULD_BE,) if ranking.frame["rank"].null_count() else ()),
    )
    lines = (*(((Meaning(gaps),),) if gaps else ()), columns, tuple(map(Meaning, marks)))
    return Legend(lines)


def _gaps(ranking: "Ranking") -> Phrase | None:
    """Return the criteria whose unknown measures leave most of the scores open, or None when all is known."""
    import polars as pl

    from vasterviksmodell.scoring import names

    scored, labels = ranking.criteria.scored, short_labels(ranking.criteria)
    unknown = ranking.frame.select(
        (pl.col(names.value_low(criterion)) < pl.col(names.value_high(criterion))).sum().alias(criterion.id)
        for criterion in scored
    ).row(0, named=True)
    found = sorted(
        (criterion for criterion in scored if unknown[criterion.id]),
        key=lambda criterion: -criterion.weight * unknown[criterion.id],
    )
    if not found:
        return None
    gaps: list[Phrase] = [
        Joined((labels[gap.id], " (", Percent(float(gap.weight)), ", ", Whole(unknown[gap.id]), ")"), "")
        for gap in found[:_MOST_GAPS]
    ]
    if len(found) > _MOST_GAPS:
        gaps.append(_REST.format(number=len(found) - _MOST_GAPS))
    form = _GAPS_SHOWN if ranking.is_cut else _GAPS
    return form.format(gaps=Joined(gaps), sites=Whole(ranking.frame.height))


def _bars(ranking: "Ranking") -> Bars:
    """Return what the scores of the first sites are made of: a segment for each top group, then what could be added."""
    import polars as pl

    from vasterviksmodell.scoring import names

    tops = _tops(ranking.criteria)
    ranked = ranking.frame.filter(pl.col(names.RANK).is_not_null()).head(_MOST_BARS)
    points = ranked.select(
        *(_points(members).alias(str(number)) for number, members in enumerate(tops.values())), high=names.SCORE_HIGH
    )
    bars = (
        Bar(Name(name, _BAR_NAME), tuple(segments), high)
        for name, (*segments, high) in zip(ranked["name"], points.iter_rows(), strict=True)
    )
    labels = _top_labels(ranking.criteria)
    return Bars(tuple(bars), tuple(labels[top] for top in tops), _COULD_ADD)


def _tops(criteria: "Criteria") -> "dict[str, list[Criterion]]":
    """Return the scored criteria by their top group; a criterion that stands in none is its own."""
    tops: dict[str, list[Criterion]] = {}
    for criterion in criteria.scored:
        tops.setdefault((*criterion.groups, criterion.id)[0], []).append(criterion)
    return tops


def _points(criteria: "list[Criterion]") -> "pl.Expr":
    """Return what criteria surely contribute to a score."""
    import polars as pl

    from vasterviksmodell.scoring import names

    return pl.sum_horizontal(pl.col(names.value_low(criterion)) * float(criterion.weight) for criterion in criteria)


def _top_labels(criteria: "Criteria") -> dict[str, Phrase]:
    groups = {group.id: Label(group.label, group.id, _BAR_NAME * 2, group.shares_label) for group in criteria.groups}
    return {**short_labels(criteria), **groups}
