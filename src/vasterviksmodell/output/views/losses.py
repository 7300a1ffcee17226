"""What remains after the loss of each service: a sentence, then tables by criterion and by site."""

from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Exact, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, category_name, first_few, label, short_labels
from vasterviksmodell.output.measure_texts import number
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView
from vasterviksmodell.output.views.words import criterion_entry

if TYPE_CHECKING:
    from vasterviksmodell.analysis.losses import Counted, Loss, Losses, RemainingSites
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.i18n.wording import Text

SCHEMA = "vasterviksmodell/losses/1"
_MOST = 6
"""How many names are listed in a row, at most."""
_TITLE = Message("If a service is lost")
_ALL_EXCLUDED = Message("Every site is excluded already: no loss can change that.")
_SITES = Plural("{number} site", "{number} sites")
_NOW: "dict[Counted, Plural]" = {
    "qualified": Plural(
        "Of {sites} {number} is qualified: {losses}.",
        "Of {sites} {number} are qualified: {losses}.",
    ),
    "ranked": Plural(
        "Of {sites} none is qualified and {number} is not excluded: {losses}.",
        "Of {sites} none is qualified and {number} are not excluded: {losses}.",
    ),
}
"""How many sites there are now, by what is counted."""
_NONE_LEFT = Message("without {names} none of them is left")
_SOME_LEFT = Plural("without {names} {number} of them is left", "without {names} {number} of them are left")
_ALL_LEFT = Message("without {names} all of them are left")
_ALL_LEFT_OF_OTHERS = Message("whichever of the other {number} is lost, all of them are left")
_ALL_LEFT_OF_ANY = Message("whichever of the {number} criteria is lost, all of them are left")
_FIRST_ALWAYS = Message("First place: {first}, as long as any site is left.")
_FIRST_NOW = Message("First place: {first}; {then}.")
_FIRST_WITHOUT = Message("without {names}: {first}")
_BY_ALL = Message("When all sites lose it")
_BY_ONE = Message("When a site alone loses it")
_LOST = Message("Lost means")
_STILL: "dict[Counted, Message]" = {
    "qualified": Message("Still qualified"),
    "ranked": Message("Still not excluded"),
}
_FIRST = Message("First place then")
_OF = Message("{left} of {now}")
_COSTLIEST = Message("Costliest loss that does not exclude")
_NONE_COSTS = Message("A site that alone loses a service is either excluded or keeps its rank.")
_RANK_THEN = Message("Rank then")
_LEGEND = Message(
    "Lost means that the measure is the worst that its range or categories hold: one that fails the requirement, if"
    " there is any, and of those the one worth least. A site that is excluded already is not counted."
)


class LossesView(ResultView["Losses"]):
    """What remains after the loss of each service."""

    weighed = True
    columns: ClassVar[tuple[str, ...]] = (
        "criterion",
        "criteria",
        "measure",
        "beyond",
        "qualified",
        "not_excluded",
        "first",
        "fallen",
    )

    def document(self, losses: "Losses") -> Iterator[Block]:
        """Yield the losses for people: what remains in sentences, then tables."""
        yield Heading(_TITLE, 1)
        if not losses.now.ranked:
            yield Paragraph(_ALL_EXCLUDED if losses.names else words.NO_SITES)
            return
        yield Paragraph(Joined(_paragraph(losses), " "))
        yield Heading(_BY_ALL)
        yield _by_criterion(losses)
        yield Heading(_BY_ONE)
        costly = [id for id in losses.now.ranked if losses.costliest(id)]
        yield _by_site(losses) if costly else Paragraph(_NONE_COSTS)
        yield Paragraph(_LEGEND)

    def entry(self, losses: "Losses") -> dict[str, Any]:
        """Return the losses for programs: stable keys, sites by id."""
        return {
            "schema": SCHEMA,
            "sites": len(losses.names),
            **_left_entry(losses.now),
            "losses": [_loss_entry(loss) for loss in losses.losses],
        }

    def rows(self, losses: "Losses") -> Iterator[dict[str, Any]]:
        """Yield a row for each criterion that is lost: how many sites are left."""
        for loss in losses.losses:
            left = {"qualified": len(loss.left.qualified), "not_excluded": len(loss.left.ranked)}
            yield {**_loss_entry(loss), **left}


def _paragraph(losses: "Losses") -> Iterator[Phrase]:
    """Yield how many sites the losses leave, and which of them stand first."""
    labels = short_labels(losses.criteria)
    yield _leaves(losses, labels)
    if any(loss.left.ranked for loss in losses.losses):
        yield _firsts(losses, labels)


def _leaves(losses: "Losses", labels: "Mapping[str, Text]") -> Phrase:
    """Return how many sites each loss leaves."""
    counted = _counted(losses)[0]
    groups: dict[int, list[Loss]] = {}
    for loss in losses.losses:
        groups.setdefault(loss.left.number(counted), []).append(loss)
    parts = (_group(losses, counted, groups[left], labels) for left in sorted(groups))
    sites = _SITES.counting(len(losses.names))
    return _NOW[counted].counting(losses.now.number(counted), sites=sites, losses=Joined(parts, "; "))


