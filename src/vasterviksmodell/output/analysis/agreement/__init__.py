"""Where actors agree: the verdict in sentences, ranks and weights side by side, and what parts them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.i18n.numbers import decimal, percent, signed, whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.agreement import texts
from vasterviksmodell.output.analysis.agreement.entries import entry
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.output.statuses import STATUSES
from vasterviksmodell.wording import Language, in_line, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.agreement import Agreement, Concession, Disagreement, JudgedSite, Placed

__all__ = ["document", "entry"]
_NAMED, _LABEL = 3, 60
_PAIRS, _SITES = 10, 10
"""Of so many pairs of actors, and sites in a sentence, it is told; of others the number."""
_NOTICED = 0.0005
"""Smaller changes of a weight are not told."""


def document(it: "Agreement", language: Language) -> Iterator[Block]:
    """The agreement for people."""
    yield Heading(texts.TITLE.inside(language), 1)
    if not it.sites:
        yield Paragraph((texts.ALL_EXCLUDED if it.excluded else texts.NO_SITES).inside(language))
        return
    yield Paragraph(" ".join(_verdict(it, language)))
    yield Heading(texts.RANKS.inside(language))
    yield _ranks(it, language)
    yield Heading(texts.WEIGHTS.inside(language))
    yield _weights(it, language)
    if it.disagreements:
        yield Heading(texts.DIFFER.inside(language))
        yield Items(tuple(_disagreements(it, language)))
    yield Heading(texts.GIVE.inside(language).format(site=shortened(it.compromise[0].name)))
    yield Items(tuple(_concession(one, it, language) for one in it.concessions))
    legend = texts.LEGEND.inside(language).format(top=whole(it.top, language))
    yield Paragraph(" ".join((*(() if it.exact else (words.NOT_EXACT.inside(language),)), legend)))


def _verdict(it: "Agreement", language: Language) -> Iterator[str]:
    yield _first_places(it, language)
    if it.kendalls_w is not None:
        yield texts.CONCORDANCE.inside(language).format(w=_two_decimals(it.kendalls_w, language))
    top = whole(it.top, language)
    if it.shared:
        yield texts.SHARED.inside(language).format(top=top, sites=_sites(it.shared, language))
    else:
        yield texts.NONE_SHARED.inside(language).format(top=top)
    form = texts.COMPROMISE if len(it.compromise) == 1 else texts.COMPROMISES
    yield form.inside(language).format(
        sites=_sites(it.compromise, language), score=decimal(it.compromise[0].lowest, language)
    )


def _first_places(it: "Agreement", language: Language) -> str:
    if len(it.actors) == 1:
        return texts.ONE_ACTOR.inside(language).format(actor=_actor(it, 0, language))
    of: dict[tuple[JudgedSite, ...], list[str]] = {}
    for number, _ in enumerate(it.actors):
        firsts = tuple(site for site in it.sites if site.placed[number].rank == 1)
        of.setdefault(firsts, []).append(_actor(it, number, language))
    if len(of) == 1:
        return texts.ALL_FIRST.inside(language).format(number=len(it.actors), site=_sites(next(iter(of)), language))
    put = [
        texts.FIRST_FOR.inside(language).format(
            actors=words.enumerated(actors, language), site=_sites(firsts, language)
        )
        for firsts, actors in of.items()
    ]
    return texts.NOT_FIRST.inside(language).format(firsts="; ".join(put))


def _sites(sites: "Sequence[JudgedSite]", language: Language) -> str:
    named, left = [shortened(site.name) for site in sites[:_SITES]], len(sites) - _SITES
    more = [texts.MORE.inside(language).format(number=whole(left, language))] if left > 0 else []
    return words.enumerated([*named, *more], language)


def _actor(it: "Agreement", number: int, language: Language) -> str:
    return in_line(it.actors[number].label.inside(language), _LABEL)


def _ranks(it: "Agreement", language: Language) -> Grid:
    columns = (
        Column(words.heading("site", language)),
        Column(words.heading("status", language)),
        *(Column(_actor(it, number, language), right=True) for number, _ in enumerate(it.actors)),
        Column(texts.LOWEST.inside(language), right=True),
    )
    return Grid(columns, tuple(_site_row(site, language) for site in it.sites))


def _site_row(site: "JudgedSite", language: Language) -> tuple[str, ...]:
    return (
        shortened(site.name),
        STATUSES[site.status].inside(language),
        *(_placed(it, language) for it in site.placed),
        decimal(site.lowest, language),
    )


def _placed(it: "Placed", language: Language) -> str:
    return texts.PLACED.inside(language).format(rank=whole(it.rank, language), score=decimal(it.score, language))


def _weights(it: "Agreement", language: Language) -> Grid:
    """Criteria by actors, those first about which the weights differ the most."""
    columns = (
        Column(words.heading("criterion", language)),
        *(Column(_actor(it, number, language), right=True) for number, _ in enumerate(it.actors)),
        Column(texts.SPREAD.inside(language), right=True),
    )
    of = [(node, [float(model[node.id].weight) for model in it.models]) for node in it.criteria.scored]
    ordered = sorted(of, key=lambda row: min(row[1]) - max(row[1]))
    return Grid(columns, tuple((words.label(node, language), *_in_percent(given, language)) for node, given in ordered))


def _in_percent(given: Sequence[float], language: Language) -> Iterator[str]:
    """Weights, and how far they lie apart."""
    yield from (decimal(100 * weight, language) for weight in (*given, max(given) - min(given)))


def _disagreements(it: "Agreement", language: Language) -> Iterator[str]:
    """Of the actors who are the most opposed, in their order; when there are very many, of the others the number."""
    told = sorted(it.disagreements, key=lambda one: -min(one.gaps))[:_PAIRS]
    yield from (_disagreement(one, it, language) for one in it.disagreements if one in told)
    if left := len(it.disagreements) - len(told):
        yield texts.LESS_OPPOSED.inside(language).format(number=whole(left, language))


def _disagreement(one: "Disagreement", it: "Agreement", language: Language) -> str:
    first, second = (_actor(it, number, language) for number in one.actors)
    tau = "" if one.tau is None else " " + texts.TAU.inside(language).format(tau=_two_decimals(one.tau, language))
    if one.before is None or one.after is None:
        agreed = texts.AGREED.inside(language).format(one=first, other=second, top=whole(it.top, language))
        return agreed + tau
    return (
        texts.OPPOSED.inside(language).format(
            one=first,
            other=second,
            before=shortened(one.before.name),
            after=shortened(one.after.name),
            gap=decimal(one.gaps[0], language),
            back=decimal(one.gaps[1], language),
            parts=words.enumerated(_parts(one, it, language), language),
        )
        + tau
    )


def _parts(one: "Disagreement", it: "Agreement", language: Language) -> Iterator[str]:
    """The criteria that part two actors the most, and what all others add or take."""
    labels = short_labels(it.criteria, language)
    first, others = one.parts[:_NAMED], one.parts[_NAMED:]
    yield from (f"{labels[part.criterion.id]} ({signed(part.points, language)})" for part in first)
    if others:
        yield texts.REST.inside(language).format(points=signed(sum(part.points for part in others), language))


def _concession(one: "Concession", it: "Agreement", language: Language) -> str:
    actor = _actor(it, one.actor, language)
    if one.moved is None:
        return texts.NEVER.inside(language).format(actor=actor)
    if one.moved == 0:
        return texts.FIRST_ALREADY.inside(language).format(actor=actor)
    labels = short_labels(it.criteria, language)
    model = it.models[one.actor]
    changes = {id: weight - float(model[id].weight) for id, weight in one.weights.items()}
    ordered = sorted(changes.items(), key=lambda change: -abs(change[1]))
    taken, given = (
        [f"{labels[id]} ({decimal(100 * abs(by), language)})" for id, by in ordered if sign * by > _NOTICED]
        for sign in (-1, 1)
    )
    return texts.MOVES.inside(language).format(
        actor=actor,
        moved=percent(one.moved, language),
        taken=words.enumerated(taken, language) if taken else "–",
        given=words.enumerated(given, language) if given else "–",
    )


def _two_decimals(number: float, language: Language) -> str:
    written = f"{number:.2f}".replace("-", "\N{MINUS SIGN}")
    return written.replace(".", ",") if language == "sv" else written
