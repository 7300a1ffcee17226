"""A comparison in words: the summary, and what differs in the criteria and the input files."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Capitalised, Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import FinePercent, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Items, Paragraph
from vasterviksmodell.output.document.cells import Name, Shortened, category_name, first_few, label
from vasterviksmodell.output.measure_texts import requirement, value_function
from vasterviksmodell.output.views import words
from vasterviksmodell.output.what_if import whose_weights_text

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.compare import Cause, Comparison, Version
    from vasterviksmodell.analysis.comparison.criteria_changes import (
        AlteredCriterion,
        Aspect,
        CriteriaChanges,
        InputChange,
    )
    from vasterviksmodell.criteria import Criteria, Criterion

_NAMED = 3
_SHOWN = 12
"""How many digits of a fingerprint people are shown."""
_LONGEST = 120
_NO_SITES = Message("Nothing changed: neither ranking holds a site.")
_NOTHING = Plural(
    "Nothing changed: the one site has the same status, rank and score.",
    "Nothing changed: all {number} sites have the same status, rank and score.",
)
_ENTERED = Plural("{number} site entered", "{number} sites entered")
_LEFT = Plural("{number} site left", "{number} sites left")
_OF_ONE = Message("the only site in both rankings has {what}")
_OF_MANY = Message("of the {both} sites in both rankings {what}")
_HAVE = Plural("{number} has {what}", "{number} have {what}")
_NONE_IN_BOTH = Message("no site is in both rankings")
_AS_BEFORE = Plural(
    "the only site in both rankings is as it was", "the {number} sites in both rankings are as they were"
)
_WHAT = {
    "rank": Message("another rank"),
    "status": Message("another status"),
    "score": Message("another score"),
}
_BECAUSE = Message("{what}, because of {causes}.")
_CAUSES = {
    "data": Message("other measures"),
    "criteria": Message("other criteria"),
    "weights": Message("other weights"),
    "version": Message("another version of the program"),
    "sites": Message("the sites that entered or left"),
}
_MOST = Message("{cause} (most of all {label})")
_FIRST = Message("First is now {now}; before it was {then}.")
_NO_FIRST = Message("no site")
_NAMESAKE = Message("{name} left as '{old}' and entered as '{new}': perhaps it is one place under two ids.")
_SAME_CRITERIA = Message("The criteria are the same, as far as a ranking depends on them.")
_UNKNOWN = Message("Where a score is an interval, its {new} value now ranks; before it was the {old}.")
_ENDS = {"low": Message("lowest"), "middle": Message("middle"), "high": Message("highest")}
_ADDED = Message("Added: {label} (weight {weight}).")
_REMOVED = Message("Removed: {label} (weight {weight}).")
_COLUMNS = {"what": Message("What"), "before": Message("Before"), "now": Message("Now")}
_ASPECTS = {
    "weight": Message("Weight"),
    "kind": Message("Type"),
    "column": Message("Column"),
    "unit": Message("Unit"),
    "range": Message("Range"),
    "categories": Message("Categories"),
    "value": Message("Value function"),
    "requirement": Message("Requirement"),
    "warning": Message("Warning"),
}
_INPUTS = {
    "changed": Message("{path}: other contents (SHA-256 {old} → {new})"),
    "gone": Message("{path}: read only before (SHA-256 {old})"),
    "come": Message("{path}: read only now (SHA-256 {new})"),
}


def summary(comparison: "Comparison") -> Iterator[Phrase]:
    """Yield what changed and why; then which site is first, where that changed, and sites that may have a new id."""
    yield _what_and_why(comparison)
    then, now = comparison.first
    if then != now:
        yield _FIRST.format(then=_names(comparison.old, then), now=_names(comparison.new, now))
    for old, new in comparison.namesakes[:_NAMED]:
        yield _NAMESAKE.format(name=Name(comparison.new.told[new].name), old=Name(old), new=Name(new))


def _what_and_why(comparison: "Comparison") -> Phrase:
    from vasterviksmodell.analysis.comparison.compare import causes

    both = len(comparison.changes) + comparison.unchanged
    if not (comparison.changes or comparison.entered or comparison.left):
        return _NOTHING.counting(both) if both else _NO_SITES
    what = Capitalised(Joined(_clauses(comparison, both), "; "))
    because = [_cause(cause, comparison) for cause in causes(comparison)]
    return _BECAUSE.format(what=what, causes=Enumeration(because)) if because else Joined((what, "."), "")


def _clauses(comparison: "Comparison", both: int) -> Iterator[Phrase]:
    """Yield how many sites entered, left and changed; `both` is the number of those in both rankings."""
    for form, ids in ((_ENTERED, comparison.entered), (_LEFT, comparison.left)):
        if ids:
            yield form.counting(len(ids))
    changed = _changed(comparison)
    if not changed:
        yield _AS_BEFORE.counting(both) if both else _NONE_IN_BOTH
    elif both == 1:
        yield _OF_ONE.format(what=Enumeration(what for _, what in changed))
    else:
        yield _OF_MANY.format(both=Whole(both), what=_counted(changed))


def _changed(comparison: "Comparison") -> list[tuple[int, Message]]:
    """Return what changed, each with the number of sites for which it did."""
    numbers = {
        "rank": sum(change.is_moved for change in comparison.changes),
        "status": sum(change.is_restated for change in comparison.changes),
        "score": sum(change.is_rescored for change in comparison.changes),
    }
    return [(number, _WHAT[what]) for what, number in numbers.items() if number]


def _counted(changed: Sequence[tuple[int, Message]]) -> Phrase:
    """Return `4 have another rank, 1 another status and 5 another score`."""
    (number, what), *others = changed
    parts = (Joined((Whole(number), what), " ") for number, what in others)
    return Enumeration((_HAVE.counting(number, what=what), *parts))


def _cause(cause: "Cause", comparison: "Comparison") -> Phrase:
    name = _CAUSES[cause.name]
    return name if cause.criterion is None else _MOST.format(cause=name, label=labels(comparison)[cause.criterion])


def labels(comparison: "Comparison") -> dict[str, Phrase]:
    """Return the names of all criteria by their ids, as they are now where both rankings have them."""
    criteria = (criterion for side in (comparison.old, comparison.new) for criterion in side.ranking.criteria.criteria)
    return {criterion.id: label(criterion) for criterion in criteria}


def _names(version: "Version", ids: Sequence[str]) -> Phrase:
    return Enumeration(first_few((Name(version.told[id].name) for id in ids), _NAMED)) if ids else _NO_FIRST


def whose_blocks(old: "Criteria", new: "Criteria") -> Iterator[Block]:
    """Yield whose weights count, then and now, where the criteria name actors."""
    then, now = whose_weights_text(old), whose_weights_text(new)
    if then == now:
        yield from () if now is None else (Paragraph(now),)
        return
    for key, whose in (("before", then), ("now", now)):
        if whose is not None:
            yield Paragraph(Joined((_COLUMNS[key], whose), ": "))


def criteria_blocks(changes: "CriteriaChanges") -> Iterator[Block]:
    """Yield the differences of the criteria as paragraphs and a table."""
    if not changes:
        yield Paragraph(_SAME_CRITERIA)
    if changes.unknown:
        old, new = (_ENDS[end] for end in changes.unknown)
        yield Paragraph(_UNKNOWN.format(old=old, new=new))
    for form, criteria in ((_ADDED, changes.added), (_REMOVED, changes.removed)):
        for criterion in criteria:
            yield Paragraph(form.format(label=label(criterion), weight=_weight(criterion)))
    rows = tuple(row for altered in changes.altered for row in _rows(altered))
    if rows:
        yield Grid((Column(words.COLUMNS["criterion"]), *map(Column, _COLUMNS.values())), rows)


def _rows(altered: "AlteredCriterion") -> Iterator[tuple[Phrase, ...]]:
    name, both = label(altered.new), (altered.old, altered.new)
    if altered.is_reweighed:
        yield name, _ASPECTS["weight"], *map(_weight, both)
    for aspect in altered.aspects:
        old, new = (Shortened(aspect_text(criterion, aspect), _LONGEST) for criterion in both)
        yield name, _ASPECTS[aspect], old, new


def _weight(criterion: "Criterion") -> FinePercent:
    return FinePercent(float(criterion.weight))


def aspect_text(criterion: "Criterion", aspect: "Aspect") -> Phrase:
    """Return what a criterion says of an aspect."""
    match aspect:
        case "value":
            return value_function(criterion.value, criterion)
        case "requirement":
            return requirement(criterion.requirement, criterion)
        case "warning":
            return requirement(criterion.warning, criterion)
        case "categories":
            return Joined(category_name(criterion, category) for category in criterion.categories)
        case _:
            return str(getattr(criterion, aspect))


def input_items(changes: "tuple[InputChange, ...]") -> Items:
    """Return the files that differ."""
    return Items(tuple(map(_input, changes)))


def _input(change: "InputChange") -> Phrase:
    old, new = ((side.sha256 if side else "")[:_SHOWN] for side in (change.old, change.new))
    form = "gone" if not new else "changed" if old else "come"
    return _INPUTS[form].format(path=Name(change.path, _LONGEST), old=f"{old}…", new=f"{new}…")
