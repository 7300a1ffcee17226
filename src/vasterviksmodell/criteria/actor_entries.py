"""The shape of what a criteria file says of who weighs: actors, and the weights as they were frozen."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from vasterviksmodell.criteria.actors import RESERVED, Actor, Frozen
from vasterviksmodell.criteria.data_entries import DateText, listed
from vasterviksmodell.criteria.entry_types import Entry, Label
from vasterviksmodell.criteria.judgement_entries import JudgementEntry, Points, PointsById, exactly
from vasterviksmodell.criteria.judgement_faults import inside, judgement_faults, left_out, not_weighed
from vasterviksmodell.criteria.siblings import SiblingSets
from vasterviksmodell.findings.fault import KEY, Fault
from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import Text, listing

Judgements = dict[str, JudgementEntry]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
PersonNames = Annotated[
    list[PersonName],
    BeforeValidator(listed, json_schema_input_type=PersonName | list[PersonName]),
    Field(min_length=1),
]
_ACTOR = Message("an actor")


class ActorEntry(Entry):
    """Somebody who weighs: with what weights, who gave them, when and why."""

    label: Label | None = Field(default=None, description="Its name for people; by default the id.")
    who: Label = Field(description="Who gave the weights: a working party, a committee, an office.")
    when: DateText = Field(description="When they were given: a year, a month or a day.")
    why: Label = Field(description="Why they are as they are.")
    share: Points = Field(default=1, description="Points among actors, by which they count when combined.")
    weights: PointsById = Field(
        description="Points among siblings, by the id of a criterion or group; whole sets of siblings, those not "
        "named being as in the tree."
    )
    judgements: Judgements = Field(
        default={}, description="From what the points were derived, by the id of a group, or top; no score reads it."
    )

    def domain(self, id: str, sets: SiblingSets) -> Actor:
        return Actor(
            id=id,
            label=Text(self.label.en, self.label.sv) if self.label else Text(id, id),
            who=Text(self.who.en, self.who.sv),
            when=self.when,
            why=Text(self.why.en, self.why.sv),
            share=Fraction(repr(self.share)),
            weights=exactly(self.weights),
            judgements=MappingProxyType({set: it.domain(sets.by_name[set]) for set, it in self.judgements.items()}),
        )


class FrozenEntry(Entry):
    """The weights as they were when they were frozen: written by `weights freeze`."""

    weights: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(
        description="The SHA-256 of all weights in the file."
    )
    date: DateText = Field(description="When they were frozen.")
    by: PersonNames = Field(description="The names of those who froze them.")

    def domain(self) -> Frozen:
        return Frozen(self.weights, self.date, tuple(self.by))


def actor_faults(actors: Mapping[str, ActorEntry], sets: SiblingSets) -> Iterator[Fault]:
    """What is wrong with actors, for what only the tree tells."""
    for id, entry in actors.items():
        if id in RESERVED:
            yield Fault("C118", {"id": id, "what": _ACTOR}, (id, KEY))
        yield from inside((id, "weights"), _weight_faults(entry.weights, sets))
        yield from inside((id, "judgements"), judgement_faults(entry.judgements, sets))


def _weight_faults(weights: Mapping[str, float], sets: SiblingSets) -> Iterator[Fault]:
    known = list(sets.ids)
    unknown = [not_weighed(id, known, (id, KEY)) for id in weights if id not in sets.ids]
    yield from unknown
    meant = {it.suggestion for it in unknown}
    for _, siblings in sets.all:
        named = [it for it in siblings if it in weights]
        lacking = [it for it in siblings if it not in weights and it not in meant]
        if named:
            beside = listing(named)
            where = Message("beside {beside}").format(beside=beside)
            yield from left_out(lacking, where, siblings, (named[0], KEY))