def _counted(losses: "Losses") -> tuple["Counted", ...]:
    """Return what is counted, in the sentence the first: the qualified, if there are any, and those not excluded."""
    return ("qualified", "ranked") if losses.now.qualified else ("ranked",)


def _group(losses: "Losses", counted: "Counted", group: "list[Loss]", labels: "Mapping[str, Text]") -> Phrase:
    """Return what remains after the losses that leave the same number."""
    left = group[0].left.number(counted)
    names = _any_of((loss.criterion for loss in group), labels)
    if not left:
        return _NONE_LEFT.format(names=names)
    if left < losses.now.number(counted):
        return _SOME_LEFT.counting(left, names=names)
    if len(group) == 1:
        return _ALL_LEFT.format(names=names)
    form = _ALL_LEFT_OF_ANY if len(group) == len(losses.losses) else _ALL_LEFT_OF_OTHERS
    return form.format(number=Whole(len(group)))


def _firsts(losses: "Losses", labels: "Mapping[str, Text]") -> Phrase:
    """Return which sites stand first, now and after each loss that changes it."""
    after: dict[tuple[str, ...], list[Criterion]] = {}
    for loss in losses.losses:
        if loss.left.first not in ((), losses.now.first):
            after.setdefault(loss.left.first, []).append(loss.criterion)
    first = _sites(losses, losses.now.first)
    if not after:
        return _FIRST_ALWAYS.format(first=first)
    then = (
        _FIRST_WITHOUT.format(first=_sites(losses, sites), names=_any_of(lost, labels)) for sites, lost in after.items()
    )
    return _FIRST_NOW.format(first=first, then=Joined(then, "; "))


def _any_of(criteria: "Iterable[Criterion]", labels: "Mapping[str, Text]") -> Phrase:
    """Return `a, b or c`."""
    figures = (Enumeration(labels[reader.id] for reader in criterion.readers) for criterion in criteria)
    return Enumeration(first_few(figures, _MOST), "or")


def _sites(losses: "Losses", ids: Iterable[str]) -> Phrase:
    """Return `Ankarsrum, Gamleby and Gunnebo`."""
    return Enumeration(first_few((Name(losses.names[id]) for id in ids), _MOST))


def _by_criterion(losses: "Losses") -> Grid:
    columns = (
        Column(words.COLUMNS["criterion"]),
        Column(_LOST),
        *(Column(_STILL[counted], right=True) for counted in _counted(losses)),
        Column(_FIRST),
    )
    return Grid(columns, tuple(_loss_row(losses, loss) for loss in losses.losses))


def _loss_row(losses: "Losses", loss: "Loss") -> tuple[Phrase, ...]:
    counts = ((loss.left.number(counted), losses.now.number(counted)) for counted in _counted(losses))
    return (
        label(loss.criterion),
        _lost(loss),
        *(_OF.format(left=Whole(left), now=Whole(now)) for left, now in counts),
        _sites(losses, loss.left.first) if loss.left.first else "–",
    )


def _lost(loss: "Loss") -> Phrase:
    """Return what the measure is when it is lost."""
    if isinstance(loss.worst, str):
        return category_name(loss.criterion, loss.worst)
    if loss.beyond is not None:
        return number(loss.beyond, loss.criterion, ">" if loss.worst > loss.beyond else "<")
    return number(loss.worst, loss.criterion) if isfinite(loss.worst) else Exact(loss.worst)


def _by_site(losses: "Losses") -> Grid:
    columns = (
        Column(words.COLUMNS["site"]),
        Column(words.COLUMNS["rank"], right=True),
        Column(_COSTLIEST),
        Column(_RANK_THEN, right=True),
    )
    return Grid(columns, tuple(_site_row(losses, id) for id in losses.now.ranked))


def _site_row(losses: "Losses", id: str) -> tuple[Phrase, ...]:
    costliest = losses.costliest(id)
    return (
        Name(losses.names[id]),
        Whole(losses.ranks[id]),
        "–" if costliest is None else label(costliest.criterion),
        "–" if costliest is None else Whole(costliest.alone[id] or 0),
    )


def _loss_entry(loss: "Loss") -> dict[str, Any]:
    endless = not isinstance(loss.worst, str) and not isfinite(loss.worst)
    return {
        **criterion_entry(loss.criterion),
        "measure": None if endless else loss.worst,
        "beyond": loss.beyond,
        **_left_entry(loss.left),
        "fallen": list(loss.fallen),
        "alone": dict(loss.alone),
    }


def _left_entry(left: "RemainingSites") -> dict[str, Any]:
    return {"qualified": list(left.qualified), "not_excluded": list(left.ranked), "first": list(left.first)}
