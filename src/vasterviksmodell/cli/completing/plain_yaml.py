"""A YAML file as plain mappings, lists and texts, read fast; nothing where it cannot be read."""

from pathlib import Path
from typing import Any

_MOST_BYTES = 4_000_000
_MOST_LEVELS = 60


class _TooDeepError(ValueError):
    """The tree has more levels than any file of ours."""


def plain_yaml(path: Path) -> Any:
    """Return what a file holds, with every scalar as a text; None where it is no such file, or not valid."""
    import yaml

    try:
        if not path.is_file():  # of a pipe nothing would come
            return None
        with path.open(encoding="utf-8-sig") as file:
            return _tree(yaml, file.read(_MOST_BYTES))
    except (OSError, ValueError, yaml.YAMLError):
        return None


def _tree(yaml: Any, text: str) -> Any:
    """Return the tree of a text. It is built from events, because building it recursively has no limit of depth."""
    root: list[Any] = []
    above: list[list[Any]] = [root]
    """The members of each open collection: for a mapping its keys and values in turn."""
    anchors: dict[str, Any] = {}
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.ScalarEvent):
            _put(above, anchors, event.anchor, event.value)
        elif isinstance(event, yaml.AliasEvent):
            above[-1].append(anchors.get(event.anchor))
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(above) > _MOST_LEVELS:
                raise _TooDeepError
            above.append([event.anchor])
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, *members = above.pop()
            is_mapping = isinstance(event, yaml.MappingEndEvent)
            _put(above, anchors, anchor, _mapping(members) if is_mapping else members)
    return root[0] if root else None


def _put(above: list[list[Any]], anchors: dict[str, Any], anchor: str | None, member: Any) -> None:
    above[-1].append(member)
    if anchor:
        anchors[anchor] = member


def _mapping(members: list[Any]) -> dict[str, Any]:
    pairs = zip(members[::2], members[1::2], strict=False)
    return {key: value for key, value in pairs if isinstance(key, str)}
