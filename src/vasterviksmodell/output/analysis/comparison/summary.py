"""A comparison in one sentence: what changed, and because of what."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.comparison import texts
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.causes import Cause
    from vasterviksmodell.analysis.comparison.compare import Comparison, Version

_NAMED = 3


def summary(it: "Comparison", language: Language) -> Iterator[str]:
    """The sentence; then who stands first, when that is another, and who may have changed only the id."""
    yield _what_and_why(it, language)
    then, now = it.first
    if then != now:
        named = {"then": _names(it.old, then, language), "now": _names(it.new, now, language)}
        yield texts.FIRST.inside(language).format(**named)
    for old, new in it.namesakes[:_NAMED]:
        ids = {"old": shortened(old), "new": shortened(new)}
        yield texts.NAMESAKE.inside(language).format(name=shortened(it.new.told[new].name), **ids)


def _what_and_why(it: "Comparison", language: Language) -> str:
    from vasterviksmodell.analysis.comparison.causes import causes

    both = len(it.changes) + it.unchanged
    if not (it.changes or it.entered or it.left):
        return _by_number(texts.NOTHING, both, language)
    what = "; ".join(_clauses(it, both, language))
    what = what[0].upper() + what[1:]
    found = [_cause(cause, it, language) for cause in causes(it)]
    if not found:
        return f"{what}."
    return texts.BECAUSE.inside(language).format(what=what, causes=words.enumerated(found, language))


def _clauses(it: "Comparison", both: int, language: Language) -> Iterator[str]:
    for forms, ids in ((texts.ENTERED, it.entered), (texts.LEFT, it.left)):
        if ids:
            yield numbered(forms, len(ids), language)
    numbers = {
        "rank": sum(change.is_moved for change in it.changes),
        "status": sum(change.is_restated for change in it.changes),
        "score": sum(change.is_rescored for change in it.changes),
    }
    changed = [(number, texts.WHAT[what].inside(language)) for what, number in numbers.items() if number]
    if not changed:
        yield _by_number(texts.THE_REST, both, language)
    elif both == 1:
        yield texts.OF_ONE.inside(language).format(what=words.enumerated([what for _, what in changed], language))
    else:
        yield texts.OF_MANY.inside(language).format(both=whole(both, language), what=_counted(changed, language))


def _counted(changed: Sequence[tuple[int, str]], language: Language) -> str:
    """`4 have another rank, 1 another status and 5 another score`."""
    (number, what), *rest = changed
    first = texts.HAVE[number > 1].inside(language).format(n=whole(number, language), what=what)
    return words.enumerated([first, *(f"{whole(number, language)} {what}" for number, what in rest)], language)


def _cause(cause: "Cause", it: "Comparison", language: Language) -> str:
    text = texts.CAUSES[cause.name].inside(language)
    if cause.criterion is None:
        return text
    return texts.MOST.inside(language).format(cause=text, label=labels(it, language)[cause.criterion])


def labels(it: "Comparison", language: Language) -> dict[str, str]:
    """The names of all criteria by their ids, as they are now where both rankings have them."""
    criteria = (node for side in (it.old, it.new) for node in side.ranking.criteria.criteria)
    return {node.id: words.label(node, language) for node in criteria}


def _names(version: "Version", ids: Sequence[str], language: Language) -> str:
    if not ids:
        return texts.NO_FIRST.inside(language)
    names = [shortened(version.told[id].name) for id in ids[:_NAMED]]
    more = [texts.AND_MORE.inside(language).format(n=whole(len(ids) - _NAMED, language))] if len(ids) > _NAMED else []
    return words.enumerated([*names, *more], language)


def _by_number(forms: dict[int, Message], both: int, language: Language) -> str:
    return forms[min(both, 2)].inside(language).format(both=whole(both, language))


def numbered(forms: tuple[Message, Message], number: int, language: Language) -> str:
    """A text for one or for more."""
    return forms[number > 1].inside(language).format(n=whole(number, language))
