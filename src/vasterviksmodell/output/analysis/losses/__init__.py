"""What the loss of each service leaves: a sentence, then by criterion and by site."""

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n.numbers import whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.losses import texts
from vasterviksmodell.output.analysis.step_entries import criterion_entry
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.measure_texts import number
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.losses import Counted, Left, Loss, Losses
    from vasterviksmodell.criteria import Criterion

SCHEMA = "vasterviksmodell/losses/1"
_MOST = 6
"""So many names are told in a row."""


def document(it: "Losses", language: Language) -> Iterator[Block]:
    """The losses for people: what they leave in a sentence, then its grounds."""
    yield Heading(texts.TITLE.inside(language), 1)
    if not it.now.ranked:
        yield Paragraph((texts.ALL_EXCLUDED if it.names else texts.NO_SITES).inside(language))
        return
    left = any(loss.left.ranked for loss in it.losses)
    yield Paragraph(_leaves(it, language) + (f" {_firsts(it, language)}" if left else ""))
    yield Heading(texts.BY_ALL.inside(language))
    yield _by_criterion(it, language)
    yield Heading(texts.BY_ONE.inside(language))
    costly = [id for id in it.now.ranked if it.costliest(id)]
    yield _by_site(it, language) if costly else Paragraph(texts.NONE_COSTS.inside(language))
    yield Paragraph(texts.LEGEND.inside(language))


def _leaves(it: "Losses", language: Language) -> str:
    """How many sites each loss leaves."""
    counted = _counted(it)[0]
    total = it.now.number(counted)
    groups: dict[int, list[Loss]] = {}
    for loss in it.losses:
        groups.setdefault(loss.left.number(counted), []).append(loss)
    now = texts.NOW[counted, total == 1].inside(language)
    parts = (_group(it, left, total, found, language) for left, found in sorted(groups.items()))
    return now.format(
        number=whole(total, language), sites=texts.sites(len(it.names), language), losses="; ".join(parts)
    )


def _counted(it: "Losses") -> tuple["Counted", ...]:
    """What is counted, the first in the sentence: the qualified, if there are any, and those not excluded."""
    return ("qualified", "ranked") if it.now.qualified else ("ranked",)


def _group(it: "Losses", left: int, total: int, found: "Sequence[Loss]", language: Language) -> str:
    """What losses leave that leave the same number."""
    form = "none" if not left else "all" if left == total else "one" if left == 1 else "some"
    if form == "all" and len(found) > 1:
        form = "any" if len(found) == len(it.losses) else "others"
    names = _any_of([loss.criterion for loss in found], it, language)
    return texts.LEAVES[form].inside(language).format(names=names, number=len(found), left=whole(left, language))


def _firsts(it: "Losses", language: Language) -> str:
    """Which sites stand first, now and after each loss that changes it."""
    after: dict[tuple[str, ...], list[Criterion]] = {}
    for loss in it.losses:
        if loss.left.first not in ((), it.now.first):
            after.setdefault(loss.left.first, []).append(loss.criterion)
    first = _sites(it.now.first, it, language)
    if not after:
        return texts.FIRST_ALWAYS.inside(language).format(first=first)
    then = (
        texts.FIRST_WITHOUT.inside(language).format(
            first=_sites(sites, it, language), names=_any_of(lost, it, language)
        )
        for sites, lost in after.items()
    )
    return texts.FIRST_NOW.inside(language).format(first=first, then="; ".join(then))


def _any_of(criteria: "Sequence[Criterion]", it: "Losses", language: Language) -> str:
    labels = short_labels(it.criteria, language)
    called = [words.enumerated((labels[it.id] for it in criterion.readers), language) for criterion in criteria]
    return _in_a_row(called, language, either=True)


def _sites(ids: Sequence[str], it: "Losses", language: Language) -> str:
    return _in_a_row([shortened(it.names[id]) for id in ids], language)


def _in_a_row(names: Sequence[str], language: Language, *, either: bool = False) -> str:
    """The first of some names, and how many more there are."""
    more = len(names) - _MOST
    rest = [texts.MORE.inside(language).format(number=whole(more, language))] if more > 0 else []
    return words.enumerated([*names[:_MOST], *rest], language, words.OR if either else words.AND)


def _by_criterion(it: "Losses", language: Language) -> Grid:
    columns = (
        Column(words.heading("criterion", language)),
        Column(texts.LOST.inside(language)),
        *(Column(texts.STILL[what].inside(language), right=True) for what in _counted(it)),
        Column(texts.FIRST.inside(language)),
    )
    return Grid(columns, tuple(_loss_row(loss, it, language) for loss in it.losses))


def _loss_row(loss: "Loss", it: "Losses", language: Language) -> tuple[str, ...]:
    counts = ((loss.left.number(what), it.now.number(what)) for what in _counted(it))
    return (
        words.label(loss.criterion, language),
        _lost(loss, language),
        *(
            texts.OF.inside(language).format(left=whole(left, language), now=whole(now, language))
            for left, now in counts
        ),
        _sites(loss.left.first, it, language) if loss.left.first else "–",
    )


def _lost(loss: "Loss", language: Language) -> str:
    """What the measure is when it is lost."""
    if isinstance(loss.worst, str):
        return shortened(loss.worst)
    if loss.beyond is None and isfinite(loss.worst):
        return number(loss.worst, loss.criterion, language)
    if loss.beyond is None:
        return "∞" if loss.worst > 0 else "\N{MINUS SIGN}∞"
    return f"{'>' if loss.worst > loss.beyond else '<'} {number(loss.beyond, loss.criterion, language)}"


def _by_site(it: "Losses", language: Language) -> Grid:
    columns = (
        Column(words.heading("site", language)),
        Column(words.heading("rank", language), right=True),
        Column(texts.COSTLIEST.inside(language)),
        Column(texts.RANK_THEN.inside(language), right=True),
    )
    return Grid(columns, tuple(_site_row(id, it, language) for id in it.now.ranked))


def _site_row(id: str, it: "Losses", language: Language) -> tuple[str, ...]:
    costliest = it.costliest(id)
    return (
        shortened(it.names[id]),
        whole(it.ranks[id], language),
        "–" if costliest is None else words.label(costliest.criterion, language),
        "–" if costliest is None else whole(costliest.alone[id] or 0, language),
    )


def entry(it: "Losses") -> dict[str, Any]:
    """The losses for programs: stable keys, sites by id."""
    return {
        "schema": SCHEMA,
        "sites": len(it.names),
        **_left_entry(it.now),
        "losses": [_loss_entry(loss) for loss in it.losses],
    }


def _loss_entry(it: "Loss") -> dict[str, Any]:
    endless = not isinstance(it.worst, str) and not isfinite(it.worst)
    return {
        **criterion_entry(it.criterion),
        "measure": None if endless else it.worst,
        "beyond": it.beyond,
        **_left_entry(it.left),
        "fallen": list(it.fallen),
        "alone": dict(it.alone),
    }


def _left_entry(it: "Left") -> dict[str, Any]:
    return {"qualified": list(it.qualified), "not_excluded": list(it.ranked), "first": list(it.first)}
