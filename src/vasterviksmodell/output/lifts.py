"""Sentences of questions: what it means to lift a criterion or a group from its worst to its best."""

from collections.abc import Mapping

from vasterviksmodell.analysis.weighting.questionnaire import Measure, ends
from vasterviksmodell.criteria import Criteria, Criterion, Group
from vasterviksmodell.i18n import Enumeration, Message, Phrase
from vasterviksmodell.output.document.cells import category_name, first_few, label, short_labels
from vasterviksmodell.output.measure_texts import number

_MOST = 4
"""How many criteria of a group are named with their measures, at most."""
_LIFT = Message("{name} from {worst} to {best}")
_GROUP = Message("everything in {name} from its worst to its best ({lifts})")


def lifts(criteria: Criteria) -> dict[str, Phrase]:
    """Return the lift of each criterion and group, by its id."""
    labels = short_labels(criteria)
    single = {criterion.id: _lift(criterion, labels[criterion.id]) for criterion in criteria.scored}
    return {**{group.id: _group_lift(group, criteria, single) for group in criteria.groups}, **single}


def _lift(criterion: Criterion, name: Phrase) -> Phrase:
    worst_and_best = ends(criterion)
    if worst_and_best is None:
        return name
    worst, best = (_measure(measure, criterion) for measure in worst_and_best)
    return _LIFT.format(name=name, worst=worst, best=best)


def _measure(measure: Measure, criterion: Criterion) -> Phrase:
    if not isinstance(measure, str):
        return number(measure, criterion)
    return category_name(criterion, measure)


def _group_lift(group: Group, criteria: Criteria, single: Mapping[str, Phrase]) -> Phrase:
    inside = [single[criterion.id] for criterion in criteria.scored if group.id in criterion.groups]
    lifted = Enumeration(first_few(inside, _MOST))
    return _GROUP.format(name=label(group), lifts=lifted) if inside else label(group)
