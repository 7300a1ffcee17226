"""Whether the files of criteria, actions and events are those of a ranking."""

from collections.abc import Iterator, Mapping
from typing import Any

from vasterviksmodell.analysis.handed_over.parts import Part, Parts
from vasterviksmodell.criteria import Criteria, read_criteria, with_actions, with_events
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.source.yaml_document import parse_yaml

_SHOWN = 5
_BY_OPTION = frozenset({"data", "weights_of"})
"""The sections that options of a run can set, too."""
_MORE = Message("{number} more")
_OPTIONS = Message(
    "perhaps an option of the run set it (--data, --actor): write it into the file, so that the folder stands alone"
)
_WITHOUT = Message("the ranking was made without such a file: rank the sites with {option}")
_NAMES: dict[str, Phrase] = {
    "criteria": Message("the criteria"),
    "actions": Message("the actions"),
    "events": Message("the events"),
}
_ABOUT_SITES = ("data", "actions", "events", "plan")
Way = tuple[str, ...]


def criteria_findings(parts: Parts, ranked: Criteria, *, redacted: bool) -> Iterator[Finding]:
    """Yield what is wrong with the files of criteria, actions and events, and where they are not those of a ranking."""
    file = parts.first("criteria")
    if file is None:
        return
    criteria, found = read_criteria(file.content, file.name)
    yield from (finding for finding in found if finding.severity == Severity.ERROR)
    if criteria is None:
        return
    besides = {kind: part for kind in ("actions", "events") if (part := parts.first(kind)) is not None}
    for kind, part in besides.items():
        read = with_actions if kind == "actions" else with_events
        changed, found = read(criteria, part.content, part.name)
        yield from (finding for finding in found if finding.severity == Severity.ERROR)
        criteria = criteria if changed is None else changed
    yield from _differences(file, besides, _comparable(criteria, redacted), _comparable(ranked, redacted))


def _comparable(criteria: Criteria, redacted: bool) -> dict[str, Any]:
    """Return the document, without what a redacted ranking does not have."""
    return {key: entry for key, entry in criteria.document.items() if not (redacted and key in _ABOUT_SITES)}


def _differences(
    file: Part, besides: Mapping[str, Part], stands: Mapping[str, Any], ranked: Mapping[str, Any]
) -> Iterator[Finding]:
    """Yield a finding for each file that differs from what was ranked, at the first difference in it."""
    ways = list(different(stands, ranked))
    for kind, part in {"criteria": file, **besides}.items():
        of_part = [way for way in ways if (way[0] == kind if kind in besides else way[0] not in besides)]
        if of_part:
            yield _finding(kind, part, of_part, is_lacking=kind in besides and kind not in ranked)


def _finding(kind: str, part: Part, ways: list[Way], *, is_lacking: bool) -> Finding:
    """Return a finding; a warning where an option may be the reason, or the ranking was made without such a file."""
    only_options = {way[0] for way in ways} <= _BY_OPTION
    named: list[Phrase] = [shortened(".".join(way)) for way in ways[:_SHOWN]]
    more = (_MORE.format(number=len(ways) - _SHOWN),) if len(ways) > _SHOWN else ()
    facts: dict[str, Phrase] = {"what": _NAMES[kind], "keys": Joined((*named, *more))}
    return Finding(
        rule("M101"),
        _place(part, ways[0]),
        facts,
        advice=_OPTIONS if only_options else _WITHOUT.format(option=f"--{kind}") if is_lacking else None,
        level=Severity.WARNING if only_options or is_lacking else None,
    )


def _place(part: Part, way: Way) -> Place:
    root, _ = parse_yaml(part.content.decode("utf-8", "replace"), part.name)
    return Place(part.name) if root is None else locate(root, way, part.name).place


def different(one: Any, other: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the ways to what differs between two documents, whatever the order of their keys.

    >>> list(different({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}, "d": 4}))
    [('a', 'c'), ('d',)]
    """
    if isinstance(one, dict) and isinstance(other, dict):
        left, right = ({str(key): entry for key, entry in each.items()} for each in (one, other))
        for key in dict.fromkeys((*left, *right)):
            if key not in left or key not in right:
                yield (*way, key)
            else:
                yield from different(left[key], right[key], (*way, key))
    elif one != other:
        yield way
