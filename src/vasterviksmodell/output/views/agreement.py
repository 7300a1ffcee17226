"""Where actors agree: the verdict in sentences, ranks and weights side by side, and their disagreements."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Bracketed, Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Coefficient, Decimal, Percent, Signed, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, Status, first_few, label, short_labels
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView

if TYPE_CHECKING:
    from vasterviksmodell.analysis.agreement import Agreement, Concession, Disagreement, JudgedSite, SitePlace


SCHEMA = "vasterviksmodell/agreement/1"


def _entry(agreement: "Agreement") -> dict[str, Any]:
    """Return the agreement as plain values."""
    return {
        "schema": SCHEMA,
        "actors": [_actor_entry(agreement, number) for number, _ in enumerate(agreement.actors)],
        "kendalls_w": agreement.kendalls_w,
        "top": agreement.top,
        "exact": agreement.exact,
        "in_every_top": [site.id for site in agreement.shared],
        "compromise": [site.id for site in agreement.compromise],
        "sites": [_site(site, agreement) for site in agreement.sites],
        "disagreements": [_disagreement_entry(disagreement, agreement) for disagreement in agreement.disagreements],
        "concessions": [_concession_entry(concession, agreement) for concession in agreement.concessions],
    }


def _actor_entry(agreement: "Agreement", number: int) -> dict[str, Any]:
    actor, model = agreement.actors[number], agreement.models[number]
    return {
        "id": actor.id,
        "when": actor.when,
        "share": float(actor.share),
        "weights": {node.id: float(node.weight) for node in model.scored},
    }


def _site(site: "JudgedSite", agreement: "Agreement") -> dict[str, Any]:
    return {
        "id": site.id,
        "name": site.name,
        "status": site.status,
        "lowest_score": site.lowest,
        "rank_spread": site.spread,
        "by_actor": {
            actor.id: {
                "rank": placed.rank,
                "rank_best": placed.rank_best,
                "rank_worst": placed.rank_worst,
                "score": placed.score,
            }
            for actor, placed in zip(agreement.actors, site.placed, strict=True)
        },
    }


def _disagreement_entry(disagreement: "Disagreement", agreement: "Agreement") -> dict[str, Any]:
    first, second = disagreement.actors
    return {
        "actors": [agreement.actors[first].id, agreement.actors[second].id],
        "kendalls_tau_b": disagreement.tau,
        "before": disagreement.before and disagreement.before.id,
        "after": disagreement.after and disagreement.after.id,
        "gaps": list(disagreement.gaps) if disagreement.opposed else None,
        "parts": {part.criterion.id: part.points for part in disagreement.parts},
    }


def _concession_entry(concession: "Concession", agreement: "Agreement") -> dict[str, Any]:
    return {
        "actor": agreement.actors[concession.actor].id,
        "moved": concession.moved,
        "weights": dict(concession.weights),
    }


_NAMED = 3
_PAIRS, _SITES = 10, 10
"""How many pairs of actors, and sites in a sentence, are shown at most; the others are counted."""
_NOTICED = 0.0005
"""Smaller changes of a weight are not shown."""
_TITLE = Message("Where the actors agree")
_ALL_EXCLUDED = Message("Every site is excluded, whichever weights count.")
_ONE_ACTOR = Message("The criteria name one actor only, {actor}: there is nobody to agree with.")
_ALL_FIRST = Message("All {number} actors put {site} first.")
_NOT_FIRST = Message("The actors do not agree on the first place: {firsts}.")
_FIRST_FOR = Message("{site} for {actors}")
_LESS_OPPOSED = Message("And {number} pairs of actors less opposed than these: --format json has all.")
_CONCORDANCE = Message(
    "Kendall's W, which is 1 when all order the sites alike and 0 when their orders have nothing in common, is {w}."
)
_SHARED = Message("Among the first {top} of every actor: {sites}.")
_NONE_SHARED = Message("No site is among the first {top} of every actor.")
_COMPROMISE = Plural(
    "The compromise is {sites}: the actor to whom it is worth the least still gives it {score} points, more than any"
    " other site gets from its hardest judge.",
    "The compromises, which tie, are {sites}: the actor to whom each is worth the least still gives it {score} points.",
)
_RANKS = Message("Rank and score by each actor's weights")
_WEIGHTS = Message("Each actor's weights, in per cent")
_LOWEST = Message("Lowest score")
_SPREAD = Message("Greatest difference")
_DIFFER = Message("What they disagree about")
_OPPOSED = Message(
    "For {one}, {before} is {gap} points before {after}; for {other}, {after} is {back} points before {before}."
    " The criteria that make the difference: {parts}."
)
_AGREED = Message(
    "{one} and {other} put no two of the sites that any actor has among the first {top} in opposite order."
)
_REST = Message("the others together ({points})")
_TAU = Message("Kendall's tau of all their sites: {tau}.")
_GIVE = Message("What it would take for {site} to be first")
_FIRST_ALREADY = Message("{actor}: it is first already (perhaps with others).")
_MOVES = Message("{actor}: {moved} of the weight would have to move, from {taken} to {given}.")
_NEVER = Message("{actor}: no weights make it first.")
_LEGEND = Message(
    "The actors see the same sites, requirements and values; only their weights differ. The compromise is the"
    " site whose lowest score is the highest (max–min). A disagreement is shown for the two sites, among the"
    " first {top} of any actor, about which both actors are most decided; the points of all criteria sum to the"
    " two leads together. The weight that would have to move is the least that is enough, half the sum of all"
    " changes of weights: it shows how far apart the actors are, not who should give way."
)


class AgreementView(ResultView["Agreement"]):
    """Where actors agree."""

    columns: ClassVar[tuple[str, ...]] = (
        "id",
        "name",
        "status",
        "actor",
        "rank",
        "rank_best",
        "rank_worst",
        "score",
    )

    def document(self, agreement: "Agreement") -> Iterator[Block]:
        """Yield the verdict, then its grounds."""
        yield Heading(_TITLE, 1)
        if not agreement.sites:
            yield Paragraph(_ALL_EXCLUDED if agreement.excluded else words.NO_SITES)
            return
        yield Paragraph(Joined(_verdict(agreement), " "))
        yield from _grounds(agreement)
        legend = _LEGEND.format(top=Whole(agreement.top))
        yield Paragraph(legend if agreement.exact else Joined((words.NOT_EXACT, legend), " "))

    def entry(self, agreement: "Agreement") -> dict[str, Any]:
        """Return the agreement for programs."""
        return _entry(agreement)

    def rows(self, agreement: "Agreement") -> Iterator[dict[str, Any]]:
        """Yield a row for each site and actor."""
        for site in (_site(site, agreement) for site in agreement.sites):
            yield from ({**site, "actor": actor, **placed} for actor, placed in site["by_actor"].items())


def _grounds(agreement: "Agreement") -> Iterator[Block]:
    yield Heading(_RANKS)
    yield _ranks(agreement)
    yield Heading(_WEIGHTS)
    yield _weights(agreement)
    if agreement.disagreements:
        yield Heading(_DIFFER)
        yield Items(tuple(_disagreements(agreement)))
    yield Heading(_GIVE.format(site=Name(agreement.compromise[0].name)))
    yield Items(tuple(_concession(concession, agreement) for concession in agreement.concessions))


def _verdict(agreement: "Agreement") -> Iterator[Phrase]:
    yield _first_places(agreement)
    if agreement.kendalls_w is not None:
        yield _CONCORDANCE.format(w=Coefficient(agreement.kendalls_w))
    top, compromise = Whole(agreement.top), agreement.compromise
    yield _SHARED.format(top=top, sites=_sites(agreement.shared)) if agreement.shared else _NONE_SHARED.format(top=top)
    yield _COMPROMISE.counting(len(compromise), sites=_sites(compromise), score=Decimal(compromise[0].lowest))


def _first_places(agreement: "Agreement") -> Phrase:
    if len(agreement.actors) == 1:
        return _ONE_ACTOR.format(actor=_actor(agreement, 0))
    actors_by_sites: dict[tuple[JudgedSite, ...], list[Phrase]] = {}
    for number, _ in enumerate(agreement.actors):
        firsts = tuple(site for site in agreement.sites if site.placed[number].rank == 1)
        actors_by_sites.setdefault(firsts, []).append(_actor(agreement, number))
    if len(actors_by_sites) == 1:
        return _ALL_FIRST.format(number=Whole(len(agreement.actors)), site=_sites(next(iter(actors_by_sites))))
    first_places = (
        _FIRST_FOR.format(actors=Enumeration(actors), site=_sites(sites)) for sites, actors in actors_by_sites.items()
    )
    return _NOT_FIRST.format(firsts=Joined(first_places, "; "))


def _sites(sites: "Sequence[JudgedSite]") -> Phrase:
    return Enumeration(first_few((Name(site.name) for site in sites), _SITES))


def _actor(agreement: "Agreement", number: int) -> Phrase:
    actor = agreement.actors[number]
    return Label(actor.label, actor.id)


def _ranks(agreement: "Agreement") -> Grid:
    columns = (
        Column(words.COLUMNS["site"]),
        Column(words.COLUMNS["status"], dispensable=1),
        *_actor_columns(agreement),
        Column(_LOWEST, right=True, dispensable=2),
    )
    return Grid(columns, tuple(_site_row(site) for site in agreement.sites))


def _actor_columns(agreement: "Agreement") -> Iterator[Column]:
    return (Column(_actor(agreement, number), right=True) for number, _ in enumerate(agreement.actors))


def _site_row(site: "JudgedSite") -> tuple[Phrase, ...]:
    return Name(site.name), Status(site.status), *map(_placed, site.placed), Decimal(site.lowest)


def _placed(placed: "SitePlace") -> Phrase:
    return Bracketed(Whole(placed.rank), Decimal(placed.score))


def _weights(agreement: "Agreement") -> Grid:
    """Return criteria by actors, those first about which the weights differ the most."""
    columns = (
        Column(words.COLUMNS["criterion"]),
        *_actor_columns(agreement),
        Column(_SPREAD, right=True, dispensable=1),
    )
    rows = [
        (criterion, [float(model[criterion.id].weight) for model in agreement.models])
        for criterion in agreement.criteria.scored
    ]
    ordered = sorted(rows, key=lambda row: min(row[1]) - max(row[1]))
    return Grid(columns, tuple((label(criterion), *_in_percent(weights)) for criterion, weights in ordered))


def _in_percent(weights: Sequence[float]) -> Iterator[Phrase]:
    """Yield weights, and how far they lie apart."""
    return (Decimal(100 * weight) for weight in (*weights, max(weights) - min(weights)))


def _disagreements(agreement: "Agreement") -> Iterator[Phrase]:
    """Yield a sentence for each two actors, in their order; of very many only for the most opposed."""
    shown = sorted(agreement.disagreements, key=lambda disagreement: -min(disagreement.gaps))[:_PAIRS]
    yield from (_disagreement(pair, agreement) for pair in agreement.disagreements if pair in shown)
    if left := len(agreement.disagreements) - len(shown):
        yield _LESS_OPPOSED.format(number=Whole(left))


def _disagreement(disagreement: "Disagreement", agreement: "Agreement") -> Phrase:
    sentence = _opposed(disagreement, agreement)
    if disagreement.tau is None:
        return sentence
    return Joined((sentence, _TAU.format(tau=Coefficient(disagreement.tau))), " ")


def _opposed(disagreement: "Disagreement", agreement: "Agreement") -> Phrase:
    one, other = (_actor(agreement, number) for number in disagreement.actors)
    if disagreement.before is None or disagreement.after is None:
        return _AGREED.format(one=one, other=other, top=Whole(agreement.top))
    gap, back = map(Decimal, disagreement.gaps)
    before, after = Name(disagreement.before.name), Name(disagreement.after.name)
    parts = Enumeration(_parts(disagreement, agreement))
    return _OPPOSED.format(one=one, other=other, before=before, after=after, gap=gap, back=back, parts=parts)


def _parts(disagreement: "Disagreement", agreement: "Agreement") -> Iterator[Phrase]:
    """Yield the criteria about which two actors differ most, and the sum of all others."""
    labels = short_labels(agreement.criteria)
    first, others = disagreement.parts[:_NAMED], disagreement.parts[_NAMED:]
    yield from (Bracketed(labels[part.criterion.id], Signed(part.points)) for part in first)
    if others:
        yield _REST.format(points=Signed(sum(part.points for part in others)))


def _concession(concession: "Concession", agreement: "Agreement") -> Phrase:
    actor = _actor(agreement, concession.actor)
    if concession.moved is None:
        return _NEVER.format(actor=actor)
    if concession.moved == 0:
        return _FIRST_ALREADY.format(actor=actor)
    taken, given = (_weight_moved(concession, agreement, sign) for sign in (-1, 1))
    return _MOVES.format(actor=actor, moved=Percent(concession.moved), taken=taken, given=given)


def _weight_moved(concession: "Concession", agreement: "Agreement", sign: int) -> Phrase:
    """Return the criteria from which (-1) or to which (1) an actor would move weight, with how much."""
    labels, model = short_labels(agreement.criteria), agreement.models[concession.actor]
    changes = {id: weight - float(model[id].weight) for id, weight in concession.weights.items()}
    ordered = sorted(changes.items(), key=lambda change: -abs(change[1]))
    moved = [Bracketed(labels[id], Decimal(100 * abs(by))) for id, by in ordered if sign * by > _NOTICED]
    return Enumeration(moved) if moved else "–"
