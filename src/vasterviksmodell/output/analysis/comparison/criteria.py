"""What changed in the criteria and the input files, for people and for programs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n.numbers import decimal
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.comparison import texts
from vasterviksmodell.output.document import Block, Column, Grid, Items, Paragraph
from vasterviksmodell.output.value_texts import requirement, value_function
from vasterviksmodell.output.whose_weights import whose_weights_text
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.criteria_changes import Altered, Aspect, CriteriaChanges
    from vasterviksmodell.analysis.comparison.input_changes import InputChange
    from vasterviksmodell.criteria import Criteria, Criterion

_SHOWN = 12
"""How many digits of a fingerprint people are shown."""
_LONGEST = 120


def whose_blocks(old: "Criteria", new: "Criteria", language: Language) -> Iterator[Block]:
    """Whose weights count, then and now, where the criteria name actors."""
    then, now = (whose_weights_text(it, language) for it in (old, new))
    if then == now:
        said = [] if now is None else [now]
    else:
        said = [
            f"{texts.COLUMNS[key].inside(language)}: {whose}"
            for key, whose in (("before", then), ("now", now))
            if whose is not None
        ]
    yield from map(Paragraph, said)


def criteria_blocks(it: "CriteriaChanges", language: Language) -> Iterator[Block]:
    """The differences as paragraphs and a table."""
    if not it:
        yield Paragraph(texts.SAME_CRITERIA.inside(language))
    if it.unknown:
        old, new = (texts.ENDS[end].inside(language) for end in it.unknown)
        yield Paragraph(texts.UNKNOWN.inside(language).format(old=old, new=new))
    for text, criteria in ((texts.ADDED, it.added), (texts.REMOVED, it.removed)):
        for criterion in criteria:
            facts = {"label": words.label(criterion, language), "weight": share(criterion, language)}
            yield Paragraph(text.inside(language).format(**facts))
    rows = tuple(row for altered in it.altered for row in _rows(altered, language))
    if rows:
        columns = (Column(words.heading("criterion", language)), *_columns(("what", "before", "now"), language))
        yield Grid(columns, rows)


def _columns(keys: tuple[str, ...], language: Language) -> Iterator[Column]:
    return (Column(texts.COLUMNS[key].inside(language)) for key in keys)


def _rows(it: "Altered", language: Language) -> Iterator[tuple[str, ...]]:
    label = words.label(it.new, language)
    if it.is_reweighed:
        yield label, texts.ASPECTS["weight"].inside(language), share(it.old, language), share(it.new, language)
    for aspect in it.aspects:
        old, new = (shortened(_said(criterion, aspect, language), _LONGEST) for criterion in (it.old, it.new))
        yield label, texts.ASPECTS[aspect].inside(language), old, new


def share(criterion: "Criterion", language: Language) -> str:
    """The weight in per cent of the whole, with a decimal."""
    sign = "\u00a0%" if language == "sv" else "%"
    return decimal(float(criterion.weight) * 100, language) + sign


def _said(criterion: "Criterion", aspect: "Aspect", language: Language) -> str:
    """An aspect of a criterion in words."""
    match aspect:
        case "value":
            return value_function(criterion.value, language)
        case "requirement":
            return requirement(criterion.requirement, criterion, language)
        case "warning":
            return requirement(criterion.warning, criterion, language)
        case "categories":
            return ", ".join(criterion.categories)
        case _:
            return str(getattr(criterion, aspect))


def input_blocks(changes: "tuple[InputChange, ...]", language: Language) -> Iterator[Block]:
    """The files that differ, as a list."""
    yield Items(tuple(_input(it, language) for it in changes))


def _input(it: "InputChange", language: Language) -> str:
    old, new = ((side.sha256 if side else "")[:_SHOWN] for side in (it.old, it.new))
    form = "gone" if not new else "changed" if old else "come"
    return texts.INPUTS[form].inside(language).format(path=shortened(it.path, _LONGEST), old=f"{old}…", new=f"{new}…")


def criteria_entry(it: "CriteriaChanges") -> dict[str, Any]:
    """The differences for programs."""
    return {
        "unknown": None if it.unknown is None else {"old": it.unknown[0], "new": it.unknown[1]},
        "added": [{"criterion": criterion.id, "weight": float(criterion.weight)} for criterion in it.added],
        "removed": [{"criterion": criterion.id, "weight": float(criterion.weight)} for criterion in it.removed],
        "weights": [
            {"criterion": altered.new.id, "old": float(altered.old.weight), "new": float(altered.new.weight)}
            for altered in it.altered
            if altered.is_reweighed
        ],
        "altered": [
            {
                "criterion": altered.new.id,
                "what": aspect,
                "old": _said(altered.old, aspect, "en"),
                "new": _said(altered.new, aspect, "en"),
            }
            for altered in it.altered
            for aspect in altered.aspects
        ],
    }


def input_entry(it: "InputChange") -> dict[str, Any]:
    """A file that differs, for programs."""
    return {
        "path": it.path,
        "old_sha256": it.old.sha256 if it.old else None,
        "new_sha256": it.new.sha256 if it.new else None,
    }
