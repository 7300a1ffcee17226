"""Why a site stands where it stands: screening, what its score is made of, what is not known, and a paragraph."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n.numbers import decimal, exact, percent, signed, whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.explanation import texts
from vasterviksmodell.output.analysis.screening import stopping
from vasterviksmodell.output.analysis.step_entries import criterion_entry, finite
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.measure_texts import limit, measure, number
from vasterviksmodell.wording import Language, in_line, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.explanation.explain import Contribution, Explanation
    from vasterviksmodell.analysis.explanation.gaps import Gap
    from vasterviksmodell.analysis.screening import Screened

SCHEMA = "vasterviksmodell/explanation/1"
_BAR = 20
_DECISIVE = 3
_NOTICED = 0.05
"""A lead of less is written as nothing."""
_SOURCE = 300
_FORMS = {(True, True): "known", (True, False): "known_score", (False, True): "fixed_rank", (False, False): "ranked"}
"""How the standing is told, by whether the score and the rank are known."""


def document(it: "Explanation", language: Language) -> Iterator[Block]:
    """The explanation for people: the paragraph first, then its grounds."""
    yield Heading(shortened(it.name, 200), 1)
    yield Paragraph(" ".join(_paragraph(it, language)))
    if it.screening:
        yield Heading(texts.HEADINGS["screening"].inside(language))
        yield _screening(it.screening, language)
    yield Heading(texts.HEADINGS["contributions"].inside(language))
    yield _contributions(it, language)
    if it.gaps:
        yield Heading(texts.HEADINGS["gaps"].inside(language))
        yield _gaps(it.gaps, language)
    yield Paragraph(
        " ".join(text.inside(language) for text in (texts.LEGEND, *([texts.REACH_MEANS] if it.gaps else [])))
    )


def _paragraph(it: "Explanation", language: Language) -> Iterator[str]:
    """What decides, in sentences."""
    yield _stands(it, language)
    requirements = [screened for screened in it.screening if not screened.is_warning]
    stopped = [screened for screened in requirements if screened.excludes]
    unknown = [screened for screened in requirements if screened.truth == "unknown" and not screened.excludes]
    if stopped:
        yield texts.STOPPED.inside(language).format(names=stopping(stopped, language))
    if unknown:
        names = (words.label(screened.criterion, language) for screened in unknown)
        yield texts.OPEN.inside(language).format(names=words.enumerated(names, language))
    if requirements and not stopped and not unknown:
        yield texts.ALL_MET.inside(language)
    for text, contributions in ((texts.FOR, it.strengths), (texts.AGAINST, it.weaknesses)):
        if contributions and abs(contributions[0].lead) >= _NOTICED:
            yield text.inside(language).format(names=_leads(contributions[:_DECISIVE], language))
    if it.most_worth is not None:
        label = words.label(it.most_worth.criterion, language)
        yield texts.WORTH.inside(language).format(label=label, effect=_effect(it.most_worth, it.rank, language))


def _stands(it: "Explanation", language: Language) -> str:
    known = decimal(it.score_low, language) == decimal(it.score_high, language)
    fixed = it.rank_best == it.rank_worst
    form = "excluded" if it.rank is None else _FORMS[known, fixed]
    return (
        texts.STANDS[form]
        .inside(language)
        .format(
            name=shortened(it.name),
            rank=whole(it.rank or 0, language),
            ranked=whole(it.ranked, language),
            score=decimal(it.score, language),
            interval=f"{decimal(it.score_low, language)}–{decimal(it.score_high, language)}",
            range=_ranks(it.rank_best, it.rank_worst, language),
        )
    )


def _leads(contributions: Sequence["Contribution"], language: Language) -> str:
    noticed = (it for it in contributions if abs(it.lead) >= _NOTICED)
    parts = [f"{words.label(it.criterion, language)} ({signed(it.lead, language)})" for it in noticed]
    return words.enumerated(parts, language)


def _effect(gap: "Gap", rank: int | None, language: Language) -> str:
    """What can come of finding out a figure of a site with a rank, or of one that is excluded."""
    moves = texts.REORDERS[gap.reach == 1].inside(language).format(reach=whole(gap.reach, language))
    effect = texts.EFFECTS[_form(gap, rank)].inside(language)
    facts = effect.format(best=gap.best, worst=gap.worst, points=decimal(gap.points, language))
    return f"{facts} {moves}" if gap.reach else facts


def _form(gap: "Gap", rank: int | None) -> str:
    if rank is None:
        return "excluded" if gap.best is None else "lifts"
    if gap.worst is None:
        return "surely_excludes" if gap.best is None else "excludes"
    if not gap.reach:
        return "scores"
    return "stays" if gap.best == gap.worst else "moves"


def _ranks(best: int | None, worst: int | None, language: Language) -> str:
    ends = [texts.EXCLUSION.inside(language) if rank is None else whole(rank, language) for rank in (best, worst)]
    return "–".join(dict.fromkeys(ends)) if None not in (best, worst) else " / ".join(dict.fromkeys(ends))


def _screening(screened: Sequence["Screened"], language: Language) -> Grid:
    keys = ("requirement", "limit", "measure", "outcome", "margin", "source")
    columns = tuple(Column(words.heading(key, language), key == "margin") for key in keys)
    return Grid(columns, tuple(_screening_row(it, language) for it in screened))


def _screening_row(it: "Screened", language: Language) -> tuple[str, ...]:
    label = words.label(it.criterion, language)
    outcome = texts.EXCLUDING if it.excludes and it.truth == "unknown" else words.TRUTHS[it.truth]
    return (
        texts.WARNING.inside(language).format(label=label) if it.is_warning else label,
        limit(it.limit, it.criterion, language),
        measure(it.measured, language),
        outcome.inside(language),
        _margin(it, language),
        in_line(it.criterion.source.inside(language), _SOURCE),
    )


def _margin(it: "Screened", language: Language) -> str:
    """By how much the measure passes or fails; nothing when it is unknown."""
    if it.margin is None or it.measured.is_unknown:
        return ""
    worst, best = (f"{'+' if end > 0 else ''}{exact(end, language)}" for end in it.margin)
    unit = number(0.0, it.criterion, language)[1:]
    return (worst if worst == best else f"{worst} … {best}") + unit


def _contributions(it: "Explanation", language: Language) -> Grid:
    keys = ("criterion", "measure", "value", "weight", "points", "missing", "others")
    numbers = ("value", "weight", "points", "missing", "others")
    columns = tuple(Column(words.heading(key, language), key in numbers) for key in keys)
    scale = max((float(part.criterion.weight) for part in it.contributions), default=1.0)
    rows = tuple(_contribution_row(part, scale, language) for part in it.contributions)
    return Grid((*columns, Column("")), rows)


def _contribution_row(it: "Contribution", scale: float, language: Language) -> tuple[str, ...]:
    ends = dict.fromkeys((decimal(it.value_low, language), decimal(it.value_high, language)))
    return (
        words.label(it.criterion, language),
        measure(it.measured, language),
        "–".join(ends),
        percent(float(it.criterion.weight), language),
        decimal(it.contribution, language),
        decimal(it.shortfall, language),
        "" if it.others is None else decimal(it.others, language),
        _bar(it, scale),
    )


def _bar(it: "Contribution", scale: float) -> str:
    """Points as a bar, the longest weight as long as the bar can be."""
    weight = float(it.criterion.weight) / scale * _BAR / 100
    sure, possible = round(it.value_low * weight), round(it.value_high * weight)
    return "█" * sure + "░" * (possible - sure)


def _gaps(gaps: Sequence["Gap"], language: Language) -> Grid:
    columns = (
        Column(words.heading("criterion", language)),
        Column(words.heading("measure", language)),
        Column(words.heading("points", language), right=True),
        Column(f"{texts.CAN_GIVE.inside(language)}: {words.heading('rank', language).lower()}"),
        Column(texts.REACH.inside(language), right=True),
    )
    rows = tuple(
        (
            words.label(gap.criterion, language),
            measure(gap.measured, language),
            decimal(gap.points, language),
            _ranks(gap.best, gap.worst, language),
            whole(gap.reach, language),
        )
        for gap in gaps
    )
    return Grid(columns, rows)


def entry(it: "Explanation") -> dict[str, Any]:
    """The explanation for programs: stable keys, full precision."""
    return {
        "schema": SCHEMA,
        "id": it.id,
        "name": it.name,
        "status": it.status,
        "rank": it.rank,
        "rank_best": it.rank_best,
        "rank_worst": it.rank_worst,
        "score": it.score,
        "score_low": it.score_low,
        "score_high": it.score_high,
        "sites": it.sites,
        "screening": [_screened_entry(screened) for screened in it.screening],
        "contributions": [_contribution_entry(part) for part in it.contributions],
        "gaps": [_gap_entry(gap) for gap in it.gaps],
        "most_worth_finding_out": None if it.most_worth is None else it.most_worth.criterion.id,
    }


def _screened_entry(it: "Screened") -> dict[str, Any]:
    return {
        "criterion": it.criterion.id,
        "kind": "warning" if it.is_warning else "requirement",
        "truth": it.truth,
        "excludes": it.excludes,
        "margin": None if it.margin is None else [finite(end) for end in it.margin],
    }


def _contribution_entry(it: "Contribution") -> dict[str, Any]:
    return {
        "criterion": it.criterion.id,
        "value": [it.value_low, it.value_high],
        "weight": float(it.criterion.weight),
        "contribution": it.contribution,
        "shortfall": it.shortfall,
        "others": it.others,
    }


def _gap_entry(it: "Gap") -> dict[str, Any]:
    return {
        **criterion_entry(it.criterion),
        "points": it.points,
        "rank_best": it.best,
        "rank_worst": it.worst,
        "can_exclude": it.can_exclude,
        "reach": it.reach,
    }
